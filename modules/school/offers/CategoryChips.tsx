import { useText } from '#web/text.tsx'
import { categories, type Category } from './contract.ts'
import { categoryWords } from './words.tsx'
import { schoolTexts } from '../texts.tsx'

export const isCategory = (it: string): it is Category => it in categoryWords

/** One category or all: pressing the chosen one again lets go of it. */
export function CategoryChips({
  value,
  onChange,
}: {
  value: string
  onChange(value: Category | ''): void
}) {
  const text = useText(schoolTexts)
  return (
    <div className="chips" role="group" aria-label={text('exchange.offer.category')}>
      {categories.map((it) => {
        const { icon: Mark, text: key } = categoryWords[it]
        const isChosen = it === value
        return (
          <button
            key={it}
            type="button"
            className="chip"
            aria-pressed={isChosen}
            onClick={() => onChange(isChosen ? '' : it)}
          >
            <Mark size={17} stroke={1.7} />
            {text(key)}
          </button>
        )
      })}
    </div>
  )
}
