/** All steps at a glance, what is in the way of the end, and the end. */
import { IconCheck, IconHandStop, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useGo } from '#web/go.tsx'
import { later } from '#web/later.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { hindranceOf } from '../executions/completing/rules.ts'
import { isRunning } from '../executions/rules.ts'
import { useGloves } from './gloves.tsx'
import type { Keeper } from './keeper.tsx'
import type { Run } from './run.tsx'
import { StepStatus } from './StepStatus.tsx'
import { fieldTexts } from './texts.tsx'

const Newer = later(() => import('./Newer.tsx').then((it) => it.Newer))

type OverviewProps = { run: Run; keeper: Keeper; onOpen(at: number): void }

export function Overview({ run, keeper, onOpen }: OverviewProps) {
  const text = useText(fieldTexts)
  const [isGloved, setGloved] = useGloves()
  const { carried, steps } = run
  const next = steps.findIndex((it) => it.state === 'active' || it.state === 'pending')
  return (
    <Stack>
      {carried.told?.newer && <Newer run={run} store={keeper.store} />}
      <Doing run={run} keeper={keeper} next={next} onOpen={onOpen} />
      <Panel title={text('fieldwork.steps')} flush>
        <ol className="fieldsteps">
          {carried.steps.map((step, at) => (
            <li key={step.key}>
              <button type="button" className="fieldstep" onClick={() => onOpen(at)}>
                <span className="fieldstep-number">{at + 1}</span>
                <span className="fieldstep-words">
                  <span>{step.title}</span>
                  <span className="hint">
                    <StepStatus standing={steps[at]!} />
                    {step.isGate && <Tag>{text('fieldwork.gate')}</Tag>}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ol>
      </Panel>
      <label className="check">
        <input
          type="checkbox"
          checked={isGloved}
          onChange={(event) => setGloved(event.target.checked)}
        />
        <span>
          {text('fieldwork.gloves')}
          <span className="hint">{text('fieldwork.gloves-hint')}</span>
        </span>
      </label>
    </Stack>
  )
}

/** What can be done with the whole: begin, go on, pause, finish, make room. */
function Doing({ run, keeper, next, onOpen }: OverviewProps & { next: number }) {
  const text = useText(fieldTexts)
  const { store } = keeper
  const { carried, steps, isOpen, isPaused } = run
  const hindrance = hindranceOf(carried.steps, steps, () => true)
  const problem = useProblemText(hindrance)
  const state = carried.told?.execution.state
  if (!run.isMine)
    return (
      <Notice>{text('fieldwork.of', { name: carried.told?.execution.owner?.name ?? '' })}</Notice>
    )
  if (carried.startedAt === null && (state === undefined || state === 'planned')) {
    const { versionId: id, version: number, title, steps: all } = carried
    const begin = () => void store.begin({ id, number, title, steps: all }, carried)
    return (
      <Button look="filled" wide icon={IconPlayerPlay} onClick={begin}>
        {text('fieldwork.begin.button')}
      </Button>
    )
  }
  if (!isOpen) return <Ended run={run} keeper={keeper} />
  if (isPaused)
    return (
      <Stack>
        <Notice>{text('fieldwork.paused')}</Notice>
        <Button
          look="filled"
          wide
          icon={IconPlayerPlay}
          onClick={() => void store.add(carried.id, [{ kind: 'resumed' }])}
        >
          {text('fieldwork.resume')}
        </Button>
      </Stack>
    )
  const inTheWay = Number(hindrance?.facts['position'] ?? 0) - 1
  return (
    <Stack>
      {hindrance ? (
        <>
          {next < 0 && <Notice tone="warning">{problem}</Notice>}
          <Button look="filled" wide onClick={() => onOpen(next < 0 ? inTheWay : next)}>
            {text(steps.some((it) => it.claim) ? 'fieldwork.go-on' : 'fieldwork.first-step')}
          </Button>
        </>
      ) : (
        <>
          <Notice tone="good">{text('fieldwork.ready')}</Notice>
          <Button look="filled" wide icon={IconCheck} onClick={() => void store.finish(carried.id)}>
            {text('fieldwork.finish')}
          </Button>
        </>
      )}
      <Row>
        <Button
          icon={IconHandStop}
          onClick={() => void store.add(carried.id, [{ kind: 'paused' }])}
        >
          {text('fieldwork.pause')}
        </Button>
      </Row>
    </Stack>
  )
}

/** Finished here; what the server says of it is in the bar. */
function Ended({
  run: { carried, tally, vouched },
  keeper,
}: Pick<OverviewProps, 'run' | 'keeper'>) {
  const text = useText(fieldTexts)
  const go = useGo()
  const [isKept, setKept] = useState(false)
  const state = carried.told?.execution.state
  const isOver = state !== undefined && state !== 'planned' && !isRunning(state)
  const isWhole = isOver && tally.certified && tally.waiting === 0 && tally.rejected === 0
  const makeRoom = async () => {
    const { forget } = await import('./vouching.tsx')
    if (await forget(keeper.store, carried.id)) await go('/field')
    else setKept(true)
  }
  return (
    <Stack>
      <Notice tone={isWhole ? 'good' : 'info'}>
        {isWhole
          ? text('fieldwork.bar.registered', {
              answers: text('fieldwork.answers', { count: tally.answers }),
              photos: text('fieldwork.photos', { count: tally.photos }),
            })
          : text('fieldwork.finished')}
      </Notice>
      {vouched.some((it) => it.differs.length > 0) && (
        <Notice tone="error">{text('fieldwork.differs')}</Notice>
      )}
      {isKept && <Notice tone="error">{text('fieldwork.not-forgotten')}</Notice>}
      {isWhole && <Button onClick={() => void makeRoom()}>{text('fieldwork.make-room')}</Button>}
    </Stack>
  )
}
