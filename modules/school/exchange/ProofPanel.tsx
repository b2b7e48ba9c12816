import { IconCircleCheck } from '@tabler/icons-react'
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { readProof } from './contract.ts'
import './proof.css'
import { useUnits } from './units.tsx'
import { schoolTexts } from '../texts.tsx'

/** The public proof: one large zero, how it comes about, and when it was counted. */
export function ProofPanel() {
  const text = useText(schoolTexts)
  const format = useFormat()
  const units = useUnits()
  const { sum, members, circulating, community, transfers, held, checkedAt } = useRead(readProof)
  const facts = [
    [text('exchange.proof.members'), units.plain(members)],
    [text('exchange.proof.transfers'), units.plain(transfers)],
    [text('exchange.proof.held'), units.both(held)],
  ] as const

  return (
    <section className="panel proof" aria-labelledby="proof">
      <div className="proof-sum">
        <h2 id="proof">{text('exchange.proof.sum')}</h2>
        <p className="proof-zero" data-broken={sum !== 0 || undefined}>
          {units.plain(sum)}
        </p>
        {sum === 0 ? (
          <p className="proof-state">
            <IconCircleCheck size={18} stroke={1.8} />
            {text('exchange.proof.balanced')}
          </p>
        ) : (
          <Notice tone="error">{text('exchange.proof.unbalanced')}</Notice>
        )}
      </div>
      <div className="proof-why">
        <p className="proof-equation" aria-label={text('exchange.proof.sum')}>
          <span>
            <strong>{units.plain(circulating)}</strong>
            <small>{text('exchange.proof.circulating')}</small>
          </span>
          <i aria-hidden="true">{community < 0 ? '−' : '+'}</i>
          <span>
            <strong>{units.plain(Math.abs(community))}</strong>
            <small>{text('exchange.proof.granted')}</small>
          </span>
          <i aria-hidden="true">=</i>
          <span>
            <strong>{units.plain(sum)}</strong>
          </span>
        </p>
        <p className="quiet">{text('exchange.proof.explanation')}</p>
        <dl className="proof-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className="hint">
          {text('exchange.proof.checked', { date: format.instant(checkedAt) })}
        </p>
      </div>
    </section>
  )
}
