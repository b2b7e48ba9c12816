/** What moves between the community and one member: the grant, what a leaver had left, a debt that is written off. */
import { balanceOf, openAccount, transfer } from '#core/ledger/api.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { HIGHEST_BALANCE, LOWEST_BALANCE, OPENING_GRANT } from './contract.ts'
import { tellSides } from './news.ts'
import type { AccountRow, ExchangeTables, ParticipantRow, TransferRow } from './tables.ts'

export const BOOK = 'exchange'
type Ctx = Context<ExchangeTables>
type Kind = Extract<TransferRow['kind'], 'grant' | 'return' | 'write-off'>

/** The community grants what members start with; it has no limits, so its balance is −120 per member. */
export const communityAccount = (ctx: Ctx) =>
  openAccount(ctx, { book: BOOK, owner: 'community', lowest: null, highest: null })

/** Opens the ledger account of a member whose row the caller has locked, with the opening grant; only once. */
export async function openWithGrant(ctx: Ctx, { memberId }: ParticipantRow): Promise<string> {
  const limits = { lowest: LOWEST_BALANCE, highest: HIGHEST_BALANCE }
  const ledgerAccountId = await openAccount(ctx, { book: BOOK, owner: memberId, ...limits })
  const account = { memberId, ledgerAccountId }
  await give(ctx, account, { kind: 'grant', units: OPENING_GRANT, balanceAfter: OPENING_GRANT })
  return ledgerAccountId
}

/** A positive balance goes back to the community. */
export async function returnBalance(ctx: Ctx, account: Sided): Promise<void> {
  const { posted } = await balanceOf(ctx, account.ledgerAccountId)
  if (posted > 0) await take(ctx, account, posted)
}

/** What had returned to the community is the member's again. */
export async function giveBack(ctx: Ctx, account: Sided): Promise<void> {
  const returned = await ctx.db
    .selectFrom('exchangeTransfers')
    .select(['id', 'units'])
    .where('kind', '=', 'return')
    .where('state', '=', 'completed')
    .where('payerId', '=', account.memberId)
    .execute()
  for (const { id, units } of returned) {
    const reversedById = await give(ctx, account, { kind: 'return', units })
    await ctx.db
      .updateTable('exchangeTransfers')
      .set({ state: 'reversed', reversedById })
      .where('id', '=', id)
      .execute()
  }
}

/** The community takes over what a leaver owes; gives the units, 0 when nothing is owed. */
export async function writeOff(ctx: Ctx, account: Sided, reason: string): Promise<number> {
  const { posted } = await balanceOf(ctx, account.ledgerAccountId)
  if (posted < 0) await give(ctx, account, { kind: 'write-off', units: -posted, reason })
  return Math.max(0, -posted)
}

type Sided = Pick<AccountRow, 'memberId' | 'ledgerAccountId'>
type Gift = { kind: Kind; units: number; reason?: string; balanceAfter?: number }

async function give(ctx: Ctx, { memberId, ledgerAccountId }: Sided, gift: Gift): Promise<string> {
  const { kind, units, reason = '', balanceAfter = null } = gift
  const debitAccountId = await communityAccount(ctx)
  const id = await inLedger(ctx, { kind, units, debitAccountId, creditAccountId: ledgerAccountId })
  const row = { id, kind, units, reason, receiverId: memberId, receiverBalance: balanceAfter }
  await write(ctx, row)
  return id
}

async function take(ctx: Ctx, { memberId, ledgerAccountId }: Sided, units: number) {
  const creditAccountId = await communityAccount(ctx)
  const sides = { debitAccountId: ledgerAccountId, creditAccountId }
  const id = await inLedger(ctx, { kind: 'return', units, ...sides })
  await write(ctx, { id, kind: 'return', units, reason: '', payerId: memberId })
}

type Entry = { kind: Kind; units: number; debitAccountId: string; creditAccountId: string }

/** Beyond limits, because these settle what is there: other limits since then must not keep somebody from leaving. */
function inLedger(ctx: Ctx, { kind, ...entry }: Entry): Promise<string> {
  const id = newId(ctx.now().getTime())
  const reference = `exchange/${kind}`
  return transfer(ctx, { id, book: BOOK, ...entry, reference, isBeyondLimits: kind !== 'grant' })
}

async function write(
  ctx: Ctx,
  row: Partial<TransferRow> & { id: string; kind: Kind; units: number },
) {
  const moment = ctx.now()
  await ctx.db
    .insertInto('exchangeTransfers')
    .values({
      reason: '',
      ...row,
      state: 'completed',
      initiator: 'payer',
      createdAt: moment,
      resolvedAt: moment,
    })
    .execute()
  tellSides(ctx, row, 'completed')
}
