import { IconPlus, IconSearch, IconSparkles } from '@tabler/icons-react'
import { memo } from 'react'
import { useList } from '#web/api.tsx'
import { Link, useFilters } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter, SelectFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { Avatar } from '#web/ui/Status.tsx'
import { weekdays } from '../agenda/contract.ts'
import { isWeekday, useWeek } from '../agenda/week.tsx'
import '../exchange/exchange.css'
import { CategoryChips, isCategory } from './CategoryChips.tsx'
import { listOffers, type Offer } from './contract.ts'
import { ListHead } from './ListHead.tsx'
import { MarketNav } from './MarketNav.tsx'
import { MoreRows } from './MoreRows.tsx'
import './offers.css'
import { categoryWords } from './words.tsx'
import { schoolTexts } from '../texts.tsx'
import { needsTexts } from '../needs/texts.tsx'
import { agendaTexts } from '../agenda/texts.tsx'

/** What neighbours can do for each other, by category. */
export function OffersPage() {
  const text = useText(schoolTexts, needsTexts, agendaTexts)
  const week = useWeek()
  const mayOffer = useMay('exchange.offer')
  const filters = useFilters({ q: '', category: '', day: '', sort: '' })
  const [{ q, category, day, sort }, filter] = filters
  const { first, items, more, isLoadingMore, stale } = useList(listOffers, {
    ...(q ? { search: q } : {}),
    ...(isCategory(category) ? { category } : {}),
    ...(isWeekday(day) ? { weekday: day } : {}),
    ...(sort === 'owner' ? { sort } : {}),
    limit: 24,
  })
  const isNarrowed = Boolean(q || category || day)

  return (
    <Page
      title={text('exchange.offers.title')}
      subtitle={text('exchange.offers.subtitle')}
      actions={
        mayOffer && (
          <div className="offers-actions">
            <LinkButton to="/exchange/offers/mine">{text('exchange.offers.mine')}</LinkButton>
            <LinkButton look="filled" icon={IconPlus} to="/exchange/offers/new">
              {text('exchange.offers.new')}
            </LinkButton>
          </div>
        )
      }
    >
      <Stack>
        <MarketNav current="offers" />
        <Filters of={filters}>
          <SearchFilter label={text('exchange.offers.search')} />
          <SelectFilter
            name="day"
            label={text('agenda.day')}
            options={weekdays.map((it) => ({ value: it, text: week.long(it) }))}
          />
        </Filters>
        <CategoryChips value={category} onChange={(it) => filter({ category: it })} />
        {first.total !== null && items.length > 0 && (
          <ListHead
            count={text('needs.offers-count', { count: first.total })}
            sort={sort}
            orders={[
              { value: '', text: text('needs.newest-first') },
              { value: 'owner', text: text('needs.by-owner') },
            ]}
            onSort={(it) => filter({ sort: it })}
          />
        )}
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
            {isNarrowed ? (
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
        <MoreRows more={more} isLoading={isLoadingMore} />
      </Stack>
    </Page>
  )
}

/** Cards that stand already are left alone when the next page arrives. */
const OfferCard = memo(function OfferCard({
  offer: { id, title, category, owner, isMine },
}: {
  offer: Offer
}) {
  const text = useText(schoolTexts)
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
          <Avatar name={owner.name} of={owner.id} />
          {isMine ? text('exchange.offer.you', { name: owner.name }) : owner.name}
        </span>
      </div>
    </li>
  )
})
