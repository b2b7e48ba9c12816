/** One step: what to do, how it is proved, and the word on it. Everything is on the disk before the next one shows. */
import { IconArrowLeft, IconArrowRight, IconCheck, IconLock, IconPlus } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import { later } from '#web/later.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { canonical } from '../executions/rules.ts'
import { isWrong, lacksOf } from '../executions/standing/rules.ts'
import type { Lack } from '../executions/contract.ts'
import { AnswerField } from './answers/AnswerField.tsx'
import { useDraft } from './drafting.tsx'
import { Photos } from './Photos.tsx'
import { Pictures } from './Pictures.tsx'
import type { Run } from './run.tsx'
import { StepStatus } from './StepStatus.tsx'
import type { Deed, FieldStore } from './store.tsx'
import { fieldTexts } from './texts.tsx'

const ReasonDialog = later(() => import('./ReasonDialog.tsx').then((it) => it.ReasonDialog))

type StepScreenProps = { run: Run; store: FieldStore; at: number; onShow(at: number): void }
type Asked = 'skip' | 'revise' | null

export function StepScreen({ run, store, at, onShow }: StepScreenProps) {
  const text = useText(fieldTexts)
  const heading = useRef<HTMLHeadingElement>(null)
  const commentId = useId()
  const { carried, steps, isOpen, isPaused } = run
  const step = carried.steps[at]!
  const standing = steps[at]!
  const draft = useDraft(store, carried.id, standing)
  const [asked, ask] = useState<Asked>(null)
  const [lacks, setLacks] = useState<readonly Lack[]>([])
  /** A photo, a comment: only a tap away, and out of the way of who has nothing to add. */
  const [wantsMore, showMore] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  // Where one goes when what was said is on the disk and known here: a gate has then opened.
  const [next, setNext] = useState<number | null>(null)
  const after = at + 1 < steps.length ? at + 1 : -1
  const isClaimed = standing.claim !== null
  useEffect(() => {
    if (next !== null && isClaimed) onShow(next)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- onShow is the same for the life of this step
  }, [next, isClaimed])

  const { state } = standing
  const isSaid = state === 'done' || state === 'nonconform' || state === 'skipped'
  const isBlocked = state === 'blocked'
  const mayAct = isOpen && !isPaused && !isBlocked
  const mayAnswer = mayAct && !isSaid
  const { answer, comment } = draft
  const isForced = isWrong(step, answer)
  const hasMore = step.validation.kind === 'photo' || comment !== '' || standing.photos.length > 0
  const isMore = wantsMore || hasMore || isForced

  /** Only while nothing else is being written: a second tap on the same button changes nothing. */
  const write = async (deeds: readonly Deed[], next: number | null = null) => {
    if (isBusy) return
    setBusy(true)
    setFailed(false)
    try {
      await draft.settled()
      await store.add(carried.id, deeds, step.key)
      setNext(next)
    } catch {
      setFailed(true)
    } finally {
      setBusy(false)
    }
  }
  const spoken = (): Deed[] => {
    const stepKey = step.key
    const deeds: Deed[] = state === 'pending' ? [{ kind: 'begun', stepKey }] : []
    if (answer && canonical(answer) !== canonical(standing.answer))
      deeds.push({ kind: 'answered', stepKey, answer, base: standing.answerId })
    if (comment.trim() !== standing.comment)
      deeds.push({ kind: 'commented', stepKey, text: comment.trim(), base: standing.commentId })
    return deeds
  }
  const claim = (wanted: 'done' | 'nonconform') => {
    const kind = isForced ? 'nonconform' : wanted
    const found = lacksOf(step, { ...standing, claim: kind, answer, comment, isForced })
    setLacks(found)
    if (found.length > 0) return showMore(true)
    void write([...spoken(), { kind, stepKey: step.key }], after)
  }
  const say = (reason: string) => {
    const stepKey = step.key
    if (asked === 'skip') void write([...spoken(), { kind: 'skipped', stepKey, reason }], after)
    else void write([{ kind: 'revised', stepKey, reason }])
    ask(null)
  }
  /** What is typed and not said yet stays on the disk as it is. */
  const leave = async (to: number) => {
    await draft.settled()
    onShow(to)
  }
  const gate = carried.steps.find((it, i) => i < at && it.isGate && steps[i]!.state !== 'done')

  return (
    <Panel>
      <div className="fieldscreen">
        <header>
          <p className="hint">
            {text('fieldwork.step-of', { at: at + 1, steps: steps.length })}{' '}
            <StepStatus standing={standing} />
          </p>
          <h2 ref={heading} tabIndex={-1}>
            {step.title}
          </h2>
          <Row>
            {step.isGate && <Tag>{text('fieldwork.gate')}</Tag>}
            {step.isCritical && <Tag>{text('fieldwork.critical')}</Tag>}
            {!step.isRequired && <Tag>{text('fieldwork.optional')}</Tag>}
          </Row>
        </header>
        {isBlocked && (
          <Notice tone="warning">
            <IconLock size={16} /> {text('fieldwork.blocked', { gate: gate?.title ?? '' })}
          </Notice>
        )}
        {isPaused && <Notice>{text('fieldwork.paused')}</Notice>}
        {standing.conflicts.length > 0 && (
          <Notice tone="warning">{text('fieldwork.conflict')}</Notice>
        )}
        {step.description && <p>{step.description}</p>}
        {step.instructions && <p className="fieldwords">{step.instructions}</p>}
        <Pictures store={store} ids={step.fileIds} />

        <Stack>
          <AnswerField
            step={step}
            executionId={carried.id}
            standing={standing}
            draft={draft}
            store={store}
            isOff={!mayAnswer}
          />
          {isForced && mayAnswer && <Notice tone="warning">{text('fieldwork.forced')}</Notice>}
          {isMore ? (
            <>
              <Photos run={run} store={store} step={step} standing={standing} isOff={!mayAnswer} />
              <div className="field">
                <label htmlFor={commentId}>{text('fieldwork.comment')}</label>
                <textarea
                  id={commentId}
                  className="input"
                  rows={2}
                  maxLength={5000}
                  readOnly={!mayAnswer}
                  value={comment}
                  onChange={(event) => draft.say({ comment: event.target.value })}
                />
              </div>
            </>
          ) : (
            mayAnswer && (
              <Button wide look="quiet" icon={IconPlus} onClick={() => showMore(true)}>
                {text('fieldwork.more')}
              </Button>
            )
          )}
          {standing.skippedFor !== null && (
            <p className="hint">{text('fieldwork.skipped-for', { reason: standing.skippedFor })}</p>
          )}
        </Stack>

        <div className="fieldlacks" aria-live="assertive">
          {lacks.map((it) => (
            <Notice key={it} tone="error">
              <Lacking lack={it} />
            </Notice>
          ))}
          {hasFailed && <Notice tone="error">{text('fieldwork.not-kept')}</Notice>}
        </div>

        {mayAnswer && (
          <div className="fieldclaims">
            <Button
              look="filled"
              wide
              icon={IconCheck}
              pending={isBusy}
              onClick={() => claim('done')}
            >
              {text(isForced ? 'fieldwork.say-nonconform' : 'fieldwork.done')}
            </Button>
            {!isForced && (
              <Button wide look="danger" pending={isBusy} onClick={() => claim('nonconform')}>
                {text('fieldwork.nonconform')}
              </Button>
            )}
            {step.isSkippable && (
              <Button wide look="quiet" onClick={() => ask('skip')}>
                {text('fieldwork.skip')}
              </Button>
            )}
          </div>
        )}
        {mayAct && isSaid && (
          <Button wide onClick={() => ask('revise')}>
            {text('fieldwork.revise')}
          </Button>
        )}
        <nav className="fieldnav" aria-label={text('fieldwork.steps')}>
          <Button icon={IconArrowLeft} disabled={at === 0} onClick={() => void leave(at - 1)}>
            {text('fieldwork.previous')}
          </Button>
          <Button
            icon={IconArrowRight}
            disabled={at + 1 >= steps.length}
            onClick={() => void leave(at + 1)}
          >
            {text('fieldwork.next')}
          </Button>
          <Button onClick={() => void leave(-1)}>{text('fieldwork.overview')}</Button>
        </nav>
      </div>
      {asked && (
        <ReasonDialog
          title={text(asked === 'skip' ? 'fieldwork.skip' : 'fieldwork.revise')}
          label={text('fieldwork.reason')}
          confirm={text(asked === 'skip' ? 'fieldwork.skip' : 'fieldwork.revise')}
          onClose={() => ask(null)}
          onSay={say}
        />
      )}
    </Panel>
  )
}

function Lacking({ lack }: { lack: Lack }) {
  const text = useText(fieldTexts)
  return {
    gate: text('fieldwork.lack.gate'),
    claim: text('fieldwork.lack.claim'),
    answer: text('fieldwork.lack.answer'),
    photos: text('fieldwork.lack.photos'),
    'too-many-photos': text('fieldwork.lack.too-many-photos'),
    checklist: text('fieldwork.lack.checklist'),
    code: text('fieldwork.lack.code'),
    timer: text('fieldwork.lack.timer'),
    comment: text('fieldwork.lack.comment'),
    evidence: text('fieldwork.lack.evidence'),
    conflict: text('fieldwork.lack.conflict'),
  }[lack]
}
