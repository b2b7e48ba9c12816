/** A picture and the words for who does not see it: the words first, so that they are not forgotten. */
import { useId, useState } from 'react'
import { UploadField } from '#core/files/ui.tsx'
import { useCall } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { addPicture, MOST_PICTURE_BYTES, PAGE_PICTURE } from '../pages/contract.ts'
import { contentTexts } from '../texts.tsx'

export type Brought = { key: string; url: string; alt: string }

export function PictureDialog({
  onClose,
  onReady,
}: {
  onClose(): void
  onReady(it: Brought): void
}) {
  const text = useText(contentTexts)
  const call = useCall()
  const id = useId()
  const [alt, say] = useState('')
  return (
    <Dialog isOpen onClose={onClose} title={text('content.picture-title')} sheet>
      <div className="stack">
        <div className="field">
          <label htmlFor={id}>{text('content.cover-alt')}</label>
          <p className="hint" id={`${id}-hint`}>
            {text('content.alt-hint')}
          </p>
          <input
            id={id}
            className="input"
            aria-describedby={`${id}-hint`}
            autoFocus
            maxLength={300}
            value={alt}
            onChange={(event) => say(event.target.value)}
          />
        </div>
        {alt.trim() === '' ? (
          <p className="hint">{text('content.picture-first')}</p>
        ) : (
          <UploadField
            label={text('content.picture-file')}
            place="workspace"
            purpose={PAGE_PICTURE}
            kinds={['image']}
            maxBytes={MOST_PICTURE_BYTES}
            camera="environment"
            previewOf={(url) => <img src={url} alt="" />}
            onReady={async ({ id: fileId }) =>
              onReady(await call(addPicture, { fileId, alt: alt.trim() }))
            }
          />
        )}
      </div>
    </Dialog>
  )
}
