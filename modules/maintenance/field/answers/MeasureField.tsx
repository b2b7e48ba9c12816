import { useId } from 'react'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { fieldTexts } from '../texts.tsx'
import type { FieldOf } from './AnswerField.tsx'

/** A number as people write it, with comma or point; what is no number is no answer yet. */
function numberOf(typed: string): number | null {
  const plain = typed
    .replaceAll(/[\s\u202F\u00A0]/g, '')
    .replace(',', '.')
    .replace('−', '-')
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null
}

export function MeasureField({ validation, answer, draft, isOff }: FieldOf<'measure'>) {
  const text = useText(fieldTexts)
  const { number } = useFormat()
  const id = useId()
  const { unit, min, max, instrument } = validation
  const typed = draft.typed ?? (answer ? number(answer.value) : '')
  const isWrong = typed.trim() !== '' && numberOf(typed) === null
  const bounds =
    min !== null && max !== null
      ? text('fieldwork.measure.between', { min: number(min), max: number(max), unit })
      : min !== null
        ? text('fieldwork.measure.least', { min: number(min), unit })
        : max !== null
          ? text('fieldwork.measure.most', { max: number(max), unit })
          : ''
  const hint = [instrument && text('fieldwork.measure.with', { instrument }), bounds]
  const change = (words: string) => {
    const value = numberOf(words)
    draft.say({ typed: words, answer: value === null ? null : { kind: 'measure', value } })
  }
  return (
    <div className="field" data-invalid={isWrong || undefined}>
      <label htmlFor={id}>{text('fieldwork.measure.label')}</label>
      <p className="hint" id={`${id}-hint`}>
        {hint.filter(Boolean).join(' · ')}
      </p>
      <div className="inside">
        <input
          id={id}
          className="input"
          inputMode="decimal"
          autoComplete="off"
          readOnly={isOff}
          value={typed}
          aria-invalid={isWrong || undefined}
          aria-describedby={`${id}-hint ${id}-error`}
          onChange={(event) => change(event.target.value)}
        />
        {unit && <span className="unit">{unit}</span>}
      </div>
      <p className="field-error" id={`${id}-error`} aria-live="polite">
        {isWrong && text('fieldwork.measure.no-number')}
      </p>
    </div>
  )
}
