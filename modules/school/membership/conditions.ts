/** What a school asks before somebody takes part, and what of it is done. */
import type { Context } from '#kernel/module.ts'
import type { ExchangeTables, ParticipantRow } from '../exchange/tables.ts'
import {
  type Condition,
  HIGH_WARNING,
  HIGHEST_BOUND,
  LOW_WARNING,
  LOWEST_BOUND,
  type Settings,
} from './contract.ts'

type Ctx = Pick<Context<ExchangeTables>, 'db'>

/** The settings are one row, under this name. */
export const ONLY = 'exchange'

/** A school that has chosen nothing asks nothing. */
const unchosen: Settings = {
  needsOffer: false,
  feeCents: null,
  lowestBound: LOWEST_BOUND,
  highestBound: HIGHEST_BOUND,
  lowWarning: LOW_WARNING,
  highWarning: HIGH_WARNING,
}

export async function settingsOf({ db }: Ctx): Promise<Settings> {
  const row = await db
    .selectFrom('membershipSettings')
    .select(['needsOffer', 'feeCents', 'lowestBound', 'highestBound', 'lowWarning', 'highWarning'])
    .where('id', '=', ONLY)
    .executeTakeFirst()
  return row ?? unchosen
}

/** The charter in force. */
export const charterOf = ({ db }: Ctx) =>
  db
    .selectFrom('charterVersions')
    .selectAll()
    .where('publishedAt', 'is not', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

/** What the school asks, read once, and who of these members has done it. */
export async function requirementsFor(ctx: Ctx, memberIds: readonly string[]) {
  const settings = await settingsOf(ctx)
  const charter = await charterOf(ctx)
  const acceptedAt = await acceptancesOf(ctx, memberIds, charter?.version)
  const offering = settings.needsOffer ? await offeringAmong(ctx, memberIds) : new Set<string>()
  const conditionsOf = ({ memberId, feePaidOn }: Asked): Condition[] => {
    const conditions: Condition[] = []
    if (charter) conditions.push({ name: 'charter', isMet: acceptedAt.has(memberId) })
    if (settings.needsOffer) conditions.push({ name: 'offer', isMet: offering.has(memberId) })
    if (settings.feeCents !== null) conditions.push({ name: 'fee', isMet: feePaidOn !== null })
    return conditions
  }
  return { settings, charter, acceptedAt, conditionsOf }
}
export type Requirements = Awaited<ReturnType<typeof requirementsFor>>
type Asked = Pick<ParticipantRow, 'memberId' | 'feePaidOn'>

export const conditionsOf = async (ctx: Ctx, place: Asked): Promise<Condition[]> =>
  (await requirementsFor(ctx, [place.memberId])).conditionsOf(place)

export async function asksNothing(ctx: Ctx): Promise<boolean> {
  const { needsOffer, feeCents } = await settingsOf(ctx)
  return !needsOffer && feeCents === null && !(await charterOf(ctx))
}

export const acceptanceOf = async (ctx: Ctx, memberId: string, version: number) =>
  (await acceptancesOf(ctx, [memberId], version)).get(memberId)

async function acceptancesOf({ db }: Ctx, memberIds: readonly string[], version?: number) {
  if (version === undefined || memberIds.length === 0) return new Map<string, Date>()
  const rows = await db
    .selectFrom('charterAcceptances')
    .select(['memberId', 'acceptedAt'])
    .where('memberId', 'in', [...memberIds])
    .where('version', '=', version)
    .execute()
  return new Map(rows.map((it) => [it.memberId, it.acceptedAt]))
}

async function offeringAmong({ db }: Ctx, memberIds: readonly string[]): Promise<Set<string>> {
  if (memberIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('exchangeOffers')
    .select('ownerId')
    .distinct()
    .where('ownerId', 'in', [...memberIds])
    .where('state', '=', 'active')
    .execute()
  return new Set(rows.map(({ ownerId }) => ownerId))
}
