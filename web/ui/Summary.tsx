/** All faults of a form in one place, each leading to its field. */
import type { Ref } from 'react'
import type { FieldError } from '#kernel/contract.ts'
import type fr from '../locales/fr.ts'
import { fieldText } from '../problems.tsx'
import { useText, useTexts } from '../text.tsx'
import type { Field } from './Form.tsx'

type SummaryProps = {
  ref: Ref<HTMLDivElement>
  errors: readonly FieldError[]
  fields: ReadonlyMap<string, Field>
}

export function Summary({ ref, errors, fields }: SummaryProps) {
  const text = useText<typeof fr>()
  const texts = useTexts()
  // In the order of the page: fields make themselves known from top to bottom.
  const order = [...fields.keys()]
  const listed = errors.toSorted((a, b) => order.indexOf(a.path) - order.indexOf(b.path))
  const title = text('form.several', { count: errors.length })
  return (
    <div ref={ref} tabIndex={-1} className="summary" role="group" aria-label={title}>
      <strong>{title}</strong>
      <ul>
        {listed.map((it) => {
          const { label, id } = fields.get(it.path) ?? { label: it.path, id: '' }
          return (
            <li key={it.path + it.code}>
              <a
                href={`#${id}`}
                onClick={(event) => {
                  event.preventDefault()
                  document.getElementById(id)?.focus()
                }}
              >
                {[label, fieldText(texts, it)].filter(Boolean).join(' — ')}
              </a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
