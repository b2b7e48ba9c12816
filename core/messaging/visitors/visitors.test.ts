import { beforeEach, expect, test } from 'vitest'
import { answer } from '#kernel/call.ts'
import { openContextOf, SYSTEM } from '#kernel/context.ts'
import type { Endpoint, Shape } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { StateOf } from '#kernel/machine.ts'
import { DAY, MINUTE } from '#kernel/time.ts'
import { everyPair } from '#tests/pairs.ts'
import { codeIn, type Sent, village } from '#tests/village.ts'
import type * as z from 'zod/mini'
import { listNotices } from '#core/notifications/contract.ts'
import { addNote, listNotes } from '../notes/contract.ts'
import { postMessage } from '../messages/contract.ts'
import * as contract from './contract.ts'
import { purge } from './erasing.ts'
import { normalised, visitorMachine } from './rules.ts'
import { mailAnswers } from './telling.ts'

type Village = Awaited<ReturnType<typeof village>>
let here: Village & { staff: Village['ana'] }

beforeEach(async () => {
  const place = await village()
  here = { ...place, staff: await place.neighbour('Sam', 'staff') }
  await here.ana.call(contract.changeVisitorRules, { isOpen: true, keptMonths: 36 })
  await here.settle()
  here.mails.length = 0
})

/** A browser outside: it keeps the cookie it is given, and nothing else. */
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
type Browser = ReturnType<typeof browser>

const email = 'Rita@Exemple.test'
const write = (who: Browser, more: object = {}) =>
  who(contract.writeAsVisitor, {
    name: 'Rita',
    email,
    subject: 'Place en M1 ?',
    body: 'Bonjour',
    ...more,
  })
const mailsTo = (to: string): Sent[] =>
  here.mails.filter((it) => normalised(it.to) === normalised(to))
const enter = async (who: Browser, to = email) => {
  await here.settle()
  return who(contract.enterVisitorCode, { email: to, code: codeIn(mailsTo(to).at(-1)!) })
}
const queue = async (view: (typeof contract.queueViews)[number] = 'waiting') =>
  (await here.staff.call(contract.listQueue, { view })).items
const outside = () => {
  const origin = { requestId: 'test', address: '', agent: '' }
  const scene = { workspace: here.workspace, actor: SYSTEM, origin }
  return openContextOf(here.app, scene, here.app.dialect, () => new AbortController().signal)
}
/** What the minute's job does. */
const tick = async () => {
  await mailAnswers(outside())
  await here.settle()
}

test('a visitor writes, proves the address, is answered, reads and answers', async () => {
  const { staff } = here
  const rita = browser()
  const { conversationId, needsCode } = await write(rita)
  expect(needsCode).toBe(true)
  const [waiting] = await queue()
  expect(waiting).toMatchObject({
    subject: 'Place en M1 ?',
    visitor: { name: 'Rita', isVerified: false },
    assignee: null,
  })
  expect((await staff.call(listNotices)).items[0]).toMatchObject({
    path: `/visitors/${waiting!.id}`,
  })
  await expect(rita(contract.listOwnConversations, {})).rejects.toThrow('visitors/unknown')
  expect(await enter(rita)).toEqual({ conversationId })
  expect((await queue())[0]!.visitor.isVerified).toBe(true)

  const queuedId = waiting!.id
  expect((await staff.call(contract.readQueued, { queuedId })).messages).toMatchObject([
    { body: 'Bonjour', isMine: true },
  ])
  await staff.call(contract.takeQueued, { queuedId })
  await staff.call(addNote, { conversationId, body: 'Plus de place avant Pâques' })
  await staff.call(postMessage, { conversationId, body: 'Oui, à la rentrée.' })
  await here.settle()
  expect(await queue('answered')).toHaveLength(1)
  here.mails.length = 0
  await Promise.all([tick(), tick()])
  const told = mailsTo(email)
  expect(told).toHaveLength(1)
  expect(told[0]!.text).toContain(`/contact/tilleul/${conversationId}`)
  expect(told[0]!.text + told[0]!.html).not.toMatch(/rentrée|Pâques/)

  const seen = await rita(contract.readOwnConversation, { conversationId })
  expect(seen.messages.map(({ body, isMine, author }) => [body, isMine, author])).toEqual([
    ['Bonjour', true, 'Rita'],
    ['Oui, à la rentrée.', false, 'Sam'],
  ])
  await rita(contract.markOwnRead, { conversationId })
  await rita(contract.answerAsVisitor, { conversationId, body: 'Merci !' })
  expect(await queue()).toMatchObject([{ id: queuedId, isMine: true }])
  expect((await staff.call(listNotes, { conversationId })).items).toHaveLength(1)
  // A browser that is known writes again without a code.
  expect(await write(rita, { subject: 'Autre chose' })).toMatchObject({ needsCode: false })
  expect((await rita(contract.listOwnConversations, {})).items).toHaveLength(2)
  await rita(contract.endVisitorSession, {})
  await expect(rita(contract.listOwnConversations, {})).rejects.toThrow('visitors/unknown')
})

