import { expect, test } from 'vitest'
import { changeProfile } from '#core/identity/contract.ts'
import { changeMember, leaveWorkspace } from '#core/workspaces/contract.ts'
import { DAY } from '#kernel/time.ts'
import { everyPair } from '#tests/pairs.ts'
import { post, toldTo } from '#tests/told.ts'
import { village } from '#tests/village.ts'
import * as exchange from '../exchange/contract.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import type { Context } from '#kernel/module.ts'
import { closeOverdue } from '../exchange/transfers.ts'
import * as offers from '../offers/contract.ts'
import * as membership from './contract.ts'
import { moveMembership } from './enrolment.ts'
import { membershipMachine } from './rules.ts'
import { suspendUnaccepted } from './suspension.ts'

const school = () => village({ kind: 'school' })
type School = Awaited<ReturnType<typeof school>>
type Neighbour = School['ana']
const reason = 'Jardin'
const nothingAsked = { needsOffer: false, feeCents: null, lowestBound: -600, highestBound: 1200 }

const pay = async (from: Neighbour, to: Neighbour, units: number) => {
  const { id } = await from.call(exchange.proposePayment, { receiverId: to.id, units, reason })
  return to.call(exchange.confirmTransfer, { transferId: id })
}
const publish = async ({ admin }: School, text: string, graceDays = 14) => {
  await admin.call(membership.writeCharter, { fr: text })
  return (await admin.call(membership.publishCharter, { graceDays })).version
}
const stateOf = async (who: Neighbour) => (await who.call(membership.readMembership)).state
const sum = async ({ nobody }: School) => (await nobody.call(exchange.readProof)).sum
const position = async (who: Neighbour) => {
  const { balance, heldOut, heldIn } = await who.call(exchange.readAccount)
  return [balance, heldOut, heldIn]
}

test('every state × move × actor of a membership behaves as declared', async () => {
  const { app, workspace, bob, cloe, admin } = await school()
  const inSchool = <R>(work: (ctx: Context<ExchangeTables>) => Promise<R>) =>
    app.system(work, workspace)
  const memberId = bob.id
  const put = (state: membership.MembershipState) =>
    inSchool(({ db }) =>
      db
        .updateTable('exchangeAccounts')
        .set({ membership: state, active: state === 'active', suspendedFor: 'decision' })
        .where('memberId', '=', memberId)
        .execute(),
    )
  const stateNow = async () => (await admin.call(membership.readExchangeMember, { memberId })).state
  // A debt, so that only a write-off ends what a manager ends.
  await pay(bob, cloe, 130)

  const doors = {
    member: {
      activate: () => bob.call(membership.joinExchange),
      leave: () => bob.call(membership.leaveExchange),
      rejoin: () => bob.call(membership.joinExchange),
    },
    manager: {
      suspend: () => admin.call(membership.suspendMember, { memberId, reason }),
      resume: () => admin.call(membership.resumeMember, { memberId }),
      finish: () => admin.call(membership.writeOffDebt, { memberId, reason }),
    },
    system: Object.fromEntries(
      (['activate', 'suspend', 'resume', 'leave', 'finish', 'rejoin', 'reopen'] as const).map(
        (name) => [name, () => inSchool((ctx) => moveMembership(ctx, memberId, name, 'system'))],
      ),
    ),
  }
  const surprises = await everyPair(membershipMachine, async ({ state, move, actor }) => {
    const door = (doors[actor] as Record<string, () => Promise<unknown>>)[move]
    if (!door) return null
    // One door for both: joining is activating, or coming back.
    if (actor === 'member' && move === 'activate' && (state === 'leaving' || state === 'left'))
      return null
    if (actor === 'member' && move === 'rejoin' && !(state === 'leaving' || state === 'left'))
      return null
    await put(state)
    if (move === 'finish' && actor === 'manager' && state === 'leaving') await owe(-10)
    await door()
    // Coming back goes on to active, and there to what an administrator had decided.
    const now = await stateNow()
    if (actor === 'member' && (move === 'rejoin' || move === 'activate'))
      return now === 'suspended' ? membershipMachine.moves[move].to : now
    if (actor === 'member' && move === 'leave') return 'leaving'
    return now
  })
  expect(surprises).toEqual([])

  async function owe(posted: number) {
    const { balance } = await admin.call(membership.readExchangeMember, { memberId })
    if (balance === posted) return
    await inSchool(async ({ db }) => {
      const ledger = db as unknown as { updateTable(name: string): any }
      await ledger
        .updateTable('ledgerAccounts')
        .set({ posted })
        .where('owner', '=', memberId)
        .execute()
    })
  }
})

