import { IconHeartHandshake, IconMessageHeart } from '@tabler/icons-react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { Avatar, Status } from '#web/ui/Status.tsx'
import { listAppointments } from '../agenda/contract.ts'
import * as needs from './contract.ts'
import { answerStateWords } from './words.tsx'
import { needsTexts } from './texts.tsx'

const { listAnswers, listNeeds, readNeed } = needs
const refreshes = [readNeed, listNeeds, listAnswers, listAppointments] as const

/** All answers for who asked; for who answered, the own one. */
export function Answers({ need }: { need: needs.Need }) {
  const text = useText(needsTexts)
  const { items } = useRead(listAnswers, { needId: need.id })
  const title = need.isMine ? text('needs.answers-title') : text('needs.my-answer')
  return (
    <Panel title={title}>
      {items.length > 0 ? (
        <ul className="answers" aria-label={title}>
          {items.map((it) => (
            <AnswerLine key={it.id} answer={it} need={need} />
          ))}
        </ul>
      ) : (
        <EmptyState icon={IconMessageHeart} title={text('needs.answers-none')}>
          {text('needs.answers-none-hint')}
        </EmptyState>
      )}
    </Panel>
  )
}

type LineProps = { answer: needs.Answer; need: needs.Need }

function AnswerLine({ answer, need }: LineProps) {
  const text = useText(needsTexts)
  const format = useFormat()
  const { helper, message, state, day, time, isMine } = answer
  const { text: stateText, tone } = answerStateWords[state]
  const isInReserve = isMine && state === 'offered' && need.state === 'matched'
  return (
    <li className="answer">
      <Avatar name={helper.name} of={helper.id} />
      <div className="answer-text">
        <p className="answer-head">
          <strong>{helper.name}</strong>
          <Status tone={tone}>{text(stateText)}</Status>
        </p>
        <p className="offer-words">{message}</p>
        {day && time && (
          <p className="hint">{text('needs.moment', { day: format.longDay(day), time })}</p>
        )}
        {isInReserve && <p className="hint">{text('needs.in-reserve')}</p>}
        <Moves answer={answer} need={need} />
      </div>
    </li>
  )
}

function Moves({ answer, need }: LineProps) {
  const text = useText(needsTexts)
  const mayTransfer = useMay('exchange.transfer')
  const { id: answerId, helper, moves, state, isMine } = answer
  const done = text('needs.accepted', { name: helper.name })
  const accept = useAction(needs.acceptAnswer, { refreshes, done })
  const decline = useAction(needs.declineAnswer, { refreshes, done: text('needs.declined') })
  const withdraw = useAction(needs.withdrawAnswer, { refreshes, done: text('needs.withdrawn') })
  const problem = useProblemText(accept.problem ?? decline.problem ?? withdraw.problem)
  const isAgreed = state === 'accepted'
  const drop = async () => {
    const words = { title: text('needs.drop-ask', { name: helper.name }), danger: true }
    const confirm = text('needs.answer.decline')
    const isSure =
      !isAgreed || (await ask({ ...words, confirm, text: text('needs.drop-ask-text') }))
    if (isSure) await decline.run({ answerId })
  }
  const takeBack = async () => {
    const confirm = text('needs.answer.withdraw')
    const words = { title: text('needs.withdraw-ask'), confirm, danger: true }
    const hint = text('needs.withdraw-ask-text', { name: need.owner.name })
    if (!isAgreed || (await ask({ ...words, text: hint }))) await withdraw.run({ answerId })
  }
  return (
    <div className="answer-moves">
      {!isMine && isAgreed && mayTransfer && helper.id && (
        <LinkButton
          small
          look="filled"
          icon={IconHeartHandshake}
          to={thankAddress(helper.id, need)}
        >
          {text('needs.thank', { name: helper.name })}
        </LinkButton>
      )}
      {moves.includes('accept') && (
        <Button small pending={accept.pending} onClick={() => accept.run({ answerId })}>
          {text('needs.answer.accept')}
        </Button>
      )}
      {moves.includes('decline') && (
        <Button small look="quiet" pending={decline.pending} onClick={drop}>
          {text('needs.answer.decline')}
        </Button>
      )}
      {moves.includes('withdraw') && (
        <Button small look="quiet" pending={withdraw.pending} onClick={takeBack}>
          {text('needs.answer.withdraw')}
        </Button>
      )}
      {problem && <Notice tone="error">{problem}</Notice>}
    </div>
  )
}

/** Thanking begins with what is known: whom, for what, and about how much. */
function thankAddress(to: string, { title, units }: needs.Need): `/${string}` {
  const wishes = new URLSearchParams({ to, reason: title })
  if (units !== null) wishes.set('units', String(units))
  return `/exchange/thank?${wishes}`
}
