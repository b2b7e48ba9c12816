/** Moving between pages. Addresses are written below the area of the page: `/exchange` is /app/{slug}/exchange. */
import { Link as RouterLink, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext } from 'react'

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

export function Link({ to, absolute, isCurrent, ...rest }: LinkProps) {
  const address = useAddress()(to, absolute)
  const [pathname = '', query = ''] = address.split('?')
  return (
    <RouterLink
      to={pathname}
      {...(query ? { search: Object.fromEntries(new URLSearchParams(query)) as never } : {})}
      activeOptions={{ exact: true }}
      {...(isCurrent ? { 'data-current': true, 'aria-current': 'page' } : {})}
      {...rest}
    />
  )
}

/** Goes to a page from code: `go('/exchange')`. */
export function useGo() {
  const navigate = useNavigate()
  const address = useAddress()
  return (to: Address, { absolute = false, replace = false } = {}) =>
    navigate({ href: address(to, absolute), replace })
}

/** A parameter of the page's address: `useParam('id')` on `/exchange/offers/$id`. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>
  return params[name] ?? ''
}

/** The query string as filters: `const [filters, filter] = useFilters({ q: '', status: '' })`. Empty ones leave the address. */
export function useFilters<Filters extends Record<string, string>>(
  otherwise: Filters,
): [Filters, (changes: Partial<Filters>) => void] {
  const search = useSearch({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  const filters = { ...otherwise }
  for (const name of Object.keys(otherwise) as (keyof Filters & string)[])
    if (typeof search[name] === 'string') filters[name] = search[name] as Filters[typeof name]

  const filter = (changes: Partial<Filters>) => {
    const next = { ...search, ...changes } as Record<string, string | undefined>
    for (const [name, value] of Object.entries(next))
      if (!value || value === otherwise[name]) delete next[name]
    void navigate({ to: '.', search: next as never, replace: true, resetScroll: false })
  }
  return [filters, filter]
}
