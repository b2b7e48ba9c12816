/** What differs between two versions of one procedure. */
import { NotFound } from '#kernel/contract.ts'
import { differences } from '../steps/rules.ts'
import type * as contract from './contract.ts'
import type { VersionRow } from './tables.ts'
import { type Ctx, stepsOf, visibleVersion } from './versions.ts'

type Asked = { versionId: string; from?: string | undefined }

export async function compareVersions(
  ctx: Ctx,
  { versionId, from }: Asked,
): Promise<contract.Comparison> {
  const to = await visibleVersion(ctx, versionId)
  const old = from === undefined ? await before(ctx, to) : await visibleVersion(ctx, from)
  if (!old || old.procedureId !== to.procedureId) throw NotFound()
  const whole = async (row: VersionRow) => ({ ...row, steps: await stepsOf(ctx, row.id) })
  return {
    from: { id: old.id, number: old.number },
    to: { id: to.id, number: to.number },
    ...differences(await whole(old), await whole(to)),
  }
}

/** The one that people worked with until this one. */
const before = ({ db }: Ctx, { procedureId, number }: VersionRow) =>
  db
    .selectFrom('procedureVersions')
    .selectAll()
    .where('procedureId', '=', procedureId)
    .where('number', '<', number)
    .where('publishedAt', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
