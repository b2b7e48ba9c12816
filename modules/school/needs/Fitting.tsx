import { useRead } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { categoryWords } from '../offers/words.tsx'
import { listFittingNeeds, listFittingOffers, type FittingNeed } from './contract.ts'
import { useReasons } from './reasons.tsx'
import { needsTexts } from './texts.tsx'

/** Neighbours' offers that fit a need of mine. Nothing when there are none: the need stands by itself. */
export function FittingOffers({ needId }: { needId: string }) {
  const text = useText(needsTexts)
  const say = useReasons('needs.reason.days')
  const { items } = useRead(listFittingOffers, { needId })
  if (items.length === 0) return null
  const title = text('needs.fitting-offers')
  return (
    <Panel title={title}>
      <Items label={title}>
        {items.slice(0, 5).map(({ id, category, owner, reasons, ...it }) => (
          <Item
            key={id}
            lead={<Mark category={category} />}
            title={<Link to={`/exchange/offers/${id}`}>{it.title}</Link>}
            hint={[owner.name, say(reasons)].join(' · ')}
          />
        ))}
      </Items>
    </Panel>
  )
}

/** Open needs that fit my offers, or one of them. */
export function FittingNeeds({ offerId, most = 5 }: { offerId?: string; most?: number }) {
  const text = useText(needsTexts)
  const say = useReasons('needs.reason.fits-days')
  const { items } = useRead(listFittingNeeds, offerId ? { offerId } : {})
  if (items.length === 0) return null
  const title = text(offerId ? 'needs.fitting-needs' : 'needs.fitting-mine')
  const hintOf = ({ owner, offer, reasons, urgent }: FittingNeed) =>
    [
      urgent && text('needs.is-urgent'),
      owner.name,
      say(reasons),
      !offerId && text('needs.for-offer', { title: offer.title }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Panel
      title={title}
      actions={
        <Link to="/exchange/needs" className="more-link">
          {text('needs.see')}
        </Link>
      }
    >
      <Items label={title}>
        {items.slice(0, most).map((it) => (
          <Item
            key={it.id}
            lead={<Mark category={it.category} />}
            title={<Link to={`/exchange/needs/${it.id}`}>{it.title}</Link>}
            hint={hintOf(it)}
          />
        ))}
      </Items>
    </Panel>
  )
}

function Mark({ category }: { category: FittingNeed['category'] }) {
  const { icon: Sign } = categoryWords[category]
  return (
    <span data-category={category}>
      <span className="tile small">
        <Sign size={18} stroke={1.6} />
      </span>
    </span>
  )
}
