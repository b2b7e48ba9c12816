import { expect, test } from 'vitest'
import { changeProfile } from '#core/identity/contract.ts'
import { changeMember } from '#core/workspaces/contract.ts'
import type { Context } from '#kernel/module.ts'
import { everyPair } from '#tests/pairs.ts'
import { listNotices } from '#core/notifications/contract.ts'
import type { Locale } from '#kernel/text.ts'
import { toldTo } from '#tests/told.ts'
import { village } from '#tests/village.ts'
import * as exchange from '../exchange/contract.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import * as membership from '../membership/contract.ts'
import { give } from './assigning.ts'
import * as disputes from './contract.ts'
import { disputeMachine } from './rules.ts'

type Neighbour = Awaited<ReturnType<typeof village>>['ana']
const reason = 'Deux heures, pas quatre'
const decision = 'D’après vos deux récits'

/** Bob thanked Cloé and disputes it; Alix and Ana administer. */
async function school() {
  const there = await village({ kind: 'school' })
  const { bob, cloe } = there
  const dispute = async (units = 60, by: Neighbour = bob) => {
    const asked = { receiverId: cloe.id, units, reason: 'Couture' }
    const { id: transferId } = await bob.call(exchange.proposePayment, asked)
    await cloe.call(exchange.confirmTransfer, { transferId })
    await by.call(disputes.disputeTransfer, { transferId, reason })
    return transferId
  }
  const balancesNow = async () => [
    (await bob.call(exchange.readAccount)).balance,
    (await cloe.call(exchange.readAccount)).balance,
    (await bob.call(exchange.readProof)).sum,
  ]
  return { ...there, dispute, balancesNow }
}
const take = (who: Neighbour, transferId: string) =>
  who.call(disputes.assignDispute, { transferId })
const settled = (answers: readonly PromiseSettledResult<unknown>[]) =>
  answers.filter(({ status }) => status === 'fulfilled').length

test('every state × move × actor of a dispute behaves as declared', async () => {
  const { app, workspace, bob, admin, ana, dispute } = await school()
  const inSchool = <R>(work: (ctx: Context<ExchangeTables>) => Promise<R>) =>
    app.system(work, workspace)
  const settle = (transferId: string, outcome: 'kept' | 'reversed' | 'adjusted') =>
    admin.call(disputes.settleDispute, { transferId, outcome, units: 1, decision })
  const doors: Record<string, Record<string, (id: string) => Promise<unknown>>> = {
    mediator: {
      assign: (id) => take(admin, id),
      keep: (id) => settle(id, 'kept'),
      reverse: (id) => settle(id, 'reversed'),
      adjust: (id) => settle(id, 'adjusted'),
    },
    opener: {
      withdraw: (transferId) => bob.call(disputes.withdrawDispute, { transferId }),
      keep: (transferId) =>
        bob.call(disputes.settleDispute, { transferId, outcome: 'kept', decision }),
    },
    manager: {
      overtake: (transferId) => ana.call(exchange.reverseTransfer, { transferId, reason }),
    },
    system: { assign: (id) => inSchool((ctx) => give(ctx, id, ana.id, 'system')) },
  }
  const surprises = await everyPair(
    disputeMachine,
    async ({ state, move, actor }) => {
      const door = doors[actor]?.[move]
      if (!door) return null
      // A transfer already undone has nothing left that its administrator could undo.
      if (move === 'overtake' && (state === 'kept' || state === 'adjusted')) return null
      const id = await dispute(2)
      await inSchool(async ({ db }) => {
        const mediatorId = state === 'open' ? null : admin.id
        const set = { state, mediatorId }
        await db.updateTable('disputes').set(set).where('transferId', '=', id).execute()
        const of = db.updateTable('exchangeTransfers').where('id', '=', id)
        if (state === 'reversed') await of.set({ state: 'reversed' }).execute()
      })
      await door(id)
      return (await admin.call(disputes.readDispute, { transferId: id })).state
    },
    // Who holds no permission hears so before the dispute is looked at.
    ({ state, move, actor }) => {
      if (actor === 'opener' && move === 'keep') return 'forbidden'
      // From one mediator to another: the state stays.
      return move === 'assign' && state === 'mediated' ? null : undefined
    },
  )
  expect(surprises).toEqual([])
})

