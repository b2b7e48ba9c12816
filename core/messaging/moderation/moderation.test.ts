/** What is reported is hidden, what is decided stays decided, notes stay inside, people can be forgotten. */
import { expect, test } from 'vitest'
import { everyPair } from '#tests/pairs.ts'
import { village } from '#tests/village.ts'
import { addParticipant, openConversation, postFromVisitor, readAsVisitor } from '../api.ts'
import { openDirect, openGroup, readConversation } from '../conversations/contract.ts'
import { deleteMessage, listMessages, postMessage } from '../messages/contract.ts'
import { messageStates } from '../messages/rules.ts'
import { addNote, listNotes } from '../notes/contract.ts'
import { keepMessage, listReports, removeMessage, reportMessage } from './contract.ts'
import { personal } from '../personal.ts'
import { newId } from '#kernel/ids.ts'

type People = Awaited<ReturnType<typeof village>>
const within = ({ app, workspace }: People, work: (ctx: any) => Promise<unknown>) =>
  app.system(work, workspace)

test('a reported message is hidden from all but its author, and a moderator decides', async () => {
  const { ana, bob, cloe, guest } = await village()
  const { id: conversationId } = await bob.call(openGroup, {
    subject: 'P3',
    memberIds: [cloe.id, guest.id],
  })
  const { id: messageId } = await bob.call(postMessage, { conversationId, body: 'Injure' })
  const reason = 'Ce n’est pas correct.'
  // Not a member of it: the owner of the workspace does not even see it.
  await expect(ana.call(reportMessage, { messageId, reason })).rejects.toThrow('not-found')
  await expect(bob.call(reportMessage, { messageId, reason })).rejects.toThrow(
    'messaging/own-message',
  )
  const both = await Promise.allSettled(
    [cloe, guest].map((it) => it.call(reportMessage, { messageId, reason })),
  )
  expect(both.map((it) => it.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const seen = async (who: typeof ana) =>
    (await who.call(listMessages, { conversationId })).items.map((it) => [it.state, it.body])[0]
  expect([await seen(cloe), await seen(bob)]).toEqual([
    ['pending', ''],
    ['pending', 'Injure'],
  ])
  await expect(cloe.call(listReports, {})).rejects.toThrow('forbidden')
  const { items } = await ana.call(listReports, {})
  expect(items.map((it) => [it.body, it.reason, it.author.name])).toEqual([
    ['Injure', reason, 'Bob'],
  ])
  const { id: reportId } = items[0]!
  const decided = await Promise.allSettled([
    ana.call(keepMessage, { reportId }),
    ana.call(removeMessage, { reportId }),
  ])
  expect(decided.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  expect(['kept', 'removed']).toContain((await seen(cloe))![0])
  expect((await ana.call(listReports, {})).items).toEqual([])
})

test('every move of a message from every state is as declared', async () => {
  const people = await village()
  const { ana, bob } = people
  const { id: conversationId } = await bob.call(openDirect, { memberId: ana.id })
  const surprises = await everyPair(
    messageStates,
    async ({ state, move, actor }) => {
      const doors = { delete: 'author', report: 'reader' } as Record<string, string>
      if ((doors[move] ?? 'moderator') !== actor) return null
      const { id: messageId } = await bob.call(postMessage, { conversationId, body: 'Mot' })
      const reason = 'Non'
      if (state === 'pending' || state === 'kept' || state === 'removed')
        await ana.call(reportMessage, { messageId, reason })
      const open = (await ana.call(listReports, {})).items
      const reportId = open.find((it) => it.messageId === messageId)?.id ?? newId()
      if (state === 'kept') await ana.call(keepMessage, { reportId })
      if (state === 'removed') await ana.call(removeMessage, { reportId })
      if (state === 'deleted') await bob.call(deleteMessage, { messageId })
      if (move === 'delete') await bob.call(deleteMessage, { messageId })
      if (move === 'report') await ana.call(reportMessage, { messageId, reason })
      if (move === 'keep') await ana.call(keepMessage, { reportId })
      if (move === 'remove') await ana.call(removeMessage, { reportId })
      const { items } = await bob.call(listMessages, { conversationId, limit: 1 })
      return items[0]!.state
    },
    // Nothing was reported there: for a moderator there is no such report.
    ({ move, state }) =>
      (move === 'keep' || move === 'remove') && (state === 'shown' || state === 'deleted')
        ? 'not-found'
        : undefined,
  )
  expect(surprises).toEqual([])
})

test('notes are for agents of this conversation; a visitor reads what was written and no note', async () => {
  const people = await village()
  const { ana, bob, cloe } = people
  const visitorId = newId()
  let conversationId = ''
  await within(people, async (ctx) => {
    const opened = await openConversation(ctx, {
      kind: 'visitor',
      subject: 'Inscription',
      about: { kind: 'question', id: visitorId },
      participants: [
        { visitorId, name: 'Madame Roy', verified: false },
        { memberId: ana.id, role: 'agent' },
        { memberId: bob.id },
      ],
    })
    conversationId = opened.conversationId
    await postFromVisitor(ctx, visitorId, { conversationId, body: 'Bonjour' })
    // Asked again for the same thing it is the same conversation.
    const again = await openConversation(ctx, {
      kind: 'visitor',
      about: { kind: 'question', id: visitorId },
      participants: [],
    })
    expect(again).toEqual({ conversationId, isNew: false })
  })
  await ana.call(addNote, { conversationId, body: 'À rappeler lundi' })
  for (const other of [bob, cloe]) {
    await expect(other.call(listNotes, { conversationId })).rejects.toThrow('not-found')
    await expect(other.call(addNote, { conversationId, body: 'x' })).rejects.toThrow('not-found')
  }
  await within(people, (ctx) =>
    addParticipant(ctx, conversationId, { memberId: cloe.id, role: 'agent', sees: 'all' }),
  )
  const { items } = await cloe.call(listNotes, { conversationId })
  expect(items.map((it) => [it.body, it.author.name, it.afterSeq])).toEqual([
    ['À rappeler lundi', 'Ana', 1],
  ])
  await within(people, async (ctx) => {
    const page = await readAsVisitor(ctx, visitorId, { conversationId, limit: 50 })
    expect(JSON.stringify(page)).not.toContain('rappeler')
    expect(page!.items[0]!.body).toBe('Bonjour')
    expect(await readAsVisitor(ctx, newId(), { conversationId, limit: 50 })).toBeUndefined()
  })
})

test('an erased account leaves its words without a name, and takes its own copy before', async () => {
  const people = await village()
  const { ana, bob, cloe } = people
  const { id } = await bob.call(openDirect, { memberId: ana.id })
  await bob.call(postMessage, { conversationId: id, body: 'Je reste' })
  const group = await bob.call(openGroup, { subject: 'P3', memberIds: [ana.id, cloe.id] })
  await within(people, async (ctx) => {
    const kept = await personal.gather(ctx, bob.accountId)
    expect(JSON.stringify(kept)).toContain('Je reste')
    await personal.forget(ctx, bob.accountId)
    await personal.forget(ctx, bob.accountId)
    expect(await personal.gather(ctx, bob.accountId)).toMatchObject({ messages: [] })
  })
  const { items, people: authors } = await ana.call(listMessages, { conversationId: id })
  expect([items[0]!.body, authors[0]]).toMatchObject([
    'Je reste',
    { name: null, standing: 'erased', memberId: null },
  ])
  expect(await ana.call(readConversation, { conversationId: id })).toMatchObject({
    title: null,
    mayWrite: false,
  })
  const { people: left } = await cloe.call(readConversation, { conversationId: group.id })
  expect(left.map((it) => it.role).toSorted()).toEqual(['admin', 'member'])
})