test('answers come by mail at most every fifteen minutes, and not once they are read', async () => {
  const { staff } = here
  const rita = browser()
  const { conversationId } = await write(rita)
  await enter(rita)
  const queuedId = (await queue())[0]!.id
  await staff.call(contract.takeQueued, { queuedId })
  here.mails.length = 0
  const say = async (body: string) => {
    await staff.call(postMessage, { conversationId, body })
    await here.settle()
    await tick()
  }
  await say('Un')
  await say('Deux')
  expect(mailsTo(email)).toHaveLength(1)
  here.clock.advance(14 * MINUTE)
  await tick()
  expect(mailsTo(email)).toHaveLength(1)
  here.clock.advance(MINUTE)
  await tick()
  expect(mailsTo(email)).toHaveLength(2)
  await say('Trois')
  await rita(contract.markOwnRead, { conversationId })
  here.clock.advance(16 * MINUTE)
  await tick()
  expect(mailsTo(email)).toHaveLength(2)
})

test('who merely typed an address reads nothing, and who owns it sees what was written in its name', async () => {
  const rita = browser()
  await write(rita)
  await enter(rita)
  const thief = browser()
  const { conversationId: forged } = await write(thief, { subject: 'Argent' })
  await here.settle()
  // The code goes to the mailbox; the thief has only the address.
  for (const code of ['000000', '111111'])
    await expect(thief(contract.enterVisitorCode, { email, code })).rejects.toThrow(
      'visitors/code-wrong',
    )
  await expect(thief(contract.listOwnConversations, {})).rejects.toThrow('visitors/unknown')
  await expect(thief(contract.readOwnConversation, { conversationId: forged })).rejects.toThrow(
    'visitors/unknown',
  )
  const { items } = await rita(contract.listOwnConversations, {})
  expect(items.map((it) => [it.subject, it.isVerified]).toSorted()).toEqual([
    ['Argent', false],
    ['Place en M1 ?', true],
  ])
  await expect(
    rita(contract.answerAsVisitor, { conversationId: forged, body: 'Oui' }),
  ).rejects.toThrow('visitors/not-taken')
  // Rita's code in Rita's browser proves nothing of what the thief wrote; only her word does.
  here.clock.advance(2 * MINUTE)
  await rita(contract.sendVisitorCode, { email })
  expect(await enter(rita)).toEqual({ conversationId: null })
  expect((await queue()).map((it) => it.visitor.isVerified).toSorted()).toEqual([false, true])
  await rita(contract.claimConversation, { conversationId: forged })
  expect((await queue()).every((it) => it.visitor.isVerified)).toBe(true)

  const other = browser()
  const { conversationId } = await write(other, { email: 'otto@exemple.test' })
  await enter(other, 'otto@exemple.test')
  await expect(rita(contract.readOwnConversation, { conversationId })).rejects.toThrow('not-found')
  await expect(rita(contract.eraseOwnConversation, { conversationId })).rejects.toThrow('not-found')
})

test('codes: five tries even all at once, ten minutes, once; and no answer tells who is known', async () => {
  const rita = browser()
  await write(rita)
  await here.settle()
  const code = codeIn(mailsTo(email).at(-1)!)
  const wrong = code === '000000' ? '000001' : '000000'
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, () => rita(contract.enterVisitorCode, { email, code: wrong })),
  )
  expect(tries.every((it) => it.status === 'rejected')).toBe(true)
  await expect(rita(contract.enterVisitorCode, { email, code })).rejects.toThrow(
    'visitors/code-wrong',
  )

  here.clock.advance(2 * MINUTE)
  const known = await rita(contract.sendVisitorCode, { email })
  const unknown = await rita(contract.sendVisitorCode, { email: 'personne@exemple.test' })
  expect(known).toEqual(unknown)
  // Asked again within the minute: nothing more leaves.
  await rita(contract.sendVisitorCode, { email })
  await here.settle()
  expect(mailsTo('personne@exemple.test')).toEqual([])
  expect(mailsTo(email)).toHaveLength(2)
  here.clock.advance(11 * MINUTE)
  await expect(enter(rita)).rejects.toThrow('visitors/code-wrong')
  await rita(contract.sendVisitorCode, { email })
  await here.settle()
  const good = codeIn(mailsTo(email).at(-1)!)
  const twice = await Promise.allSettled(
    [browser(), browser()].map((it) => it(contract.enterVisitorCode, { email, code: good })),
  )
  expect(twice.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
})