test('with nothing asked one takes part at once; with conditions, once the last is met', async () => {
  const there = await school()
  const { ana, admin, neighbour, settle, nobody } = there
  expect(await ana.call(membership.readMembership)).toMatchObject({
    state: 'active',
    conditions: [],
    balance: 120,
    lowest: -300,
    highest: 600,
    charter: null,
  })
  const settings = { ...nothingAsked, needsOffer: true, feeCents: 1000 }
  await admin.call(membership.changeMembershipSettings, settings)
  const version = await publish(there, 'Une heure vaut une heure.')
  expect(await stateOf(ana)).toBe('active')

  const driss = await neighbour('Driss', 'member')
  await settle()
  expect(await driss.call(membership.readMembership)).toMatchObject({
    state: 'invited',
    balance: null,
    conditions: [
      { name: 'charter', isMet: false },
      { name: 'offer', isMet: false },
      { name: 'fee', isMet: false },
    ],
  })
  expect(await driss.call(exchange.readAccount)).toMatchObject({
    state: 'invited',
    balance: 0,
    available: 0,
    receivable: 0,
  })
  const early = { receiverId: ana.id, units: 10, reason }
  await expect(driss.call(exchange.proposePayment, early)).rejects.toMatchObject({
    message: 'membership/not-active',
    facts: { state: 'invited' },
  })
  const thanked = ana.call(exchange.proposePayment, { ...early, receiverId: driss.id })
  await expect(thanked).rejects.toThrow('not-found')
  const { items } = await ana.call(exchange.listNeighbours)
  expect(items.map(({ name }) => name)).not.toContain('Driss')

  await driss.call(membership.acceptCharter, { version })
  await driss.call(offers.createOffer, { title: 'Vélo', category: 'bicycle-repair' })
  expect((await ana.call(offers.listOffers)).items).toEqual([])
  await expect(driss.call(membership.joinExchange)).rejects.toMatchObject({
    message: 'membership/conditions-missing',
    facts: { missing: 'fee' },
  })
  const noted = await admin.call(membership.noteFee, { memberId: driss.id, paidOn: '2026-11-20' })
  expect(noted).toMatchObject({ state: 'active', feePaidOn: '2026-11-20', balance: 120 })
  expect((await ana.call(offers.listOffers)).items).toHaveLength(1)
  await pay(driss, ana, 10)
  const proof = await nobody.call(exchange.readProof)
  expect(proof).toMatchObject({ sum: 0, members: 6, community: -720 })
})

test('loosening the conditions lets in who waited, once, with one grant', async () => {
  const there = await school()
  const { admin, neighbour, settle, nobody } = there
  await admin.call(membership.changeMembershipSettings, { ...nothingAsked, feeCents: 500 })
  const driss = await neighbour('Driss', 'member')
  await settle()
  expect(await stateOf(driss)).toBe('invited')
  await Promise.allSettled([
    admin.call(membership.changeMembershipSettings, nothingAsked),
    admin.call(membership.noteFee, { memberId: driss.id, paidOn: '2026-11-20' }),
    driss.call(membership.joinExchange),
    admin.call(membership.changeMembershipSettings, nothingAsked),
  ])
  expect(await driss.call(exchange.readAccount)).toMatchObject({ state: 'active', balance: 120 })
  expect(await nobody.call(exchange.readProof)).toMatchObject({ sum: 0, community: -720 })
})

test('a charter is a draft, then a version that never changes; who accepted what is kept', async () => {
  const there = await school()
  const { ana, bob, admin, mails } = there
  await expect(admin.call(membership.publishCharter, {})).rejects.toThrow(
    'charter/nothing-to-publish',
  )
  await bob.call(changeProfile, { locale: 'nl-BE' })
  expect(await publish(there, 'Première.')).toBe(1)
  await post(there)
  const subjectTo = (to: string) => mails.findLast((it) => it.to === to)?.subject
  expect(subjectTo(ana.email)).toBe('Nouvelle charte de l’échange à accepter')
  expect(subjectTo(bob.email)).toBe('Nieuw charter van de ruilkring te aanvaarden')
  const first = await ana.call(membership.readCharter)
  expect(first.charter).toMatchObject({ version: 1, texts: { fr: 'Première.' }, acceptedAt: null })
  await Promise.all([1, 2, 3].map(() => ana.call(membership.acceptCharter, { version: 1 })))

  expect(await publish(there, 'Deuxième.')).toBe(2)
  await expect(bob.call(membership.acceptCharter, { version: 1 })).rejects.toMatchObject({
    message: 'charter/moved',
    facts: { version: 2 },
  })
  await bob.call(membership.acceptCharter, { version: 2 })
  const { versions, draft } = await admin.call(membership.listCharters)
  expect(draft).toBeNull()
  expect(versions.map(({ version, texts, accepted }) => [version, texts.fr, accepted])).toEqual([
    [2, 'Deuxième.', 1],
    [1, 'Première.', 1],
  ])
  const { items } = await admin.call(membership.listAcceptances)
  expect(items.map(({ name, version }) => [name, version]).toSorted()).toEqual([
    ['Ana', 1],
    ['Bob', 2],
  ])
  await expect(bob.call(membership.writeCharter, { fr: 'x' })).rejects.toThrow('forbidden')
})

