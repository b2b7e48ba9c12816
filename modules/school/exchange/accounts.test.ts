import { expect, test } from 'vitest'
import { changeProfile } from '#core/identity/contract.ts'
import {
  changeMember,
  leaveWorkspace,
  memberJoined,
  memberLeft,
  memberRenamed,
  switchModule,
} from '#core/workspaces/contract.ts'
import { village } from '#tests/village.ts'
import * as offers from '../offers/contract.ts'
import * as exchange from './contract.ts'

const school = () => village({ kind: 'school' })

test('T-B4, T-B5: an account is born with the membership; its grant comes from the community', async () => {
  const { ana, bob, guest, neighbour, nobody } = await school()
  for (const who of [ana, bob, guest])
    expect(await who.call(exchange.readAccount)).toMatchObject({
      memberId: who.id,
      name: who.name,
      balance: 120,
      available: 420,
      receivable: 480,
      lowest: -300,
      highest: 600,
      warning: null,
      earned: 0,
      spent: 0,
    })
  const before = await nobody.call(exchange.readProof)
  expect(before).toMatchObject({ sum: 0, members: 5, community: -600, circulating: 600 })
  await neighbour('Driss', 'member')
  expect(await nobody.call(exchange.readProof)).toMatchObject({
    sum: 0,
    members: 6,
    community: -720,
  })
})

test('looking opens no account; many first payments at the same moment open one', async () => {
  const { app, workspace, bob, cloe } = await school()
  // As if the exchange had been switched on after Bob joined.
  await app.open(workspace, ({ db }) => db.deleteFrom('exchangeTransfers').execute())
  await app.open(workspace, ({ db }) => db.deleteFrom('exchangeAccounts').execute())
  await app.open(workspace, ({ db }) => db.deleteFrom('ledgerTransfers').execute())
  await app.open(workspace, ({ db }) => db.deleteFrom('ledgerAccounts').execute())
  const seen = await bob.call(exchange.readAccount)
  expect(seen).toMatchObject({ name: 'Bob', balance: 120, available: 420, receivable: 480 })
  expect(await bob.call(exchange.readProof)).toMatchObject({ members: 0, community: 0 })

  const asked = { receiverId: cloe.id, units: 10, reason: 'Jardin' }
  const pays = Array.from({ length: 8 }, () => bob.call(exchange.proposePayment, asked))
  await Promise.all(pays)
  const account = await bob.call(exchange.readAccount)
  expect(account).toMatchObject({ ...seen, heldOut: 80, available: 340, waitingForOthers: 8 })
  const proof = await bob.call(exchange.readProof)
  expect(proof).toMatchObject({ sum: 0, members: 2, community: -240, transfers: 2, held: 80 })
})

test('members who joined while the exchange was off get their account when it is switched on', async () => {
  const { ana, neighbour, settle } = await school()
  await ana.call(switchModule, { module: 'school', on: false })
  const driss = await neighbour('Driss', 'member')
  await ana.call(switchModule, { module: 'school', on: true })
  await settle()
  const { items } = await ana.call(exchange.listNeighbours)
  expect(items.map(({ name }) => name)).toEqual(['Alix', 'Ana', 'Bob', 'Cloé', 'Driss', 'Gus'])
  expect(await driss.call(exchange.readAccount)).toMatchObject({ balance: 120 })
  expect(await ana.call(exchange.readProof)).toMatchObject({ sum: 0, members: 6 })
})

test('who leaves promises nothing any more, and the balance returns to the community', async () => {
  const { ana, bob, cloe, settle } = await school()
  const reason = 'Jardin'
  const paid = await bob.call(exchange.proposePayment, { receiverId: cloe.id, units: 20, reason })
  await cloe.call(exchange.confirmTransfer, { transferId: paid.id })
  await bob.call(exchange.proposePayment, { receiverId: ana.id, units: 60, reason })
  await bob.call(offers.createOffer, { title: 'Piano', category: 'music' })
  await bob.call(leaveWorkspace)
  await settle()

  expect((await ana.call(offers.listOffers)).items).toEqual([])
  expect(await ana.call(exchange.readAccount)).toMatchObject({ balance: 120, heldIn: 0 })
  const { items } = await ana.call(exchange.readOverview, { search: 'bob' })
  expect(items).toMatchObject([{ name: 'Bob', isActive: false, balance: 0, pending: 0 }])
  const thank = ana.call(exchange.proposePayment, { receiverId: bob.id, units: 10, reason })
  await expect(thank).rejects.toThrow('not-found')
  expect(await ana.call(exchange.readProof)).toMatchObject({ sum: 0, community: -500 })
})

