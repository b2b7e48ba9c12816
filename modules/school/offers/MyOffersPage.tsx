import { IconPlus, IconSparkles } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import { listOffers, type Offer } from './contract.ts'
import '../exchange/exchange.css'
import './offers.css'
import { OfferMoves } from './OfferMoves.tsx'
import { categoryWords, offerStateWords } from './words.tsx'
import { schoolTexts } from '../texts.tsx'

export function MyOffersPage() {
  const text = useText(schoolTexts)
  const { items, more, isLoadingMore } = useList(listOffers, { mine: true })
  return (
    <Page
      title={text('exchange.offers.mine')}
      back={{ to: '/exchange/offers', text: text('exchange.offers.title') }}
      actions={
        <LinkButton look="filled" icon={IconPlus} to="/exchange/offers/new">
          {text('exchange.offers.new')}
        </LinkButton>
      }
    >
      <Panel>
        {items.length > 0 ? (
          <ul className="items my-offers" aria-label={text('exchange.offers.mine')}>
            {items.map((it) => (
              <MyOffer key={it.id} offer={it} />
            ))}
          </ul>
        ) : (
          <EmptyState icon={IconSparkles} title={text('exchange.offers.mine-none')}>
            {text('exchange.offers.mine-none-hint')}
          </EmptyState>
        )}
        {more && (
          <div className="more">
            <Button onClick={more} pending={isLoadingMore}>
              {text('exchange.statement.more')}
            </Button>
          </div>
        )}
      </Panel>
    </Page>
  )
}

function MyOffer({ offer }: { offer: Offer }) {
  const text = useText(schoolTexts)
  const { icon: Mark, text: category } = categoryWords[offer.category]
  const { text: state, tone } = offerStateWords[offer.state]
  return (
    <li className="item my-offer" data-category={offer.category} data-state={offer.state}>
      <span className="tile">
        <Mark size={22} stroke={1.5} />
      </span>
      <div className="item-text">
        <div className="item-title">
          <Link to={`/exchange/offers/${offer.id}`}>{offer.title}</Link>
        </div>
        <div className="hint my-offer-facts">
          <Status tone={tone}>{text(state)}</Status> · {text(category)}
        </div>
      </div>
      <div className="my-offer-moves">
        <OfferMoves offer={offer} small />
      </div>
    </li>
  )
}
