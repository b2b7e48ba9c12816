/** What a technician has to do today: what is with them already, what is planned, what can be begun. */
import { IconClipboardCheck, IconDownload } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useCall } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import { type Execution, listExecutions } from '../executions/contract.ts'
import { isRunning } from '../executions/rules.ts'
import { Begin } from './Begin.tsx'
import { carryExecution } from './carrying.tsx'
import { useKeeper, useLine, useStored } from './keeper.tsx'
import { loadRun, type Run } from './run.tsx'
import type { FieldStore } from './store.tsx'
import { askToKeep } from './surroundings.tsx'
import { fieldTexts } from './texts.tsx'
import { Warnings } from './Warnings.tsx'
import { takeOver } from './worker.tsx'
import './field.css'

const MOST = 50

export function FieldPage() {
  const text = useText(fieldTexts)
  const keeper = useKeeper()
  const { store } = keeper
  const runs = useStored(store, () => loadRuns(store), 'runs')
  const others = useOthers(runs)
  useEffect(() => {
    void askToKeep()
    void takeOver()
  }, [])
  const isEmpty = runs?.length === 0 && others.length === 0

  return (
    <Page
      title={text('fieldwork.title')}
      subtitle={text('fieldwork.subtitle')}
      actions={<LinkButton to="/field/waiting">{text('fieldwork.queue')}</LinkButton>}
    >
      <Stack>
        <Warnings store={store} />
        <Panel title={text('fieldwork.mine')} flush>
          {isEmpty ? (
            <EmptyState icon={IconClipboardCheck} title={text('fieldwork.empty')}>
              {text('fieldwork.empty-hint')}
            </EmptyState>
          ) : (
            <Items label={text('fieldwork.mine')}>
              {runs?.map((it) => (
                <HereItem key={it.carried.id} run={it} />
              ))}
              {others.map((it) => (
                <ThereItem key={it.id} execution={it} />
              ))}
            </Items>
          )}
        </Panel>
        <Begin keeper={keeper} isCut={useLine(keeper) === 'cut'} />
      </Stack>
    </Page>
  )
}

async function loadRuns(store: FieldStore): Promise<Run[]> {
  const all = await store.allCarried()
  const runs = await Promise.all(all.map((it) => loadRun(store, it.id)))
  return runs
    .filter((it) => it !== null)
    .toSorted((a, b) => b.carried.createdAt - a.carried.createdAt)
}

/** What the server has for this person and the phone has not; nothing while there is no network. */
function useOthers(runs: readonly Run[] | undefined): readonly Execution[] {
  const call = useCall()
  const [found, set] = useState<readonly Execution[]>([])
  useEffect(() => {
    call(listExecutions, { isMine: true, state: 'unfinished', limit: MOST }).then(
      ({ items }) => set(items),
      () => set([]),
    )
  }, [call])
  const here = new Set(runs?.map((it) => it.carried.id))
  return runs ? found.filter((it) => !here.has(it.id)) : []
}

function HereItem({ run }: { run: Run }) {
  const text = useText(fieldTexts)
  const { carried, tally, steps, isOpen, isFinished } = run
  const { id, title, version, place, told } = carried
  const settled = steps.filter((it) => ended.has(it.state)).length
  const state = told?.execution.state
  const isOver = state !== undefined && state !== 'planned' && !isRunning(state)
  const words = isOver
    ? text('fieldwork.state.over')
    : isFinished
      ? text('fieldwork.state.finished')
      : isOpen
        ? text('fieldwork.state.running')
        : text('fieldwork.state.ready')
  const hint = [
    text('fieldwork.version', { version }),
    place,
    text('fieldwork.progress', { settled, steps: steps.length }),
    tally.waiting > 0 && text('fieldwork.bar.waiting', { count: tally.waiting }),
  ]
  return (
    <Item
      title={<Link to={`/field/${id}`}>{title}</Link>}
      hint={hint.filter(Boolean).join(' · ')}
      end={<Status tone={isOver ? 'good' : isOpen ? 'busy' : 'wait'}>{words}</Status>}
    />
  )
}

const ended = new Set(['done', 'nonconform', 'skipped'])

function ThereItem({ execution }: { execution: Execution }) {
  const text = useText(fieldTexts)
  const format = useFormat()
  const call = useCall()
  const { store } = useKeeper()
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const problem = useProblemText(fault)
  const { id, title, version, site, plannedOn } = execution
  const carry = async () => {
    setBusy(true)
    await carryExecution(store, call, id).catch(setFault)
    setBusy(false)
  }
  const hint = [
    text('fieldwork.version', { version }),
    site?.name,
    plannedOn && format.longDay(plannedOn),
  ]
  return (
    <Item
      title={title}
      hint={
        <>
          {hint.filter(Boolean).join(' · ')}
          {problem && <Notice tone="error">{problem}</Notice>}
        </>
      }
      end={
        <Button icon={IconDownload} pending={isBusy} onClick={() => void carry()}>
          {text('fieldwork.download')}
        </Button>
      }
    />
  )
}