test('a member who was deactivated finds the balance again, without a second grant', async () => {
  const { ana, bob, settle } = await school()
  await ana.call(changeMember, { memberId: bob.id, active: false })
  await settle()
  await ana.call(changeMember, { memberId: bob.id, active: true })
  await settle()
  expect(await bob.call(exchange.readAccount)).toMatchObject({ balance: 120, earned: 0 })
  expect(await ana.call(exchange.readProof)).toMatchObject({ sum: 0, community: -600 })
})

test('news that comes late does not undo what is true by now', async () => {
  const { ana, bob, app, workspace, settle } = await school()
  const { id: memberId, accountId, name } = bob
  const tell = (happened: typeof memberJoined) =>
    app.system(({ emit }) => emit(happened, { memberId, accountId, name, roles: [] }), workspace)
  const isActive = async () =>
    (await ana.call(exchange.readOverview, { search: 'bob' })).items[0]?.isActive

  // He was deactivated and activated again before the first job ran.
  await tell(memberLeft)
  await settle()
  expect(await bob.call(exchange.readAccount)).toMatchObject({ balance: 120 })
  expect(await isActive()).toBe(true)

  await ana.call(changeMember, { memberId, active: false })
  await tell(memberJoined)
  await settle()
  expect(await isActive()).toBe(false)

  await ana.call(changeMember, { memberId, active: true })
  await app.system(
    ({ emit }) => emit(memberRenamed, { memberId, accountId, name: 'Robert', roles: [] }),
    workspace,
  )
  await settle()
  expect(await bob.call(exchange.readAccount)).toMatchObject({ name: 'Bob', balance: 120 })
  expect(await ana.call(exchange.readProof)).toMatchObject({ sum: 0, community: -600 })
})

test('who leaves, comes back or takes another name while the exchange is off', async () => {
  const { ana, bob, cloe, guest, settle } = await school()
  const reason = 'Jardin'
  await ana.call(changeMember, { memberId: guest.id, active: false })
  await bob.call(exchange.proposePayment, { receiverId: ana.id, units: 60, reason })
  await bob.call(offers.createOffer, { title: 'Piano', category: 'music' })
  await ana.call(switchModule, { module: 'school', on: false, force: true })
  await bob.call(leaveWorkspace)
  await ana.call(changeMember, { memberId: guest.id, active: true })
  await cloe.call(changeProfile, { name: 'Chloé' })
  await settle()
  await ana.call(switchModule, { module: 'school', on: true })
  await settle()

  const { items } = await ana.call(exchange.listNeighbours)
  expect(items.map(({ name }) => name)).toEqual(['Alix', 'Ana', 'Chloé', 'Gus'])
  expect(await ana.call(exchange.readAccount)).toMatchObject({ balance: 120, heldIn: 0 })
  expect(await guest.call(exchange.readAccount)).toMatchObject({ balance: 120 })
  expect((await ana.call(offers.listOffers)).items).toEqual([])
  expect(await ana.call(exchange.readProof)).toMatchObject({ sum: 0, community: -480, held: 0 })
})

test('administrators see where everybody stands; others do not', async () => {
  const { ana, bob, cloe, admin } = await school()
  const reason = 'Cuisine'
  const paid = await bob.call(exchange.proposePayment, { receiverId: cloe.id, units: 360, reason })
  await cloe.call(exchange.confirmTransfer, { transferId: paid.id })
  await bob.call(exchange.proposePayment, { receiverId: ana.id, units: 10, reason })
  const { items, totals } = await admin.call(exchange.readOverview)
  expect(items.map(({ name, balance, warning }) => [name, balance, warning])).toEqual([
    ['Alix', 120, null],
    ['Ana', 120, null],
    ['Bob', -240, 'low'],
    ['Cloé', 480, 'high'],
    ['Gus', 120, null],
  ])
  expect(totals).toMatchObject({ members: 5, pending: 1, low: 1, high: 1, community: -600 })
  const low = await admin.call(exchange.readOverview, { warning: 'low' })
  expect(low.items.map(({ name }) => name)).toEqual(['Bob'])
  await expect(bob.call(exchange.readOverview)).rejects.toThrow('forbidden')
  await expect(bob.call(exchange.listAllTransfers)).rejects.toThrow('forbidden')
})

test('the directory is for choosing: names, no balances, page by page', async () => {
  const { ana } = await school()
  const first = await ana.call(exchange.listNeighbours, { limit: 3 })
  const second = await ana.call(exchange.listNeighbours, { limit: 3, cursor: first.next! })
  const names = [...first.items, ...second.items].map(({ name }) => name)
  expect([names, second.next]).toEqual([['Alix', 'Ana', 'Bob', 'Cloé', 'Gus'], null])
  const { items } = await ana.call(exchange.listNeighbours, { search: 'CLOE' })
  expect(items).toMatchObject([{ name: 'Cloé', activeOffers: 0, isMe: false }])
  expect(items[0]).not.toHaveProperty('balance')
})
