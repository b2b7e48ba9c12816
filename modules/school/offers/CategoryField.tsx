import { useText } from '#web/text.tsx'
import { FieldFault, useField } from '#web/ui/Field.tsx'
import { categories } from './contract.ts'
import './offers.css'
import { categoryWords } from './words.tsx'
import { schoolTexts } from '../texts.tsx'

/** Twelve pictures say more than a list. */
export function CategoryField() {
  const text = useText(schoolTexts)
  const label = text('exchange.offer.category')
  const field = useField({ name: 'category', label })
  return (
    <fieldset className="field category-field" id={field.id} tabIndex={-1}>
      <legend>{label}</legend>
      <div className="category-tiles">
        {categories.map((it) => {
          const { icon: Mark, text: key } = categoryWords[it]
          return (
            <label key={it} className="category-tile" data-category={it}>
              <input
                type="radio"
                name="category"
                value={it}
                checked={field.value === it}
                onChange={() => field.set(it)}
              />
              <span className="tile">
                <Mark size={22} stroke={1.5} />
              </span>
              {text(key)}
            </label>
          )
        })}
      </div>
      <FieldFault id={field.id} error={field.error} />
    </fieldset>
  )
}