test('two publish at the same moment: one version', async () => {
  const there = await school()
  await there.admin.call(membership.writeCharter, { fr: 'Texte' })
  const answers = await Promise.allSettled(
    [there.admin, there.ana].map((it) => it.call(membership.publishCharter, {})),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await there.admin.call(membership.listCharters)).versions).toHaveLength(1)
})

test('after the days of grace, who has not accepted waits until they do', async () => {
  const there = await school()
  const { ana, bob, admin, app, workspace, clock } = there
  const version = await publish(there, 'Une heure vaut une heure.', 14)
  await ana.call(membership.acceptCharter, { version })
  const enforce = () => app.system(suspendUnaccepted, workspace)
  clock.advance(14 * DAY - 1)
  await enforce()
  expect(await stateOf(bob)).toBe('active')
  clock.advance(1)
  await enforce()
  expect(await stateOf(ana)).toBe('active')
  expect(await bob.call(membership.readMembership)).toMatchObject({
    state: 'suspended',
    suspendedFor: 'charter',
    suspensionReason: null,
  })
  const asked = { receiverId: bob.id, units: 10, reason }
  await expect(ana.call(exchange.proposePayment, asked)).rejects.toThrow('not-found')
  // An administrator cannot accept in somebody's place.
  await expect(admin.call(membership.resumeMember, { memberId: bob.id })).rejects.toThrow(
    'wrong-state',
  )
  const accepted = await bob.call(membership.acceptCharter, { version })
  expect(accepted.state).toBe('active')
  await pay(ana, bob, 10)
  expect(await position(bob)).toEqual([130, 0, 0])
})

test('suspended: nothing new, nothing confirmed; what waits is refused, withdrawn or expires', async () => {
  const there = await school()
  const { ana, bob, admin, clock, settle, app, workspace } = there
  const toBob = await ana.call(exchange.proposePayment, { receiverId: bob.id, units: 20, reason })
  const toAna = await bob.call(exchange.proposePayment, { receiverId: ana.id, units: 30, reason })
  const second = await bob.call(exchange.proposePayment, { receiverId: ana.id, units: 5, reason })
  const last = await ana.call(exchange.proposePayment, { receiverId: bob.id, units: 7, reason })
  await admin.call(membership.suspendMember, { memberId: bob.id, reason: 'Trop de plaintes' })
  await settle()
  expect((await toldTo(bob)).map((it) => it.body)).toContainEqual(
    expect.stringContaining('Trop de plaintes'),
  )
  expect(await bob.call(membership.readMembership)).toMatchObject({
    state: 'suspended',
    suspensionReason: 'Trop de plaintes',
  })

  await expect(
    bob.call(exchange.proposePayment, { receiverId: ana.id, units: 1, reason }),
  ).rejects.toThrow('membership/not-active')
  await expect(bob.call(exchange.confirmTransfer, { transferId: toBob.id })).rejects.toThrow(
    'membership/not-active',
  )
  await expect(ana.call(exchange.confirmTransfer, { transferId: toAna.id })).rejects.toMatchObject({
    message: 'membership/other-not-active',
    facts: { name: 'Bob' },
  })
  await bob.call(exchange.rejectTransfer, { transferId: toBob.id })
  await bob.call(exchange.cancelTransfer, { transferId: toAna.id })
  await ana.call(exchange.rejectTransfer, { transferId: second.id })
  clock.advance(14 * DAY + 1)
  await app.system((ctx: Context<ExchangeTables>) => closeOverdue(ctx, last.id), workspace)
  const { state } = await ana.call(exchange.readTransfer, { transferId: last.id })
  expect(state).toBe('expired')
  expect(await position(ana)).toEqual([120, 0, 0])
  await admin.call(membership.resumeMember, { memberId: bob.id })
  expect(await sum(there)).toBe(0)
})

