/** A list asks the database as often for fifty rows as for one. Counted where every statement passes: in SQLite. */
import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { village } from '#tests/village.ts'
import { listAppointments } from './agenda/contract.ts'
import * as disputes from './disputes/contract.ts'
import * as exchange from './exchange/contract.ts'
import * as groups from './groups/contract.ts'
import * as membership from './membership/contract.ts'
import * as needs from './needs/contract.ts'
import { listOffers } from './offers/contract.ts'

const statement: Database.Statement = Object.getPrototypeOf(
  new Database(':memory:').prepare('select 1'),
)
const isHere = (process.env['SOCLE_TEST_ENGINE'] ?? 'sqlite') === 'sqlite'

test.runIf(isHere)('fifty rows take as many statements as one', async () => {
  const { ana, bob, app, workspace } = await village({ kind: 'school' })
  await ana.call(membership.writeCharter, { fr: 'Ponctuel, entre voisins.', nl: '', en: '' })
  await ana.call(membership.publishCharter, { graceDays: 14 })
  const settings = { needsOffer: true, feeCents: 1000, lowestBound: -600, highestBound: 900 }
  await ana.call(membership.changeMembershipSettings, settings)

  const lists = {
    transfers: () => bob.call(exchange.listTransfers, { limit: 50 }),
    'all transfers': () => ana.call(exchange.listAllTransfers, { limit: 50 }),
    overview: () => ana.call(exchange.readOverview, { limit: 50 }),
    neighbours: () => bob.call(exchange.listNeighbours, { limit: 50 }),
    members: () => ana.call(membership.listExchangeMembers, { limit: 50 }),
    acceptances: () => ana.call(membership.listAcceptances, { limit: 50 }),
    offers: () => bob.call(listOffers, { limit: 50 }),
    needs: () => bob.call(needs.listNeeds, { limit: 50 }),
    disputes: () => ana.call(disputes.listDisputes, { limit: 50 }),
    groups: () => bob.call(groups.listGroups, { limit: 50 }),
    appointments: () => bob.call(listAppointments, { limit: 50 }),
  }
  const count = async () => {
    const spies = [vi.spyOn(statement, 'all'), vi.spyOn(statement, 'run')]
    const counts: Record<string, { rows: number; statements: number }> = {}
    for (const [name, read] of Object.entries(lists)) {
      for (const spy of spies) spy.mockClear()
      const { items } = await read()
      const statements = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
      counts[name] = { rows: items.length, statements }
    }
    for (const spy of spies) spy.mockRestore()
    return counts
  }
  const fill = (rows: number) =>
    app.system(async ({ db, now }) => {
      const at = now()
      for (let i = 0; i < rows; i++) {
        const [memberId, offerId, needId, groupId, transferId] = [0, 1, 2, 3, 4].map(() =>
          newId(at.getTime()),
        ) as [string, string, string, string, string]
        const insert = (table: string, row: object) => db.insertInto(table).values(row).execute()
        const name = `Voisin ${i}`
        const place = { memberId, name, folded: name.toLowerCase(), active: true, joinedAt: at }
        await insert('exchangeAccounts', { ...place, membership: 'active' })
        const created = { createdAt: at, updatedAt: at }
        const help = { title: name, description: '', folded: name, category: 'music', ...created }
        const offer = { id: offerId, ownerId: memberId, unitsPerHour: 60, state: 'active', ...help }
        await insert('exchangeOffers', offer)
        const days = { dueDay: '2026-12-31', expiresAt: at, slots: 0, urgent: false }
        const wanted = { helpersWanted: 1, helpersFound: 0, state: 'open', ownerId: memberId }
        await insert('needs', { id: needId, ...wanted, ...days, ...help })
        const sides = { payerId: memberId, receiverId: bob.id, initiator: 'payer' }
        const paid = { kind: 'payment', state: 'completed', units: 1, reason: name, offerId }
        const disputed = { disputedAt: at, disputedBy: memberId, disputeReason: name }
        const settled = { createdAt: at, resolvedAt: at, ...disputed }
        await insert('exchangeTransfers', { id: transferId, ...sides, ...paid, ...settled })
        await insert('disputes', { transferId, state: 'open', openedAt: at })
        await insert('charterAcceptances', { memberId, version: 1, acceptedAt: at })
        const group = { id: groupId, kind: 'course', state: 'open', title: name, minutes: 60 }
        const people = { least: 1, organiserId: memberId, hostId: memberId, createdAt: at }
        await insert('groupExchanges', { ...group, ...people })
        const share = { id: newId(at.getTime()), groupId, memberId: bob.id, position: 0 }
        await insert('groupParticipants', { ...share, state: 'invited' })
        const meeting = { id: newId(at.getTime()), proposerId: memberId, receiverId: bob.id }
        const soon = new Date(at.getTime() + 3_600_000)
        const moment = { title: name, startsAt: soon, minutes: 60, place: '', message: '' }
        await insert('agendaAppointments', { ...meeting, ...moment, state: 'accepted', ...created })
      }
    }, workspace)

  await fill(1)
  const few = await count()
  await fill(50)
  const many = await count()
  for (const name of Object.keys(lists)) {
    expect(many[name]!.rows, name).toBe(50)
    expect(many[name]!.statements, name).toBe(few[name]!.statements)
    expect(many[name]!.statements, name).toBeGreaterThan(0)
    expect(many[name]!.statements, name).toBeLessThanOrEqual(16)
  }
  if (process.env['SHOW_COUNTS']) console.log(many)
})
