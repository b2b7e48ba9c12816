import { expect, test } from 'vitest'
import { listNotices } from '#core/notifications/contract.ts'
import { listMessages, postMessage } from '#core/messaging/messages/contract.ts'
import { listNotes } from '#core/messaging/notes/contract.ts'
import { instantOf } from '#core/calendar/contract.ts'
import { changeHours } from '#core/calendar/contract.ts'
import { proposePayment } from '#modules/school/exchange/contract.ts'
import { DAY, HOUR } from '#kernel/time.ts'
import { everyPair } from '#tests/pairs.ts'
import { village } from '#tests/village.ts'
import * as filters from '../filters/contract.ts'
import * as targets from '../targets/contract.ts'
import * as tickets from './contract.ts'
import { watchTickets } from './overdue.ts'
import { ticketMachine } from './rules.ts'

type Village = Awaited<ReturnType<typeof village>>
type Neighbour = Village['ana']
const at = (day: string, time: string) => instantOf(day, time, 'Europe/Brussels')
/** The village begins on Saturday 21 November 2026. */
const goTo = ({ clock }: Village, day: string, time: string) =>
  clock.advance(at(day, time).getTime() - clock.now().getTime())
const ask = (who: Neighbour, more: object = {}) =>
  who.call(tickets.openTicket, { title: 'Chauffage en panne', words: 'Il fait froid.', ...more })
const watch = ({ app, workspace }: Village) =>
  watchTickets({ transact: (work) => app.system(work, workspace) })
const titles = async (who: Neighbour) =>
  // French puts spaces there that do not break.
  (await who.call(listNotices, {})).items.map((it) => it.title.replaceAll('\u00A0', ' '))

test('a member asks on Saturday, an agent takes it, answers, is answered, resolves it, and is rated', async () => {
  const here = await village()
  const { ana, admin, bob, cloe, settle } = here
  const { id: ticketId, ...opened } = await ask(bob, { priority: 'high', category: 'technical' })
  expect(opened).toMatchObject({ number: 1, state: 'open', priority: 'high', assignee: null })
  // Eight working hours and three working days, from Monday at nine on.
  expect(opened.firstDueAt).toBe(at('2026-11-23', '17:00').toISOString())
  expect(opened.resolveDueAt).toBe(at('2026-11-25', '18:00').toISOString())
  expect(await titles(ana)).toContain('Nouvelle demande n° 1 : Chauffage en panne')
  await expect(cloe.call(tickets.readMyTicket, { ticketId })).rejects.toThrow('not-found')
  await expect(cloe.call(tickets.readTicket, { ticketId })).rejects.toThrow('forbidden')

  goTo(here, '2026-11-23', '10:00')
  await admin.call(tickets.takeTicket, { ticketId })
  await admin.call(tickets.noteTicket, { ticketId, words: 'Vanne fermée, je crois.' })
  const answered = await admin.call(tickets.answerTicket, {
    ticketId,
    words: 'Avez-vous regardé la vanne ?',
  })
  expect(answered).toMatchObject({
    state: 'waiting',
    first: { doneAt: at('2026-11-23', '10:00').toISOString(), isLate: false, dueAt: null },
    resolution: { dueAt: null },
  })
  await settle()
  // The note is for colleagues: the client reads two messages, and no note.
  const { conversationId } = await bob.call(tickets.readMyTicket, { ticketId })
  const { items } = await bob.call(listMessages, { conversationId })
  expect(items.filter((it) => it.kind === 'words').map((it) => it.body)).toEqual([
    'Il fait froid.',
    'Avez-vous regardé la vanne ?',
  ])
  await expect(bob.call(listNotes, { conversationId })).rejects.toThrow('not-found')
  expect((await admin.call(listNotes, { conversationId })).items).toHaveLength(1)

  // He answers two working days later, in the conversation itself: the clock goes on, later by two days.
  goTo(here, '2026-11-25', '10:00')
  await bob.call(postMessage, { conversationId, body: 'Oui, elle est ouverte.' })
  await settle()
  const back = await admin.call(tickets.readTicket, { ticketId })
  expect(back.state).toBe('in-progress')
  expect(back.resolution.dueAt).toBe(at('2026-11-27', '18:00').toISOString())

  await admin.call(tickets.answerTicket, { ticketId, words: 'Réparé.', next: 'resolve' })
  expect(await titles(bob)).toContain('Votre demande n° 1 est résolue : Chauffage en panne')
  const done = await bob.call(tickets.rateMyTicket, { ticketId, score: 5, words: 'Merci !' })
  expect(done).toMatchObject({ mayRate: false, score: 5, moves: ['close', 'reopen'] })
  await expect(bob.call(tickets.rateMyTicket, { ticketId, score: 1 })).rejects.toThrow(
    'tickets/already-rated',
  )
  const { steps, rating } = await ana.call(tickets.readTicket, { ticketId })
  expect(steps.map((it) => [it.what, it.who]).toReversed()).toEqual([
    ['opened', 'Bob'],
    ['take', 'Alix'],
    ['first-answer', 'Alix'],
    ['wait', 'Alix'],
    ['resume', 'Bob'],
    ['resolve', 'Alix'],
  ])
  expect(rating).toMatchObject({ score: 5, words: 'Merci !' })
  expect(await ana.call(targets.readReport, {})).toMatchObject({
    opened: 1,
    first: { kept: 1, late: 0 },
    resolution: { kept: 1, late: 0 },
    ratings: [{ score: 5, count: 1 }],
  })
})

