import { useId } from 'react'
import { useText } from '#web/text.tsx'
import { useForm } from '#web/ui/Form.tsx'
import { NumberField } from '#web/ui/TextField.tsx'
import { LARGEST_TRANSFER, UNITS_PER_HOUR } from './contract.ts'
import { useUnits } from './units.tsx'
import { schoolTexts } from '../texts.tsx'

/** What help takes most often, in units. */
const PICKS = [15, 30, 60, 120, 180]

/** How long the help took: a press for the usual lengths, a figure for the others. */
export function UnitsField({ after }: { after?: (units: number) => string | undefined }) {
  const text = useText(schoolTexts)
  const units = useUnits()
  const { values, set } = useForm()
  const id = useId()
  const chosen = values['units']
  const isFitting = typeof chosen === 'number' && chosen >= 1 && chosen <= LARGEST_TRANSFER

  return (
    <div className="units-field">
      <div className="picks" role="group" aria-labelledby={id}>
        <span id={id} className="picks-label">
          {text('exchange.how-long')}
        </span>
        {PICKS.map((it) => (
          <button
            key={it}
            type="button"
            className="pick"
            aria-pressed={chosen === it}
            onClick={() => set('units', it)}
          >
            {units.time(it)}
          </button>
        ))}
      </div>
      <NumberField
        name="units"
        label={text('exchange.thank.units')}
        hint={text('exchange.hour-rule', { units: UNITS_PER_HOUR })}
        unit={text('exchange.units-unit')}
      />
      <p className="units-said" role="status">
        {isFitting && [units.time(chosen), after?.(chosen)].filter(Boolean).join(' · ')}
      </p>
    </div>
  )
}
