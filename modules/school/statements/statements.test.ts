import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { openContextOf } from '#kernel/context.ts'
import { admit } from '#kernel/call.ts'
import { newId } from '#kernel/ids.ts'
import type { Download } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { village } from '#tests/village.ts'
import * as exchange from '../exchange/contract.ts'
import * as statements from './contract.ts'

type Place = Awaited<ReturnType<typeof village>>
type Neighbour = Place['ana']

async function pay(from: Neighbour, to: Neighbour, units: number, reason = 'Jardin') {
  const input = { receiverId: to.id, units, reason }
  const { id: transferId } = await from.call(exchange.proposePayment, input)
  await to.call(exchange.confirmTransfer, { transferId })
  return transferId
}

/** As the server does it: admitted, then streamed. */
async function fileOf({ app }: Place, who: Neighbour | null, endpoint: any, input: object) {
  const origin = { requestId: newId(), address: '203.0.113.7', agent: 'test' }
  const session = who?.session ?? null
  const signal = new AbortController().signal
  const asked = { session, origin, slug: 'tilleul', key: undefined, signal: () => signal }
  const { scene, route, input: read } = await admit(app, endpoint, asked as never, input)
  const ctx = openContextOf(app, scene, app.dialect, (() => signal) as never)
  const file: Download = await route.handle(ctx, read)
  if (!('bytes' in file)) throw new Error('a spreadsheet is streamed')
  return { name: file.name, text: String(await buffer(file.bytes as Readable)) }
}

test('the history follows every move, with limits, months and a period', async () => {
  const place = await village({ kind: 'school' })
  const { ana, bob, clock } = place
  clock.advance(1000)
  await pay(ana, bob, 60)
  clock.advance(31 * DAY)
  await pay(bob, ana, 20)
  await ana.call(exchange.proposePayment, { receiverId: bob.id, units: 5, reason: 'En attente' })
  const all = await ana.call(statements.readHistory)
  expect(all).toMatchObject({ opening: 0, closing: 80, lowest: -300, highest: 600 })
  expect(all.days.map((it) => it.balance)).toEqual([60, 80])
  expect(all.months).toEqual([
    { month: '2026-11', earned: 0, spent: 60, other: 120, balance: 60 },
    { month: '2026-12', earned: 20, spent: 0, other: 0, balance: 80 },
  ])
  const later = await ana.call(statements.readHistory, { from: '2026-12-01' })
  expect(later).toMatchObject({ opening: 60, closing: 80, days: [{ balance: 80 }] })
})

test('the file of my transfers opens in a spreadsheet and nothing in it is a formula', async () => {
  const place = await village({ kind: 'school' })
  const { ana, bob, clock } = place
  clock.advance(1000)
  await pay(ana, bob, 60, '=HYPERLINK("https://exemple.test")')
  const { text: file, name } = await fileOf(place, ana, statements.downloadStatement, {
    language: 'nl',
  })
  expect(name).toBe('overzicht-2026-11-21.csv')
  expect(file.startsWith('\uFEFFDatum;Met;Reden;Status;Eenheden;Saldo\r\n')).toBe(true)
  const lines = file.trim().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[2]).toBe('2026-11-21;Bob;"\'=HYPERLINK(""https://exemple.test"")";voltooid;-60;60')
})

test('900 transfers are streamed page by page, each once, in order', async () => {
  const place = await village({ kind: 'school' })
  const { ana, bob, app, workspace } = place
  await app.system(async ({ db, now }) => {
    const row = (i: number) => {
      const at = new Date(now().getTime() + 1000 + Math.floor(i / 3) * 1000)
      const [payerId, receiverId] = i % 2 ? [ana.id, bob.id] : [bob.id, ana.id]
      const moment = { createdAt: at, resolvedAt: at }
      const sides = { payerId, receiverId, initiator: 'payer' as const }
      return {
        id: newId(),
        kind: 'payment' as const,
        state: 'completed' as const,
        units: 1,
        reason: `n${i}`,
        ...sides,
        ...moment,
      }
    }
    for (let i = 0; i < 900; i += 100)
      await db
        .insertInto('exchangeTransfers')
        .values(Array.from({ length: 100 }, (_, j) => row(i + j)))
        .execute()
  }, workspace)
  const { text: file } = await fileOf(place, ana, statements.downloadStatement, {})
  const lines = file.trim().split('\r\n').slice(2)
  expect(lines).toHaveLength(900)
  expect(new Set(lines.map((it) => it.split(';')[2])).size).toBe(900)
  expect(lines.at(-1)!.split(';').at(-1)).toBe('120')
})

test('the public ledger: no names, no reasons, the same pseudonym every time, and a sum of zero', async () => {
  const place = await village({ kind: 'school' })
  const { ana, bob, cloe } = place
  await pay(ana, bob, 60, 'Secret de famille')
  const transferId = await pay(bob, cloe, 30)
  await place.admin.call(exchange.reverseTransfer, { transferId, reason: 'Erreur' })
  const first = (await fileOf(place, null, statements.downloadLedger, {})).text
  const again = (await fileOf(place, null, statements.downloadLedger, {})).text
  expect(again).toBe(first)
  for (const it of ['Ana', 'Bob', 'Cloé', 'Secret', ana.id, bob.id]) expect(first).not.toContain(it)
  const [moves, totals] = first.trim().split('\r\n\r\n')
  expect(moves!.split('\r\n').slice(1)).toHaveLength(5 + 3)
  const figures = totals!
    .split('\r\n')
    .slice(1, -1)
    .map((it) => Number(it.split(';')[1]))
  expect(figures.reduce((sum, it) => sum + it, 0)).toBe(0)
  expect(totals!.split('\r\n').at(-1)).toBe('Somme;0')
  const posted = await ana.call(exchange.readAccount)
  expect(figures).toContain(posted.balance)
})

test('the public history names the school and adds up month by month', async () => {
  const place = await village({ kind: 'school' })
  const { ana, bob, clock, nobody } = place
  await pay(ana, bob, 60)
  clock.advance(62 * DAY)
  await pay(bob, ana, 15)
  const { name, months } = await nobody.call(statements.readPublicHistory)
  expect(name).toBe('École du Tilleul')
  expect(months).toEqual([
    { month: '2026-11', created: 600, exchanged: 60, transfers: 1, community: -600 },
    { month: '2026-12', created: 0, exchanged: 0, transfers: 0, community: -600 },
    { month: '2027-01', created: 0, exchanged: 15, transfers: 1, community: -600 },
  ])
  const { community } = await nobody.call(exchange.readProof)
  expect(community).toBe(months.at(-1)!.community)
})
