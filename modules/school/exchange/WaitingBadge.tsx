/** How many transfers wait for an answer of mine, beside the entry of the menu; at once on every device. */
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useLive } from '#web/live.tsx'
import { useText } from '#web/text.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { frameTexts } from '../frame/texts.tsx'
import { readAccount, transferChanged } from './contract.ts'
import { showTransfers } from './shows.tsx'

export function WaitingBadge() {
  const text = useText(frameTexts)
  const format = useFormat()
  // In the menu of every page, so whatever page shows transfers needs to listen no more.
  useLive(transferChanged, { refreshes: showTransfers })
  const { waitingForMe: count } = useRead(readAccount)
  if (count === 0) return null
  return (
    <Tag>
      <span aria-label={text('menu.exchange.waiting', { count })}>{format.number(count)}</span>
    </Tag>
  )
}
