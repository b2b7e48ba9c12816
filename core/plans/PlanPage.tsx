import { IconCheck } from '@tabler/icons-react'
import { useRead } from '#web/api.tsx'
import { type Format, useFormat } from '#web/format.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { type PlanOffer, readPlan, type Usage } from './contract.ts'
import './plans.css'
import { plansTexts } from './texts.tsx'

/** What the workspace uses of its plan, and what the other plans give. */
export function PlanPage() {
  const text = useText(plansTexts)
  const texts = useTexts()
  const format = useFormat()
  const { plan, next, usage, offers } = useRead(readPlan)

  return (
    <SettingsPage title={text('plans.title')} subtitle={text('plans.hint')}>
      {next && (
        <Notice>
          {text('plans.next', { day: format.day(next.at), plan: texts.say(next.plan.text) })}
        </Notice>
      )}
      <Panel title={texts.say(plan.text)} hint={texts.say(plan.hint)}>
        <Stack>
          {usage.map((it) => (
            <UsageBar key={it.limit} usage={it} />
          ))}
        </Stack>
      </Panel>
      {offers.length > 1 && (
        <Panel title={text('plans.others')} hint={text('plans.others-hint')}>
          <div className="plan-offers">
            {offers.map((it) => (
              <Offer key={it.plan.name} offer={it} used={usage} />
            ))}
          </div>
          <p className="hint plan-foot">{text('plans.change-hint')}</p>
        </Panel>
      )}
    </SettingsPage>
  )
}

function UsageBar({ usage: { text: key, unit, used, most, nearness } }: { usage: Usage }) {
  const text = useText(plansTexts)
  const texts = useTexts()
  const format = useFormat()
  const label = texts.say(key)
  const figure = figureIn(format, unit)
  const share = most === null ? 0 : most === 0 ? 100 : Math.min(100, (used / most) * 100)
  return (
    <div className="usage" data-nearness={nearness}>
      <Row>
        <strong className="usage-name">{label}</strong>
        <span className="usage-figure">
          {most === null
            ? text('plans.used', { used: figure(used) })
            : text('plans.of', { used: figure(used), most: figure(most) })}
        </span>
      </Row>
      {most !== null && (
        <div
          className="usage-bar"
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={most}
          aria-valuenow={Math.min(used, most)}
        >
          <span style={{ width: `${share}%` }} />
        </div>
      )}
      <p className="hint">
        {most === null && text('plans.unlimited')}
        {most !== null && nearness === 'fine' && text('plans.left', { left: figure(most - used) })}
        {most !== null && nearness === 'near' && text('plans.near', { left: figure(most - used) })}
        {nearness === 'full' && text('plans.full')}
      </p>
    </div>
  )
}

function Offer({ offer, used }: { offer: PlanOffer; used: readonly Usage[] }) {
  const text = useText(plansTexts)
  const texts = useTexts()
  const format = useFormat()
  const { plan, isCurrent, limits } = offer
  const usageOf = (limit: string) => used.find((it) => it.limit === limit)
  return (
    <section className="plan-offer" data-current={isCurrent || undefined}>
      <Row>
        <h3>{texts.say(plan.text)}</h3>
        {isCurrent && <Tag>{text('plans.holds')}</Tag>}
      </Row>
      <p className="hint">{texts.say(plan.hint)}</p>
      <ul>
        {limits.map(({ limit, text: key, most, isBeyond }) => (
          <li key={limit}>
            <IconCheck size={16} stroke={2} />
            <span>
              {text('plans.allows', {
                what: texts.say(key),
                most:
                  most === null
                    ? text('plans.unlimited')
                    : text('plans.up-to', { most: figureIn(format, usageOf(limit)?.unit)(most) }),
              })}
              {isBeyond && !isCurrent && (
                <span className="hint plan-beyond">
                  {text('plans.beyond', {
                    used: figureIn(format, usageOf(limit)?.unit)(usageOf(limit)?.used ?? 0),
                  })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Bytes in words people know, things as numbers. */
const figureIn = (format: Format, unit: Usage['unit'] | undefined) => (value: number) =>
  unit === 'kilobyte' ? format.size(value * 1000) : format.number(value)
