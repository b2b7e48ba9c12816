import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { schoolTexts } from '../texts.tsx'
import { frameTexts } from '../frame/texts.tsx'

type Section = 'offers' | 'needs' | 'agenda'

/** Offers, needs and the agenda are one line of the menu and three sections. */
export function MarketNav({ current }: { current: Section }) {
  const text = useText(schoolTexts, frameTexts)
  const sections = [
    ['offers', text('exchange.offers.title')],
    ['needs', text('menu.needs.title')],
    ['agenda', text('menu.agenda.title')],
  ] as const
  return (
    <nav className="market-nav" aria-label={text('needs.menu')}>
      {sections.map(([section, name]) => (
        <Link key={section} to={`/exchange/${section}`} isCurrent={section === current}>
          {name}
        </Link>
      ))}
    </nav>
  )
}
