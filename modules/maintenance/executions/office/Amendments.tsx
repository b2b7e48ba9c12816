/** Corrections of what was completed: what was said, and what is said now. */
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { executionsTexts } from '../texts.tsx'
import { useAnswerWords } from '../words.tsx'
import type { ExecutionView } from './contract.ts'

export function Amendments({ execution }: { execution: ExecutionView }) {
  const text = useText(executionsTexts)
  const words = useAnswerWords()
  const { instant } = useFormat()
  const stepOf = new Map(execution.views.map((it) => [it.step.key, it.step]))
  return (
    <>
      {execution.amendments.map(({ id, by, at, reason, changes }) => (
        <Panel
          key={id}
          title={text('executions.amendment')}
          hint={text('executions.said-by', { name: by, at: instant(at) })}
        >
          <p>{reason}</p>
          <ul className="execution-steps">
            {changes.map(({ stepKey, before, after }) => {
              const step = stepOf.get(stepKey)
              if (!step) return null
              const said = (it: typeof before) =>
                [it.answer && words(it.answer, step), it.comment].filter(Boolean).join(' · ') || '—'
              return (
                <li key={stepKey}>
                  <h3>{step.title}</h3>
                  <p>
                    <del>{said(before)}</del> → <ins>{said(after)}</ins>
                  </p>
                </li>
              )
            })}
          </ul>
        </Panel>
      ))}
    </>
  )
}
