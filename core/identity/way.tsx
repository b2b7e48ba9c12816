/** The page that somebody wanted before being asked to log in is carried from door to door. */
import { useFilters } from '#web/go.tsx'

type Address = `/${string}`

export function useWayOn(): (to: Address) => Address {
  const [{ to: wanted }] = useFilters({ to: '' })
  return (to) => (wanted ? `${to}?to=${encodeURIComponent(wanted)}` : to)
}