test('a dispute is told to the other side and to who may mediate, each in their language', async () => {
  const { ana, bob, cloe, admin, settle, dispute, balancesNow } = await school()
  await cloe.call(changeProfile, { locale: 'nl-BE' })
  await admin.call(changeProfile, { locale: 'en' })
  await settle()
  const transferId = await dispute(60)
  await settle()
  const titles = async (who: Neighbour, locale: Locale) =>
    (await who.call(listNotices, { view: 'all', locale })).items.map((it) => it.title)
  expect(await titles(cloe, 'nl-BE')).toContain('Bob betwist een overdracht: 60 eenheden')
  expect(await titles(admin, 'en')).toEqual(['Dispute without a mediator: Bob → Cloé'])
  expect(await titles(ana, 'fr-BE')).toEqual([
    expect.stringMatching(/^Contestation sans médiation\s: Bob → Cloé$/),
  ])
  expect(await balancesNow()).toEqual([60, 180, 0])
  expect(await bob.call(disputes.readDispute, { transferId })).toMatchObject({
    state: 'open',
    reason,
    purpose: 'Couture',
    moves: ['note', 'withdraw'],
    mediators: [],
    isMediation: false,
  })
  expect(await admin.call(disputes.readDispute, { transferId })).toMatchObject({
    moves: ['note', 'take'],
    isMediation: true,
  })
})

test('whose role it is gets the dispute, the least busy first; never a side of the transfer', async () => {
  const { ana, bob, cloe, guest, neighbour, settle, dispute } = await school()
  const mia = await neighbour('Mia', 'member')
  await settle()
  for (const { id } of [cloe, guest, mia])
    await ana.call(changeMember, { memberId: id, roles: ['member', 'school.mediator'] })
  const ids = [await dispute(1), await dispute(1), await dispute(1)]
  const mediators = []
  for (const transferId of ids)
    mediators.push((await ana.call(disputes.readDispute, { transferId })).mediator?.name)
  expect(mediators.toSorted()).toEqual([...mediators].toSorted())
  expect(new Set(mediators)).toEqual(new Set(['Gus', 'Mia']))
  expect(mediators).not.toContain('Cloé')
  const transferId = ids[0]!
  // Cloé mediates elsewhere; here she is a side.
  const seen = await cloe.call(disputes.readDispute, { transferId })
  expect(seen).toMatchObject({ isMediation: false, mediators: [] })
  await expect(take(cloe, transferId)).rejects.toThrow('disputes/cannot-mediate')
  await expect(
    cloe.call(disputes.settleDispute, { transferId, outcome: 'kept', decision }),
  ).rejects.toThrow('exchange/own-transfer')
  await expect(
    ana.call(disputes.assignDispute, { transferId, mediatorId: cloe.id }),
  ).rejects.toThrow('disputes/cannot-mediate')
  await expect(
    ana.call(disputes.assignDispute, { transferId, mediatorId: bob.id }),
  ).rejects.toThrow('disputes/cannot-mediate')
  expect((await cloe.call(disputes.listDisputes)).items).toEqual([])
  expect((await guest.call(disputes.listDisputes, { state: 'mediated' })).items).toHaveLength(3)
  await expect(bob.call(disputes.listDisputes)).rejects.toThrow('forbidden')
})

test('both sides and the mediator write to each other; notes among mediators stay among them', async () => {
  const { ana, bob, cloe, admin, guest, settle, dispute } = await school()
  const transferId = await dispute()
  await take(admin, transferId)
  await settle()
  const before = (await toldTo(cloe)).length
  const write = (who: Neighbour, body: string, isInternal = false) =>
    who.call(disputes.addDisputeNote, { transferId, body, isInternal })
  await write(bob, 'C’était deux heures.')
  await write(admin, 'Cloé, qu’en dites-vous ?')
  await write(admin, 'Déjà la troisième fois.', true)
  await write(cloe, 'Quatre, je crois.')
  await settle()
  const bodies = async (who: Neighbour) =>
    (await who.call(disputes.readDispute, { transferId })).notes.map(({ body }) => body)
  const shared = ['C’était deux heures.', 'Cloé, qu’en dites-vous ?', 'Quatre, je crois.']
  expect((await bodies(bob)).toSorted()).toEqual(shared.toSorted())
  expect((await bodies(cloe)).toSorted()).toEqual(shared.toSorted())
  expect(await bodies(ana)).toHaveLength(4)
  const told = await toldTo(cloe)
  expect(told.some(({ body }) => body.includes('troisième'))).toBe(false)
  expect(told).toHaveLength(before + 2)
  await expect(write(bob, 'x', true)).rejects.toThrow('forbidden')
  await expect(guest.call(disputes.readDispute, { transferId })).rejects.toThrow('not-found')
  await expect(write(guest, 'x')).rejects.toThrow('not-found')
})

