/** What states and priorities are called, and how much time is left, in words. */
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Status, Tag, type Tone } from '#web/ui/Status.tsx'
import { HOUR, MINUTE } from '#kernel/time.ts'
import { supportTexts } from '../texts.tsx'
import type { Promised, TicketLine } from './contract.ts'
import type { Priority, TicketState } from './rules.ts'

const tones = {
  open: 'wait',
  'in-progress': 'busy',
  waiting: 'off',
  resolved: 'good',
  closed: 'off',
  cancelled: 'off',
} as const satisfies Record<TicketState, Tone>

export function StateMark({ state }: { state: TicketState }) {
  const text = useText(supportTexts)
  return <Status tone={tones[state]}>{text(`tickets.state.${state}`)}</Status>
}

/** In the words of who asked: what waits for them stands out. */
export function MyStateMark({ state }: { state: TicketState }) {
  const text = useText(supportTexts)
  if (state === 'waiting') return <Status tone="wait">{text('tickets.mine-state.waiting')}</Status>
  if (state === 'open') return <Status tone="info">{text('tickets.mine-state.open')}</Status>
  return <StateMark state={state} />
}

export function PriorityMark({ priority }: { priority: Priority }) {
  const text = useText(supportTexts)
  if (priority === 'urgent' || priority === 'critical')
    return <Status tone="bad">{text(`tickets.priority.${priority}`)}</Status>
  return <span className="hint">{text(`tickets.priority.${priority}`)}</span>
}

/** Beyond this many working hours a day says more than a figure. */
const FIGURES_UNTIL_MS = 24 * HOUR

function useLeft() {
  const text = useText(supportTexts)
  const format = useFormat()
  return ({ leftMs, dueAt }: Promised): string => {
    if (leftMs === null || dueAt === null) return ''
    const time = format.units(Math.floor(Math.abs(leftMs) / MINUTE))
    const isFar = Math.abs(leftMs) > FIGURES_UNTIL_MS
    if (leftMs < 0)
      return isFar
        ? text('tickets.left.late-since', { day: format.day(dueAt) })
        : text('tickets.left.late', { time })
    return isFar
      ? text('tickets.left.by', { day: format.longDay(dueAt) })
      : text('tickets.left.still', { time })
  }
}

/** What has to be done next, and how much working time there is for it. */
export function DueMark({
  ticket,
}: {
  ticket: Pick<TicketLine, 'state' | 'first' | 'resolution'>
}) {
  const text = useText(supportTexts)
  const left = useLeft()
  const { state, first, resolution } = ticket
  if (state === 'waiting') return <span className="hint">{text('tickets.left.stands')}</span>
  const isFirst =
    first.dueAt !== null && (resolution.dueAt === null || first.dueAt <= resolution.dueAt)
  const next = isFirst ? first : resolution
  if (next.leftMs === null) return null
  const what = text(isFirst ? 'tickets.left.first' : 'tickets.left.resolution')
  const words = text('tickets.left.line', { what, left: left(next) })
  if (next.leftMs < 0) return <Status tone="bad">{words}</Status>
  return next.leftMs < 2 * HOUR ? <Status tone="wait">{words}</Status> : <span>{words}</span>
}

/** One promise on a ticket's page: kept, late, or until when. */
export function PromiseWords({ promise }: { promise: Promised }) {
  const text = useText(supportTexts)
  const format = useFormat()
  const left = useLeft()
  const { doneAt, isLate, dueAt } = promise
  if (doneAt && !dueAt)
    return (
      <Status tone={isLate ? 'bad' : 'good'}>
        {text(isLate ? 'tickets.done-late' : 'tickets.done-kept', { when: format.instant(doneAt) })}
      </Status>
    )
  if (!dueAt) return <span className="hint">{text('tickets.left.stands')}</span>
  return (
    <>
      {isLate ? <Status tone="bad">{left(promise)}</Status> : left(promise)}
      <br />
      <span className="hint">{format.instant(dueAt)}</span>
    </>
  )
}

export function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <>
      {tags.map((it) => (
        <Tag key={it}>{it}</Tag>
      ))}
    </>
  )
}
