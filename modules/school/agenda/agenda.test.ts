import type { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { leaveWorkspace } from '#core/workspaces/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { StateOf } from '#kernel/machine.ts'
import { DAY } from '#kernel/time.ts'
import { everyPair } from '#tests/pairs.ts'
import { post, toldTo } from '#tests/told.ts'
import { village } from '#tests/village.ts'
import { createOffer, listOffers } from '../offers/contract.ts'
import { resumeMember, suspendMember } from '../membership/contract.ts'
import * as agenda from './contract.ts'
import { leaveAgenda } from './appointments.ts'
import { appointmentMachine } from './rules.ts'

type Neighbour = Awaited<ReturnType<typeof village>>['ana']
const school = () => village({ kind: 'school' })
const offerOf = async (who: Neighbour) =>
  (await who.call(createOffer, { title: 'Piano, solfège', category: 'music' })).id
const propose = (who: Neighbour, offerId: string, more: object = {}) =>
  who.call(agenda.proposeMoment, { offerId, day: '2026-11-25', time: '14:00', ...more })

test('a week is said once, changed, and shown to neighbours', async () => {
  const { ana, bob, stranger } = await school()
  await ana.call(agenda.changeAvailability, { slots: ['wed-afternoon', 'mon-morning'] })
  const slots = ['mon-morning', 'wed-afternoon'] as const
  expect(await bob.call(agenda.readAvailability, { memberId: ana.id })).toMatchObject({
    member: { name: 'Ana' },
    isMine: false,
    slots,
  })
  const note = 'Après 16 h'
  await ana.call(agenda.changeAvailability, { slots: ['sat-evening'], note })
  expect(await ana.call(agenda.readAvailability)).toMatchObject({ slots: ['sat-evening'], note })
  const nobody = bob.call(agenda.readAvailability, { memberId: newId() })
  await expect(nobody).rejects.toThrow('not-found')
  await expect(stranger.call(agenda.readAvailability, {})).rejects.toThrow('not-found')
})

test('offers are found by the day on which their owner has time', async () => {
  const { ana, bob, cloe } = await school()
  await ana.call(agenda.changeAvailability, { slots: ['wed-evening'] })
  const wednesday = await offerOf(ana)
  await offerOf(bob)
  const found = async (weekday: agenda.Weekday) =>
    (await cloe.call(listOffers, { weekday })).items.map(({ id }) => id)
  expect(await found('wed')).toEqual([wednesday])
  expect(await found('thu')).toEqual([])
})

test('absences are the member’s own, run forward, and leave when they are over', async () => {
  const { ana, bob, clock } = await school()
  const days = { fromDay: '2026-12-21', untilDay: '2027-01-03' }
  const { absences } = await ana.call(agenda.addAbsence, days)
  expect(absences).toMatchObject([days])
  const absenceId = absences[0]!.id
  await expect(bob.call(agenda.removeAbsence, { absenceId })).rejects.toThrow('not-found')
  const backwards = { fromDay: '2026-12-02', untilDay: '2026-12-01' }
  await expect(ana.call(agenda.addAbsence, backwards)).rejects.toThrow('ends-before-it-begins')
  clock.advance(60 * DAY)
  expect((await bob.call(agenda.readAvailability, { memberId: ana.id })).absences).toEqual([])
  await ana.call(agenda.removeAbsence, { absenceId })
})

test('nobody keeps more absences than there are, however many arrive at once', async () => {
  const { ana } = await school()
  const day = { fromDay: '2026-12-21', untilDay: '2026-12-21' }
  for (let i = 0; i < agenda.MOST_ABSENCES - 2; i++) await ana.call(agenda.addAbsence, day)
  const outcomes = await Promise.allSettled(
    Array.from({ length: 6 }, () => ana.call(agenda.addAbsence, day)),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  const { absences } = await ana.call(agenda.readAvailability)
  expect(absences).toHaveLength(agenda.MOST_ABSENCES)
})

test('a moment is proposed on the school’s clock, accepted, and told to the other one', async () => {
  const here = await school()
  const { ana, bob, mails } = here
  const one = await propose(bob, await offerOf(ana), { place: 'À la grille', message: 'Do ré mi' })
  expect(one).toMatchObject({
    startsAt: '2026-11-25T13:00:00.000Z',
    day: '2026-11-25',
    time: '14:00',
    endTime: '15:00',
    state: 'proposed',
    moves: ['withdraw'],
    other: { name: 'Ana' },
  })
  await post(here)
  expect(mails).toMatchObject([{ to: ana.email }])
  expect(mails[0]!.subject).toMatch(/^Bob propose un moment\s: mercredi 25 novembre à 14:00$/)
  expect(mails[0]!.text).toContain('À la grille')
  const { items } = await ana.call(agenda.listAppointments)
  expect(items).toMatchObject([{ id: one.id, awaitsMe: true, moves: ['accept', 'decline'] }])
  await ana.call(agenda.acceptMoment, { appointmentId: one.id })
  await post(here)
  expect(mails.at(-1)).toMatchObject({ to: bob.email })
})

test('one proposal at a time for each offer, never to oneself, never in the past', async () => {
  const { ana, bob, clock } = await school()
  const offerId = await offerOf(ana)
  await expect(propose(ana, offerId)).rejects.toThrow('agenda/offer-not-open')
  await expect(propose(bob, offerId, { day: '2026-11-20' })).rejects.toThrow('in-the-past')
  await expect(propose(bob, newId())).rejects.toThrow('not-found')
  const both = await Promise.allSettled([propose(bob, offerId), propose(bob, offerId)])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { items } = await bob.call(agenda.listAppointments)
  await bob.call(agenda.withdrawMoment, { appointmentId: items[0]!.id })
  const again = await propose(bob, offerId)
  clock.advance(6 * DAY)
  const late = ana.call(agenda.acceptMoment, { appointmentId: again.id })
  await expect(late).rejects.toThrow('in-the-past')
})

test('of accepting, declining and withdrawing at the same moment one happens', async () => {
  const { ana, bob } = await school()
  const offerId = await offerOf(ana)
  for (let round = 0; round < 4; round++) {
    const { id: appointmentId } = await propose(bob, offerId)
    const outcomes = await Promise.allSettled([
      ana.call(agenda.acceptMoment, { appointmentId }),
      ana.call(agenda.declineMoment, { appointmentId }),
      bob.call(agenda.withdrawMoment, { appointmentId }),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }
})

test('appointments are between two people', async () => {
  const { ana, bob, cloe, guest } = await school()
  const offerId = await offerOf(ana)
  const { id: appointmentId } = await propose(bob, offerId)
  for (const endpoint of [agenda.acceptMoment, agenda.cancelMoment, agenda.readAppointment])
    await expect(cloe.call(endpoint, { appointmentId })).rejects.toThrow('not-found')
  expect((await cloe.call(agenda.listAppointments)).items).toEqual([])
  await expect(propose(guest, offerId)).rejects.toThrow('forbidden')
})

test('what is to come and what is over are two lists, page by page', async () => {
  const { ana, bob, clock } = await school()
  const times = ['10:00', '08:00', '12:00']
  for (const time of times) await propose(bob, await offerOf(ana), { time })
  const first = await ana.call(agenda.listAppointments, { limit: 2 })
  const second = await ana.call(agenda.listAppointments, { limit: 2, cursor: first.next! })
  expect([...first.items, ...second.items].map(({ time }) => time)).toEqual([
    '08:00',
    '10:00',
    '12:00',
  ])
  await ana.call(agenda.declineMoment, { appointmentId: first.items[0]!.id })
  expect((await ana.call(agenda.listAppointments)).items).toHaveLength(2)
  clock.advance(5 * DAY)
  const past = await ana.call(agenda.listAppointments, { past: true })
  expect(past.items.map(({ time }) => time)).toEqual(['12:00', '10:00', '08:00'])
})

test('the calendar holds what was agreed, and nothing of others', async () => {
  const { ana, bob, cloe } = await school()
  const { id: appointmentId } = await propose(bob, await offerOf(ana))
  await propose(cloe, await offerOf(ana))
  await ana.call(agenda.acceptMoment, { appointmentId })
  for (const who of [ana, bob]) {
    const file = (await who.call(agenda.downloadCalendar)) as { bytes: Uint8Array | Readable }
    const text = Buffer.from(file.bytes as Uint8Array).toString()
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1)
    expect(text).toContain(`UID:${appointmentId}@socle`)
    expect(text).toContain('DTSTART:20261125T130000Z')
    expect(text).toContain(String.raw`Piano\, solfège`)
  }
  const theirs = cloe.call(agenda.downloadAppointment, { appointmentId })
  await expect(theirs).rejects.toThrow('not-found')
})

test('who leaves keeps no appointments, and the other one hears of it', async () => {
  const { ana, bob, settle } = await school()
  const { id: appointmentId } = await propose(bob, await offerOf(ana))
  await ana.call(agenda.acceptMoment, { appointmentId })
  await settle()
  await bob.call(leaveWorkspace)
  await settle()
  expect(await ana.call(agenda.readAppointment, { appointmentId })).toMatchObject({
    state: 'cancelled',
  })
  expect((await toldTo(ana))[0]?.title).toMatch(/^Annulé avec/)
})

test('a moment with somebody suspended can be refused, not agreed on', async () => {
  const { ana, bob, admin } = await school()
  const { id: appointmentId } = await propose(bob, await offerOf(ana))
  const suspend = (who: Neighbour) =>
    admin.call(suspendMember, { memberId: who.id, reason: 'Un mot d’abord' })
  await suspend(bob)
  const accept = () => ana.call(agenda.acceptMoment, { appointmentId })
  await expect(accept()).rejects.toThrow('membership/other-not-active')
  await admin.call(resumeMember, { memberId: bob.id })
  await suspend(ana)
  await expect(accept()).rejects.toThrow('membership/not-active')
  await expect(propose(bob, await offerOf(admin))).resolves.toBeTruthy()
  expect(await ana.call(agenda.declineMoment, { appointmentId })).toMatchObject({
    state: 'declined',
  })
})

test('every state × move behaves as the appointment’s machine declares', async () => {
  const { ana, bob, app, workspace } = await school()
  const doors = {
    accept: agenda.acceptMoment,
    decline: agenda.declineMoment,
    withdraw: agenda.withdrawMoment,
    cancel: agenda.cancelMoment,
  }
  const stateOf = async (id: string) => {
    const { state } = await app.open(workspace, ({ db }) =>
      db
        .selectFrom('agendaAppointments')
        .select('state')
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )
    return state as StateOf<typeof appointmentMachine>
  }
  const surprises = await everyPair(appointmentMachine, async ({ state, move, actor }) => {
    const { id } = await propose(bob, await offerOf(ana))
    await app.system(
      ({ db }) =>
        db.updateTable('agendaAppointments').set({ state }).where('id', '=', id).execute(),
      workspace,
    )
    if (actor === 'proposer') await bob.call(doors[move], { appointmentId: id })
    if (actor === 'receiver') await ana.call(doors[move], { appointmentId: id })
    if (actor === 'system') {
      if (appointmentMachine.next(move, state) === undefined) return null
      if (move === 'accept' || move === 'decline') return null
      await app.system((ctx) => leaveAgenda(ctx, bob.id), workspace)
    }
    return stateOf(id)
  })
  expect(surprises).toEqual([])
})
