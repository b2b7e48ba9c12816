/** A newer version, or one that was taken back: what it changes about safety. */
import { useText } from '#web/text.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { executionsTexts } from '../texts.tsx'
import type { ExecutionView } from './contract.ts'

export function NewerVersion({ execution: { newer } }: { execution: ExecutionView }) {
  const text = useText(executionsTexts)
  if (!newer) return null
  const { isRetracted, version, changes, isAcknowledged } = newer
  const steps = changes.map((it) => it.title).join(', ')
  return (
    <>
      {isRetracted && <Notice tone="error">{text('executions.retracted')}</Notice>}
      {version !== null && changes.length === 0 && (
        <Notice>{text('executions.newer', { version })}</Notice>
      )}
      {version !== null && changes.length > 0 && (
        <Notice tone={isAcknowledged ? 'info' : 'warning'}>
          {text(isAcknowledged ? 'executions.newer-read' : 'executions.newer-critical', {
            version,
            steps,
          })}
        </Notice>
      )}
    </>
  )
}
