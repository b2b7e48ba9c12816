import { useId } from 'react'
import { useText } from '#web/text.tsx'
import { fieldTexts } from '../texts.tsx'
import type { FieldOf } from './AnswerField.tsx'

export function TextAnswer({ answer, draft, isOff }: FieldOf<'text'>) {
  const text = useText(fieldTexts)
  const id = useId()
  const change = (typed: string) =>
    draft.say({ typed, answer: typed.trim() === '' ? null : { kind: 'text', text: typed.trim() } })
  return (
    <div className="field">
      <label htmlFor={id}>{text('fieldwork.text.label')}</label>
      <textarea
        id={id}
        className="input"
        rows={4}
        maxLength={5000}
        readOnly={isOff}
        value={draft.typed ?? answer?.text ?? ''}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  )
}
