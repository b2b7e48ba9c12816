/** What people look after: a dispute that is listened to, somebody who waits, limits of one's own, weeks and moments. */
import { dayAfter } from '#core/calendar/contract.ts'
import * as agenda from '../agenda/contract.ts'
import * as disputes from '../disputes/contract.ts'
import { readProof } from '../exchange/contract.ts'
import { setMemberLimits, suspendMember } from '../membership/contract.ts'
import * as needs from '../needs/contract.ts'
import type { Chance } from './chance.ts'
import type { Person } from './teller.ts'

/** A disputed transfer and its two sides. */
export type Case = { transferId: string; payer: Person; receiver: Person }

/** The first was talked over and stands; the last is being talked over; the one between waits for somebody. */
export async function mediate(founder: Person, cases: readonly Case[]): Promise<void> {
  const [settled, , current] = cases as [Case, Case, Case]
  const say = (who: Person, { transferId }: Case, body: string, isInternal = false) =>
    who.call(disputes.addDisputeNote, { transferId, body, isInternal })
  await founder.call(disputes.assignDispute, { transferId: settled.transferId })
  await say(settled.receiver, settled, 'J’avais compris une heure entière, trajet compris.')
  const decision = 'Vous étiez d’accord sur l’heure, trajet compris : le transfert reste.'
  const ended = { transferId: settled.transferId, outcome: 'kept', decision } as const
  await founder.call(disputes.settleDispute, ended)

  await founder.call(disputes.assignDispute, { transferId: current.transferId })
  await say(current.payer, current, 'J’ai prévenu la veille à 20 h, par message.')
  await say(current.receiver, current, 'Le message est arrivé le matin même, j’étais en route.')
  await say(founder, current, 'Les deux ont raison : proposer la moitié ?', true)
  await say(founder, current, 'Merci à tous les deux. Combien de temps le trajet a-t-il pris ?')
}

export async function decide(founder: Person, roomy: Person, waiting: Person): Promise<void> {
  const limits = { memberId: roomy.id, lowest: -480, highest: 600 }
  await founder.call(setMemberLimits, limits)
  const reason = 'Plusieurs rendez-vous manqués : parlons-en avant de continuer.'
  await founder.call(suspendMember, { memberId: waiting.id, reason })
}

const weeks: readonly (readonly agenda.Slot[])[] = [
  ['wed-afternoon', 'sat-morning'],
  ['mon-evening', 'tue-evening', 'thu-evening'],
  ['sat-morning', 'sat-afternoon', 'sun-morning'],
  ['tue-morning', 'fri-morning'],
  ['wed-afternoon', 'fri-evening'],
]
const notes = ['Après 16 h', 'Sauf pendant les congés', '', '', 'Un message la veille suffit']

/** Every second one has said when there is time; some are away for a few days. */
export async function sayWhen(people: readonly Person[], luck: Chance, today: string) {
  for (const [i, person] of people.entries()) {
    if (i % 2 === 0) {
      const week = { slots: [...luck.pick(weeks)], note: luck.pick(notes) }
      await person.call(agenda.changeAvailability, week)
    }
    if (i % 19 === 7) {
      const away = { fromDay: dayAfter(today, 4), untilDay: dayAfter(today, 11) }
      await person.call(agenda.addAbsence, away)
    }
  }
}

/** Moments that are agreed on, asked for and open: what a calendar shows on a normal week. */
export async function meet(
  helper: Person,
  offerId: string,
  others: readonly Person[],
  today: string,
) {
  const [first, second] = others as [Person, Person]
  const wednesday = { offerId, day: dayAfter(today, 5), time: '14:00', place: 'Chez moi' }
  const message = 'Fractions et tables de multiplication.'
  const { id: appointmentId } = await first.call(agenda.proposeMoment, { ...wednesday, message })
  await helper.call(agenda.acceptMoment, { appointmentId })
  const later = { offerId, day: dayAfter(today, 9), time: '17:30', minutes: 90 }
  await second.call(agenda.proposeMoment, { ...later, message: 'Un contrôle approche…' })
}

/** Ana is offered help by two; somebody else has found who helps, and when. */
export async function answerNeeds(asking: Person, helpers: readonly Person[], today: string) {
  const [first, second, third] = helpers as [Person, Person, Person]
  const { id: needId } = await asking.call(needs.postNeed, {
    category: 'moving',
    title: 'Porter une armoire jusqu’à la rue',
    description: 'Deux personnes, vingt minutes ; le café est prêt.',
    slots: ['sat-morning', 'sat-afternoon'],
    untilDay: dayAfter(today, 12),
    units: 30,
    helpersWanted: 2,
  })
  const moment = { day: saturdayAfter(today), time: '10:30' }
  const message = 'Samedi matin, j’apporte des sangles.'
  const given = await first.call(needs.answerNeed, { needId, message, ...moment })
  await asking.call(needs.acceptAnswer, { answerId: given.id })
  await second.call(needs.answerNeed, { needId, message: 'Je peux, si c’est le matin.' })
  await third.call(needs.answerNeed, { needId, message: 'Présent, avec mon fils de seize ans.' })
}

/** The story's own day: it has no other calendar than the school's. */
export const todayOf = async (founder: Person) =>
  (await founder.call(readProof)).checkedAt.slice(0, 10)

/** At least three days ahead. */
const saturdayAfter = (day: string) =>
  dayAfter(day, 3 + ((6 - new Date(dayAfter(day, 3)).getUTCDay() + 7) % 7))