test('an answer that comes as a message of the conversation counts like any other', async () => {
  const here = await village()
  const { ana, bob, cloe, settle } = here
  const { id: ticketId, conversationId } = await ask(bob)
  goTo(here, '2026-11-23', '09:30')
  // A message of the client is no answer.
  await bob.call(postMessage, { conversationId, body: 'Vite.' })
  await ana.call(tickets.enterTicket, { ticketId })
  await settle()
  expect((await ana.call(tickets.readTicket, { ticketId })).first.doneAt).toBe(null)
  await ana.call(postMessage, { conversationId, body: 'Je regarde.' })
  await settle()
  expect(await ana.call(tickets.readTicket, { ticketId })).toMatchObject({
    state: 'in-progress',
    assignee: { name: 'Ana' },
    first: { doneAt: at('2026-11-23', '09:30').toISOString() },
  })
  await expect(cloe.call(postMessage, { conversationId, body: 'Moi' })).rejects.toThrow('not-found')
})

test('agents are warned, then told that it is late; a ticket that waits or was merged escalates to nobody', async () => {
  const here = await village()
  const { ana, admin, bob, clock } = here
  const { id: ticketId } = await ask(bob, { priority: 'high' })
  const waiting = await ask(bob, { title: 'En attente', priority: 'high' })
  const double = await ask(bob, { title: 'Encore le chauffage', priority: 'high' })
  await admin.call(tickets.takeTicket, { ticketId: waiting.id })
  await admin.call(tickets.holdTicket, { ticketId: waiting.id })
  await admin.call(tickets.mergeTicket, { ticketId: double.id, into: 1 })
  const told = async () => (await titles(ana)).filter((it) => /délai/.test(it))
  goTo(here, '2026-11-23', '14:59')
  await watch(here)
  expect(await told()).toEqual([])
  // Six of eight hours are over.
  goTo(here, '2026-11-23', '15:00')
  await watch(here)
  await watch(here)
  expect(await told()).toEqual(['Le délai de la demande n° 1 approche : Chauffage en panne'])
  goTo(here, '2026-11-23', '17:01')
  await watch(here)
  await watch(here)
  expect(await told()).toHaveLength(2)
  expect((await ana.call(tickets.listTickets, { late: true })).items).toMatchObject([
    { number: 1, first: { isLate: true } },
  ])
  expect(await ana.call(tickets.countTickets)).toEqual({ free: 1, mine: 0, late: 1 })
  clock.advance(30 * DAY)
  await watch(here)
  expect((await told()).every((it) => it.includes('n° 1'))).toBe(true)
  await admin.call(tickets.answerTicket, { ticketId, words: 'Pardon.', next: 'resolve' })
  expect(await ana.call(targets.readReport, { days: 60 })).toMatchObject({
    opened: 2,
    first: { kept: 0, late: 1 },
    resolution: { kept: 0, late: 1 },
  })
})

