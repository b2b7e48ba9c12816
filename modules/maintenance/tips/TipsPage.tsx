import { IconBulb, IconPlus, IconSearch } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useFilters } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { Status, Tag } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { maintenanceTexts } from '../texts.tsx'
import '../procedures/procedures.css'
import { listTips, type Tip } from './contract.ts'
import { tipStates } from './state.tsx'
import { tipsTexts } from './texts.tsx'

const views = ['published', 'review', 'mine'] as const
type View = (typeof views)[number]

/** What was learnt on site. */
export function TipsPage() {
  const text = useText(tipsTexts, maintenanceTexts)
  const mayPropose = useMay('tips.propose')
  const mayReview = useMay('tips.review')
  const filters = useFilters({ q: '', view: '' })
  const [{ q, view: wanted }, filter] = filters
  const view = views.find((it) => it === wanted) ?? 'published'
  const { first, items, more, isLoadingMore } = useList(listTips, {
    view,
    ...(q ? { search: q } : {}),
  })
  const choices = [
    { value: 'published', text: text('tips.view.published') },
    ...(mayReview ? [{ value: 'review', text: text('tips.view.review') }] : []),
    ...(mayPropose ? [{ value: 'mine', text: text('tips.view.mine') }] : []),
  ]
  return (
    <Page
      title={text('tips.title')}
      subtitle={text('tips.subtitle')}
      actions={
        mayPropose && (
          <LinkButton look="filled" icon={IconPlus} to="/tips/new">
            {text('tips.new')}
          </LinkButton>
        )
      }
    >
      <Stack>
        {choices.length > 1 && (
          <Segmented
            label={text('tips.view')}
            value={view}
            choices={choices}
            onChange={(it) => filter({ view: it === 'published' ? '' : it })}
          />
        )}
        {view === 'published' && (
          <Filters of={filters}>
            <SearchFilter label={text('tips.search')} />
          </Filters>
        )}
        {first.total !== null && items.length > 0 && (
          <p className="hint" role="status">
            {text('tips.count', { count: first.total })}
          </p>
        )}
        <Panel flush>
          {items.length > 0 ? (
            <Items label={text('tips.title')}>
              {items.map((it) => (
                <Line key={it.id} tip={it} isShownWithState={view === 'mine'} />
              ))}
            </Items>
          ) : (
            <Nothing view={view} isNarrowed={q !== ''} />
          )}
        </Panel>
        {more && (
          <Row>
            <Button pending={isLoadingMore} onClick={more}>
              {text('maintenance.more')}
            </Button>
          </Row>
        )}
      </Stack>
    </Page>
  )
}

function Line({ tip, isShownWithState }: { tip: Tip; isShownWithState: boolean }) {
  const text = useText(tipsTexts)
  const format = useFormat()
  const { id, title, content, tags, state, author, changedAt } = tip
  const { text: stateText, tone } = tipStates[state]
  const day = format.day(changedAt)
  return (
    <Item
      lead={<IconBulb size={22} stroke={1.5} />}
      title={
        <Link to={`/tips/${id}`} className="procedure-name">
          {title}
        </Link>
      }
      hint={
        <>
          <span className="tip-beginning" dir="auto">
            {content}
          </span>
          {author ? text('tips.by', { name: author.name, day }) : text('tips.on', { day })}
        </>
      }
      end={
        <span className="row">
          {tags.slice(0, 2).map((it) => (
            <Tag key={it}>{it}</Tag>
          ))}
          {isShownWithState && <Status tone={tone}>{text(stateText)}</Status>}
        </span>
      }
    />
  )
}

function Nothing({ view, isNarrowed }: { view: View; isNarrowed: boolean }) {
  const text = useText(tipsTexts)
  if (isNarrowed)
    return (
      <EmptyState icon={IconSearch} title={text('tips.none-found')}>
        {text('tips.none-found-hint')}
      </EmptyState>
    )
  const [title, hint] = {
    published: [text('tips.none'), text('tips.none-hint')],
    review: [text('tips.none-in-review'), text('tips.none-in-review-hint')],
    mine: [text('tips.none-mine'), text('tips.none-hint')],
  }[view] as [string, string]
  return (
    <EmptyState icon={IconBulb} title={title}>
      {hint}
    </EmptyState>
  )
}
