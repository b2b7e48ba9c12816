/** One answer: its text while it comes, where it was found, what it cost, and what to do when it was not finished. */
import { IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import { useAction } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Row } from '#web/ui/Panel.tsx'
import { aiTexts } from '../texts.tsx'
import { type Answer, retryAnswer, stopAnswer } from './contract.ts'
import { useAnswer } from './following.tsx'
import { reasonKey } from './reasons.tsx'
import { answerMachine, isOver } from './rules.ts'

type AnswerViewProps = { first: Answer; onChange: () => void }

export function AnswerView({ first, onChange }: AnswerViewProps) {
  const text = useText(aiTexts)
  const texts = useTexts()
  const { answer, isCut } = useAnswer(first, onChange)
  const stop = useAction(stopAnswer, { onDone: onChange })
  const retry = useAction(retryAnswer, { onDone: onChange })
  const { state, reason, notice, sources, usesModel, credits } = answer
  const isWriting = !isOver(state)
  const mayRetry = answerMachine.allowed(state, 'person').includes('retry')
  const said = isCut
    ? text('ai.reconnecting')
    : answer.text === ''
      ? text('ai.waiting')
      : text('ai.writing')

  return (
    <div className="answer" aria-busy={isWriting || undefined}>
      <p className="hint answer-label">
        {usesModel ? text('ai.with-model') : text('ai.without-model')}
      </p>
      {notice && (
        <Notice
          tone="error"
          action={
            notice.to && (
              <LinkButton small to={notice.to as `/${string}`}>
                {text('ai.notice-open')}
              </LinkButton>
            )
          }
        >
          {texts.say(notice.say)}
        </Notice>
      )}
      {answer.text !== '' && <div className="answer-text">{answer.text}</div>}
      <p className="hint answer-state" role="status">
        {isWriting && said}
      </p>
      {!isWriting && sources.length > 0 && (
        <nav className="answer-sources" aria-label={text('ai.sources')}>
          <ol>
            {sources.map((it) => (
              <li key={`${it.kind} ${it.id}`}>
                <Link to={it.path as `/${string}`}>{it.title}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      {!isWriting && reason && (
        <Notice tone={state === 'failed' ? 'error' : 'info'}>{texts.say(reasonKey(reason))}</Notice>
      )}
      <Row>
        {isWriting && (
          <Button
            small
            icon={IconPlayerStop}
            pending={stop.pending}
            onClick={() => void stop.run({ answerId: first.id })}
          >
            {text('ai.stop')}
          </Button>
        )}
        {mayRetry && (
          <Button
            small
            icon={IconRefresh}
            pending={retry.pending}
            onClick={() => void retry.run({ answerId: first.id })}
          >
            {text('ai.retry')}
          </Button>
        )}
        {!isWriting && credits > 0 && (
          <span className="hint">{text('ai.cost', { count: credits })}</span>
        )}
      </Row>
    </div>
  )
}
