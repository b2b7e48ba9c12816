/** Stories of people who write to each other. */
import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { EDIT_MS } from './rules.ts'
import { village } from '#tests/village.ts'
import {
  addToGroup,
  changeStanding,
  countUnread,
  leaveGroup,
  listConversations,
  openDirect,
  openGroup,
  readConversation,
} from '../conversations/contract.ts'
import {
  deleteMessage,
  editMessage,
  listMessages,
  listVersions,
  postMessage,
  searchMessages,
} from './contract.ts'

type People = Awaited<ReturnType<typeof village>>
const words = (items: readonly { body: string }[]) => items.map((it) => it.body)

async function pairOf({ ana, bob }: People) {
  return (await ana.call(openDirect, { memberId: bob.id })).id
}

test('two who open at once have one conversation, and parallel writers leave no gap and no double', async () => {
  const people = await village()
  const { ana, bob, cloe } = people
  const opened = await Promise.all([
    ana.call(openDirect, { memberId: bob.id }),
    bob.call(openDirect, { memberId: ana.id }),
    ana.call(openDirect, { memberId: bob.id }),
  ])
  expect(new Set(opened.map((it) => it.id)).size).toBe(1)
  const group = await ana.call(openGroup, { subject: 'P3', memberIds: [bob.id, cloe.id] })
  const conversationId = group.id

  const writers = [ana, bob, cloe]
  const sent = Array.from({ length: 24 }, (_, i) => ({ who: writers[i % 3]!, id: newId(), i }))
  const posted = await Promise.all(
    // Each is sent twice, as a phone does that heard no answer.
    sent.flatMap(({ who, id, i }) =>
      [1, 2].map(() => who.call(postMessage, { id, conversationId, body: `Message ${i}` }, id)),
    ),
  )
  expect(new Set(posted.map((it) => it.seq)).size).toBe(24)
  const { items } = await cloe.call(listMessages, { conversationId, limit: 500 })
  expect(items.map((it) => it.seq)).toEqual(sent.map((_, i) => i + 1))
  expect(new Set(items.map((it) => it.id)).size).toBe(24)
})

test('ten minutes without a network: forty messages come once, in order, page by page, on two devices', async () => {
  const people = await village()
  const { ana, bob, clock } = people
  const conversationId = await pairOf(people)
  await ana.call(postMessage, { conversationId, body: 'Avant' })
  const [phone, laptop] = await Promise.all(
    [1, 2].map(() => bob.call(listMessages, { conversationId })),
  )
  expect(words(phone!.items)).toEqual(['Avant'])
  clock.advance(10 * 60_000)
  const missed = Array.from({ length: 40 }, (_, i) => `Numéro ${i}`)
  for (const body of missed) await ana.call(postMessage, { conversationId, body })
  expect(await bob.call(countUnread)).toEqual({ unread: 41 })

  for (const device of [phone!, laptop!]) {
    const got: string[] = []
    let after = device.items.at(-1)!.seq
    for (let more = true; more;) {
      const page = await bob.call(listMessages, { conversationId, after, limit: 15 })
      got.push(...words(page.items))
      after = page.items.at(-1)!.seq
      more = page.hasLater
    }
    expect(got).toEqual(missed)
  }
  // Upward the same, from the end.
  const last = await bob.call(listMessages, { conversationId, limit: 10 })
  expect([words(last.items)[0], last.hasEarlier, last.hasLater]).toEqual(['Numéro 30', true, false])
  const earlier = await bob.call(listMessages, { conversationId, before: 32, limit: 500 })
  expect([earlier.items.length, earlier.hasEarlier]).toEqual([31, false])
})

test('what is read grows only, is counted once for list and badge, and is put back by hand', async () => {
  const people = await village()
  const { ana, bob } = people
  const conversationId = await pairOf(people)
  for (const body of ['Un', 'Deux', 'Trois']) await ana.call(postMessage, { conversationId, body })
  await bob.call(postMessage, { conversationId, body: 'Tapé sans réseau' })
  const unread = async () => {
    const { items } = await bob.call(listConversations, {})
    return [items[0]!.unread, (await bob.call(countUnread)).unread]
  }
  // One's own words are no news, and writing them is not reading the others'.
  expect(await unread()).toEqual([3, 3])
  const stand = (change: object) => bob.call(changeStanding, { conversationId, ...change })
  await Promise.all([3, 1, 2, 99].map((readSeq) => stand({ readSeq })))
  expect((await stand({ readSeq: 1 })).readSeq).toBe(4)
  expect(await unread()).toEqual([0, 0])
  await stand({ unread: true })
  expect(await unread()).toEqual([0, 1])
  await stand({ readSeq: 4 })
  expect(await unread()).toEqual([0, 0])
  const { people: seen } = await ana.call(readConversation, { conversationId })
  expect(seen.map((it) => [it.isMe, it.readSeq])).toContainEqual([false, 4])

  await stand({ archived: true })
  expect((await bob.call(listConversations, {})).items).toEqual([])
  expect((await bob.call(listConversations, { view: 'archived' })).items).toHaveLength(1)
  // New words bring it back, unless it is muted; and muted ones are not in the badge.
  await ana.call(postMessage, { conversationId, body: 'Encore' })
  expect(await unread()).toEqual([1, 1])
  await stand({ archived: true, muted: 'day' })
  await ana.call(postMessage, { conversationId, body: 'Toujours' })
  expect((await bob.call(listConversations, {})).items).toEqual([])
  expect(await bob.call(countUnread)).toEqual({ unread: 0 })
  await stand({ pinned: true, muted: 'no' })
  const { pinned, items } = await bob.call(listConversations, {})
  expect([pinned.length, items.length, pinned[0]!.unread]).toEqual([1, 0, 2])
})

