/** How many nobody has taken, beside the entry of the menu. */
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useLive } from '#web/live.tsx'
import { useText } from '#web/text.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { supportTexts } from '../texts.tsx'
import { countTickets, ticketsChanged } from './contract.ts'

export function FreeBadge() {
  const text = useText(supportTexts)
  const format = useFormat()
  const { free } = useRead(countTickets)
  useLive(ticketsChanged, { refreshes: [countTickets] })
  if (free === 0) return null
  return (
    <Tag>
      <span aria-label={text('tickets.free', { count: free })}>{format.number(free)}</span>
    </Tag>
  )
}
