import { expect, test } from 'vitest'
import { changeMember, leaveWorkspace } from '#core/workspaces/contract.ts'
import type { StateOf } from '#kernel/machine.ts'
import { DAY } from '#kernel/time.ts'
import { everyPair } from '#tests/pairs.ts'
import { toldTo } from '#tests/told.ts'
import { village } from '#tests/village.ts'
import { changeAvailability, listAppointments, readAppointment } from '../agenda/contract.ts'
import { leaveExchange, resumeMember, suspendMember } from '../membership/contract.ts'
import { createOffer } from '../offers/contract.ts'
import * as needs from './contract.ts'
import { expireNeeds, remindOwners } from './overdue.ts'
import { needMachine } from './rules.ts'

type Village = Awaited<ReturnType<typeof village>>
type Neighbour = Village['ana']
const school = () => village({ kind: 'school' })
const post = (who: Neighbour, more: object = {}) =>
  who.call(needs.postNeed, { title: 'Garder Léo mercredi', category: 'childminding', ...more })
const answer = (who: Neighbour, needId: string) =>
  who.call(needs.answerNeed, { needId, message: 'Je peux.' })
const runClock = async ({ app, workspace }: Village) => {
  await app.system(expireNeeds, workspace)
  await app.system(remindOwners, workspace)
}

test('a need is asked, found by everybody, answered, matched and settled', async () => {
  const { ana, bob, cloe, settle } = await school()
  const need = await post(ana, { units: 90, untilDay: '2026-12-01', urgent: true })
  const { items, total } = await bob.call(needs.listNeeds, { search: 'LEO' })
  expect(items).toMatchObject([
    { id: need.id, owner: { name: 'Ana' }, units: 90, urgent: true, mayAnswer: true },
  ])
  expect(total).toBe(1)
  const one = await answer(bob, need.id)
  await answer(cloe, need.id)
  await settle()
  expect((await toldTo(ana)).map(({ title }) => title)).toContainEqual(
    expect.stringMatching(/^Bob peut vous aider\s: Garder Léo mercredi$/),
  )
  const accepted = await ana.call(needs.acceptAnswer, { answerId: one.id })
  expect(accepted.state).toBe('accepted')
  expect(await ana.call(needs.readNeed, { needId: need.id })).toMatchObject({
    state: 'matched',
    helpersFound: 1,
    answers: 2,
  })
  await settle()
  expect((await toldTo(bob))[0]?.title).toMatch(/^Ana accepte votre aide/)
  expect((await bob.call(needs.listNeeds)).items).toEqual([])
  await ana.call(needs.closeNeed, { needId: need.id })
  expect((await ana.call(needs.listNeeds, { view: 'mine' })).items).toMatchObject([
    { state: 'closed' },
  ])
})

test('one answer for each member and need; a withdrawn one may stand again', async () => {
  const { ana, bob } = await school()
  const { id: needId } = await post(ana)
  const first = await answer(bob, needId)
  await expect(answer(bob, needId)).rejects.toThrow('wrong-state')
  await bob.call(needs.withdrawAnswer, { answerId: first.id })
  const again = await bob.call(needs.answerNeed, { needId, message: 'Finalement oui.' })
  expect(again).toMatchObject({ id: first.id, state: 'offered', message: 'Finalement oui.' })
  await expect(answer(ana, needId)).rejects.toThrow('needs/own-need')
})

test('help that falls through opens the need again, and the other one hears of it', async () => {
  const { ana, bob, settle } = await school()
  const { id: needId } = await post(ana)
  const { id: answerId } = await answer(bob, needId)
  await ana.call(needs.acceptAnswer, { answerId })
  await bob.call(needs.withdrawAnswer, { answerId })
  expect(await ana.call(needs.readNeed, { needId })).toMatchObject({
    state: 'open',
    helpersFound: 0,
  })
  await settle()
  const toAna = (await toldTo(ana)).map(({ title }) => title)
  expect(toAna).toContainEqual(expect.stringContaining('ne peut plus aider'))
})

