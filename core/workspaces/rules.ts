/** Which role stands above which; the platform's roles are a ladder. Runs in both. */

export const ladder = ['viewer', 'member', 'staff', 'admin', 'owner'] as const
export const OWNER_RANK = ladder.indexOf('owner')

/** A module's own role (`school.teacher`) carries duties: who gives it is staff at least. */
export const rankOf = (role: string): number =>
  role.includes('.') ? ladder.indexOf('staff') : ladder.indexOf(role as (typeof ladder)[number])

export const highestRank = (roles: readonly string[]): number => Math.max(0, ...roles.map(rankOf))

/** Without case and accents: how names are sorted and searched. Composed again, so that none grows (Korean would). */
export const folded = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase()
