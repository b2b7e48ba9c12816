/** How many messages wait, beside the entry of the menu; and what was written without a network leaves from here. */
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useLive } from '#web/live.tsx'
import { useText } from '#web/text.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { countUnread, inboxChanged, listConversations } from '../conversations/contract.ts'
import { frameTexts } from '../frame/texts.tsx'
import { useOutbox } from '../thread/outbox.tsx'

const refreshes = [countUnread, listConversations]
const MOST = 99

export function UnreadBadge() {
  const text = useText(frameTexts)
  const format = useFormat()
  useLive(inboxChanged, { refreshes })
  useOutbox()
  const { unread: count } = useRead(countUnread)
  if (count === 0) return null
  const shown = count > MOST ? `${format.number(MOST)}+` : format.number(count)
  return (
    <Tag>
      <span aria-label={text('menu.messages.unread', { count })}>{shown}</span>
    </Tag>
  )
}
