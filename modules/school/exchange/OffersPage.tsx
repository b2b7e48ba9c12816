import { IconPlus, IconSearch, IconSparkles } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { Link, useFilters } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { Avatar } from '#web/ui/Status.tsx'
import type fr from '../locales/fr.ts'
import { categories, type Category, listOffers, type Offer } from './contract.ts'
import './exchange.css'
import './offers.css'
import { categoryWords } from './words.tsx'

const isCategory = (it: string): it is Category => it in categoryWords

/** What neighbours can do for each other, by category. */
export function OffersPage() {
  const text = useText<typeof fr>()
  const mayOffer = useMay('exchange.offer')
  const filters = useFilters({ q: '', category: '' })
  const [{ q, category }, filter] = filters
  const { items, more, isLoadingMore, stale } = useList(listOffers, {
    ...(q ? { search: q } : {}),
    ...(isCategory(category) ? { category } : {}),
    limit: 24,
  })
  const propose = mayOffer && (
    <LinkButton look="filled" icon={IconPlus} to="/exchange/offers/new">
      {text('exchange.offers.new')}
    </LinkButton>
  )

  return (
    <Page
      title={text('exchange.offers.title')}
      subtitle={text('exchange.offers.subtitle')}
      actions={
        <div className="offers-actions">
          {mayOffer && (
            <LinkButton to="/exchange/offers/mine">{text('exchange.offers.mine')}</LinkButton>
          )}
          {propose}
        </div>
      }
    >
      <Stack>
        <Filters of={filters}>
          <SearchFilter label={text('exchange.offers.search')} />
        </Filters>
        <div className="chips" role="group" aria-label={text('exchange.offer.category')}>
          {categories.map((it) => {
            const { icon: Mark, text: key } = categoryWords[it]
            const isChosen = it === category
            return (
              <button
                key={it}
                type="button"
                className="chip"
                aria-pressed={isChosen}
                onClick={() => filter({ category: isChosen ? '' : it })}
              >
                <Mark size={17} stroke={1.7} />
                {text(key)}
              </button>
            )
          })}
        </div>
        {items.length > 0 ? (
          <ul
            className="offers"
            aria-label={text('exchange.offers.title')}
            data-stale={stale || undefined}
          >
            {items.map((it) => (
              <OfferCard key={it.id} offer={it} />
            ))}
          </ul>
        ) : (
          <Panel>
            {q || category ? (
              <EmptyState icon={IconSearch} title={text('exchange.offers.filter-empty')}>
                {text('exchange.offers.filter-empty-hint')}
              </EmptyState>
            ) : (
              <EmptyState icon={IconSparkles} title={text('exchange.offers.none')}>
                {text('exchange.offers.none-hint')}
              </EmptyState>
            )}
          </Panel>
        )}
        {more && (
          <div className="more">
            <Button onClick={more} pending={isLoadingMore}>
              {text('exchange.statement.more')}
            </Button>
          </div>
        )}
      </Stack>
    </Page>
  )
}

function OfferCard({ offer: { id, title, category, owner, isMine } }: { offer: Offer }) {
  const text = useText<typeof fr>()
  const { text: key, icon: Mark } = categoryWords[category]
  return (
    <li className="offer-card" data-category={category}>
      <span className="tile">
        <Mark size={24} stroke={1.5} />
      </span>
      <div className="offer-text">
        <span className="hint">{text(key)}</span>
        <h2>
          <Link to={`/exchange/offers/${id}`}>{title}</Link>
        </h2>
        <span className="offer-owner">
          <Avatar name={owner.name} />
          {isMine ? text('exchange.offer.you', { name: owner.name }) : owner.name}
        </span>
      </div>
    </li>
  )
}
