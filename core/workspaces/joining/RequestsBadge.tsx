/** How many wait, beside the entry of the menu. */
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { countJoinRequests } from './contract.ts'
import { joiningTexts } from './texts.tsx'

export function RequestsBadge() {
  const text = useText(joiningTexts)
  const format = useFormat()
  const { pending } = useRead(countJoinRequests)
  if (pending === 0) return null
  return (
    <Tag>
      <span aria-label={text('joining.requests-count', { count: pending })}>
        {format.number(pending)}
      </span>
    </Tag>
  )
}
