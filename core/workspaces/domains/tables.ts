import { t, table } from '#kernel/data/column.ts'

export const domainTables = {
  /** The own domain of a workspace; one each. */
  domains: table({
    workspaceId: t.uuid().primary().references('workspaces', 'cascade'),
    /** In the form of DNS: lower case, punycode. */
    domain: t.string(253),
    token: t.string(60),
    state: t.oneOf('pending', 'verified', 'failing'),
    /** The same as `domain` while it is proved: two workspaces cannot both hold it. */
    heldDomain: t.string(253).nullable().unique(),
    createdAt: t.instant(),
    checkedAt: t.instant().nullable(),
    /** What the last look found. */
    finding: t.oneOf('absent', 'wrong', 'unreachable', 'right').nullable(),
    failingSince: t.instant().nullable(),
  }),
}
