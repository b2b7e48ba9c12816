/** The step as a technician will hold it. */
import { IconLock } from '@tabler/icons-react'
import { useText } from '#web/text.tsx'
import { kindWords } from '../procedures/words.tsx'
import type { Step, Validation } from '../steps/contract.ts'
import { maintenanceTexts } from '../texts.tsx'
import { builderTexts } from './texts.tsx'

type PreviewProps = { step: Step | undefined; place: number; count: number; title: string }

export function PhonePreview({ step, place, count, title }: PreviewProps) {
  const text = useText(builderTexts, maintenanceTexts)
  return (
    <aside className="phone" aria-label={text('builder.preview')}>
      <div className="phone-screen">
        <p className="phone-title" dir="auto">
          {title || text('builder.untitled')}
        </p>
        {step ? (
          <>
            <p className="hint">{text('builder.step-of', { place, count })}</p>
            <h3 dir="auto">{step.title || text('builder.untitled')}</h3>
            {step.isGate && (
              <p className="phone-gate">
                <IconLock size={15} stroke={2} /> {text('steps.gate-hint')}
              </p>
            )}
            {step.description && (
              <p className="step-why" dir="auto">
                {step.description}
              </p>
            )}
            {step.instructions && (
              <p className="step-how" dir="auto">
                {step.instructions}
              </p>
            )}
            <Asked of={step.validation} />
          </>
        ) : (
          <p className="hint">{text('procedures.no-steps')}</p>
        )}
      </div>
    </aside>
  )
}

/** What will be tapped, drawn and not usable here. */
function Asked({ of: it }: { of: Validation }) {
  const text = useText(builderTexts, maintenanceTexts)
  const { icon: Mark, text: kind } = kindWords[it.kind]
  const lines =
    it.kind === 'choice'
      ? it.options.map((one) => one.text)
      : it.kind === 'checklist'
        ? it.items.map((one) => one.text)
        : []
  return (
    <div className="phone-asked">
      {lines.map((words, i) => (
        <span key={i} className="phone-choice" data-kind={it.kind} dir="auto">
          {words}
        </span>
      ))}
      {it.kind === 'measure' && (
        <span className="phone-amount">
          <i />
          <b>{it.unit || '?'}</b>
        </span>
      )}
      <span className="phone-button">
        <Mark size={20} stroke={1.8} /> {text(kind)}
      </span>
    </div>
  )
}
