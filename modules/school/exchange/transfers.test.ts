import { expect, test } from 'vitest'
import { createWorkspace, readWorkspace } from '#core/workspaces/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { post } from '#tests/told.ts'
import { village, voice } from '#tests/village.ts'
import * as offers from '../offers/contract.ts'
import { disputeTransfer } from '../disputes/contract.ts'
import * as exchange from './contract.ts'
import { personal } from './personal.ts'

type Village = Awaited<ReturnType<typeof village>>
type Neighbour = Village['ana']

const school = () => village({ kind: 'school' })
/** Zoé's own school, next door. */
async function otherSchool({ app, stranger, settle }: Village) {
  const call = voice(app, stranger.session, 'marelle')
  await call(createWorkspace, { name: 'La Marelle', slug: 'marelle', kind: 'school' })
  await settle()
  return { id: (await call(readWorkspace)).member.id, call }
}
const reason = 'Couture'

const thank = (from: Neighbour, to: Neighbour, units: number, more: { id?: string } = {}) =>
  from.call(exchange.proposePayment, { receiverId: to.id, units, reason, ...more })
const confirm = (who: Neighbour, transferId: string) =>
  who.call(exchange.confirmTransfer, { transferId })
const position = async (who: Neighbour) => {
  const { balance, heldOut, heldIn } = await who.call(exchange.readAccount)
  return [balance, heldOut, heldIn]
}
const sum = async ({ ana }: Village) => (await ana.call(exchange.readProof)).sum

test('Ana thanks Bob for an hour of sewing: held, then settled when Bob confirms (T-B3)', async () => {
  const { ana, bob } = await school()
  const proposed = await thank(ana, bob, 60)
  expect(proposed).toMatchObject({
    state: 'pending',
    direction: 'out',
    counterparty: { id: bob.id, name: bob.name },
    isInitiator: true,
    moves: ['cancel'],
  })
  expect([await position(ana), await position(bob)]).toEqual([
    [120, 60, 0],
    [120, 0, 60],
  ])

  const [waiting] = (await bob.call(exchange.listTransfers, { waiting: true })).items
  expect(waiting).toMatchObject({ id: proposed.id, awaitsMe: true, moves: ['confirm', 'reject'] })

  const done = await confirm(bob, proposed.id)
  expect(done).toMatchObject({ state: 'completed', direction: 'in', balanceAfter: 180 })
  expect(done.resolvedAt).not.toBeNull()
  expect([await position(ana), await position(bob)]).toEqual([
    [60, 0, 0],
    [180, 0, 0],
  ])
})

test('T-B6: giving units counts as spent, helping counts as earned, the grant as neither', async () => {
  const { ana, bob } = await school()
  await confirm(bob, (await thank(ana, bob, 90)).id)
  expect(await ana.call(exchange.readAccount)).toMatchObject({ earned: 0, spent: 90 })
  expect(await bob.call(exchange.readAccount)).toMatchObject({ earned: 90, spent: 0 })
})

test('a request freezes nothing, and the payer’s limit is looked at when he accepts', async () => {
  const { ana, bob, cloe } = await school()
  const ask = (payer: Neighbour, units: number) =>
    bob.call(exchange.requestPayment, { payerId: payer.id, units, reason })
  const request = await ask(ana, 60)
  expect(request).toMatchObject({ kind: 'request', direction: 'in', moves: ['cancel'] })
  expect(await position(ana)).toEqual([120, 0, 0])
  expect(await confirm(ana, request.id)).toMatchObject({ state: 'completed', balanceAfter: 60 })
  expect([await position(ana), await position(bob)]).toEqual([
    [60, 0, 0],
    [180, 0, 0],
  ])

  await confirm(cloe, (await thank(ana, cloe, 350)).id)
  const tooMuch = await ask(ana, 11)
  await expect(confirm(ana, tooMuch.id)).rejects.toMatchObject({
    message: 'exchange/balance-too-low',
    facts: { lowest: -300 },
  })
  const { state } = await ana.call(exchange.readTransfer, { transferId: tooMuch.id })
  expect(state).toBe('pending')
})

test('rejected or withdrawn, the units come back and the reason is kept', async () => {
  const { ana, bob } = await school()
  const first = await thank(ana, bob, 60)
  const note = 'Avec plaisir !'
  const rejected = await bob.call(exchange.rejectTransfer, { transferId: first.id, note })
  expect(rejected).toMatchObject({ state: 'rejected', note, moves: [] })
  const second = await thank(ana, bob, 60)
  await ana.call(exchange.cancelTransfer, { transferId: second.id })
  expect([await position(ana), await position(bob)]).toEqual([
    [120, 0, 0],
    [120, 0, 0],
  ])
})

