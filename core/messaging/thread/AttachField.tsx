import { UploadField } from '#core/files/ui.tsx'
import type { StoredFile } from '#core/files/contract.ts'
import { useText } from '#web/text.tsx'
import { messagingTexts } from '../texts.tsx'

const kinds = ['document', 'image', 'audio', 'video', 'archive']

/** A file on its way to a message. */
export function AttachField({ onReady }: { onReady(file: StoredFile): void }) {
  const text = useText(messagingTexts)
  return (
    <UploadField
      label={text('messaging.attachment')}
      place="workspace"
      purpose="messaging.attachment"
      kinds={kinds}
      maxBytes={50_000_000}
      previewOf={(url) => <img className="composer-preview" src={url} alt="" />}
      onReady={async (file) => onReady(file)}
    />
  )
}
