import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useParam } from '#web/go.tsx'
import { useLive } from '#web/live.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Columns, Facts, Panel, Stack } from '#web/ui/Panel.tsx'
import { executionsTexts } from '../texts.tsx'
import { ExecutionStatus } from '../words.tsx'
import { Amendments } from './Amendments.tsx'
import { Conflicts } from './Conflicts.tsx'
import {
  type ExecutionView,
  executionChanged,
  executionsChanged,
  listEvents,
  readExecution,
} from './contract.ts'
import { ExecutionMoves } from './ExecutionMoves.tsx'
import { History } from './History.tsx'
import { NewerVersion } from './NewerVersion.tsx'
import { Papers } from './Papers.tsx'
import { StepList } from './StepList.tsx'

/** One execution for the office: what is answered, what disagrees, what happened, and what may be done. */
export function ExecutionPage() {
  const text = useText(executionsTexts)
  const execution = useRead(readExecution, { executionId: useParam('id') })
  const seesAll = useMay('executions.oversee')
  useLive(seesAll ? executionsChanged : executionChanged, {
    refreshes: [readExecution, listEvents],
  })
  const { title, version, drifts, abandonedFor } = execution
  return (
    <Page
      title={title}
      subtitle={text('executions.version', { version })}
      back={{ to: '/executions', text: text('executions.title') }}
    >
      <Stack>
        <NewerVersion execution={execution} />
        {drifts.length > 0 && <Notice tone="warning">{text('executions.drift')}</Notice>}
        {abandonedFor && (
          <Notice>{text('executions.abandoned-for', { reason: abandonedFor })}</Notice>
        )}
        <Conflicts execution={execution} />
        <Columns wide>
          <Stack>
            <Panel title={text('executions.steps')}>
              <StepList execution={execution} />
            </Panel>
            <Amendments execution={execution} />
          </Stack>
          <Stack>
            <Panel title={text('executions.about')}>
              <About execution={execution} />
              <ExecutionMoves execution={execution} />
            </Panel>
            <Papers execution={execution} />
            <History executionId={execution.id} />
          </Stack>
        </Columns>
      </Stack>
    </Page>
  )
}

function About({ execution }: { execution: ExecutionView }) {
  const text = useText(executionsTexts)
  const { instant, day, number } = useFormat()
  const { owner, site, equipment, plannedOn, startedAt, completedAt, workingMs, proof } = execution
  const events = proof.reduce((sum, it) => sum + it.events, 0)
  const photos = execution.views.flatMap((it) => it.photos).filter((it) => it.state === 'here')
  const facts: (readonly [string, React.ReactNode])[] = [
    [text('executions.state'), <ExecutionStatus key="state" of={execution} />],
    [text('executions.technician'), owner?.name ?? ''],
  ]
  if (site)
    facts.push([
      text('executions.site'),
      <Link key="site" to={`/sites/${site.id}`}>
        {site.name}
      </Link>,
    ])
  if (equipment)
    facts.push([
      text('executions.equipment'),
      <Link key="equipment" to={`/equipment/${equipment.id}`}>
        {equipment.name}
      </Link>,
    ])
  if (plannedOn) facts.push([text('executions.planned-for'), day(plannedOn)])
  if (startedAt) facts.push([text('executions.started'), instant(startedAt)])
  if (completedAt) facts.push([text('executions.completed'), instant(completedAt)])
  const minutes = Math.round(workingMs / 60_000)
  if (minutes > 0)
    facts.push([
      text('executions.worked'),
      minutes < 60
        ? text('executions.minutes', { count: minutes })
        : text('executions.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 }),
    ])
  facts.push([
    text('executions.kept'),
    text('executions.kept-count', { events: number(events), photos: number(photos.length) }),
  ])
  return <Facts items={facts} />
}