test('only the other party answers, only the initiator withdraws', async () => {
  const { ana, bob, cloe, guest } = await school()
  const { id: transferId } = await thank(ana, bob, 60)
  await expect(confirm(ana, transferId)).rejects.toThrow('forbidden')
  await expect(ana.call(exchange.rejectTransfer, { transferId })).rejects.toThrow('forbidden')
  await expect(bob.call(exchange.cancelTransfer, { transferId })).rejects.toThrow('forbidden')
  await expect(confirm(cloe, transferId)).rejects.toThrow('not-found')
  await expect(confirm(guest, transferId)).rejects.toThrow('forbidden')
  expect(await position(ana)).toEqual([120, 60, 0])
})

test('the limits are said in numbers, on both sides', async () => {
  const { ana, bob, cloe } = await school()
  await thank(ana, bob, 400)
  await expect(thank(ana, cloe, 21)).rejects.toMatchObject({
    message: 'exchange/balance-too-low',
    facts: { lowest: -300 },
  })
  await expect(thank(cloe, bob, 81)).rejects.toMatchObject({
    message: 'exchange/balance-too-high',
    facts: { highest: 600 },
  })
  expect(await position(cloe)).toEqual([120, 0, 0])
})

test('B.6-3, T-B2, T-B7: what does not fit leaves no row', async () => {
  const there = await school()
  const { ana, bob, stranger } = there
  const zoe = await otherSchool(there)
  for (const units of [0, -5, 601, 1.5])
    await expect(thank(ana, bob, units), String(units)).rejects.toMatchObject({ status: 400 })
  await expect(thank(ana, ana, 60)).rejects.toMatchObject({ status: 422 })
  for (const receiverId of [newId(), zoe.id, stranger.accountId])
    await expect(
      ana.call(exchange.proposePayment, { receiverId, units: 60, reason }),
    ).rejects.toMatchObject({ status: 404 })

  const draft = { category: 'sewing', title: 'Ourlets' } as const
  const mine = await ana.call(offers.createOffer, draft)
  const paused = await bob.call(offers.createOffer, draft)
  await bob.call(offers.pauseOffer, { offerId: paused.id })
  const foreign = await zoe.call(offers.createOffer, draft)
  for (const offerId of [mine.id, paused.id, foreign.id, newId()])
    await expect(
      ana.call(exchange.proposePayment, { receiverId: bob.id, units: 60, reason, offerId }),
    ).rejects.toMatchObject({ status: 422, message: 'exchange/offer-does-not-fit' })

  const { items } = await ana.call(exchange.listTransfers)
  expect(items.map(({ kind }) => kind)).toEqual(['grant'])
  expect(await position(ana)).toEqual([120, 0, 0])
  expect(await sum(there)).toBe(0)
})

test('an offer that fits is named in the statement', async () => {
  const { ana, bob } = await school()
  const offer = await bob.call(offers.createOffer, { category: 'sewing', title: 'Ourlets' })
  const asked = { receiverId: bob.id, units: 60, reason, offerId: offer.id }
  const transfer = await ana.call(exchange.proposePayment, asked)
  expect(transfer.offer).toEqual({ id: offer.id, title: 'Ourlets' })
})

test('B.6-10: transfers of others are not there, by any door', async () => {
  const there = await school()
  const { ana, bob, cloe, stranger } = there
  const { id: transferId } = await thank(ana, bob, 60)
  const notFound = { status: 404 }
  await expect(cloe.call(exchange.readTransfer, { transferId })).rejects.toMatchObject(notFound)
  for (const move of [exchange.confirmTransfer, exchange.rejectTransfer, exchange.cancelTransfer])
    await expect(cloe.call(move, { transferId })).rejects.toMatchObject(notFound)
  const dispute = cloe.call(disputeTransfer, { transferId, reason })
  await expect(dispute).rejects.toMatchObject(notFound)
  await expect(stranger.call(exchange.readTransfer, { transferId })).rejects.toMatchObject(notFound)
  await expect(stranger.call(exchange.readAccount)).rejects.toMatchObject(notFound)
  const { items } = await cloe.call(exchange.listTransfers)
  expect(items.some(({ id }) => id === transferId)).toBe(false)
  const elsewhere = (await otherSchool(there)).call(exchange.readTransfer, { transferId })
  await expect(elsewhere).rejects.toMatchObject(notFound)
})

