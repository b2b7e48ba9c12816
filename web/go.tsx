/** Moving between pages. Addresses are written below the area of the page: `/exchange` is /app/{slug}/exchange. */
import { createContext, type MouseEvent, type ReactNode, useContext } from 'react'
import { useNavigation, useParams, usePlace } from './navigation.tsx'

const PrefixContext = createContext('')

export function AreaProvider({ prefix, children }: { prefix: string; children: ReactNode }) {
  return <PrefixContext value={prefix}>{children}</PrefixContext>
}

type Address = `/${string}`
type Aim = {
  to: Address
  /** The address as it stands, outside of the area: `<Link absolute to="/account/profile">`. */
  absolute?: boolean
}

/** Writes an address of the area in full. */
export function useAddress() {
  const prefix = useContext(PrefixContext)
  return (to: Address, absolute = false) =>
    absolute ? to : prefix + (to === '/' && prefix ? '' : to)
}

export type LinkProps = Aim & {
  children?: ReactNode
  className?: string
  'aria-label'?: string
  /** The place where one is, in a navigation. */
  isCurrent?: boolean
  onClick?(): void
}

/** A click that means «here»; with a key or another button it is the browser's. */
const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey

export function Link({ to, absolute, isCurrent, onClick, ...rest }: LinkProps) {
  const navigation = useNavigation()
  const href = useAddress()(to, absolute)
  const warm = () => navigation.warm(href)
  return (
    <a
      href={href}
      {...(isCurrent ? { 'data-current': true, 'aria-current': 'page' } : {})}
      {...rest}
      onPointerEnter={warm}
      onFocus={warm}
      onTouchStart={warm}
      onClick={(event) => {
        onClick?.()
        if (event.defaultPrevented || !isPlain(event)) return
        event.preventDefault()
        void navigation.go(href)
      }}
    />
  )
}

/** Goes to a page from code: `go('/exchange')`. */
export function useGo() {
  const navigation = useNavigation()
  const address = useAddress()
  return (to: Address, { absolute = false, replace = false } = {}) =>
    navigation.go(address(to, absolute), { replace })
}

/** A parameter of the page's address: `useParam('id')` on `/exchange/offers/$id`. */
export function useParam(name: string): string {
  return useParams()[name] ?? ''
}

/** The query string as filters: `const [filters, filter] = useFilters({ q: '', status: '' })`. Empty ones leave the address. */
export function useFilters<Filters extends Record<string, string>>(
  otherwise: Filters,
): [Filters, (changes: Partial<Filters>) => void] {
  const navigation = useNavigation()
  const { pathname, search } = usePlace()
  const filters = { ...otherwise }
  for (const name of Object.keys(otherwise) as (keyof Filters & string)[])
    if (search[name] !== undefined) filters[name] = search[name] as Filters[typeof name]

  const filter = (changes: Partial<Filters>) => {
    const next: Record<string, string | undefined> = { ...search, ...changes }
    for (const [name, value] of Object.entries(next))
      if (!value || value === otherwise[name]) delete next[name]
    const query = new URLSearchParams(next as Record<string, string>)
    void navigation.go(pathname + (query.size > 0 ? `?${query}` : ''), {
      replace: true,
      stay: true,
    })
  }
  return [filters, filter]
}
