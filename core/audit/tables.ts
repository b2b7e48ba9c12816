import { type DatabaseOf, t, table } from '#kernel/data/column.ts'

export const registryTables = {
  /** Heads of chains, written down outside of them every night: a tail that is cut is missed here. */
  auditAnchors: table(
    {
      /** `registry` for the chain of the installation itself. */
      workspaceId: t.string(60),
      sequence: t.int64(),
      hash: t.string(64),
      anchoredAt: t.instant(),
    },
    { primary: ['workspaceId', 'sequence'] },
  ),
}

export const workspaceTables = {
  /** At most one row, the last access that was given; those before it are in the audit. */
  supportAccess: table({
    id: t.int().primary(),
    grantedBy: t.uuid(),
    reason: t.string(500),
    mayWrite: t.boolean(),
    grantedAt: t.instant(),
    expiresAt: t.instant(),
    endedAt: t.instant().nullable(),
  }),
}

export type RegistryTables = DatabaseOf<typeof registryTables>
export type WorkspaceTables = DatabaseOf<typeof workspaceTables>
