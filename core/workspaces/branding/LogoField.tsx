import { UploadField } from '#core/files/ui.tsx'
import { useAction, useCall, useReading } from '#web/api.tsx'
import { useReread } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { PlaceSign } from '#web/ui/Status.tsx'
import { tell } from '#web/ui/Toast.tsx'
import { LOGO, readWorkspace, removeLogo, setLogo } from '../contract.ts'
import { settingsTexts } from '../settings/texts.tsx'

/** The sign of the workspace: in its navigation, on its public pages, in its mails. */
export function LogoField() {
  const text = useText(settingsTexts)
  const call = useCall()
  const reread = useReread()
  const { data, refresh } = useReading(readWorkspace)
  const changed = async (words: string) => {
    await refresh()
    await reread()
    tell(words)
  }
  const remove = useAction(removeLogo, { onDone: () => changed(text('branding.logo-removed')) })
  return (
    <UploadField
      label={text('branding.logo')}
      hint={text('branding.logo-hint')}
      place="workspace"
      purpose={LOGO}
      kinds={['image']}
      maxBytes={5_000_000}
      preview={<PlaceSign name={data.name} logo={data.logo} />}
      previewOf={(url) => <img src={url} alt="" />}
      onReady={async ({ id: fileId }) => {
        await call(setLogo, { fileId })
        await changed(text('branding.logo-saved'))
      }}
      onRemove={data.logo ? () => void remove.run() : undefined}
    />
  )
}