test('only the mediator it was given to decides; kept, nothing moves', async () => {
  const { ana, admin, bob, dispute, balancesNow } = await school()
  const transferId = await dispute()
  const keep = (who: Neighbour) =>
    who.call(disputes.settleDispute, { transferId, outcome: 'kept', decision })
  await expect(keep(admin)).rejects.toThrow('wrong-state')
  await take(admin, transferId)
  await expect(keep(ana)).rejects.toThrow('disputes/not-the-mediator')
  expect(await keep(admin)).toMatchObject({ state: 'kept', decision, moves: [], correction: null })
  expect(await balancesNow()).toEqual([60, 180, 0])
  expect(await bob.call(exchange.readTransfer, { transferId })).toMatchObject({
    state: 'completed',
    dispute: { isSettled: true },
  })
  await expect(bob.call(disputes.addDisputeNote, { transferId, body: 'Encore' })).rejects.toThrow(
    'wrong-state',
  )
  const again = bob.call(disputes.disputeTransfer, { transferId, reason })
  await expect(again).rejects.toThrow('disputes/already-open')
})

test('its opener withdraws it, and nobody else', async () => {
  const { bob, cloe, dispute, balancesNow } = await school()
  const transferId = await dispute()
  const withdraw = (who: Neighbour) => who.call(disputes.withdrawDispute, { transferId })
  await expect(withdraw(cloe)).rejects.toThrow('forbidden')
  expect(await withdraw(bob)).toMatchObject({ state: 'kept', settledBy: { name: 'Bob' } })
  expect(await balancesNow()).toEqual([60, 180, 0])
})

test('adjusted: a part goes back, by a transfer of its own; once', async () => {
  const { admin, ana, bob, cloe, dispute, balancesNow } = await school()
  const transferId = await dispute(60)
  await take(admin, transferId)
  const adjust = (units?: number) =>
    admin.call(disputes.settleDispute, { transferId, outcome: 'adjusted', units, decision })
  await expect(adjust()).rejects.toThrow('disputes/no-units-given')
  await expect(adjust(61)).rejects.toMatchObject({
    message: 'exchange/more-than-moved',
    facts: { units: 60 },
  })
  const seen = await adjust(20)
  expect(seen).toMatchObject({ state: 'adjusted', correction: { units: 20 } })
  expect(await balancesNow()).toEqual([80, 160, 0])
  expect(await bob.call(exchange.readTransfer, { transferId })).toMatchObject({
    state: 'completed',
    reversedBy: seen.correction!.transferId,
  })
  expect(await bob.call(exchange.readAccount)).toMatchObject({ spent: 40, earned: 0 })
  expect(await cloe.call(exchange.readAccount)).toMatchObject({ spent: 0, earned: 40 })
  const { items } = await admin.call(exchange.readOverview, { search: 'cloe' })
  expect(items).toMatchObject([{ earned: 40, spent: 0 }])
  await expect(ana.call(exchange.reverseTransfer, { transferId, reason })).rejects.toThrow(
    'wrong-state',
  )
  await expect(adjust(5)).rejects.toThrow('wrong-state')
})

test('adjusted by all its units is undone', async () => {
  const { admin, dispute, balancesNow } = await school()
  const transferId = await dispute(60)
  await take(admin, transferId)
  const asked = { transferId, outcome: 'adjusted', units: 60, decision } as const
  expect(await admin.call(disputes.settleDispute, asked)).toMatchObject({ state: 'reversed' })
  expect(await balancesNow()).toEqual([120, 120, 0])
})

test('a reversal meets the limits of both, unless an administrator decides otherwise', async () => {
  const { ana, bob, cloe, admin, guest, settle, dispute, balancesNow } = await school()
  const transferId = await dispute(100)
  await ana.call(changeMember, { memberId: guest.id, roles: ['member', 'school.mediator'] })
  await settle()
  // Cloé has given it all away since.
  const asked = { receiverId: guest.id, units: 460, reason: 'Jardin' }
  const spent = await cloe.call(exchange.proposePayment, asked)
  await guest.call(exchange.confirmTransfer, { transferId: spent.id })
  await take(guest, transferId)
  const settleIt = (who: Neighbour, isBeyondLimits: boolean) =>
    who.call(disputes.settleDispute, { transferId, outcome: 'reversed', decision, isBeyondLimits })
  await expect(settleIt(guest, false)).rejects.toThrow('exchange/balance-too-low')
  await expect(settleIt(guest, true)).rejects.toThrow('forbidden')
  await take(admin, transferId)
  expect(await settleIt(admin, true)).toMatchObject({ state: 'reversed' })
  expect(await balancesNow()).toEqual([120, -340, 0])
  await expect(
    cloe.call(exchange.proposePayment, { receiverId: bob.id, units: 1, reason }),
  ).rejects.toThrow('exchange/balance-too-low')
  const back = await bob.call(exchange.proposePayment, {
    receiverId: cloe.id,
    units: 10,
    reason,
  })
  await cloe.call(exchange.confirmTransfer, { transferId: back.id })
  expect(await balancesNow()).toEqual([110, -330, 0])
})