test('suspended and paid at the same moment: the payment was before, or is refused', async () => {
  const there = await school()
  const { ana, bob, admin } = there
  for (let round = 0; round < 6; round++) {
    const asked = { receiverId: bob.id, units: 1, reason }
    const [paid, suspended] = await Promise.allSettled([
      ana.call(exchange.proposePayment, asked),
      admin.call(membership.leaveExchange),
      admin.call(membership.suspendMember, { memberId: bob.id, reason }),
    ])
    if (paid!.status === 'rejected') expect(paid!.reason.message).toBe('not-found')
    expect(suspended!.status).toBe('fulfilled')
    await admin.call(membership.resumeMember, { memberId: bob.id })
    await admin.call(membership.joinExchange)
  }
  expect(await sum(there)).toBe(0)
})

test('leaving the exchange: nothing promised, the balance returns, and waits for a return', async () => {
  const there = await school()
  const { ana, bob, nobody } = there
  await pay(ana, bob, 20)
  await bob.call(exchange.proposePayment, { receiverId: ana.id, units: 60, reason })
  await bob.call(offers.createOffer, { title: 'Piano', category: 'music' })
  expect(await bob.call(membership.leaveExchange)).toMatchObject({ state: 'left', balance: 0 })
  expect(await ana.call(exchange.readAccount)).toMatchObject({ heldIn: 0 })
  expect((await ana.call(offers.listOffers)).items).toEqual([])
  expect(await nobody.call(exchange.readProof)).toMatchObject({ sum: 0, community: -460 })
  await expect(bob.call(membership.leaveExchange)).rejects.toThrow('wrong-state')
  const back = await bob.call(membership.joinExchange)
  expect(back).toMatchObject({ state: 'active', balance: 140 })
  expect(await nobody.call(exchange.readProof)).toMatchObject({ sum: 0, community: -600 })
})

test('who left only the exchange stays out of it, whatever the workspace says of them', async () => {
  const { ana, bob, settle } = await school()
  await bob.call(membership.leaveExchange)
  await bob.call(changeProfile, { name: 'Robert' })
  await settle()
  expect(await bob.call(membership.readMembership)).toMatchObject({ state: 'left', name: 'Robert' })
  await ana.call(changeMember, { memberId: bob.id, active: false })
  await settle()
  await ana.call(changeMember, { memberId: bob.id, active: true })
  await settle()
  expect(await stateOf(bob)).toBe('active')
})

test('a debt keeps a leaver until an administrator writes it off, with a reason, once', async () => {
  const there = await school()
  const { ana, bob, cloe, admin, settle, nobody } = there
  await pay(bob, cloe, 200)
  await bob.call(leaveWorkspace)
  await settle()
  const memberId = bob.id
  expect(await admin.call(membership.readExchangeMember, { memberId })).toMatchObject({
    state: 'leaving',
    balance: -80,
    moves: ['write-off', 'note-fee', 'set-limits'],
  })
  const off = () => admin.call(membership.writeOffDebt, { memberId, reason: 'Déménagement' })
  await expect(cloe.call(membership.writeOffDebt, { memberId, reason })).rejects.toThrow(
    'forbidden',
  )
  const answers = await Promise.allSettled([off(), off(), off()])
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await admin.call(membership.readExchangeMember, { memberId })).toMatchObject({
    state: 'left',
    balance: 0,
    moves: ['note-fee'],
  })
  expect(await nobody.call(exchange.readProof)).toMatchObject({ sum: 0, community: -680 })
  const { items } = await admin.call(exchange.listAllTransfers, { memberId })
  const written = items.find(({ kind }) => kind === 'write-off')
  expect(written).toMatchObject({ units: 80, reason: 'Déménagement' })
  await expect(admin.call(membership.writeOffDebt, { memberId: ana.id, reason })).rejects.toThrow(
    'wrong-state',
  )
})

test('a correction after somebody left settles again what they owe or are owed', async () => {
  const there = await school()
  const { ana, bob, cloe, admin, nobody } = there
  const paid = await pay(bob, cloe, 50)
  await bob.call(membership.leaveExchange)
  await admin.call(exchange.reverseTransfer, { transferId: paid.id, reason })
  expect(await stateOf(bob)).toBe('left')
  expect(await bob.call(membership.readMembership)).toMatchObject({ balance: 0 })

  const earned = await pay(ana, cloe, 60)
  await cloe.call(membership.leaveExchange)
  await admin.call(exchange.reverseTransfer, { transferId: earned.id, reason })
  expect(await cloe.call(membership.readMembership)).toMatchObject({
    state: 'leaving',
    balance: -60,
  })
  await admin.call(membership.writeOffDebt, { memberId: cloe.id, reason })
  expect(await stateOf(cloe)).toBe('left')
  expect((await nobody.call(exchange.readProof)).sum).toBe(0)
})
