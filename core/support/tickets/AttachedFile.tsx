import { UploadField } from '#core/files/ui.tsx'
import { useText } from '#web/text.tsx'
import { supportTexts } from '../texts.tsx'

const kinds = ['document', 'image', 'audio', 'video', 'archive']

/** A file that goes with the first words of a request: it becomes an attachment of that message. */
export function AttachedFile({ onReady }: { onReady(file: { id: string; name: string }): void }) {
  const text = useText(supportTexts)
  return (
    <UploadField
      label={text('help.files')}
      place="workspace"
      purpose="messaging.attachment"
      kinds={kinds}
      maxBytes={50_000_000}
      onReady={async (file) => onReady(file)}
    />
  )
}
