/** Two devices said different things: side by side, and a person chooses. Neither is lost. */
import { useAction } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { executionsTexts } from '../texts.tsx'
import { useAnswerWords } from '../words.tsx'
import {
  type Conflict,
  type ExecutionView,
  listEvents,
  readExecution,
  resolveConflict,
} from './contract.ts'
import './office.css'

export function Conflicts({ execution }: { execution: ExecutionView }) {
  return (
    <>
      {execution.openConflicts.map((it) => (
        <OneConflict key={it.id} execution={execution} conflict={it} />
      ))}
    </>
  )
}

type Of = { execution: ExecutionView; conflict: Conflict }

function OneConflict({ execution, conflict }: Of) {
  const text = useText(executionsTexts)
  const words = useAnswerWords()
  const { instant } = useFormat()
  const resolve = useAction(resolveConflict, {
    refreshes: [readExecution, listEvents],
    done: text('executions.conflict-resolved'),
  })
  const problem = useProblemText(resolve.problem)
  const step = execution.views.find((it) => it.step.key === conflict.stepKey)!.step
  const choose = (choiceId: string) =>
    resolve.run({ executionId: execution.id, conflictId: conflict.id, choiceId })
  return (
    <Panel
      title={text('executions.conflict', { step: step.title })}
      hint={text(execution.mayResolve ? 'executions.conflict-hint' : 'executions.conflict-waits')}
    >
      {problem && <Notice tone="error">{problem}</Notice>}
      <div className="execution-values">
        {conflict.values.map((it) => (
          <div key={it.eventId} className="execution-value">
            <strong>{it.answer ? words(it.answer, step) : it.comment}</strong>
            <span className="hint">
              {text('executions.said-by', { name: it.by, at: instant(it.deviceAt) })}
            </span>
            {execution.mayResolve && (
              <Button pending={resolve.pending} onClick={() => choose(it.eventId)}>
                {text('executions.conflict-choose')}
              </Button>
            )}
          </div>
        ))}
      </div>
    </Panel>
  )
}
