/** One thing that waits: what it is, where it is, and what a person can do with it. */
import { useState } from 'react'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Item, Row } from '#web/ui/Panel.tsx'
import { Status, type Tone } from '#web/ui/Status.tsx'
import type { Keeper } from './keeper.tsx'
import { discardItem, retryItem } from './queue.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useRefusal } from './refusals.tsx'
import type { Item as Thing } from './rows.tsx'
import type { Run } from './run.tsx'
import { isWaiting, type QueueState } from './rules.ts'
import type { FieldStore } from './store.tsx'
import { fieldTexts } from './texts.tsx'

const tones: Record<QueueState, Tone> = {
  saved: 'wait',
  queued: 'wait',
  sending: 'busy',
  acknowledged: 'info',
  conflict: 'bad',
  rejected: 'bad',
  discarded: 'off',
  certified: 'good',
  purgeable: 'good',
}

type WaitingItemProps = { item: Thing; run: Run; store: FieldStore; keeper: Keeper }

export function WaitingItem({ item, run, store, keeper }: WaitingItemProps) {
  const text = useText(fieldTexts)
  const format = useFormat()
  const [isGivingUp, giveUp] = useState(false)
  const { id, state, bytes, sent, discardedFor } = item
  const refusal = useRefusal(item)
  const states = {
    saved: text('fieldwork.item.saved'),
    queued: text('fieldwork.item.queued'),
    sending: text('fieldwork.item.sending'),
    acknowledged: text('fieldwork.item.acknowledged'),
    conflict: text('fieldwork.step.conflict'),
    rejected: text('fieldwork.item.rejected'),
    discarded: text('fieldwork.item.discarded'),
    certified: text('fieldwork.item.certified'),
    purgeable: text('fieldwork.item.certified'),
  }
  const hint = [
    format.relative(item.savedAt),
    bytes > 0 && isWaiting(state)
      ? text('fieldwork.item.progress', { sent: format.size(sent), bytes: format.size(bytes) })
      : bytes > 0 && format.size(bytes),
    refusal,
    discardedFor,
  ]
  const again = () => void retryItem(store, id).then(() => keeper.sender.send())
  return (
    <>
      <Item
        title={<Named item={item} run={run} />}
        hint={hint.filter(Boolean).join(' · ')}
        end={
          <Row>
            <Status tone={tones[state]}>{states[state]}</Status>
            {(state === 'rejected' || state === 'queued') && (
              <Button small onClick={again}>
                {text('fieldwork.item.retry')}
              </Button>
            )}
            {state === 'rejected' && (
              <Button small look="danger" onClick={() => giveUp(true)}>
                {text('fieldwork.item.discard')}
              </Button>
            )}
          </Row>
        }
      />
      {isGivingUp && (
        <ReasonDialog
          title={text('fieldwork.item.discard-title')}
          label={text('fieldwork.reason')}
          confirm={text('fieldwork.item.discard')}
          danger
          onClose={() => giveUp(false)}
          onSay={(reason) => {
            void discardItem(store, id, reason)
            giveUp(false)
          }}
        />
      )}
    </>
  )
}

/** What it is, in the words of the step that it belongs to. */
function Named({ item, run }: { item: Thing; run: Run }) {
  const text = useText(fieldTexts)
  if (item.kind === 'start') return text('fieldwork.thing.start')
  if (item.kind === 'complete') return text('fieldwork.thing.complete')
  const found = run.events.find(({ id, what }) =>
    item.kind === 'photo'
      ? what.kind === 'photographed' && what.photoId === item.id
      : id === item.id,
  )
  const what = found?.what
  const step =
    what && 'stepKey' in what
      ? run.carried.steps.find((it) => it.key === what.stepKey)?.title
      : undefined
  const kinds = {
    begun: text('fieldwork.thing.begun'),
    answered: text('fieldwork.thing.answered'),
    commented: text('fieldwork.thing.commented'),
    photographed: text('fieldwork.thing.photographed'),
    'photo-removed': text('fieldwork.thing.photo-removed'),
    'timer-started': text('fieldwork.thing.timer-started'),
    'timer-ended': text('fieldwork.thing.timer-ended'),
    done: text('fieldwork.thing.done'),
    nonconform: text('fieldwork.thing.nonconform'),
    skipped: text('fieldwork.thing.skipped'),
    revised: text('fieldwork.thing.revised'),
    paused: text('fieldwork.thing.paused'),
    resumed: text('fieldwork.thing.resumed'),
    acknowledged: text('fieldwork.thing.acknowledged'),
  }
  const name = item.kind === 'photo' ? text('fieldwork.thing.photo') : what && kinds[what.kind]
  return [name, step].filter(Boolean).join(' · ')
}