test('a message is mended for fifteen minutes, its history stays; taken back it keeps its place', async () => {
  const people = await village()
  const { ana, bob, clock } = people
  const conversationId = await pairOf(people)
  const first = await ana.call(postMessage, { conversationId, body: 'Rendez-vous à 8 h' })
  const answer = await bob.call(postMessage, {
    conversationId,
    body: 'D’accord',
    parentId: first.id,
  })
  expect(answer.parent).toMatchObject({ words: 'Rendez-vous à 8 h', seq: 1 })
  const messageId = first.id
  await expect(bob.call(editMessage, { messageId, body: 'Non' })).rejects.toThrow('not-found')
  await Promise.all(
    ['à 9 h', 'à 10 h'].map((it) =>
      ana.call(editMessage, { messageId, body: `Rendez-vous ${it}` }),
    ),
  )
  const versions = await bob.call(listVersions, { messageId })
  expect(versions.items).toHaveLength(2)
  expect(versions.items[0]!.body).toBe('Rendez-vous à 8 h')
  clock.advance(EDIT_MS + 1)
  const late = ana.call(editMessage, { messageId, body: 'Trop tard' })
  await expect(late).rejects.toThrow('messaging/too-late-to-edit')

  await expect(bob.call(deleteMessage, { messageId })).rejects.toThrow('not-found')
  const gone = await ana.call(deleteMessage, { messageId })
  expect(gone).toMatchObject({ state: 'deleted', body: '', seq: 1 })
  await expect(ana.call(deleteMessage, { messageId })).rejects.toThrow('wrong-state')
  await expect(bob.call(listVersions, { messageId })).rejects.toThrow('not-found')
  const { items } = await bob.call(listMessages, { conversationId })
  expect(items.map((it) => [it.state, it.body])).toEqual([
    ['deleted', ''],
    ['shown', 'D’accord'],
  ])
  expect(items[1]!.parent).toMatchObject({ words: '' })
  expect((await ana.call(searchMessages, { search: 'rendez' })).items).toEqual([])
  await expect(bob.call(postMessage, { conversationId, body: '  ' })).rejects.toThrow(
    'messaging/nothing-said',
  )
})

test('words are found whatever their accents and capitals, and only in one’s own conversations', async () => {
  const people = await village()
  const { ana, bob, cloe } = people
  const conversationId = await pairOf(people)
  await ana.call(postMessage, { conversationId, body: 'La fête de l’ÉCOLE : 100 % gaufres' })
  await bob.call(postMessage, { conversationId, body: 'Ik breng wafels mee' })
  const found = async (who: typeof ana, search: string) =>
    (await who.call(searchMessages, { search })).items.map((it) => it.author)
  expect(await found(bob, 'ecole FETE')).toEqual(['Ana'])
  expect(await found(bob, '100 %')).toEqual(['Ana'])
  expect(await found(bob, '%%')).toEqual([])
  expect(await found(cloe, 'ecole')).toEqual([])
})

test('who leaves a group keeps what they had read and hears no more; who comes sees what is new', async () => {
  const { ana, bob, cloe, stranger } = await village()
  const opened = await ana.call(openGroup, { subject: 'Parents de P3', memberIds: [bob.id] })
  const conversationId = opened.id
  await ana.call(postMessage, { conversationId, body: 'Avant Cloé' })
  for (const other of [cloe, stranger])
    await expect(other.call(listMessages, { conversationId })).rejects.toThrow('not-found')
  await expect(bob.call(addToGroup, { conversationId, memberIds: [cloe.id] })).rejects.toThrow(
    'not-found',
  )
  await ana.call(addToGroup, { conversationId, memberIds: [cloe.id] })
  await ana.call(postMessage, { conversationId, body: 'Avec Cloé' })
  expect(words((await cloe.call(listMessages, { conversationId })).items)).toEqual([
    '',
    'Avec Cloé',
  ])
  await bob.call(leaveGroup, { conversationId })
  await ana.call(postMessage, { conversationId, body: 'Sans Bob' })
  const kept = await bob.call(listMessages, { conversationId })
  expect(words(kept.items)).toEqual(['Avant Cloé', '', 'Avec Cloé', ''])
  await expect(bob.call(postMessage, { conversationId, body: 'Moi' })).rejects.toThrow('not-found')
  expect(await bob.call(countUnread)).toEqual({ unread: 0 })
  // The founder goes: somebody else looks after the group.
  await ana.call(leaveGroup, { conversationId })
  expect((await cloe.call(readConversation, { conversationId })).mayManage).toBe(true)
})
