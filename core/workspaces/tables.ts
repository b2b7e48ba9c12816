import type { Kysely } from 'kysely'
import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'
import { domainTables } from './domains/tables.ts'
import { joiningTables } from './joining/tables.ts'
import { traceTables } from './traces/tables.ts'
import { lifecycleTables, stateColumns } from './lifecycle/tables.ts'

export const registryTables = {
  workspaces: table({
    id: t.uuid().primary(),
    slug: t.string(40).unique(),
    name: t.string(100),
    kind: t.string(20),
    state: t.oneOf('requested', 'provisioning', 'active', 'suspended', 'cancelled', 'deleting'),
    ...stateColumns,
    /** The engine's name for its data; never leaves the server. */
    namespace: t.string(48).unique(),
    placement: t.string(40).default('default'),
    locale: t.string(10),
    timeZone: t.string(60),
    modules: t.json<string[]>(),
    /** `#rrggbb`; null is the product's own. */
    colour: t.string(7).nullable(),
    /** Key of the published picture of a file of the workspace. */
    logo: t.string(43).nullable(),
    createdBy: t.uuid().index(),
    createdAt: t.instant(),
    /** Since when each account that it knows has a trace; null: they have to be looked for. */
    tracedAt: t.instant().nullable(),
  }),
  /** Who may enter where: an index of the members of all workspaces, rebuilt from them. */
  memberships: table(
    {
      accountId: t.uuid(),
      workspaceId: t.uuid().references('workspaces', 'cascade'),
      roles: t.json<string[]>(),
    },
    { primary: ['accountId', 'workspaceId'] },
  ),
  ...lifecycleTables,
  ...domainTables,
  ...traceTables,
}

export const workspaceTables = {
  ...joiningTables,
  /** Who belongs here: the truth. Somebody who left keeps the row, and finds it again when coming back. */
  members: table(
    {
      id: t.uuid().primary(),
      accountId: t.uuid().unique(),
      name: t.string(100),
      /** The name without case and accents, to sort and to search alike on every engine. */
      sortName: t.string(200).default(''),
      email: t.string(255),
      roles: t.json<string[]>(),
      /** The highest platform role as a number, so that owners can be counted and locked. */
      roleRank: t.int().default(0),
      active: t.boolean().default(true),
      joinedAt: t.instant(),
      leftAt: t.instant().nullable(),
    },
    { indexes: [['sortName', 'id'], ['roleRank']] },
  ),
  invitations: table({
    id: t.uuid().primary(),
    /** Of the mailed token; null until its mail is written. */
    digest: t.string(50).nullable().unique(),
    /** Normalised, and as it was typed. One pending invitation per address. */
    email: t.string(255).unique(),
    typedEmail: t.string(255),
    roles: t.json<string[]>(),
    invitedBy: t.uuid().references('members', 'cascade'),
    createdAt: t.instant(),
    expiresAt: t.instant().index(),
  }),
}

export type RegistryTables = DatabaseOf<typeof registryTables>
export type WorkspaceTables = DatabaseOf<typeof workspaceTables>
export type RegistryDb = Kysely<RegistryTables>
export type WorkspaceDb = Kysely<WorkspaceTables>
export type WorkspaceRow = RowOf<typeof registryTables.workspaces>
export type MemberRow = RowOf<typeof workspaceTables.members>
export type InvitationRow = RowOf<typeof workspaceTables.invitations>
