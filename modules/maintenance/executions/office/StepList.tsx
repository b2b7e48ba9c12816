/** Each step with its answer, its words and its photos. */
import { useState } from 'react'
import { useAction } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Status, Tag } from '#web/ui/Status.tsx'
import { linkPhoto } from '../contract.ts'
import { executionsTexts } from '../texts.tsx'
import { stepWords, useAnswerWords } from '../words.tsx'
import type { ExecutionView, StepView } from './contract.ts'
import './office.css'

export function StepList({ execution }: { execution: ExecutionView }) {
  return (
    <ol className="execution-steps">
      {execution.views.map((view) => (
        <OneStep key={view.step.key} executionId={execution.id} view={view} />
      ))}
    </ol>
  )
}

function OneStep({ executionId, view }: { executionId: string; view: StepView }) {
  const text = useText(executionsTexts)
  const words = useAnswerWords()
  const { step, standing, photos, followupId } = view
  const { text: key, tone } = stepWords[standing.state]
  const stateOf = new Map(photos.map((it) => [it.photoId, it.state]))
  return (
    <li>
      <div className="execution-step-head">
        <h3>{step.title}</h3>
        {step.isGate && <Tag>{text('executions.gate')}</Tag>}
        <Status tone={tone}>{text(key)}</Status>
      </div>
      {standing.answer && <p className="execution-answer">{words(standing.answer, step)}</p>}
      {standing.timerMs !== null && (
        <p>{text('executions.timer', { seconds: Math.round(standing.timerMs / 1000) })}</p>
      )}
      {standing.skippedFor && (
        <p>{text('executions.skipped-for', { reason: standing.skippedFor })}</p>
      )}
      {standing.comment && <p className="execution-comment">{standing.comment}</p>}
      {standing.photos.length > 0 && (
        <ul className="execution-photos">
          {standing.photos.map(({ photoId, removedFor }) => (
            <li key={photoId}>
              {removedFor ? (
                <span className="hint">
                  {text('executions.photo-removed', { reason: removedFor })}
                </span>
              ) : stateOf.get(photoId) === 'here' ? (
                <Photo executionId={executionId} photoId={photoId} title={step.title} />
              ) : (
                <Status tone={stateOf.get(photoId) === 'refused' ? 'bad' : 'wait'}>
                  {text(
                    stateOf.get(photoId) === 'refused'
                      ? 'executions.photo-refused'
                      : 'executions.photo-awaited',
                  )}
                </Status>
              )}
            </li>
          ))}
        </ul>
      )}
      {followupId && <Link to={`/followups/${followupId}`}>{text('executions.to-followup')}</Link>}
    </li>
  )
}

type PhotoProps = { executionId: string; photoId: string; title: string }

/** Each look is a link of ten minutes that is written down, so it is asked for. */
function Photo({ executionId, photoId, title }: PhotoProps) {
  const text = useText(executionsTexts)
  const [url, setUrl] = useState<string>()
  const look = useAction(linkPhoto, { onDone: (reply) => setUrl(reply.url) })
  if (url) return <img className="execution-photo" src={url} alt={title} />
  return (
    <Button
      look="quiet"
      pending={look.pending}
      onClick={() => look.run({ executionId, photoId, variant: 'medium' })}
    >
      {text('executions.photo-show')}
    </Button>
  )
}
