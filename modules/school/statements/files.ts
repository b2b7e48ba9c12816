/** Files for a spreadsheet, written page by page: a long history is never whole in memory. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type * as z from 'zod/mini'
import { wordsOf } from '#core/mail/api.ts'
import { momentAfter } from '#kernel/keyset.ts'
import type { Context, Download, OpenContext } from '#kernel/module.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import type { downloadLedger, downloadStatement } from './contract.ts'
import { dayIn } from './days.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'
import { type Move, movesAfter } from './moves.ts'
import { BOM, lineOf } from './rules.ts'

type Ctx = Context<ExchangeTables>
type Language = 'fr' | 'nl' | 'en'

const words = wordsOf<typeof fr>({ fr, nl, en })
const PAGE = 500
const csv = (name: string, lines: AsyncIterable<string>): Download => ({
  name,
  type: 'text/csv; charset=utf-8',
  bytes: Readable.from(lines, { objectMode: false }),
})

// ── my statement ────────────────────────────────────────────────────────────────────────────────

type Asked = z.output<(typeof downloadStatement)['input']>

export async function statementFile(ctx: OpenContext, asked: Asked): Promise<Download> {
  const dayOf = dayIn(ctx.workspace.timeZone)
  const name = `${words(asked.language)('statements.file.name')}-${dayOf(ctx.now())}.csv`
  return csv(name, statementLines(ctx, asked, dayOf))
}

async function* statementLines(
  open: OpenContext,
  { from = '', until = '9999', language }: Asked,
  dayOf: (moment: Date) => string,
) {
  const say = words(language)
  yield (
    BOM +
      lineOf([
        say('statements.file.day'),
        say('statements.file.with'),
        say('statements.file.reason'),
        say('statements.file.state'),
        say('statements.file.units'),
        say('statements.file.balance'),
      ])
  )
  const me = open.actor.id
  let balance = 0
  let after: { at: Date; id: string } | undefined
  do {
    const page = await open.transact((ctx: Ctx) => myMoves(ctx, after))
    for (const row of page) {
      const isOut = row.payerId === me
      const units = isOut ? -row.units : row.units
      balance += units
      const day = dayOf(row.resolvedAt!)
      if (day < from || day > until) continue
      const other = (isOut ? row.receiverName : row.payerName) ?? open.workspace.name
      const state = say(
        row.state === 'reversed' ? 'statements.file.reversed' : 'statements.file.done',
      )
      yield lineOf([day, other, row.reason, state, units, balance])
    }
    const last = page.length === PAGE ? page.at(-1) : undefined
    after = last && { at: last.resolvedAt!, id: last.id }
  } while (after)
}

const myMoves = ({ db, actor }: Ctx, after: ReturnType<typeof momentAfter>) =>
  db
    .selectFrom('exchangeTransfers as transfer')
    .leftJoin('exchangeAccounts as payer', 'payer.memberId', 'transfer.payerId')
    .leftJoin('exchangeAccounts as receiver', 'receiver.memberId', 'transfer.receiverId')
    .select(['transfer.id', 'payerId', 'receiverId', 'units', 'reason', 'state', 'resolvedAt'])
    .select(['payer.name as payerName', 'receiver.name as receiverName'])
    .where('state', 'in', ['completed', 'reversed'])
    .where('resolvedAt', 'is not', null)
    .where(({ or, eb }) => or([eb('payerId', '=', actor.id), eb('receiverId', '=', actor.id)]))
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('resolvedAt', '>', after!.at),
          and([eb('resolvedAt', '=', after!.at), eb('transfer.id', '>', after!.id)]),
        ]),
      ),
    )
    .orderBy('resolvedAt')
    .orderBy('transfer.id')
    .limit(PAGE)
    .execute()

// ── the public ledger ───────────────────────────────────────────────────────────────────────────

type Wanted = z.output<(typeof downloadLedger)['input']>

export async function ledgerFile(ctx: OpenContext, { language }: Wanted): Promise<Download> {
  const day = dayIn(ctx.workspace.timeZone)(ctx.now())
  const name = `${words(language)('statements.ledger.name')}-${ctx.workspace.slug}-${day}.csv`
  return csv(name, ledgerLines(ctx, language))
}

async function* ledgerLines(open: OpenContext, language: Language) {
  const say = words(language)
  const dayOf = dayIn(open.workspace.timeZone)
  const until = open.now()
  const pseudonyms = new Map<string | null, string>([[null, say('statements.ledger.community')]])
  const balances = new Map<string, number>()
  const add = (name: string, units: number) => balances.set(name, (balances.get(name) ?? 0) + units)

  const columns = ['day', 'from', 'to', 'units'] as const
  const headers = {
    day: 'statements.file.day',
    from: 'statements.ledger.from',
    to: 'statements.ledger.to',
    units: 'statements.file.units',
  } as const
  yield BOM + lineOf(columns.map((it) => say(headers[it])))
  let after: Move | undefined
  do {
    const page = await open.transact(async (ctx: Ctx) => {
      const moves = await movesAfter(ctx.db, { after, until, limit: PAGE })
      await name(ctx, pseudonyms, moves, say('statements.ledger.account'))
      return moves
    })
    for (const { resolvedAt, payerId, receiverId, units } of page) {
      const from = pseudonyms.get(payerId)!
      const to = pseudonyms.get(receiverId)!
      add(from, -units)
      add(to, units)
      yield lineOf([dayOf(resolvedAt), from, to, units])
    }
    after = page.length === PAGE ? page.at(-1) : undefined
  } while (after)

  yield lineOf([])
  yield lineOf([say('statements.ledger.account'), say('statements.file.balance')])
  const named = [...balances].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [account, balance] of named) yield lineOf([account, balance])
  const sum = named.reduce((total, [, balance]) => total + balance, 0)
  yield lineOf([say('statements.ledger.sum'), sum])
}

/**
 * Always the same for an account, and nobody can compute it from what members see: it is taken from the number of the
 * account in the ledger, which never leaves the server.
 */
async function name(
  { db }: Ctx,
  known: Map<string | null, string>,
  moves: readonly Move[],
  word: string,
): Promise<void> {
  const ids = moves.flatMap((it) => [it.payerId, it.receiverId]).filter((it) => it !== null)
  const unknown = [...new Set(ids)].filter((it) => !known.has(it))
  if (unknown.length === 0) return
  const accounts = await db
    .selectFrom('exchangeAccounts')
    .select(['memberId', 'ledgerAccountId'])
    .where('memberId', 'in', unknown)
    .execute()
  for (const { memberId, ledgerAccountId } of accounts) {
    const digest = createHash('sha256').update(`ledger:${ledgerAccountId}`).digest('hex')
    known.set(memberId, `${word} ${digest.slice(0, 8)}`)
  }
}
