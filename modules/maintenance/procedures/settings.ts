import { upsert } from '#kernel/data/write.ts'
import type { Settings } from './contract.ts'
import type { Ctx } from './versions.ts'

const ONLY = 'only'

/** Until the house chooses: one pair of eyes is enough, and who works on a retracted version is warned. */
export async function settingsOf({ db }: Ctx): Promise<Settings> {
  const row = await db
    .selectFrom('procedureSettings')
    .select(['needsFourEyes', 'onRetract'])
    .where('id', '=', ONLY)
    .executeTakeFirst()
  return row ?? { needsFourEyes: false, onRetract: 'warn' }
}

export async function changeSettings(ctx: Ctx, settings: Settings): Promise<Settings> {
  const { db, dialect, audit } = ctx
  await upsert(db, dialect, 'procedureSettings', { id: ONLY, ...settings }, ['id'])
  await audit('procedures.settings-changed', ONLY, settings)
  return settings
}
