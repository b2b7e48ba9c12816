/** What the installation has written to people, and what became of it. */
import { IconMail, IconMailSearch, IconRefresh } from '@tabler/icons-react'
import { useAction, useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter, SelectFilter } from '#web/ui/Filters.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import { listMails, mailStates, retryMail, type SentMail } from './contract.ts'
import { states } from './states.tsx'
import { mailTexts } from './texts.tsx'

export function MailsPage() {
  const text = useText(mailTexts)
  const format = useFormat()
  const filters = useFilters({ q: '', state: '' })
  const [{ q: search, state: wanted }] = filters
  const state = mailStates.find((it) => it === wanted)
  const list = useList(listMails, { ...(search && { search }), ...(state && { state }) })
  const leaves = list.first?.leaves ?? false
  const isFiltered = Boolean(search || state)
  return (
    <Page title={text('mails.title')} subtitle={text('mails.subtitle')}>
      <Stack>
        <Notice>{text(leaves ? 'mails.hidden' : 'mails.shown')}</Notice>
        <Panel flush>
          <Filters of={filters}>
            <SearchFilter label={text('mails.search')} />
            <SelectFilter
              name="state"
              label={text('mails.state')}
              options={mailStates.map((value) => ({ value, text: text(states[value][0]) }))}
            />
          </Filters>
          <DataTable
            caption={text('mails.title')}
            rows={list.items}
            rowKey={(it) => it.id}
            empty={
              <EmptyState
                icon={isFiltered ? IconMailSearch : IconMail}
                title={text(isFiltered ? 'mails.none-found' : 'mails.none')}
              >
                {text(isFiltered ? 'mails.none-found-hint' : 'mails.none-hint')}
              </EmptyState>
            }
            columns={[
              {
                key: 'subject',
                head: text('mails.subject'),
                cell: (it) =>
                  leaves ? (
                    (it.subject ?? text('mails.of-a-workspace'))
                  ) : (
                    <Link to={`/installation/mails/${it.id}`}>{it.subject}</Link>
                  ),
              },
              { key: 'to', head: text('mails.to'), cell: (it) => it.to },
              {
                key: 'state',
                head: text('mails.state'),
                cell: (it) => <Standing of={it} />,
              },
              {
                key: 'when',
                head: text('mails.when'),
                cell: (it) => format.relative(it.sentAt ?? it.createdAt),
              },
            ]}
          />
          {list.more && (
            <Row>
              <Button pending={list.isLoadingMore} onClick={() => void list.more?.()}>
                {text('mails.more')}
              </Button>
            </Row>
          )}
        </Panel>
      </Stack>
    </Page>
  )
}

/** Where it is, why, and what comes next. */
function Standing({ of: { id: mailId, state, reason, nextAt } }: { of: SentMail }) {
  const text = useText(mailTexts)
  const format = useFormat()
  const retry = useAction(retryMail, { refreshes: [listMails], done: text('mails.retried') })
  const [key, tone] = states[state]
  return (
    <Stack>
      <Status tone={tone}>{text(key)}</Status>
      {reason && <span className="hint">{reason}</span>}
      {state === 'failed' && (
        <span className="hint">
          {nextAt ? text('mails.next', { when: format.relative(nextAt) }) : text('mails.given-up')}
        </span>
      )}
      {state === 'failed' && !nextAt && (
        <Button
          small
          icon={IconRefresh}
          pending={retry.pending}
          onClick={() => void retry.run({ mailId })}
        >
          {text('mails.retry')}
        </Button>
      )}
    </Stack>
  )
}