test('somebody else’s id for a transfer is refused without a word about it', async () => {
  const { ana, bob, cloe } = await school()
  const id = newId()
  await thank(ana, bob, 60, { id })
  await expect(thank(cloe, bob, 60, { id })).rejects.toMatchObject({ status: 409 })
  expect(await position(cloe)).toEqual([120, 0, 0])
})

test('after fourteen days a payment completes and a request expires', async () => {
  const there = await school()
  const { ana, bob, clock, app } = there
  await app.jobs.schedules()
  const payment = await thank(ana, bob, 60)
  const request = await bob.call(exchange.requestPayment, { payerId: ana.id, units: 30, reason })
  const states = async () =>
    Promise.all(
      [payment, request].map(
        async ({ id: transferId }) => (await ana.call(exchange.readTransfer, { transferId })).state,
      ),
    )
  clock.advance(13 * DAY)
  await app.jobs.settle()
  expect(await states()).toEqual(['pending', 'pending'])
  clock.advance(1 * DAY + 1)
  await app.jobs.settle()
  expect(await states()).toEqual(['completed', 'expired'])
  expect([await position(ana), await position(bob)]).toEqual([
    [60, 0, 0],
    [180, 0, 0],
  ])
  expect(await sum(there)).toBe(0)
})

test('an overdue transfer that cannot be closed keeps none of the others open, and is reported', async () => {
  const { ana, bob, clock, app, workspace } = await school()
  await app.jobs.schedules()
  const ids: string[] = []
  for (let i = 0; i < 3; i++) {
    ids.push((await thank(ana, bob, 10)).id)
    clock.advance(1000)
  }
  // The ledger knows nothing any more of what the first one promised.
  await app.open(workspace, ({ db }) =>
    db
      .updateTable('ledgerTransfers')
      .set({ state: 'released' })
      .where('id', '=', ids[0]!)
      .execute(),
  )
  clock.advance(14 * DAY)
  await app.jobs.settle()
  const states = ids.map(async (transferId) => {
    const { state } = await ana.call(exchange.readTransfer, { transferId })
    return state
  })
  expect(await Promise.all(states)).toEqual(['pending', 'completed', 'completed'])
  const [failed, ...more] = await app.readRegistry((db) =>
    db.selectFrom('jobs').select('error').where('error', 'is not', null).execute(),
  )
  expect(failed?.error).toContain(`transfer ${ids[0]} is overdue and cannot be closed`)
  expect(more).toEqual([])
})

test('a dispute is open to both for thirty days, once, and moves nothing', async () => {
  const { ana, bob, admin, clock } = await school()
  const { id: transferId } = await thank(ana, bob, 60)
  const dispute = (who: Neighbour) => who.call(disputeTransfer, { transferId, reason })
  await expect(dispute(ana)).rejects.toThrow('wrong-state')
  await confirm(bob, transferId)
  const disputed = await dispute(ana)
  expect(disputed.dispute).toMatchObject({ reason, opener: { id: ana.id } })
  await expect(dispute(bob)).rejects.toThrow('disputes/already-open')
  expect(await position(ana)).toEqual([60, 0, 0])
  const { items } = await admin.call(exchange.listAllTransfers, { disputed: true })
  expect(items.map(({ id }) => id)).toEqual([transferId])

  const late = await thank(ana, bob, 10)
  await confirm(bob, late.id)
  clock.advance(30 * DAY + 1)
  const tooLate = ana.call(disputeTransfer, { transferId: late.id, reason })
  await expect(tooLate).rejects.toThrow('disputes/too-late')
})

test('a reversal is the opposite transfer; both stay visible, and it happens once', async () => {
  const there = await school()
  const { ana, bob, cloe, admin } = there
  const { id: transferId } = await thank(bob, cloe, 60)
  await confirm(cloe, transferId)
  const undo = (who: Neighbour) => who.call(exchange.reverseTransfer, { transferId, reason })
  await expect(undo(bob)).rejects.toThrow('forbidden')
  const reversal = await undo(admin)
  expect(reversal).toMatchObject({
    kind: 'reversal',
    state: 'completed',
    reverses: transferId,
    payer: { id: cloe.id },
    receiver: { id: bob.id },
  })
  expect(await bob.call(exchange.readTransfer, { transferId })).toMatchObject({
    state: 'reversed',
    reversedBy: reversal.id,
  })
  await expect(undo(ana)).rejects.toThrow('wrong-state')
  expect([await position(bob), await position(cloe)]).toEqual([
    [120, 0, 0],
    [120, 0, 0],
  ])
  expect(await bob.call(exchange.readAccount)).toMatchObject({ spent: 0, earned: 0 })
  expect(await sum(there)).toBe(0)
})

