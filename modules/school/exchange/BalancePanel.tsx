import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import type { Account } from './contract.ts'
import { LimitNotice } from './LimitNotice.tsx'
import { useUnits } from './units.tsx'
import { frameTexts } from '../frame/texts.tsx'
import { schoolTexts } from '../texts.tsx'

/** My balance in hours and units, where it lies between the limits, and a word when it nears one. */
export function BalancePanel({ account }: { account: Account }) {
  const text = useText(schoolTexts)
  const menu = useText(frameTexts)
  const units = useUnits()
  const { balance, heldOut, heldIn, earned, spent } = account
  const promised = [
    heldOut > 0 && text('exchange.held-out', { time: units.time(heldOut) }),
    heldIn > 0 && text('exchange.held-in', { time: units.time(heldIn) }),
  ].filter((it) => it !== false)

  return (
    <section className="panel balance" aria-labelledby="balance">
      <h2 id="balance">{text('exchange.account.balance')}</h2>
      <p className="balance-figure">
        <strong>{units.time(balance)}</strong> <span>{units.count(balance)}</span>
      </p>
      <BalanceGauge account={account} />
      <dl className="balance-turnover">
        <div>
          <dt>{text('exchange.account.earned')}</dt>
          <dd>{units.time(earned)}</dd>
        </div>
        <div>
          <dt>{text('exchange.account.spent')}</dt>
          <dd>{units.time(spent)}</dd>
        </div>
      </dl>
      {promised.length > 0 && <p className="hint">{promised.join(' · ')}</p>}
      <LimitNotice account={account} />
      <Link to="/exchange/membership" className="balance-more">
        {menu('menu.membership.title')}
      </Link>
    </section>
  )
}

function BalanceGauge({ account }: { account: Account }) {
  const { balance, heldOut, lowest, highest, lowWarning, highWarning } = account
  const text = useText(schoolTexts)
  const units = useUnits()
  const share = (it: number) => Math.min(1, Math.max(0, (it - lowest) / (highest - lowest)))
  const span = (from: number, to: number) => ({
    insetInlineStart: `${share(Math.min(from, to)) * 100}%`,
    insetInlineEnd: `${(1 - share(Math.max(from, to))) * 100}%`,
  })
  return (
    <div className="balance-gauge">
      <div
        className="balance-track"
        role="meter"
        aria-label={text('exchange.account.balance')}
        aria-valuemin={lowest}
        aria-valuemax={highest}
        aria-valuenow={balance}
        aria-valuetext={units.both(balance)}
      >
        <span className="zone" style={span(lowest, lowWarning)} />
        <span className="zone" style={span(highWarning, highest)} />
        <span className="fill" data-low={balance < 0 || undefined} style={span(0, balance)} />
        {heldOut > 0 && <span className="held" style={span(balance - heldOut, balance)} />}
        <span className="zero" style={{ insetInlineStart: `${share(0) * 100}%` }} />
        <span className="mark" style={{ insetInlineStart: `${share(balance) * 100}%` }} />
      </div>
      <div className="balance-scale" aria-hidden="true">
        <span>{units.time(lowest)}</span>
        <span className="at-zero" style={{ insetInlineStart: `${share(0) * 100}%` }}>
          0
        </span>
        <span>+{units.time(highest)}</span>
      </div>
    </div>
  )
}
