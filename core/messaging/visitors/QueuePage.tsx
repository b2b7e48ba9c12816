import { IconMessageQuestion } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useFilters } from '#web/go.tsx'
import { useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SelectFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { Avatar, Status } from '#web/ui/Status.tsx'
import { listQueue, type Queued, queueViews } from './contract.ts'
import { visitorsTexts } from './texts.tsx'
import './visitors.css'
import { stateWords } from './words.tsx'

/** Who wrote from outside, and who sees to it. */
export function QueuePage() {
  const text = useText(visitorsTexts)
  const { slug } = useWorkspace()
  const filters = useFilters({ view: '' })
  const view = queueViews.find((it) => it === filters[0].view) ?? 'all'
  const { items, more, isLoadingMore } = useList(listQueue, { view })
  return (
    <Page title={text('visitors.title')} subtitle={text('visitors.subtitle')}>
      <Stack>
        <Panel flush>
          <Filters of={filters}>
            <SelectFilter
              name="view"
              label={text('visitors.view')}
              options={queueViews
                .filter((it) => it !== 'all')
                .map((value) => ({ value, text: text(`visitors.view.${value}`) }))}
            />
          </Filters>
          {items.length === 0 ? (
            <EmptyState icon={IconMessageQuestion} title={text('visitors.queue-none')}>
              {text('visitors.queue-none-hint')}
            </EmptyState>
          ) : (
            <Items label={text('visitors.title')}>
              {items.map((it) => (
                <Line key={it.id} it={it} />
              ))}
            </Items>
          )}
          {more && (
            <Row>
              <Button pending={isLoadingMore} onClick={more}>
                {text('visitors.more')}
              </Button>
            </Row>
          )}
        </Panel>
        <Panel title={text('visitors.public-page')} hint={text('visitors.public-page-hint')}>
          <CopyField
            label={text('visitors.public-address')}
            value={`${location.origin}/contact/${slug}`}
          />
        </Panel>
      </Stack>
    </Page>
  )
}

function Line({ it }: { it: Queued }) {
  const text = useText(visitorsTexts)
  const format = useFormat()
  const { visitor, assignee, isMine, state } = it
  const holder = isMine
    ? text('visitors.held-by-me')
    : assignee
      ? text('visitors.held-by', { name: assignee.name })
      : text('visitors.nobody')
  return (
    <Item
      lead={<Avatar name={visitor.name} />}
      title={<Link to={`/visitors/${it.id}`}>{it.subject}</Link>}
      hint={[
        visitor.name,
        visitor.isVerified ? '' : text('visitors.not-verified'),
        holder,
        format.relative(it.lastAt),
      ]
        .filter(Boolean)
        .join(' · ')}
      end={<Status tone={stateWords[state].tone}>{text(stateWords[state].text)}</Status>}
    />
  )
}