test('the opening grant cannot be answered, disputed or reversed', async () => {
  const { ana } = await school()
  const [grant] = (await ana.call(exchange.listTransfers)).items
  expect(grant).toMatchObject({ kind: 'grant', payer: { id: null }, moves: [], units: 120 })
  const asked = { transferId: grant!.id, reason }
  await expect(ana.call(disputeTransfer, asked)).rejects.toThrow('wrong-state')
  await expect(ana.call(exchange.reverseTransfer, asked)).rejects.toThrow('wrong-state')
})

test('the statement comes page by page, newest first, and filters', async () => {
  const { ana, bob, clock } = await school()
  const ids: string[] = []
  for (let i = 0; i < 5; i++) {
    clock.advance(1000)
    ids.unshift((await thank(i % 2 ? bob : ana, i % 2 ? ana : bob, 10)).id)
  }
  const first = await ana.call(exchange.listTransfers, { limit: 3 })
  const second = await ana.call(exchange.listTransfers, { limit: 3, cursor: first.next! })
  const seen = [...first.items, ...second.items]
  expect(seen.slice(0, 5).map(({ id }) => id)).toEqual(ids)
  expect([seen.length, second.next]).toEqual([6, null])
  const received = await ana.call(exchange.listTransfers, { direction: 'in', state: 'pending' })
  expect(received.items).toHaveLength(2)
  const wrong = ana.call(exchange.listTransfers, { cursor: 'x' })
  await expect(wrong).rejects.toMatchObject({ status: 400 })
})

test('who has to answer hears of it by mail, in French, without markup from the reason', async () => {
  const here = await school()
  const { ana, bob, mails } = here
  const nasty = '<b>Couture</b>'
  await ana.call(exchange.proposePayment, { receiverId: bob.id, units: 60, reason: nasty })
  await post(here)
  const mail = mails.find(({ to }) => to === bob.email)
  expect(mail?.subject).toMatch(/^Ana vous remercie\s: 60 unités$/)
  expect(mail?.html).not.toContain(nasty)
  expect(mail?.html).toContain('&lt;b&gt;Couture')
})

test('what is gathered of a person is theirs; forgetting keeps the sums and a number for a name', async () => {
  const there = await school()
  const { ana, bob, app, workspace } = there
  const offer = await bob.call(offers.createOffer, { category: 'sewing', title: 'Ourlets' })
  const asked = { receiverId: bob.id, units: 60, reason: 'Merci Bob', offerId: offer.id }
  await confirm(bob, (await ana.call(exchange.proposePayment, asked)).id)
  await confirm(ana, (await thank(bob, ana, 10)).id)
  const inSchool = <R>(work: (ctx: Context) => Promise<R>) => app.system(work, workspace)
  const known = await inSchool((ctx) => personal.gather(ctx, bob.accountId))
  expect(known).toMatchObject({ account: { name: 'Bob' }, offers: [{ title: 'Ourlets' }] })
  expect(known['transfers']).toHaveLength(3)

  await inSchool((ctx) => personal.forget(ctx, bob.accountId))
  expect(await inSchool((ctx) => personal.gather(ctx, bob.accountId))).toEqual({})
  const { items } = await ana.call(exchange.listTransfers)
  expect(items.map(({ counterparty, reason: what }) => [counterparty.name, what])).toEqual(
    expect.arrayContaining([
      ['Ancien membre #1', ''],
      ['Ancien membre #1', 'Merci Bob'],
    ]),
  )
  expect(await sum(there)).toBe(0)
})

test('several who are forgotten at the same moment have a number each, in the order of going', async () => {
  const there = await school()
  const { ana, bob, cloe, admin, app, workspace } = there
  for (const who of [bob, cloe, admin]) await confirm(ana, (await thank(who, ana, 10)).id)
  const forget = ({ accountId }: { accountId: string }) =>
    app.system((ctx) => personal.forget(ctx, accountId), workspace)
  await forget(bob)
  await Promise.all([cloe, admin].map(forget))
  const { items } = await ana.call(exchange.listTransfers)
  const names = new Set(items.filter(({ kind }) => kind === 'payment').map((it) => it.payer.name))
  expect([...names].toSorted()).toEqual([1, 2, 3].map((it) => `Ancien membre #${it}`))
  expect(await sum(there)).toBe(0)
})
