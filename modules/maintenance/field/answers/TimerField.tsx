/** A wait that may not be cut short: counted by a clock that nobody can set, and from the start again when the phone died. */
import { IconPlayerPlay } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import type { StepStanding } from '../../executions/contract.ts'
import type { FieldStore } from '../store.tsx'
import { fieldTexts } from '../texts.tsx'

/** Of this run of the application. */
const started = new Map<string, number>()
const TICK_MS = 250

type TimerFieldProps = {
  validation: { seconds: number }
  executionId: string
  stepKey: string
  standing: StepStanding
  store: FieldStore
  isOff: boolean
}

export function TimerField(props: TimerFieldProps) {
  const { validation, executionId, stepKey, standing, store, isOff } = props
  const text = useText(fieldTexts)
  const key = `${executionId} ${stepKey}`
  const wholeMs = validation.seconds * 1000
  const isOver = (standing.timerMs ?? -1) >= wholeMs
  const [leftMs, setLeft] = useState(() => leftOf(key, wholeMs))
  const isRunning = leftMs !== null && !isOver
  useEffect(() => {
    if (!isRunning) return
    const tick = setInterval(() => {
      const left = leftOf(key, wholeMs)
      setLeft(left)
      if (left !== 0) return
      const elapsedMs = Math.ceil(performance.now() - started.get(key)!)
      started.delete(key)
      void store.add(executionId, [{ kind: 'timer-ended', stepKey, elapsedMs }])
    }, TICK_MS)
    return () => clearInterval(tick)
  }, [isRunning, key, wholeMs, store, executionId, stepKey])

  const start = async () => {
    await store.add(executionId, [{ kind: 'timer-started', stepKey }])
    started.set(key, performance.now())
    setLeft(wholeMs)
  }
  const wasCut = standing.state === 'active' && standing.timerMs === null && !isRunning
  const shown = isOver ? 0 : Math.ceil((leftMs ?? wholeMs) / 1000)
  return (
    <div className="field">
      <p className="fieldtimer" role="timer">
        {clock(shown)}
      </p>
      <p className="hint" role="status">
        {isOver ? text('fieldwork.timer.over') : text('fieldwork.timer.hint')}
      </p>
      {wasCut && !isOff && <Notice>{text('fieldwork.timer.cut')}</Notice>}
      {!isOff && !isRunning && !isOver && (
        <Button wide icon={IconPlayerPlay} onClick={() => void start()}>
          {text('fieldwork.timer.start')}
        </Button>
      )}
    </div>
  )
}

function leftOf(key: string, wholeMs: number): number | null {
  const since = started.get(key)
  return since === undefined ? null : Math.max(0, wholeMs - (performance.now() - since))
}

const two = (value: number) => String(value).padStart(2, '0')
const clock = (seconds: number) => `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`
