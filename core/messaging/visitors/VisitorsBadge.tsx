/** How many visitors wait, beside the entry of the menu. */
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { countQueue } from './contract.ts'
import { visitorsTexts } from './texts.tsx'

export function VisitorsBadge() {
  const text = useText(visitorsTexts)
  const format = useFormat()
  const { waiting } = useRead(countQueue)
  if (waiting === 0) return null
  return (
    <Tag>
      <span aria-label={text('visitors.waiting-count', { count: waiting })}>
        {format.number(waiting)}
      </span>
    </Tag>
  )
}
