/** Pages of the audit, newest first, and the same as a file. */
import { Readable } from 'node:stream'
import type * as z from 'zod/mini'
import { accountNames } from '#core/identity/api.ts'
import { memberNames } from '#core/workspaces/api.ts'
import { readActs } from '#kernel/acts.ts'
import { InvalidInput } from '#kernel/contract.ts'
import { pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context, Download, OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { type downloadActs, type listActs, narrator } from './contract.ts'
import { BOM, CRITICAL, HIGH, lineOf, type Severity } from './rules.ts'
import { groupsIn, idsIn, type Row, told } from './telling.ts'

type Wanted = z.output<(typeof downloadActs)['input']>
type Asked = z.output<(typeof listActs)['input']>

const FILE_PAGE = 500
/** As acts may be called that are of this subject: `members.changed`, `POST /members/…`. */
const ofGroup = (group: string) => [`${group}.%`, `% /${group}`, `% /${group}/%`]
const REQUESTS = '% /%'

function severe(severity: Severity): { like?: readonly string[]; unlike?: readonly string[] } {
  switch (severity) {
    case 'critical':
      return { like: CRITICAL }
    case 'high':
      return { like: HIGH }
    case 'medium':
      return { unlike: [...CRITICAL, ...HIGH, REQUESTS] }
    case 'low':
      return { like: [REQUESTS] }
  }
}

/** A subject and a severity both narrow the names: the subject is looked for in what is that severe. */
function pageAfter(ctx: Context, wanted: Wanted, before: number | undefined, limit: number) {
  const { actor, target, group, severity, days } = wanted
  const since = days ? new Date(ctx.now().getTime() - days * DAY) : undefined
  const { like, unlike } = severity ? severe(severity) : {}
  const all = [like, group ? ofGroup(group) : undefined].filter((it) => it !== undefined)
  return readActs(ctx.db, { actor, target, since, all, unlike }, { before, limit })
}

/** In a workspace the names of members, and of helpers from outside; in the registry those of accounts. */
async function namesFor(open: OpenContext, rows: readonly Row[]): Promise<Map<string, string>> {
  const ids = idsIn(rows)
  const isRegistry = open.workspace.id === 'registry'
  const helpers = rows.filter((it) => it.actorKind !== 'member').map((it) => it.accountId ?? '')
  const wanted = isRegistry ? ids : ids.filter((it) => helpers.includes(it))
  const accounts = await open.registry(({ db }: Context) => accountNames(db, wanted))
  if (isRegistry) return accounts
  const members = await open.transact((ctx) => memberNames(ctx, ids))
  return new Map([...accounts, ...members])
}

export async function list(open: OpenContext, asked: Asked) {
  const { cursor, limit, locale } = asked
  const place = placeAfter(cursor)
  const before = place && Number(place.by)
  if (before !== undefined && !Number.isSafeInteger(before))
    throw InvalidInput({ errors: [{ path: 'cursor', code: 'invalid_format', facts: {} }] })
  const rows = await open.transact((ctx) => pageAfter(ctx, asked, before, limit + 1))
  const { page, next } = pageFrom(rows, limit, ({ sequence, id }) => ({ by: String(sequence), id }))
  const names = await namesFor(open, page)
  const voice = open.client(narrator)
  return {
    items: page.map((row) => told(row, names, voice, locale)),
    next,
    groups: groupsIn(voice, locale),
  }
}

export async function file(open: OpenContext, asked: Wanted): Promise<Download> {
  const where = open.workspace.slug || 'installation'
  return {
    name: `audit-${where}-${open.now().toISOString().slice(0, 10)}.csv`,
    type: 'text/csv; charset=utf-8',
    bytes: Readable.from(linesOf(open, asked), { objectMode: false }),
  }
}

const columns = [
  'sequence',
  'at',
  'actor',
  'sentence',
  'severity',
  'target',
  'facts',
  'address',
  'agent',
  'action',
  'hash',
] as const

/** Written while it is read: a log of years is never whole in memory. */
async function* linesOf(open: OpenContext, asked: Wanted) {
  const voice = open.client(narrator)
  const say = (key: string) => voice.say(asked.locale, key) ?? key
  yield BOM + lineOf(columns.map((it) => say(`acts.column.${it}`)))
  let before: number | undefined
  do {
    const rows = await open.transact((ctx) => pageAfter(ctx, asked, before, FILE_PAGE))
    const names = await namesFor(open, rows)
    for (const row of rows) {
      const act = told(row, names, voice, asked.locale)
      const facts = act.facts.map((it) => `${it.label}: ${it.was ? `${it.was} → ` : ''}${it.value}`)
      yield lineOf([
        act.sequence,
        row.at.toISOString(),
        act.actorName ?? say(`acts.by.${act.actorKind}`),
        act.sentence,
        say(`acts.severity.${act.severity}`),
        act.targetName ?? act.target,
        facts.join('; '),
        act.address,
        act.agent,
        act.action,
        row.hash,
      ])
    }
    before = rows.length === FILE_PAGE ? rows.at(-1)!.sequence : undefined
  } while (before !== undefined)
}
