import { IconHandStop, IconPlus, IconSearch } from '@tabler/icons-react'
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
import { Avatar, Status } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { weekdays } from '../agenda/contract.ts'
import { isWeekday, useWeek } from '../agenda/week.tsx'
import '../exchange/exchange.css'
import { CategoryChips, isCategory } from '../offers/CategoryChips.tsx'
import { ListHead } from '../offers/ListHead.tsx'
import { MarketNav } from '../offers/MarketNav.tsx'
import { MoreRows } from '../offers/MoreRows.tsx'
import '../offers/offers.css'
import { categoryWords } from '../offers/words.tsx'
import { listNeeds, type Need } from './contract.ts'
import './needs.css'
import { needStateWords, useWishes } from './words.tsx'
import { needsTexts } from './texts.tsx'
import { schoolTexts } from '../texts.tsx'
import { agendaTexts } from '../agenda/texts.tsx'

/** What neighbours look for, what I asked, what I answered. */
export function NeedsPage() {
  const text = useText(needsTexts, schoolTexts, agendaTexts)
  const week = useWeek()
  const mayPost = useMay('needs.post')
  const filters = useFilters({ q: '', category: '', day: '', sort: '', view: '' })
  const [{ q, category, day, sort, view }, filter] = filters
  const side = view === 'mine' || view === 'answered' ? view : 'all'
  const { first, items, more, isLoadingMore, stale } = useList(listNeeds, {
    view: side,
    ...(q ? { search: q } : {}),
    ...(isCategory(category) ? { category } : {}),
    ...(isWeekday(day) ? { weekday: day } : {}),
    ...(sort === 'soonest' ? { sort } : {}),
    limit: 24,
  })

  return (
    <Page
      title={text('needs.title')}
      subtitle={text('needs.subtitle')}
      actions={
        mayPost && (
          <LinkButton look="filled" icon={IconPlus} to="/exchange/needs/new">
            {text('needs.new')}
          </LinkButton>
        )
      }
    >
      <Stack>
        <MarketNav current="needs" />
        <Segmented
          label={text('needs.view')}
          value={side}
          choices={[
            { value: 'all', text: text('needs.view.all') },
            { value: 'mine', text: text('needs.view.mine') },
            { value: 'answered', text: text('needs.view.answered') },
          ]}
          onChange={(it) => filter({ view: it === 'all' ? '' : it })}
        />
        <Filters of={filters}>
          <SearchFilter label={text('needs.search')} />
          <SelectFilter
            name="day"
            label={text('agenda.day')}
            options={weekdays.map((it) => ({ value: it, text: week.long(it) }))}
          />
        </Filters>
        <CategoryChips value={category} onChange={(it) => filter({ category: it })} />
        {first.total !== null && items.length > 0 && (
          <ListHead
            count={text('needs.count', { count: first.total })}
            sort={sort}
            orders={[
              { value: '', text: text('needs.sort.newest') },
              { value: 'soonest', text: text('needs.sort.soonest') },
            ]}
            onSort={(it) => filter({ sort: it })}
          />
        )}
        {items.length > 0 ? (
          <ul className="offers" aria-label={text('needs.title')} data-stale={stale || undefined}>
            {items.map((it) => (
              <NeedCard key={it.id} need={it} />
            ))}
          </ul>
        ) : (
          <Panel>
            <Nothing side={side} isNarrowed={Boolean(q || category || day)} />
          </Panel>
        )}
        <MoreRows more={more} isLoading={isLoadingMore} />
      </Stack>
    </Page>
  )
}

function Nothing({ side, isNarrowed }: { side: 'all' | 'mine' | 'answered'; isNarrowed: boolean }) {
  const text = useText(needsTexts)
  if (isNarrowed)
    return (
      <EmptyState icon={IconSearch} title={text('needs.filter-empty')}>
        {text('needs.filter-empty-hint')}
      </EmptyState>
    )
  const [title, hint] = {
    all: [text('needs.none'), text('needs.none-hint')],
    mine: [text('needs.mine-none'), text('needs.none-hint')],
    answered: [text('needs.answered-none'), text('needs.answered-none-hint')],
  }[side] as [string, string]
  return (
    <EmptyState icon={IconHandStop} title={title}>
      {hint}
    </EmptyState>
  )
}

/** Cards that stand already are left alone when the next page arrives. */
const NeedCard = memo(function NeedCard({ need }: { need: Need }) {
  const text = useText(needsTexts, schoolTexts)
  const wishes = useWishes()
  const { id, title, category, owner, isMine, urgent, state, answers } = need
  const { text: key, icon: Mark } = categoryWords[category]
  const { text: stateText, tone } = needStateWords[state]
  return (
    <li className="offer-card" data-category={category}>
      <span className="tile">
        <Mark size={24} stroke={1.5} />
      </span>
      <div className="offer-text">
        <span className="hint need-kind">
          {text(key)}
          {urgent && state === 'open' && <b className="need-urgent">{text('needs.is-urgent')}</b>}
          {state !== 'open' && <Status tone={tone}>{text(stateText)}</Status>}
        </span>
        <h2>
          <Link to={`/exchange/needs/${id}`}>{title}</Link>
        </h2>
        <span className="hint">{wishes(need).join(' · ')}</span>
        <span className="offer-owner">
          <Avatar name={owner.name} of={owner.id} />
          {isMine ? text('exchange.offer.you', { name: owner.name }) : owner.name}
          {answers > 0 && <span>· {text('needs.answers', { count: answers })}</span>}
        </span>
      </div>
    </li>
  )
})
