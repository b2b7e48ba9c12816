import { UploadField } from '#core/files/ui.tsx'
import { useAction, useCall } from '#web/api.tsx'
import { usePerson, useReread } from '#web/session.tsx'
import { Avatar } from '#web/ui/Status.tsx'
import { tell } from '#web/ui/Toast.tsx'
import { useAccountText } from './account/texts.tsx'
import { PICTURE, removePicture, setPicture } from './contract.ts'

/** One's own picture: what others see beside one's name. */
export function PictureField() {
  const say = useAccountText()
  const call = useCall()
  const reread = useReread()
  const { name, picture } = usePerson()
  const remove = useAction(removePicture, { done: say('picture.removed'), onDone: reread })
  return (
    <UploadField
      label={say('picture.title')}
      hint={say('picture.hint')}
      place="account"
      purpose={PICTURE}
      kinds={['image']}
      maxBytes={15_000_000}
      camera="user"
      previewOf={(url) => <Avatar name={name} picture={url} large />}
      onReady={async ({ id: fileId }) => {
        await call(setPicture, { fileId })
        await reread()
        tell(say('picture.saved'))
      }}
      onRemove={picture ? () => void remove.run() : undefined}
    />
  )
}