test('as many acceptances pass as helpers are wanted, however many come at once', async () => {
  const { ana, bob, cloe, neighbour } = await school()
  const { id: needId } = await post(ana, { helpersWanted: 2 })
  const helpers = [bob, cloe, await neighbour('Dan', 'member'), await neighbour('Eva', 'member')]
  const given = []
  for (const who of helpers) given.push(await answer(who, needId))
  const outcomes = await Promise.allSettled(
    given.map(({ id }) => ana.call(needs.acceptAnswer, { answerId: id })),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(await ana.call(needs.readNeed, { needId })).toMatchObject({
    state: 'matched',
    helpersFound: 2,
  })
  const { items } = await ana.call(needs.listAnswers, { needId })
  expect(items.filter(({ state }) => state === 'accepted')).toHaveLength(2)
})

test('accepting and withdrawing at the same moment leave the count right', async () => {
  const { ana, bob } = await school()
  for (let round = 0; round < 4; round++) {
    const { id: needId } = await post(ana)
    const { id: answerId } = await answer(bob, needId)
    await Promise.allSettled([
      ana.call(needs.acceptAnswer, { answerId }),
      bob.call(needs.withdrawAnswer, { answerId }),
    ])
    const need = await ana.call(needs.readNeed, { needId })
    const { items } = await bob.call(needs.listAnswers, { needId })
    const isAccepted = items[0]?.state === 'accepted'
    expect(need.helpersFound).toBe(isAccepted ? 1 : 0)
    expect(need.state).toBe(isAccepted ? 'matched' : 'open')
  }
})

test('after sixty days a need expires; a week before, its owner is asked once', async () => {
  const here = await school()
  const { ana, clock, settle } = here
  const { id: needId } = await post(ana)
  clock.advance(54 * DAY)
  for (let i = 0; i < 2; i++) {
    await runClock(here)
    await settle()
  }
  const asked = (await toldTo(ana)).filter(({ title }) => title.startsWith('Cherchez-vous encore'))
  expect(asked).toHaveLength(1)
  expect(await ana.call(needs.readNeed, { needId })).toMatchObject({ mayRenew: true })
  await ana.call(needs.renewNeed, { needId })
  clock.advance(30 * DAY)
  await runClock(here)
  expect(await ana.call(needs.readNeed, { needId })).toMatchObject({ state: 'open' })
  clock.advance(31 * DAY)
  await runClock(here)
  expect(await ana.call(needs.readNeed, { needId })).toMatchObject({ state: 'expired' })
  expect(await ana.call(needs.renewNeed, { needId })).toMatchObject({ state: 'open' })
})

test('what belongs to others is not there', async () => {
  const { ana, bob, cloe, guest } = await school()
  const { id: needId } = await post(ana)
  const { id: answerId } = await answer(bob, needId)
  const change = { needId, title: 'Moi', category: 'music' } as const
  await expect(cloe.call(needs.changeNeed, change)).rejects.toThrow('not-found')
  for (const move of [needs.closeNeed, needs.renewNeed])
    await expect(cloe.call(move, { needId })).rejects.toThrow('not-found')
  for (const move of [needs.acceptAnswer, needs.declineAnswer, needs.withdrawAnswer])
    await expect(cloe.call(move, { answerId })).rejects.toThrow('not-found')
  expect((await cloe.call(needs.listAnswers, { needId })).items).toEqual([])
  await expect(cloe.call(needs.listFittingOffers, { needId })).rejects.toThrow('not-found')
  await expect(guest.call(needs.postNeed, change)).rejects.toThrow('forbidden')
  await ana.call(needs.acceptAnswer, { answerId })
  await expect(cloe.call(needs.readNeed, { needId })).rejects.toThrow('not-found')
  await expect(answer(cloe, needId)).rejects.toThrow('not-found')
  expect(await bob.call(needs.readNeed, { needId })).toMatchObject({ myAnswer: 'accepted' })
})

test('lists are narrowed, sorted and paged', async () => {
  const { ana, bob, clock } = await school()
  const days = ['2026-12-24', '2026-12-01', '2026-12-12', '2026-12-01']
  for (const [i, untilDay] of days.entries()) {
    await post(ana, { title: `Besoin ${i}`, untilDay, urgent: i === 2, slots: ['wed-morning'] })
    clock.advance(1000)
  }
  for (const [sort, expected] of [
    ['newest', ['Besoin 3', 'Besoin 2', 'Besoin 1', 'Besoin 0']],
    ['soonest', ['Besoin 1', 'Besoin 3', 'Besoin 2', 'Besoin 0']],
  ] as const) {
    const first = await bob.call(needs.listNeeds, { sort, limit: 3 })
    const second = await bob.call(needs.listNeeds, { sort, limit: 3, cursor: first.next! })
    expect([first.total, second.total, second.next]).toEqual([4, null, null])
    expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(expected)
  }
  expect((await bob.call(needs.listNeeds, { urgent: true })).total).toBe(1)
  expect((await bob.call(needs.listNeeds, { weekday: 'wed' })).total).toBe(4)
  expect((await bob.call(needs.listNeeds, { weekday: 'fri' })).total).toBe(0)
})

test('offers that fit a need, and needs that fit an offer, with the reasons', async () => {
  const { ana, bob, cloe } = await school()
  await bob.call(changeAvailability, { slots: ['wed-afternoon'] })
  const couture = { title: 'Ourlets et rideaux', category: 'sewing' } as const
  const offer = await bob.call(createOffer, couture)
  await cloe.call(createOffer, { title: 'Cours de piano', category: 'music' })
  const wanted = { title: 'Ourlet d’un rideau', category: 'sewing', slots: ['wed-afternoon'] }
  const need = await post(ana, wanted)
  const { items } = await ana.call(needs.listFittingOffers, { needId: need.id })
  expect(items).toMatchObject([
    { id: offer.id, reasons: { category: true, words: ['ourlets', 'rideaux'], days: ['wed'] } },
  ])
  const found = await bob.call(needs.listFittingNeeds)
  expect(found.items).toMatchObject([{ id: need.id, offer: { id: offer.id } }])
  await answer(bob, need.id)
  expect((await bob.call(needs.listFittingNeeds)).items).toEqual([])
})

test('who leaves looks for nothing and helps nobody', async () => {
  const { ana, bob, cloe, settle } = await school()
  const hers = await post(ana)
  const given = await answer(bob, hers.id)
  await ana.call(needs.acceptAnswer, { answerId: given.id })
  const his = await post(bob)
  await bob.call(leaveWorkspace)
  await settle()
  expect(await ana.call(needs.readNeed, { needId: hers.id })).toMatchObject({
    state: 'open',
    helpersFound: 0,
  })
  await expect(cloe.call(needs.readNeed, { needId: his.id })).rejects.toThrow('not-found')
})

test('who leaves only the exchange looks for nothing and helps nobody either', async () => {
  const { ana, bob, cloe } = await school()
  const hers = await post(ana)
  const given = await bob.call(needs.answerNeed, {
    needId: hers.id,
    message: 'Mercredi.',
    day: '2026-11-25',
    time: '14:00',
  })
  await ana.call(needs.acceptAnswer, { answerId: given.id })
  const [agreed] = (await ana.call(listAppointments)).items
  const his = await post(bob)
  await bob.call(leaveExchange)
  expect(await ana.call(needs.readNeed, { needId: hers.id })).toMatchObject({ state: 'open' })
  expect((await ana.call(listAppointments)).items).toEqual([])
  const kept = await ana.call(readAppointment, { appointmentId: agreed!.id })
  expect(kept.state).toBe('cancelled')
  await expect(cloe.call(needs.readNeed, { needId: his.id })).rejects.toThrow('not-found')
})

test('somebody suspended neither takes help nor gives it, and is not looked at', async () => {
  const { ana, bob, cloe } = await school()
  const his = await post(bob)
  const hers = await post(cloe)
  const fromBob = await answer(bob, hers.id)
  const fromCloe = await answer(cloe, his.id)
  await ana.call(suspendMember, { memberId: bob.id, reason: 'Un mot d’abord' })

  const titles = (await ana.call(needs.listNeeds)).items.map(({ id }) => id)
  expect(titles).toEqual([hers.id])
  expect((await ana.call(needs.listNeeds)).total).toBe(1)
  await expect(ana.call(needs.readNeed, { needId: his.id })).rejects.toThrow('not-found')
  await expect(answer(ana, his.id)).rejects.toThrow('membership/other-not-active')
  const accept = (who: Neighbour, { id: answerId }: { id: string }) =>
    who.call(needs.acceptAnswer, { answerId })
  await expect(accept(bob, fromCloe)).rejects.toThrow('membership/not-active')
  await expect(accept(cloe, fromBob)).rejects.toThrow('membership/other-not-active')
  await expect(bob.call(needs.renewNeed, { needId: his.id })).rejects.toThrow('not-active')
  await expect(post(bob)).rejects.toThrow('membership/not-active')
  // Declining and closing stay: nobody is kept in a promise.
  await bob.call(needs.declineAnswer, { answerId: fromCloe.id })
  await bob.call(needs.closeNeed, { needId: his.id })

  await ana.call(resumeMember, { memberId: bob.id })
  expect(await accept(cloe, fromBob)).toMatchObject({ state: 'accepted' })
})

test('every state × move behaves as the need’s machine declares', async () => {
  const here = await school()
  const { ana, bob, cloe, clock, app, workspace, settle } = here
  const stateOf = async (id: string) => {
    const { state } = await app.open(workspace, ({ db }) =>
      db.selectFrom('needs').select('state').where('id', '=', id).executeTakeFirstOrThrow(),
    )
    return state as StateOf<typeof needMachine>
  }
  const leaveAndReturn = async ({ id: memberId }: Neighbour) => {
    for (const active of [false, true]) {
      await ana.call(changeMember, { memberId, active })
      await settle()
    }
  }
  const surprises = await everyPair(
    needMachine,
    async ({ state, move, actor }) => {
      const { id: needId } = await post(bob)
      const { id: answerId } = await answer(cloe, needId)
      if (state === 'matched') await bob.call(needs.acceptAnswer, { answerId })
      if (state === 'closed') await bob.call(needs.closeNeed, { needId })
      if (state === 'expired') {
        clock.advance(61 * DAY)
        await runClock(here)
      }
      const key = `${actor} ${move}`
      if (key === 'owner match') await bob.call(needs.acceptAnswer, { answerId })
      else if (key === 'owner release') {
        if (state === 'open') return null
        await bob.call(needs.declineAnswer, { answerId })
      } else if (key === 'helper release') {
        if (state === 'open') return null
        await cloe.call(needs.withdrawAnswer, { answerId })
      } else if (key === 'owner close') await bob.call(needs.closeNeed, { needId })
      else if (key === 'owner reopen') {
        if (state === 'open') return null
        await bob.call(needs.renewNeed, { needId })
      } else if (key === 'system expire') {
        clock.advance(61 * DAY)
        await runClock(here)
      } else if (key === 'system close') await leaveAndReturn(bob)
      else if (key === 'system release') {
        if (state === 'open') return null
        await leaveAndReturn(cloe)
      } else return null
      return stateOf(needId)
    },
    ({ state, move, actor }) => {
      if (actor === 'system') return null
      return move === 'match' && state === 'matched' ? 'wrong-state' : undefined
    },
  )
  expect(surprises).toEqual([])
})
