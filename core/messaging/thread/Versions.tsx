import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { listVersions } from '../messages/contract.ts'
import { messagingTexts } from '../texts.tsx'

/** What a message said before it was edited, oldest first. */
export function Versions({ messageId, onClose }: { messageId: string; onClose(): void }) {
  const text = useText(messagingTexts)
  const format = useFormat()
  const { items } = useRead(listVersions, { messageId })
  return (
    <Dialog isOpen onClose={onClose} title={text('messaging.versions')}>
      <ol className="thread-versions">
        {items.map(({ body, replacedAt }) => (
          <li key={`${replacedAt} ${body}`}>
            <p className="bubble-words">{body}</p>
            <p className="hint">{text('messaging.until', { at: format.instant(replacedAt) })}</p>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