test('the clock knows holidays, summer time, other hours and other promises', async () => {
  const here = await village()
  const { ana, bob } = here
  goTo(here, '2026-12-24', '16:00')
  const christmas = await ask(bob, { priority: 'high' })
  expect(christmas.firstDueAt).toBe(at('2026-12-28', '15:00').toISOString())
  goTo(here, '2027-03-26', '17:00')
  const easter = await ask(bob, { priority: 'high' })
  // Monday 29 March is a holiday, and the clocks have changed on Sunday.
  expect(easter.firstDueAt).toBe(at('2027-03-30', '16:00').toISOString())
  await ana.call(changeHours, {
    weekdays: [2, 4],
    opensAt: '13:00',
    closesAt: '17:00',
    country: null,
  })
  const part = await ask(bob, { priority: 'high' })
  expect(part.firstDueAt).toBe(at('2027-04-01', '17:00').toISOString())
  const promised = await ana.call(targets.readTargets)
  const quicker = promised.targets.map((it) => ({ ...it, firstHours: 1 }))
  await expect(bob.call(targets.changeTargets, { targets: quicker })).rejects.toThrow('forbidden')
  expect(await ana.call(targets.changeTargets, { targets: quicker })).toMatchObject({ version: 1 })
  const quick = await ask(bob, { priority: 'low' })
  expect(quick.firstDueAt).toBe(at('2027-03-30', '14:00').toISOString())
  // What was promised before stays promised, also when the priority changes.
  const changed = await ana.call(tickets.changeTicket, { ticketId: part.id, priority: 'urgent' })
  expect(changed.first.dueAt).toBe(at('2027-03-30', '17:00').toISOString())
})

test('seven days after it was resolved a ticket closes; for thirty days an answer opens it, later a new one', async () => {
  const here = await village()
  const { admin, bob, clock } = here
  const { id: ticketId } = await ask(bob)
  await admin.call(tickets.takeTicket, { ticketId })
  await admin.call(tickets.resolveTicket, { ticketId })
  clock.advance(7 * DAY - HOUR)
  await watch(here)
  expect((await bob.call(tickets.readMyTicket, { ticketId })).state).toBe('resolved')
  clock.advance(HOUR)
  await watch(here)
  const closed = await bob.call(tickets.readMyTicket, { ticketId })
  expect(closed).toMatchObject({ state: 'closed', moves: ['reopen'], mayRate: true })
  await expect(
    bob.call(postMessage, { conversationId: closed.conversationId, body: 'Encore' }),
  ).rejects.toThrow('messaging/may-not-write')
  clock.advance(29 * DAY)
  const again = await bob.call(tickets.answerMyTicket, { ticketId, words: 'De nouveau froid.' })
  expect(again).toMatchObject({ id: ticketId, state: 'open', assignee: 'Alix' })
  await admin.call(tickets.takeTicket, { ticketId })
  await admin.call(tickets.resolveTicket, { ticketId })
  await bob.call(tickets.closeMyTicket, { ticketId })
  clock.advance(31 * DAY)
  const next = await bob.call(tickets.answerMyTicket, { ticketId, words: 'Et encore.' })
  expect(next).toMatchObject({ number: 2, state: 'open', follows: { number: 1 } })
  expect((await bob.call(tickets.readMyTicket, { ticketId })).state).toBe('closed')
})

test('numbers have no gap and no double, however many ask at once', async () => {
  const { bob, cloe, ana } = await village()
  const asked = await Promise.allSettled(
    Array.from({ length: 12 }, (_, i) =>
      // A thing that nobody knows: three of them are refused, after their number was counted.
      ask(i % 2 ? bob : cloe, i % 4 === 3 ? { links: [{ kind: 'school.nothing', id: 'x' }] } : {}),
    ),
  )
  const numbers = asked.flatMap((it) => (it.status === 'fulfilled' ? [it.value.number] : []))
  expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  const first = await ana.call(tickets.listTickets, { sort: 'newest', limit: 4 })
  const rest = await ana.call(tickets.listTickets, {
    sort: 'newest',
    limit: 10,
    cursor: first.next!,
  })
  expect([...first.items, ...rest.items].map((it) => it.number)).toEqual([
    9, 8, 7, 6, 5, 4, 3, 2, 1,
  ])
  expect([first.total, rest.total, rest.next]).toEqual([9, null, null])
})

