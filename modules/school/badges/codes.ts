/** Codes that people show each other: what one leads to stays here, the picture holds a secret alone. */
import { createHash, randomBytes } from 'node:crypto'
import type * as z from 'zod/mini'
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { DAY, MINUTE } from '#kernel/time.ts'
import { accountOf } from '../exchange/accounts.ts'
import { SelfTransfer } from '../exchange/contract.ts'
import { readTransfer } from '../exchange/statement.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import { payAtOnce } from '../exchange/transfers.ts'
import * as badges from './contract.ts'
import type { BadgeTables } from './tables.ts'

type Ctx = Context<ExchangeTables & BadgeTables>

export async function createCode(ctx: Ctx, asked: z.output<typeof badges.createCode.input>) {
  const { id = newId(ctx.now().getTime()), units = null, reason } = asked
  const { memberId } = await accountOf(ctx, ctx.actor.id)
  const secret = randomBytes(16).toString('base64url')
  const createdAt = ctx.now()
  const expiresAt = new Date(createdAt.getTime() + badges.CODE_MINUTES * MINUTE)
  const row = { id, digest: digestOf(secret), memberId, units, reason, createdAt, expiresAt }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'badgeCodes', row))) throw KeyReused()
  return { id, secret, expiresAt }
}

export async function readCode(ctx: Ctx, { codeId }: { codeId: string }) {
  const { expiresAt, usedBy } = await ctx.db
    .selectFrom('badgeCodes')
    .select(['expiresAt', 'usedBy'])
    .where('id', '=', codeId)
    .where('memberId', '=', ctx.actor.id)
    .executeTakeFirstOrThrow(() => NotFound())
  const arrivals = await ctx.db
    .selectFrom('badgePayments as payment')
    .innerJoin('exchangeTransfers as transfer', 'transfer.id', 'payment.transferId')
    .innerJoin('exchangeAccounts as payer', 'payer.memberId', 'transfer.payerId')
    .select(['payment.transferId', 'payer.name', 'transfer.units', 'transfer.createdAt as at'])
    .where('codeId', '=', codeId)
    .orderBy('transfer.createdAt', 'desc')
    .orderBy('transfer.id', 'desc')
    .limit(20)
    .execute()
  return { expiresAt, isUsed: usedBy !== null, arrivals }
}

export async function readBadge(ctx: Ctx, { code }: { code: string }) {
  const found = await find(ctx, code)
  const { id, memberId, units, reason, expiresAt, usedBy, name } = found
  return {
    receiver: { id: memberId, name },
    units,
    reason,
    expiresAt,
    state: stateOf(ctx, found),
    paidBefore: usedBy === ctx.actor.id ? await paymentBy(ctx, id) : null,
  }
}

type Payment = z.output<typeof badges.payBadge.input>

/** Of two who pay the same amount's code at the same moment one wins; the winner's repetition finds the one payment. */
export async function payBadge(ctx: Ctx, { id, code, ...asked }: Payment) {
  const found = await find(ctx, code)
  if (found.memberId === ctx.actor.id) throw SelfTransfer()
  if (found.usedBy === ctx.actor.id) return readTransfer(ctx, await paid(ctx, found.id))
  if (found.usedBy !== null) throw badges.CodeUsed()
  if (found.expiresAt <= ctx.now()) throw badges.CodeExpired()
  const units = found.units ?? asked.units
  const reason = found.reason || asked.reason
  if (units === undefined) throw badges.UnitsMissing()
  if (!reason) throw badges.ReasonMissing()
  if (found.units !== null && !(await use(ctx, found.id))) {
    const after = await find(ctx, code)
    if (after.usedBy !== ctx.actor.id) throw badges.CodeUsed()
    return readTransfer(ctx, await paid(ctx, found.id))
  }
  const row = await payAtOnce(ctx, { id, receiverId: found.memberId, units, reason })
  const payment = { transferId: row.id, codeId: found.id }
  await ctx.db.insertInto('badgePayments').values(payment).execute()
  return readTransfer(ctx, { transferId: row.id })
}

async function use({ db, actor }: Ctx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('badgeCodes')
    .set({ usedBy: actor.id })
    .where('id', '=', id)
    .where('usedBy', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

async function find({ db }: Ctx, code: string) {
  return db
    .selectFrom('badgeCodes as code')
    .innerJoin('exchangeAccounts as account', 'account.memberId', 'code.memberId')
    .selectAll('code')
    .select('account.name as name')
    .where('digest', '=', digestOf(code))
    .executeTakeFirstOrThrow(() => NotFound())
}

type State = 'valid' | 'expired' | 'used' | 'mine'
type Found = { memberId: string; usedBy: string | null; expiresAt: Date }

function stateOf({ actor, now }: Ctx, { memberId, usedBy, expiresAt }: Found): State {
  if (memberId === actor.id) return 'mine'
  if (usedBy !== null) return 'used'
  return expiresAt <= now() ? 'expired' : 'valid'
}

async function paymentBy({ db }: Ctx, codeId: string): Promise<string | null> {
  const query = db.selectFrom('badgePayments').select('transferId').where('codeId', '=', codeId)
  return (await query.executeTakeFirst())?.transferId ?? null
}

const paid = async (ctx: Ctx, codeId: string) => ({ transferId: (await paymentBy(ctx, codeId))! })

const digestOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Kept a day, so that a late scan hears «expired» and not «unknown»; payments live on as transfers. */
export async function forgetOldCodes(ctx: OpenContext): Promise<void> {
  await ctx.transact(async ({ db, now }: Ctx) => {
    const before = new Date(now().getTime() - DAY)
    await db.deleteFrom('badgeCodes').where('expiresAt', '<', before).execute()
  })
}
