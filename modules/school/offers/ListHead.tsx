import { IconArrowsSort } from '@tabler/icons-react'
import { useText } from '#web/text.tsx'
import { needsTexts } from '../needs/texts.tsx'

type ListHeadProps = {
  /** How many there are, in words. */
  count: string
  sort: string
  /** The usual order first, with the value ''. */
  orders: readonly { value: string; text: string }[]
  onSort(value: string): void
}

/** Over a list: how much it holds, and in which order. */
export function ListHead({ count, sort, orders, onSort }: ListHeadProps) {
  const text = useText(needsTexts)
  return (
    <div className="list-head">
      <p className="hint" role="status">
        {count}
      </p>
      <label>
        <IconArrowsSort size={16} stroke={1.8} />
        <select
          aria-label={text('needs.sort')}
          value={sort}
          onChange={(event) => onSort(event.target.value)}
        >
          {orders.map((it) => (
            <option key={it.value} value={it.value}>
              {it.text}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