test('nobody undoes a transfer of their own, whatever they administer', async () => {
  const { ana, bob } = await school()
  const asked = { receiverId: ana.id, units: 10, reason }
  const { id: transferId } = await bob.call(exchange.proposePayment, asked)
  await ana.call(exchange.confirmTransfer, { transferId })
  await expect(ana.call(exchange.reverseTransfer, { transferId, reason })).rejects.toThrow(
    'exchange/own-transfer',
  )
})

test('an administrator who undoes the transfer ends the dispute about it', async () => {
  const { ana, admin, dispute, balancesNow } = await school()
  const transferId = await dispute()
  await take(admin, transferId)
  await ana.call(exchange.reverseTransfer, { transferId, reason })
  expect(await admin.call(disputes.readDispute, { transferId })).toMatchObject({
    state: 'reversed',
    decision: reason,
    correction: { units: 60 },
  })
  expect(await balancesNow()).toEqual([120, 120, 0])
})

test('reversed, adjusted, kept, withdrawn and undone at the same moment: one effect', async () => {
  const { ana, admin, bob, dispute, nobody } = await school()
  for (let round = 0; round < 4; round++) {
    const transferId = await dispute(20)
    await take(admin, transferId)
    const settle = (outcome: 'kept' | 'reversed' | 'adjusted', units?: number) =>
      admin.call(disputes.settleDispute, { transferId, outcome, units, decision })
    const answers = await Promise.allSettled([
      settle('reversed'),
      settle('adjusted', 5),
      settle('kept'),
      bob.call(disputes.withdrawDispute, { transferId }),
      settle('reversed'),
    ])
    expect(settled(answers)).toBe(1)
    for (const it of answers)
      if (it.status === 'rejected') expect(it.reason.message).toBe('wrong-state')
    const { state, correction } = await admin.call(disputes.readDispute, { transferId })
    const units = { kept: undefined, reversed: 20, adjusted: 5 }[state as 'kept']
    expect(correction?.units).toBe(units)
  }
  const transferId = await dispute(20)
  const undo = (who: Neighbour) => who.call(exchange.reverseTransfer, { transferId, reason })
  expect(settled(await Promise.allSettled([undo(ana), undo(admin), undo(ana)]))).toBe(1)
  expect((await nobody.call(exchange.readProof)).sum).toBe(0)
})

test('two dispute, two take it on: one dispute, one mediator', async () => {
  const { ana, admin, bob, cloe } = await school()
  const asked = { receiverId: cloe.id, units: 10, reason }
  const { id: transferId } = await bob.call(exchange.proposePayment, asked)
  await cloe.call(exchange.confirmTransfer, { transferId })
  const dispute = (who: Neighbour) => who.call(disputes.disputeTransfer, { transferId, reason })
  expect(settled(await Promise.allSettled([dispute(bob), dispute(cloe), dispute(bob)]))).toBe(1)
  await Promise.all([take(ana, transferId), take(admin, transferId)])
  const { mediator } = await ana.call(disputes.readDispute, { transferId })
  expect([ana.id, admin.id]).toContain(mediator!.id)
  const keep = (who: Neighbour) =>
    who.call(disputes.settleDispute, { transferId, outcome: 'kept', decision })
  expect(settled(await Promise.allSettled([keep(ana), keep(admin)]))).toBe(1)
})

test('somebody suspended still writes about a dispute', async () => {
  const { bob, admin, dispute } = await school()
  const transferId = await dispute()
  await admin.call(membership.suspendMember, { memberId: bob.id, reason })
  const seen = await bob.call(disputes.addDisputeNote, { transferId, body: 'Je suis là' })
  expect(seen.notes).toMatchObject([{ body: 'Je suis là', isMine: true }])
})
