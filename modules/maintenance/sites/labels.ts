/** What a label leads to: for members the equipment, for everybody a word to say what does not work. */
import { NotFound } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { report } from '../followups/faults.ts'
import type { FollowupTables } from '../followups/tables.ts'
import { equipmentById, shownEquipment } from './equipment.ts'
import { newCode } from './places.ts'
import type { EquipmentRow, SiteTables } from './tables.ts'

type Ctx = Context<SiteTables & FollowupTables>
type One = { equipmentId: string }

export async function readLabel(ctx: Ctx, { equipmentId }: One) {
  const row = await equipmentById(ctx, equipmentId)
  const [equipment] = await shownEquipment(ctx, [row])
  return { ...equipment!, code: row.code }
}

export async function renewLabel(ctx: Ctx, { equipmentId }: One) {
  await equipmentById(ctx, equipmentId)
  await ctx.db
    .updateTable('siteEquipment')
    .set({ code: newCode() })
    .where('id', '=', equipmentId)
    .execute()
  await ctx.audit('sites.label-renewed', equipmentId)
  return { done: true } as const
}

export async function scan(ctx: Ctx, { code }: { code: string }) {
  const row = await byCode(ctx, code)
  const [{ site, name, kind, serial }] = (await shownEquipment(ctx, [row])) as [
    Awaited<ReturnType<typeof shownEquipment>>[number],
  ]
  return { workspace: ctx.workspace.name, site: site.name, name, kind, serial }
}

export const find = async (ctx: Ctx, { code }: { code: string }) => ({
  equipmentId: (await byCode(ctx, code)).id,
})

/** Equipment that was taken away has no label that says anything. */
const byCode = ({ db }: Ctx, code: string): Promise<EquipmentRow> =>
  db
    .selectFrom('siteEquipment')
    .selectAll()
    .where('code', '=', code)
    .where('archivedAt', 'is', null)
    .executeTakeFirstOrThrow(() => NotFound())

export async function reportFault(
  ctx: Ctx,
  { code, words, contact }: { code: string; words: string; contact: string },
) {
  const { id: equipmentId, siteId, name } = await byCode(ctx, code)
  await report(ctx, { equipmentId, siteId, name, words, contact })
  return { done: true } as const
}
