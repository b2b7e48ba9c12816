/** Says on the first page why nothing can be changed, until when, and where to do something about it. */
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { readLife } from './contract.ts'
import { lifecycleTexts } from './texts.tsx'

export function LifeNotice() {
  const text = useText(lifecycleTexts)
  const format = useFormat()
  const { state, reason, note, until, moves } = useRead(readLife)
  if (state !== 'suspended' && state !== 'cancelled') return null
  const day = until ? format.longDay(until) : ''
  const said =
    state === 'cancelled' ? text('life.cancelled', { day }) : text(`life.${reason ?? 'suspended'}`)
  return (
    <Notice
      tone="warning"
      action={moves.length > 0 && <Link to="/settings/danger">{text('life.take-care')}</Link>}
    >
      {said}
      {note && ` ${format.quoted(note)}`}
      {state === 'suspended' && until && ` ${text('life.until', { day })}`}
    </Notice>
  )
}
