import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'

export const tables = {
  sites: table(
    {
      id: t.uuid().primary(),
      name: t.string(200),
      /** Without capitals and accents: what lists are sorted by. */
      sortName: t.string(200),
      location: t.string(400),
      note: t.text(),
      archivedAt: t.instant().nullable(),
      createdAt: t.instant(),
    },
    { indexes: [['sortName']] },
  ),
  siteEquipment: table(
    {
      id: t.uuid().primary(),
      siteId: t.uuid().references('sites'),
      name: t.string(200),
      sortName: t.string(200),
      /** «onduleur», «coffret DC». */
      kind: t.string(80),
      maker: t.string(80),
      model: t.string(80),
      serial: t.string(120),
      /** Where on the site it hangs. */
      place: t.string(200),
      note: t.text(),
      /** What its label leads to: random, and new when somebody abuses it. */
      code: t.string(22).unique(),
      archivedAt: t.instant().nullable(),
      createdAt: t.instant(),
    },
    { indexes: [['sortName'], ['siteId', 'sortName'], ['serial']] },
  ),
}

export type SiteTables = DatabaseOf<typeof tables>
export type SiteRow = RowOf<typeof tables.sites>
export type EquipmentRow = RowOf<typeof tables.siteEquipment>
