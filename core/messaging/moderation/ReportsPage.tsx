import { IconFlag } from '@tabler/icons-react'
import { useAction, useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { Person, Status } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { messagingTexts } from '../texts.tsx'
import './moderation.css'
import { keepMessage, listReports, removeMessage, type Report } from './contract.ts'

/** What members reported, for who decides about it. */
export function ReportsPage() {
  const text = useText(messagingTexts)
  const [{ view }, filter] = useFilters({ view: '' })
  const side = view === 'decided' ? 'decided' : 'open'
  const { items, more, isLoadingMore } = useList(listReports, { view: side })
  return (
    <SettingsPage title={text('messaging.reports')} subtitle={text('messaging.reports-subtitle')}>
      <Stack>
        <Segmented
          label={text('messaging.reports.view')}
          value={side}
          choices={[
            { value: 'open', text: text('messaging.reports.open') },
            { value: 'decided', text: text('messaging.reports.decided') },
          ]}
          onChange={(it) => filter({ view: it === 'open' ? '' : it })}
        />
        {items.length === 0 && (
          <Panel>
            <EmptyState icon={IconFlag} title={text('messaging.reports.none')}>
              {text('messaging.reports.none-hint')}
            </EmptyState>
          </Panel>
        )}
        {items.map((it) => (
          <OneReport key={it.id} report={it} />
        ))}
        {more && (
          <Row>
            <Button small pending={isLoadingMore} onClick={more}>
              {text('messaging.more')}
            </Button>
          </Row>
        )}
      </Stack>
    </SettingsPage>
  )
}

const outcomes = {
  kept: { text: 'messaging.reports.kept', tone: 'good' },
  removed: { text: 'messaging.reports.removed', tone: 'bad' },
  withdrawn: { text: 'messaging.reports.withdrawn', tone: 'off' },
} as const

function OneReport({ report }: { report: Report }) {
  const text = useText(messagingTexts)
  const format = useFormat()
  const refreshes = [listReports]
  const keep = useAction(keepMessage, { refreshes, done: text('messaging.reports.kept') })
  const remove = useAction(removeMessage, { refreshes, done: text('messaging.reports.removed') })
  const problem = useProblemText(keep.problem ?? remove.problem)
  const { id: reportId, author, reporter, conversation, state, body, files, reason } = report
  const erased = text('messaging.erased')
  const take = async () => {
    const words = {
      title: text('messaging.reports.remove-ask'),
      text: text('messaging.reports.remove-text'),
    }
    if (await ask({ ...words, confirm: text('messaging.reports.remove'), danger: true }))
      await remove.run({ reportId })
  }
  return (
    <Panel>
      <Stack>
        <Person
          name={author.name ?? erased}
          of={author.memberId}
          hint={`${conversation.subject || text('messaging.reports.in-direct')} · ${format.instant(report.postedAt)}`}
        />
        <blockquote className="reported">
          {body}
          {files > 0 && <p className="hint">{text('messaging.files', { count: files })}</p>}
        </blockquote>
        <p>
          <b>{text('messaging.reports.reason')}</b> {reason}
        </p>
        <p className="hint">
          {text('messaging.reports.by', {
            name: reporter.name ?? erased,
            at: format.instant(report.createdAt),
          })}
        </p>
        {state === 'open' ? (
          <Row>
            <Button pending={keep.pending} onClick={() => keep.run({ reportId })}>
              {text('messaging.reports.keep')}
            </Button>
            <Button look="danger" pending={remove.pending} onClick={take}>
              {text('messaging.reports.remove')}
            </Button>
          </Row>
        ) : (
          <Status tone={outcomes[state].tone}>{text(outcomes[state].text)}</Status>
        )}
        {problem && <Notice tone="error">{problem}</Notice>}
      </Stack>
    </Panel>
  )
}
