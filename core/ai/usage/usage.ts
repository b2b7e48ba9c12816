/** What was used, for who answers for it. */
import { Readable } from 'node:stream'
import type { Context, Download, OpenContext, Part } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { creditsOf, dayOf } from '../credits/credits.ts'
import type { AiTables } from '../tables.ts'
import type { AiUsage } from './contract.ts'

type Ctx = Context<AiTables>
const EXPORTED_DAYS = 90
const ROWS_AT_ONCE = 500

const textOf = (parts: readonly Part[], purpose: string) =>
  parts.map((it) => it.purposes?.[purpose]?.text).find((it) => it !== undefined) ??
  'ai.other-purpose'

export async function readUsage(ctx: Ctx, { days }: { days: number }): Promise<AiUsage> {
  const since = dayOf(new Date(ctx.now().getTime() - (days - 1) * DAY))
  const rows = await ctx.db
    .selectFrom('aiCalls')
    .select(['day', 'purpose', 'isCached', 'outcome'])
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('calls'),
      fn.sum<number | null>(eb('inputTokens', '+', eb.ref('outputTokens'))).as('tokens'),
      fn.sum<number | null>('credits').as('credits'),
      fn.sum<number | null>('costMicros').as('cost'),
      fn.count<number>('costMicros').as('priced'),
    ])
    .where('day', '>=', since)
    .groupBy(['day', 'purpose', 'isCached', 'outcome'])
    .orderBy('day', 'desc')
    .orderBy('purpose')
    .execute()
  const lines: AiUsage['lines'] = []
  const total = { calls: 0, credits: 0, costMicros: 0, unpriced: 0 }
  for (const row of rows) {
    let line = lines.find((it) => it.day === row.day && it.purpose === row.purpose)
    if (!line) {
      const nothing = { calls: 0, cached: 0, failed: 0, tokens: 0, credits: 0, costMicros: 0 }
      line = {
        day: row.day,
        purpose: row.purpose,
        text: textOf(ctx.parts, row.purpose),
        ...nothing,
      }
      lines.push(line)
    }
    const { calls } = row
    line.calls += calls
    line.tokens += row.tokens ?? 0
    line.credits += row.credits ?? 0
    line.costMicros += row.cost ?? 0
    if (row.isCached) line.cached += calls
    if (row.outcome === 'failed' || row.outcome === 'refused') line.failed += calls
    total.calls += calls
    total.credits += row.credits ?? 0
    total.costMicros += row.cost ?? 0
    total.unpriced += calls - row.priced
  }
  return { credits: await creditsOf(ctx), total, lines }
}

const columns = [
  'at',
  'purpose',
  'promptVersion',
  'provider',
  'model',
  'inputTokens',
  'outputTokens',
  'costMicros',
  'credits',
  'ms',
  'isCached',
  'outcome',
] as const

export async function exportUsage(ctx: OpenContext): Promise<Download> {
  return {
    name: `ai-${dayOf(ctx.now())}.csv`,
    type: 'text/csv; charset=utf-8',
    bytes: Readable.from(csv(ctx)),
  }
}

async function* csv(ctx: OpenContext): AsyncIterable<string> {
  yield `\uFEFF${columns.join(';')}\r\n`
  const since = new Date(ctx.now().getTime() - EXPORTED_DAYS * DAY)
  let after: { at: Date; id: string } | undefined
  for (;;) {
    const from = after
    const rows = await ctx.transact(({ db }: Ctx) =>
      db
        .selectFrom('aiCalls')
        .select([...columns, 'id'])
        .where('at', '>=', since)
        .$if(from !== undefined, (query) =>
          query.where(({ or, and, eb }) =>
            or([eb('at', '>', from!.at), and([eb('at', '=', from!.at), eb('id', '>', from!.id)])]),
          ),
        )
        .orderBy('at')
        .orderBy('id')
        .limit(ROWS_AT_ONCE)
        .execute(),
    )
    for (const row of rows) yield `${columns.map((it) => cell(row[it])).join(';')}\r\n`
    after = rows.at(-1)
    if (rows.length < ROWS_AT_ONCE) return
  }
}

/** Whatever a sheet would take for a formula is text. */
function cell(value: string | number | boolean | Date | null): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'string') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