test('of two who take a ticket at once, one has it; answers and moves at once leave it whole', async () => {
  const { ana, admin, bob } = await village()
  for (let round = 0; round < 3; round++) {
    const { id: ticketId } = await ask(bob)
    const taken = await Promise.allSettled(
      [ana, admin].map((it) => it.call(tickets.takeTicket, { ticketId })),
    )
    expect(taken.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
    const lost = taken.find((it) => it.status === 'rejected')
    expect(String(lost?.reason)).toContain('wrong-state')
    await Promise.allSettled([
      ana.call(tickets.answerTicket, { ticketId, words: 'Moi.', next: 'stay' }),
      admin.call(tickets.assignTicket, { ticketId, assigneeId: admin.id }),
      bob.call(tickets.answerMyTicket, { ticketId, words: 'Et moi.' }),
    ])
    const { state, assignee, steps } = await ana.call(tickets.readTicket, { ticketId })
    expect([state, assignee?.name]).toEqual(['in-progress', 'Alix'])
    expect(steps.filter((it) => it.what === 'take')).toHaveLength(1)
    expect(steps.filter((it) => it.what === 'first-answer')).toHaveLength(1)
  }
})

test('every state, move and actor is as declared', async () => {
  const here = await village()
  const { admin, bob, clock } = here
  // What was refused is where it was: it serves the next attempt.
  const standing = new Map<string, string>()
  const into = async (state: string): Promise<string> => {
    const known = standing.get(state)
    if (known && (await bob.call(tickets.readMyTicket, { ticketId: known })).state === state)
      return known
    const made = await make(state)
    standing.set(state, made)
    return made
  }
  const make = async (state: string): Promise<string> => {
    const { id: ticketId } = await ask(bob)
    if (state === 'open') return ticketId
    await admin.call(tickets.takeTicket, { ticketId })
    if (state === 'waiting') await admin.call(tickets.holdTicket, { ticketId })
    if (state === 'resolved' || state === 'closed')
      await admin.call(tickets.resolveTicket, { ticketId })
    if (state === 'closed') await bob.call(tickets.closeMyTicket, { ticketId })
    if (state === 'cancelled') await admin.call(tickets.cancelTicket, { ticketId })
    return ticketId
  }
  const agents = {
    take: tickets.takeTicket,
    wait: tickets.holdTicket,
    resume: tickets.resumeTicket,
    resolve: tickets.resolveTicket,
    cancel: tickets.cancelTicket,
  }
  const clients = { close: tickets.closeMyTicket, cancel: tickets.cancelMyTicket }
  const differences = await everyPair(ticketMachine, async ({ state, move, actor }) => {
    if (actor === 'agent' && move in agents) {
      const ticketId = await into(state)
      const { state: after } = await admin.call(agents[move as 'take'], { ticketId })
      return after
    }
    if (actor === 'client' && move in clients) {
      const ticketId = await into(state)
      return (await bob.call(clients[move as 'close'], { ticketId })).state
    }
    // An answer is the client's way to resume and to reopen; elsewhere it moves nothing.
    const isAnswer = actor === 'client' && (move === 'resume' || move === 'reopen')
    if (isAnswer && ticketMachine.allowed(state, 'client').includes(move)) {
      const ticketId = await into(state)
      return (await bob.call(tickets.answerMyTicket, { ticketId, words: 'Voilà.' })).state
    }
    if (actor === 'system' && move === 'close' && state === 'resolved') {
      const ticketId = await into(state)
      clock.advance(7 * DAY)
      await watch(here)
      return (await bob.call(tickets.readMyTicket, { ticketId })).state
    }
    return null
  })
  expect(differences).toEqual([])
})

test('a duplicate needs a target of the same person that goes on; answers follow it there', async () => {
  const { admin, bob, cloe } = await village()
  const first = await ask(bob)
  const second = await ask(bob, { title: 'Le même' })
  const hers = await ask(cloe)
  const merge = (ticketId: string, into: number) =>
    admin.call(tickets.mergeTicket, { ticketId, into })
  for (const into of [second.number, hers.number, 99])
    await expect(merge(second.id, into)).rejects.toThrow('tickets/no-such-target')
  const merged = await merge(second.id, first.number)
  expect(merged).toMatchObject({
    state: 'cancelled',
    duplicateOf: { number: 1 },
    first: { dueAt: null },
    resolution: { dueAt: null },
  })
  await expect(merge(hers.id, second.number)).rejects.toThrow('tickets/no-such-target')
  const answer = { ticketId: second.id, words: 'Alors ?' }
  expect((await bob.call(tickets.answerMyTicket, answer)).number).toBe(1)
  expect(await admin.call(tickets.readTicket, { ticketId: first.id })).toMatchObject({
    duplicates: [{ number: 2 }],
  })
  await expect(cloe.call(tickets.cancelMyTicket, { ticketId: first.id })).rejects.toThrow(
    'not-found',
  )
})

test('a request is about a thing of another part, which only its own people can link', async () => {
  const { ana, bob, cloe, admin } = await village()
  const { id } = await bob.call(proposePayment, { receiverId: cloe.id, units: 60, reason: 'Vélo' })
  const links = [{ kind: 'school.transfer', id }]
  const { id: ticketId, ...asked } = await ask(bob, { links })
  expect(asked.links).toMatchObject([{ title: 'Vélo', path: `/exchange/transfers/${id}` }])
  await expect(ask(ana, { links })).rejects.toThrow('tickets/nothing-linked')
  const thing = { kind: 'school.transfer', id }
  await expect(admin.call(tickets.linkTicket, { ticketId, thing })).rejects.toThrow(
    'tickets/nothing-linked',
  )
  const linkId = asked.links[0]!.id
  expect((await admin.call(tickets.unlinkTicket, { ticketId, linkId })).links).toEqual([])
})

test('many at once, filters that are kept, tags, and who may be given a ticket', async () => {
  const { ana, admin, bob, cloe } = await village()
  const made = [await ask(bob), await ask(bob, { title: 'Étagère' }), await ask(cloe)]
  const ticketIds = made.map(({ id }) => id)
  await ana.call(tickets.cancelTicket, { ticketId: ticketIds[2]! })
  const given = { ticketIds, act: 'assign', assigneeId: admin.id } as const
  expect(await ana.call(tickets.changeTickets, given)).toEqual({ done: 2, left: 1 })
  await expect(ana.call(tickets.changeTickets, { ...given, assigneeId: bob.id })).rejects.toThrow(
    'tickets/not-an-agent',
  )
  const [one] = ticketIds as [string]
  await expect(
    ana.call(tickets.assignTicket, { ticketId: one, assigneeId: cloe.id }),
  ).rejects.toThrow('tickets/not-an-agent')
  await ana.call(tickets.changeTicket, {
    ticketId: one,
    tags: ['Chaudière ', 'chaudière', 'Hiver'],
  })
  const list = async (asked: object) =>
    (await ana.call(tickets.listTickets, asked)).items.map((it) => it.number)
  expect(await list({ tag: 'CHAUDIÈRE' })).toEqual([1])
  expect(await list({ search: 'etagere' })).toEqual([2])
  expect(await list({ search: '#3', state: 'all' })).toEqual([3])
  expect(await list({ assignee: 'nobody' })).toEqual([])
  expect(await list({ assignee: admin.id, sort: 'newest' })).toEqual([2, 1])
  await expect(ana.call(tickets.listTickets, { cursor: 'eA' })).rejects.toThrow(/invalid|not-found/)

  await admin.call(filters.saveFilter, {
    name: 'Urgences',
    filter: { priority: 'urgent' },
    isShared: true,
  })
  const mine = await admin.call(filters.saveFilter, { name: 'À moi', filter: { assignee: 'mine' } })
  expect((await ana.call(filters.listFilters)).items.map((it) => it.name)).toEqual(['Urgences'])
  await expect(ana.call(filters.removeFilter, { filterId: mine.id })).rejects.toThrow('not-found')
  await expect(ask(bob, { priority: 'urgent' })).rejects.toThrow('invalid-input')
  await expect(
    ana.call(tickets.answerTicket, { ticketId: (await ask(ana)).id, words: 'Moi-même' }),
  ).rejects.toThrow('tickets/own-request')
})
