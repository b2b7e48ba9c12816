import type * as z from 'zod/mini'
import { upsert } from '#kernel/data/write.ts'
import type { Context } from '#kernel/module.ts'
import { ONLY, settingsOf } from './conditions.ts'
import type { changeMembershipSettings, Settings } from './contract.ts'
import { activateReady } from './enrolment.ts'
import type { ExchangeTables } from '../exchange/tables.ts'

type Ctx = Context<ExchangeTables>
export const readSettings = (ctx: Ctx) => settingsOf(ctx)

type Asked = z.output<(typeof changeMembershipSettings)['input']>

export async function changeSettings(ctx: Ctx, settings: Asked): Promise<Settings> {
  const { db, dialect, audit } = ctx
  await upsert(db, dialect, 'membershipSettings', { id: ONLY, ...settings }, ['id'])
  await audit('membership.settings-changed', ONLY, settings)
  await activateReady(ctx)
  return settings
}
