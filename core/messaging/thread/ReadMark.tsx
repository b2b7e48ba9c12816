/** How far one's last words have come: sent, arrived, read; among several, by whom. */
import { IconCheck, IconChecks } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '#web/text.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Person } from '#web/ui/Status.tsx'
import type { Conversation } from '../conversations/contract.ts'
import { messagingTexts } from '../texts.tsx'
import type { ThreadState } from './useThread.tsx'

export function ReadMark({ head, thread }: { head: Conversation; thread: ThreadState }) {
  const text = useText(messagingTexts)
  const [isOpen, open] = useState(false)
  const last = thread.items.findLast((it) => it.kind === 'words')
  if (!last || last.author !== head.me || last.state === 'deleted' || thread.hasLater) return null
  const others = head.people.filter((it) => !it.isMe && it.memberId)
  const readers = others.filter((it) => it.readSeq >= last.seq)
  if (others.length === 0) return null
  if (head.kind === 'direct') {
    const isRead = readers.length > 0
    const isThere = others.some((it) => it.deliveredSeq >= last.seq)
    const Mark = isRead || isThere ? IconChecks : IconCheck
    return (
      <p className="thread-mark hint" data-read={isRead || undefined}>
        <Mark size={16} stroke={1.8} />
        {text(isRead ? 'messaging.read' : isThere ? 'messaging.delivered' : 'messaging.sent')}
      </p>
    )
  }
  const rest = others.filter((it) => !readers.includes(it))
  return (
    <p className="thread-mark hint" data-read={readers.length > 0 || undefined}>
      {readers.length === 0 ? (
        text('messaging.sent')
      ) : (
        <button type="button" className="thread-link" onClick={() => open(true)}>
          {text('messaging.read-by', { count: readers.length })}
        </button>
      )}
      <Dialog sheet isOpen={isOpen} onClose={() => open(false)} title={text('messaging.readers')}>
        <ul className="thread-readers">
          {readers.map((it) => (
            <li key={it.id}>
              <Person name={it.name ?? text('messaging.erased')} of={it.memberId} />
            </li>
          ))}
          {rest.map((it) => (
            <li key={it.id}>
              <Person
                name={it.name ?? text('messaging.erased')}
                of={it.memberId}
                hint={text('messaging.not-yet')}
              />
            </li>
          ))}
        </ul>
      </Dialog>
    </p>
  )
}
