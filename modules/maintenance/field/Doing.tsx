/** What can be done with an execution as a whole: begin, go on, pause, finish, make room. It comes after the steps. */
import { IconCheck, IconHandStop, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useGo } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Row, Stack } from '#web/ui/Panel.tsx'
import { hindranceOf } from '../executions/completing/rules.ts'
import { isRunning } from '../executions/rules.ts'
import type { Keeper } from './keeper.tsx'
import { useRefusal } from './refusals.tsx'
import type { Run } from './run.tsx'
import { fieldTexts } from './texts.tsx'

type DoingProps = {
  run: Run
  keeper: Keeper
  /** The first step that waits for its word; less than nothing when none does. */
  next: number
  onOpen(at: number): void
}

export function Doing({ run, keeper, next, onOpen }: DoingProps) {
  const text = useText(fieldTexts)
  const { store } = keeper
  const { carried, steps, isOpen, isPaused } = run
  const hindrance = hindranceOf(carried.steps, steps, () => true)
  const problem = useProblemText(hindrance)
  const refusal = useRefusal(run.refusedEnd)
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
      {refusal && <Notice tone="error">{refusal}</Notice>}
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
function Ended({ run: { carried, tally, vouched }, keeper }: Pick<DoingProps, 'run' | 'keeper'>) {
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
