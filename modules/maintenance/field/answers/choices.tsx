/** Answers that are chosen: one of several, several of a list, yes or no. */
import { useId } from 'react'
import { useText } from '#web/text.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { fieldTexts } from '../texts.tsx'
import type { FieldOf } from './AnswerField.tsx'

export function ChoiceField({ validation, answer, draft, isOff }: FieldOf<'choice'>) {
  const text = useText(fieldTexts)
  const name = useId()
  return (
    <fieldset className="field cards" disabled={isOff}>
      <legend>{text('fieldwork.choice.label')}</legend>
      {validation.options.map(({ key, text: words, isNonconform }) => (
        <label key={key} className="card">
          <input
            type="radio"
            name={name}
            checked={answer?.option === key}
            onChange={() => draft.say({ answer: { kind: 'choice', option: key } })}
          />
          <span>
            <strong>{words}</strong>
            {isNonconform && <Tag>{text('fieldwork.step.nonconform')}</Tag>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

export function ChecklistField({ validation, answer, draft, isOff }: FieldOf<'checklist'>) {
  const text = useText(fieldTexts)
  const checked = new Set(answer?.checked)
  const turn = (key: string) => {
    const next = validation.items
      .map((it) => it.key)
      .filter((it) => (it === key ? !checked.has(it) : checked.has(it)))
    draft.say({ answer: { kind: 'checklist', checked: next } })
  }
  return (
    <fieldset className="field cards" disabled={isOff}>
      <legend>{text('fieldwork.checklist.label')}</legend>
      {validation.items.map(({ key, text: words }) => (
        <label key={key} className="card fieldtick">
          <input type="checkbox" checked={checked.has(key)} onChange={() => turn(key)} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Whatever a model proposed elsewhere: the person looks, and decides. */
export function CheckField({ validation, answer, draft, isOff }: FieldOf<'aiCheck'>) {
  const text = useText(fieldTexts)
  const name = useId()
  const options = [
    [true, text('fieldwork.check.fine')],
    [false, text('fieldwork.check.wrong')],
  ] as const
  return (
    <fieldset className="field cards" disabled={isOff}>
      <legend>{validation.question}</legend>
      <p className="hint">{text('fieldwork.check.hint')}</p>
      {options.map(([isFine, words]) => (
        <label key={words} className="card">
          <input
            type="radio"
            name={name}
            checked={answer?.isFine === isFine}
            onChange={() => draft.say({ answer: { kind: 'aiCheck', isFine } })}
          />
          <span>
            <strong>{words}</strong>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
