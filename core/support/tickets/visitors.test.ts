import { beforeEach, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import { instantOf } from '#core/calendar/contract.ts'
import { postMessage } from '#core/messaging/messages/contract.ts'
import { addNote } from '#core/messaging/notes/contract.ts'
import * as outside from '#core/messaging/visitors/contract.ts'
import { purge } from '#core/messaging/visitors/erasing.ts'
import { answer } from '#kernel/call.ts'
import { openContextOf, SYSTEM } from '#kernel/context.ts'
import type { Endpoint, Shape } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { DAY } from '#kernel/time.ts'
import { codeIn, village } from '#tests/village.ts'
import { rateByLink, readAskedRating } from '../rating/contract.ts'
import * as tickets from './contract.ts'
import { watchTickets } from './overdue.ts'

type Village = Awaited<ReturnType<typeof village>>
let here: Village & { staff: Village['ana'] }

beforeEach(async () => {
  const place = await village()
  here = { ...place, staff: await place.neighbour('Sam', 'staff') }
  await here.ana.call(outside.changeVisitorRules, { isOpen: true, keptMonths: 36 })
  await here.settle()
})

/** A browser outside, with the cookie it was given. */
function browser() {
  let visitor: string | undefined
  return async <In extends Shape, Out extends Shape>(
    endpoint: Endpoint<In, Out>,
    input: z.input<In>,
  ): Promise<z.output<Out>> => {
    const origin = { requestId: newId(), address: '198.51.100.9', agent: 'x', visitor }
    const request = { session: null, origin, slug: 'tilleul' }
    const given = await answer(here.app, endpoint, request, input)
    if (given.visitor) visitor = given.visitor.maxAgeS > 0 ? given.visitor.secret : undefined
    return given.reply as z.output<Out>
  }
}

const email = 'rita@exemple.test'
const mailsTo = (to: string) => here.mails.filter((it) => it.to === to)

/** Rita writes, and proves her address unless she does not care to. */
async function writes(who = browser(), { proves = true, ...more }: Record<string, unknown> = {}) {
  const said = { name: 'Rita', email, subject: 'Place en M1 ?', body: 'Bonjour', ...more }
  const { conversationId, needsCode } = await who(outside.writeAsVisitor, said)
  await here.settle()
  if (proves && needsCode)
    await who(outside.enterVisitorCode, { email, code: codeIn(mailsTo(email).at(-1)!) })
  const { items } = await here.staff.call(outside.listQueue, { view: 'all' })
  return { who, conversationId, queued: items.find((it) => it.conversationId === conversationId)! }
}
const make = (queuedId: string, more: object = {}) =>
  here.staff.call(tickets.openTicketOfVisitor, { queuedId, title: 'Place en M1', ...more })
const read = (ticketId: string) => here.admin.call(tickets.readTicket, { ticketId })
const goTo = (day: string, time: string) => {
  const at = instantOf(day, time, 'Europe/Brussels')
  here.clock.advance(at.getTime() - here.clock.now().getTime())
  return at.toISOString()
}
const watch = async () => {
  await watchTickets({ transact: (work) => here.app.system(work, here.workspace) })
  await here.settle()
}
const night = async () => {
  const origin = { requestId: 'test', address: '', agent: '' }
  const scene = { workspace: here.workspace, actor: SYSTEM, origin }
  await purge(openContextOf(here.app, scene, here.app.dialect, () => new AbortController().signal))
  await here.settle()
}

test('a visitor’s conversation becomes a request: answers on either side move it and its clock', async () => {
  const { staff, bob, settle } = here
  const { who, conversationId, queued } = await writes()
  const queuedId = queued.id
  await expect(bob.call(tickets.openTicketOfVisitor, { queuedId, title: 'Moi' })).rejects.toThrow(
    'forbidden',
  )
  const { id: ticketId, ...made } = await make(queuedId, { priority: 'high' })
  expect(made).toMatchObject({
    ...{ number: 1, state: 'open', source: 'visitor', conversationId },
    requester: { id: null, name: 'Rita', visitor: { isVerified: true } },
    first: { doneAt: null },
  })
  expect(made.first.dueAt).toBe(instantOf('2026-11-23', '17:00', 'Europe/Brussels').toISOString())
  await expect(make(queuedId)).rejects.toThrow('tickets/is-ticket-already')
  const seen = await staff.call(outside.readQueued, { queuedId })
  expect(seen).toMatchObject({ takenUpPath: `/help/${ticketId}`, isMine: true, isInside: true })
  expect(seen.moves).toEqual(['leave', 'block'])
  await expect(staff.call(outside.closeQueued, { queuedId })).rejects.toThrow('wrong-state')
  expect(await staff.call(tickets.readSide, { ticketId })).toEqual({ side: 'agent' })

  // What she writes is no answer of the house, and a note is none.
  await who(outside.answerAsVisitor, { conversationId, body: 'Alors ?' })
  await staff.call(addNote, { conversationId, body: 'Plus de place' })
  await settle()
  expect(await read(ticketId)).toMatchObject({ state: 'open', first: { doneAt: null } })
  const answeredAt = goTo('2026-11-23', '10:00')
  await staff.call(postMessage, { conversationId, body: 'Oui, à la rentrée.' })
  await settle()
  expect(await read(ticketId)).toMatchObject({
    ...{ state: 'in-progress', assignee: { name: 'Sam' } },
    first: { doneAt: answeredAt, isLate: false },
  })

  // It waits for her for two working days, and goes on with her answer.
  await staff.call(tickets.holdTicket, { ticketId })
  expect((await read(ticketId)).resolution.dueAt).toBe(null)
  goTo('2026-11-25', '10:00')
  await who(outside.answerAsVisitor, { conversationId, body: 'Pour deux enfants ?' })
  await settle()
  const back = await read(ticketId)
  expect(back.state).toBe('in-progress')
  expect(back.resolution.dueAt).toBe(
    instantOf('2026-11-27', '18:00', 'Europe/Brussels').toISOString(),
  )
  expect(back.steps[0]).toMatchObject({ what: 'resume', who: 'Rita' })

  // Resolved and closed, it opens again when she writes in the same place.
  await staff.call(tickets.answerTicket, { ticketId, words: 'Deux, oui.', next: 'resolve' })
  here.clock.advance(7 * DAY)
  await watch()
  expect((await read(ticketId)).state).toBe('closed')
  expect((await who(outside.readOwnConversation, { conversationId })).state).toBe('closed')
  await expect(staff.call(postMessage, { conversationId, body: 'Encore' })).rejects.toThrow(
    'messaging/may-not-write',
  )
  await who(outside.answerAsVisitor, { conversationId, body: 'Merci, et les repas ?' })
  await settle()
  expect(await read(ticketId)).toMatchObject({ state: 'open', conversationId })
  await staff.call(tickets.answerTicket, { ticketId, words: 'Compris.' })
  const own = await who(outside.readOwnConversation, { conversationId })
  expect(own.messages.map((it) => it.body)).toContain('Compris.')
  expect((await who(outside.listOwnConversations, {})).items).toHaveLength(1)
})

test('of several who make a request of one conversation at once, one does', async () => {
  const { admin, staff } = here
  const { queued } = await writes()
  const asked = { queuedId: queued.id, title: 'Place' }
  const made = await Promise.allSettled(
    [admin, staff, admin, staff].map((it) => it.call(tickets.openTicketOfVisitor, asked)),
  )
  expect(made.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  for (const it of made)
    if (it.status === 'rejected') expect(String(it.reason)).toContain('is-ticket-already')
  // The refused ones gave their number back.
  const next = await writes(browser(), { proves: false, email: 'max@exemple.test' })
  const { number, requester } = await make(next.queued.id)
  expect(number).toBe(2)
  expect(requester.visitor).toEqual({ isVerified: false })
})

test('requests of one address are merged when it was proved for both; of strangers never', async () => {
  const { who, queued } = await writes()
  const first = await make(queued.id)
  const again = await make((await writes(who)).queued.id)
  const typed = await make((await writes(browser(), { proves: false })).queued.id)
  const other = { proves: false, email: 'max@exemple.test' }
  const hers = await make((await writes(browser(), other)).queued.id)
  const his = await here.bob.call(tickets.openTicket, { title: 'Porte', words: 'Grince' })
  const merge = (ticketId: string, into: number) =>
    here.staff.call(tickets.mergeTicket, { ticketId, into })
  for (const { id } of [typed, hers, his])
    await expect(merge(id, first.number)).rejects.toThrow('tickets/no-such-target')
  await here.staff.call(tickets.takeTicket, { ticketId: first.id })
  await here.staff.call(tickets.holdTicket, { ticketId: first.id })
  expect((await merge(again.id, first.number)).state).toBe('cancelled')
  // What she adds to the duplicate takes up the one that goes on.
  const { conversationId } = again
  await who(outside.answerAsVisitor, { conversationId: conversationId!, body: 'Et ici ?' })
  await here.settle()
  expect((await read(first.id)).state).toBe('in-progress')
  expect((await read(again.id)).state).toBe('cancelled')
})

test('what a visitor erases, or the night, leaves of the request its number and times', async () => {
  const { staff, settle } = here
  const { who, conversationId, queued } = await writes()
  const { id: ticketId, openedAt } = await make(queued.id, { category: 'billing' })
  await staff.call(tickets.changeTicket, { ticketId, tags: ['maternelle'] })
  await who(outside.eraseOwnConversation, { conversationId })
  await settle()
  const gone = {
    ...{ title: '', category: 'general', tags: [], conversationId: null },
    requester: { id: null, name: null, visitor: null },
  }
  expect(await read(ticketId)).toMatchObject({ ...gone, number: 1, openedAt, state: 'cancelled' })
  expect((await staff.call(tickets.listTickets, { search: 'Place', state: 'all' })).items).toEqual(
    [],
  )
  const next = await writes()
  const kept = await make(next.queued.id)
  await staff.call(tickets.answerTicket, { ticketId: kept.id, words: 'Oui.', next: 'resolve' })
  await settle()
  here.clock.advance(3 * 366 * DAY)
  await night()
  expect(await read(kept.id)).toMatchObject({ ...gone, number: 2, state: 'resolved' })
  await watch()
  expect((await read(kept.id)).state).toBe('closed')
  await expect(staff.call(tickets.enterTicket, { ticketId: kept.id })).rejects.toThrow('not-found')
})

const linkOf = (to: string) => /rating\?token=([\w.-]+)/.exec(mailsTo(to).at(-1)!.text)![1]!
/** Answered, resolved, and closed a week later. */
async function settled(ticketId: string) {
  await here.staff.call(tickets.answerTicket, { ticketId, words: 'Voilà.', next: 'resolve' })
  await here.settle()
  here.mails.length = 0
  here.clock.advance(7 * DAY)
  await watch()
}

test('a closed request asks a visitor who proved the address, by a link that is good once and for thirty days', async () => {
  const { queued, who, conversationId } = await writes(browser(), { language: 'nl' })
  const { id: ticketId } = await make(queued.id)
  const typed = { proves: false, email: 'max@exemple.test' }
  const unproved = await make((await writes(browser(), typed)).queued.id)
  await settled(unproved.id)
  expect(mailsTo('max@exemple.test')).toEqual([])
  await settled(ticketId)
  const [mail, ...more] = mailsTo(email).filter((it) => it.text.includes('rating'))
  expect([mail!.subject, more]).toEqual([expect.stringContaining('Bent u tevreden'), []])
  const token = linkOf(email)
  const anybody = browser()
  expect(await anybody(readAskedRating, { token })).toMatchObject({
    ...{ number: 1, title: 'Place en M1', score: null },
  })
  const forged = [
    token.replace(ticketId, unproved.id),
    token.replace(/\.(\d+)\./, (_, until) => `.${Number(until) + DAY}.`),
    token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'),
    'x',
  ]
  for (const it of forged) {
    await expect(anybody(readAskedRating, { token: it })).rejects.toThrow('rating/link-wrong')
    await expect(anybody(rateByLink, { token: it, score: 5 })).rejects.toThrow('rating/link-wrong')
  }
  const rated = await Promise.allSettled(
    [5, 4, 1].map((score) => anybody(rateByLink, { token, score, words: 'Bedankt' })),
  )
  expect(rated.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  await expect(anybody(rateByLink, { token, score: 1 })).rejects.toThrow('tickets/already-rated')
  const { score } = await anybody(readAskedRating, { token })
  expect((await read(ticketId)).rating).toMatchObject({ score, words: 'Bedankt' })
  // Opened and closed once more it does not ask again.
  await who(outside.answerAsVisitor, { conversationId, body: 'Toch nog iets' })
  await here.settle()
  await settled(ticketId)
  expect(mailsTo(email)).toEqual([])
  here.clock.advance(30 * DAY)
  await expect(anybody(readAskedRating, { token })).rejects.toThrow('rating/link-over')
  await expect(anybody(rateByLink, { token, score: 5 })).rejects.toThrow('rating/link-over')
})