test('two who take it at once: one has it, and the other is told whose it is', async () => {
  const { staff, admin, ana } = here
  await write(browser())
  const queuedId = (await queue())[0]!.id
  const both = await Promise.allSettled(
    [staff, admin, ana].map((it) => it.call(contract.takeQueued, { queuedId })),
  )
  expect(both.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  for (const it of both)
    if (it.status === 'rejected') expect(it.reason.code).toBe('visitors/taken-already')
  const holder = [staff, admin, ana][both.findIndex((it) => it.status === 'fulfilled')]!
  await holder.call(contract.leaveQueued, { queuedId })
  expect(await queue()).toMatchObject([{ assignee: null }])
  await expect(holder.call(contract.leaveQueued, { queuedId })).rejects.toThrow('wrong-state')
})

test('what fills in the hidden field is put aside, and a blocked address is not taken', async () => {
  const { staff } = here
  await write(browser(), { website: 'https://casino.example' })
  await here.settle()
  expect(await queue()).toEqual([])
  expect(mailsTo(email)).toEqual([])
  const [spam] = await queue('spam')
  await staff.call(contract.releaseQueued, { queuedId: spam!.id })
  expect(await queue()).toHaveLength(1)

  await staff.call(contract.blockQueued, { queuedId: spam!.id })
  const before = (await queue()).length
  // Nothing tells whoever types it; Rita herself, by her code, still writes.
  expect(await write(browser())).toMatchObject({ needsCode: true })
  expect(await queue()).toHaveLength(before)
  const rita = browser()
  await rita(contract.sendVisitorCode, { email })
  await enter(rita)
  const { conversationId } = await write(rita)
  expect(await queue()).toMatchObject([{ conversationId }])
  await staff.call(contract.blockQueued, { queuedId: (await queue())[0]!.id })
  await expect(write(rita)).rejects.toThrow('visitors/not-taken')
})

test('what is old goes by itself, and what somebody wants gone goes at once', async () => {
  const { ana, staff, bob } = here
  const rita = browser()
  const { conversationId } = await write(rita)
  await enter(rita)
  await write(rita, { subject: 'À garder' })
  const rows = (table: string) =>
    here.app.system(
      async ({ db }) => (await db.selectFrom(table).selectAll().execute()).length,
      here.workspace,
    )
  await rita(contract.eraseOwnConversation, { conversationId })
  expect(await queue()).toMatchObject([{ subject: 'À garder' }])
  expect([await rows('visitors'), await rows('conversations'), await rows('messages')]).toEqual([
    1, 1, 1,
  ])
  here.clock.advance(3 * 365 * DAY - 10 * DAY)
  await purge(outside())
  expect(await rows('conversations')).toBe(1)
  here.clock.advance(20 * DAY)
  await purge(outside())
  expect([await rows('visitors'), await rows('conversations'), await rows('messages')]).toEqual([
    0, 0, 0,
  ])
  const queuedId = newId()
  await expect(staff.call(contract.eraseQueued, { queuedId })).rejects.toThrow('forbidden')
  await expect(ana.call(contract.eraseQueued, { queuedId })).rejects.toThrow('not-found')
  await expect(bob.call(contract.listQueue)).rejects.toThrow('forbidden')
})

test('where nobody receives, there is nothing', async () => {
  await here.ana.call(contract.changeVisitorRules, { isOpen: false, keptMonths: 36 })
  const rita = browser()
  await expect(write(rita)).rejects.toThrow('not-found')
  await expect(rita(contract.readReception, {})).rejects.toThrow('not-found')
  await expect(rita(contract.sendVisitorCode, { email })).rejects.toThrow('not-found')
  await expect(rita(contract.enterVisitorCode, { email, code: '123456' })).rejects.toThrow(
    'not-found',
  )
})

test('every state, every move, every actor', async () => {
  const { staff, app, workspace } = here
  const rita = browser()
  const { conversationId } = await write(rita)
  await enter(rita)
  const queuedId = (await queue())[0]!.id
  await staff.call(contract.takeQueued, { queuedId })
  type State = StateOf<typeof visitorMachine>
  const surprises = await everyPair(
    visitorMachine,
    async ({ state, move, actor }) => {
      await app.system(async ({ db }) => {
        await db
          .updateTable('visitorConversations')
          .set({ state })
          .where('id', '=', queuedId)
          .execute()
        await db.updateTable('conversations').set({ writing: 'everybody' }).execute()
        await db.deleteFrom('visitorBlocks').execute()
      }, workspace)
      if (actor === 'visitor') {
        if (move !== 'ask') return null
        await rita(contract.answerAsVisitor, { conversationId, body: 'Encore' })
      } else if (move === 'answer') {
        await staff.call(postMessage, { conversationId, body: 'Voilà' })
        await here.settle()
      } else {
        const doors = {
          close: contract.closeQueued,
          reopen: contract.reopenQueued,
          block: contract.blockQueued,
          release: contract.releaseQueued,
        }
        const door = doors[move as keyof typeof doors]
        if (!door) return null
        await staff.call(door, { queuedId })
      }
      return (await staff.call(contract.readQueued, { queuedId })).state as State
    },
    ({ state, move, actor }) => {
      // Who says one thing more changes nothing, and neither does an agent where it is over.
      if (move === 'answer' && actor === 'agent') return null
      if (move === 'ask' && actor === 'visitor')
        return state === 'spam' ? 'visitors/not-taken' : null
      return undefined
    },
  )
  expect(surprises).toEqual([])
})
