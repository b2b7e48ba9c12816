import './figures.css'

type Bar = { key: string; name: string; count: number; shown: string; isBad?: boolean }

/** Lengths beside names and figures: who does not see them reads the same. */
export function Bars({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map((it) => it.count))
  return (
    <ul className="bars" aria-label={title}>
      {bars.map(({ key, name, count, shown, isBad }) => (
        <li key={key}>
          <span className="bars-name">{name}</span>
          <span className="bars-track" aria-hidden="true">
            <i
              data-bad={isBad || undefined}
              style={{ inlineSize: `${Math.max(1, (count / most) * 100)}%` }}
            />
          </span>
          <strong>{shown}</strong>
        </li>
      ))}
    </ul>
  )
}
