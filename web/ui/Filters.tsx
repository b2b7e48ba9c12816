/** What narrows a list, kept in the address: it survives a reload and can be sent to somebody. */
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import type fr from '../locales/fr.ts'
import { useText } from '../text.tsx'
import { Button } from './Button.tsx'
import type { Option } from './SelectField.tsx'

type Filtering = readonly [Record<string, string>, (changes: any) => void]
const FilterContext = createContext<Filtering>([{}, () => {}])

/** `const filters = useFilters({ q: '', status: '' })`, then `<Filters of={filters}>…</Filters>`. */
export function Filters({ of, children }: { of: Filtering; children: ReactNode }) {
  const text = useText<typeof fr>()
  const [values, filter] = of
  const isFiltered = Object.values(values).some(Boolean)
  const clear = () => filter(Object.fromEntries(Object.keys(values).map((name) => [name, ''])))
  return (
    <FilterContext value={of}>
      <div className="filters" role="search">
        {children}
        {isFiltered && (
          <Button look="quiet" small onClick={clear}>
            {text('table.clear-filters')}
          </Button>
        )}
      </div>
    </FilterContext>
  )
}

/** A pause in typing after which the list follows. */
const PAUSE_MS = 250

export function SearchFilter({ name = 'q', label }: { name?: string; label: string }) {
  const [values, filter] = useContext(FilterContext)
  const [typed, setTyped] = useState(values[name] ?? '')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const inAddress = values[name] ?? ''
  useEffect(() => setTyped(inAddress), [inAddress])
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <div className="inside search">
      <IconSearch size={17} stroke={1.8} className="lead" />
      <input
        className="input"
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => {
          const { value } = event.target
          setTyped(value)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => filter({ [name]: value }), PAUSE_MS)
        }}
      />
    </div>
  )
}

type SelectFilterProps = { name: string; label: string; options: readonly Option[] }

export function SelectFilter({ name, label, options }: SelectFilterProps) {
  const id = useId()
  const text = useText<typeof fr>()
  const [values, filter] = useContext(FilterContext)
  return (
    <div className="inside filter">
      <label htmlFor={id} className="unseen">
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={values[name] ?? ''}
        onChange={(event) => filter({ [name]: event.target.value })}
      >
        <option value="">{text('table.all', { label })}</option>
        {options.map((it) => (
          <option key={it.value} value={it.value}>
            {it.text}
          </option>
        ))}
      </select>
      <IconChevronDown size={18} className="chevron" />
    </div>
  )
}
