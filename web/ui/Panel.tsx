/** A sheet of paper on the ground: hairline, no shadow. */
import { type ReactNode, useId } from 'react'

type PanelProps = {
  title?: string
  /** A sentence under the title. */
  hint?: ReactNode
  actions?: ReactNode
  /** Tables and lists reach the edge. */
  flush?: boolean
  children: ReactNode
}

export function Panel({ title, hint, actions, flush, children }: PanelProps) {
  const id = useId()
  return (
    <section className={flush ? 'panel flush' : 'panel'} aria-labelledby={title ? id : undefined}>
      {(title || actions) && (
        <header className="panel-head">
          <div>
            {title && <h2 id={id}>{title}</h2>}
            {hint && <p className="hint">{hint}</p>}
          </div>
          {actions}
        </header>
      )}
      {children}
    </section>
  )
}

type Items = { children: ReactNode }

export const Stack = ({ children }: Items) => <div className="stack">{children}</div>
export const Row = ({ children }: Items) => <div className="row">{children}</div>
/** Side by side where there is room: `wide` gives the first twice the space of the second. */
export const Columns = ({ wide, children }: Items & { wide?: boolean }) => (
  <div className={wide ? 'columns wide' : 'columns'}>{children}</div>
)

/** Names and values of one thing. */
export function Facts({
  items,
}: {
  items: readonly (readonly [name: string, value: ReactNode])[]
}) {
  return (
    <dl className="facts">
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A list of things with an action each: members, offers, recent movements. */
export function Items({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className="items" aria-label={label}>
      {children}
    </ul>
  )
}

type ItemProps = { lead?: ReactNode; title: ReactNode; hint?: ReactNode; end?: ReactNode }

export function Item({ lead, title, hint, end }: ItemProps) {
  return (
    <li className="item">
      {lead}
      <div className="item-text">
        <div className="item-title">{title}</div>
        {hint && <div className="hint">{hint}</div>}
      </div>
      {end && <div className="item-end">{end}</div>}
    </li>
  )
}
