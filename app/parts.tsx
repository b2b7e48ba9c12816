/** Every part that has pages, in the order of the navigation. Listed by hand. */
import identity from '#core/identity/pages.tsx'
import operations from '#core/operations/pages.tsx'
import workspaces, { home } from '#core/workspaces/pages.tsx'
import school from '#modules/school/pages.tsx'
import type { PartPages } from '#web/pages.tsx'

export const parts: readonly PartPages[] = [
  ...home,
  ...school,
  ...identity,
  ...workspaces,
  ...operations,
]
