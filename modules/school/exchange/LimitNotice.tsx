import { useText } from '#web/text.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { schoolTexts } from '../texts.tsx'
import type { Account } from './contract.ts'

/** A word when the balance nears a limit, and another when nothing goes any more. */
export function LimitNotice({ account }: { account: Account }) {
  const text = useText(schoolTexts)
  const { state, available, receivable, warning } = account
  if (state !== 'active') return null
  if (available === 0) return <Notice tone="warning">{text('exchange.warning.lowest')}</Notice>
  if (receivable === 0) return <Notice tone="warning">{text('exchange.warning.highest')}</Notice>
  if (warning === null) return null
  return (
    <Notice tone="warning">
      {text(warning === 'low' ? 'exchange.warning.low' : 'exchange.warning.high')}
    </Notice>
  )
}
