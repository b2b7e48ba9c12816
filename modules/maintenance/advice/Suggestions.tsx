import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Item, Items } from '#web/ui/Panel.tsx'
import type { Suggestion } from './contract.ts'
import { adviceTexts } from './texts.tsx'

/** What to read, why it was found, and how well it fits. */
export function Suggestions({ items }: { items: readonly Suggestion[] }) {
  const text = useText(adviceTexts)
  if (items.length === 0) return <p className="hint">{text('advice.found-none')}</p>
  return (
    <Items label={text('advice.found')}>
      {items.map(({ kind, id, title, path, score, reason }) => (
        <Item
          key={`${kind} ${id}`}
          title={<Link to={path as `/${string}`}>{title}</Link>}
          hint={`${reason} · ${text('advice.score', { score })}`}
        />
      ))}
    </Items>
  )
}
