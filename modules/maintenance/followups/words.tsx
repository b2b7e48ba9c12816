/** States and origins of follow-up actions in words. */
import { useText } from '#web/text.tsx'
import { Status, type Tone } from '#web/ui/Status.tsx'
import type { Followup, FollowupState, FollowupView } from './contract.ts'
import type fr from './locales/fr.ts'
import { followupsTexts } from './texts.tsx'

export const stateWords = {
  open: { text: 'followups.state.open', tone: 'bad' },
  assigned: { text: 'followups.state.assigned', tone: 'wait' },
  in_progress: { text: 'followups.state.in-progress', tone: 'busy' },
  done: { text: 'followups.state.done', tone: 'info' },
  verified: { text: 'followups.state.verified', tone: 'good' },
  cancelled: { text: 'followups.state.cancelled', tone: 'off' },
} as const satisfies Record<FollowupState, { text: keyof typeof fr; tone: Tone }>

export const originWords = {
  nonconformity: 'followups.origin.nonconformity',
  fault: 'followups.origin.fault',
  office: 'followups.origin.office',
} as const satisfies Record<Followup['origin'], keyof typeof fr>

export const priorityWords = {
  low: 'followups.priority.low',
  normal: 'followups.priority.normal',
  high: 'followups.priority.high',
} as const satisfies Record<Followup['priority'], keyof typeof fr>

export const moveWords = {
  raise: 'followups.move.raise',
  assign: 'followups.move.assign',
  begin: 'followups.move.begin',
  finish: 'followups.move.finish',
  verify: 'followups.move.verify',
  sendBack: 'followups.move.send-back',
  cancel: 'followups.move.cancel',
} as const satisfies Record<FollowupView['history'][number]['move'], keyof typeof fr>

export function FollowupStatus({ of }: { of: Pick<Followup, 'state' | 'isOverdue'> }) {
  const text = useText(followupsTexts)
  const { text: key, tone } = stateWords[of.state]
  return (
    <Status tone={of.isOverdue ? 'bad' : tone}>
      {of.isOverdue ? text('followups.overdue') : text(key)}
    </Status>
  )
}
