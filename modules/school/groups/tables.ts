import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'

export const tables = {
  groupExchanges: table(
    {
      id: t.uuid().primary(),
      kind: t.oneOf('course', 'hands'),
      state: t.oneOf('draft', 'open', 'closed', 'cancelled', 'expired'),
      title: t.string(200),
      minutes: t.int(),
      least: t.int(),
      organiserId: t.uuid().references('exchangeAccounts.memberId'),
      hostId: t.uuid().references('exchangeAccounts.memberId'),
      createdAt: t.instant(),
      expiresAt: t.instant().nullable(),
      resolvedAt: t.instant().nullable(),
    },
    {
      indexes: [
        ['state', 'expiresAt'],
        ['createdAt', 'id'],
      ],
      checks: { minutes: 'minutes >= 1 and minutes <= 600', least: 'least >= 1' },
    },
  ),
  groupParticipants: table(
    {
      id: t.uuid().primary(),
      groupId: t.uuid().references('groupExchanges'),
      memberId: t.uuid().references('exchangeAccounts.memberId'),
      /** The order in which the remainder is dealt out. */
      position: t.int(),
      state: t.oneOf('invited', 'confirmed', 'declined'),
      /** The units promised in the ledger while the group is open. */
      holdId: t.uuid().nullable(),
      heldUnits: t.int().default(0),
      answeredAt: t.instant().nullable(),
      transferId: t.uuid().nullable().unique().references('exchangeTransfers'),
    },
    { uniques: [['groupId', 'memberId']] },
  ),
}

export type GroupTables = DatabaseOf<typeof tables>
export type GroupRow = RowOf<typeof tables.groupExchanges>
export type ParticipantRow = RowOf<typeof tables.groupParticipants>
