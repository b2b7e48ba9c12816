import { expect, test } from 'vitest'
import { leaveForGood } from '#core/identity/leaving/contract.ts'
import { toldTo } from '#tests/told.ts'
import { PASSWORD, village } from '#tests/village.ts'
import { openDirect, openGroup, readConversation } from '../conversations/contract.ts'
import { editMessage, listMessages, postMessage } from '../messages/contract.ts'
import { blockDirect } from './contract.ts'

async function pair() {
  const here = await village()
  const { bob, cloe, settle } = here
  const { id: conversationId } = await bob.call(openDirect, { memberId: cloe.id })
  const { id: messageId } = await bob.call(postMessage, { conversationId, body: 'Bonjour' })
  await settle()
  const block = (isBlocked: boolean) => cloe.call(blockDirect, { conversationId, isBlocked })
  const say = (who: typeof bob, body: string) => who.call(postMessage, { conversationId, body })
  const bodies = async () =>
    (await cloe.call(listMessages, { conversationId, after: 0 })).items.map((it) => it.body)
  return { ...here, conversationId, messageId, block, say, bodies }
}

test('who is blocked is told neutrally and reaches nobody; it can be undone', async () => {
  const { bob, cloe, conversationId, messageId, block, say, bodies, settle } = await pair()
  expect(await block(true)).toEqual({ reach: 'shut' })
  expect(await block(true)).toEqual({ reach: 'shut' })
  await expect(say(bob, 'Encore')).rejects.toThrow('messaging/not-received')
  // Neither by changing what was said before.
  await expect(bob.call(editMessage, { messageId, body: 'Encore' })).rejects.toThrow(
    'messaging/not-received',
  )
  await expect(say(cloe, 'Non')).rejects.toThrow('messaging/still-blocked')
  expect(await bob.call(readConversation, { conversationId })).toMatchObject({
    reach: 'unreachable',
    mayWrite: false,
  })
  expect(await cloe.call(readConversation, { conversationId })).toMatchObject({
    reach: 'shut',
    mayWrite: false,
  })
  await settle()
  expect(await bodies()).toEqual(['Bonjour'])
  // Opening it anew is no way around.
  expect(await bob.call(openDirect, { memberId: cloe.id })).toMatchObject({
    id: conversationId,
    mayWrite: false,
  })

  expect(await block(false)).toEqual({ reach: 'open' })
  await say(bob, 'Merci')
  expect(await bodies()).toEqual(['Bonjour', 'Merci'])
})

test('a block is between two alone: groups go on, and so does everybody else', async () => {
  const { ana, bob, cloe, conversationId, block, settle } = await pair()
  await block(true)
  const group = await bob.call(openGroup, { subject: 'Potager', memberIds: [cloe.id] })
  await bob.call(postMessage, { conversationId: group.id, body: 'Samedi ?' })
  const { id: other } = await ana.call(openDirect, { memberId: cloe.id })
  await ana.call(postMessage, { conversationId: other, body: 'Bonjour' })
  await settle()
  expect((await toldTo(cloe)).length).toBeGreaterThanOrEqual(3)
  const blockGroup = cloe.call(blockDirect, { conversationId: group.id, isBlocked: true })
  await expect(blockGroup).rejects.toThrow('not-found')
  // Bob may block Cloé as well: each takes away their own.
  const bobs = (isBlocked: boolean) => bob.call(blockDirect, { conversationId, isBlocked })
  expect(await bobs(true)).toEqual({ reach: 'shut' })
  expect(await bobs(false)).toEqual({ reach: 'unreachable' })
})

test('nothing slips past a block that is set while somebody writes', async () => {
  const { bob, cloe, conversationId, block, say, bodies } = await pair()
  const sent = Array.from({ length: 6 }, (_, i) => say(bob, `${i}`).then(() => `${i}`))
  const [, ...outcomes] = await Promise.allSettled([block(true), ...sent])
  const kept = (await bodies()).slice(1)
  const accepted = outcomes.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []))
  expect(kept.toSorted()).toEqual(accepted.toSorted())
  await expect(say(bob, 'Encore')).rejects.toThrow('messaging/not-received')
  expect((await cloe.call(readConversation, { conversationId })).lastSeq).toBe(1 + kept.length)
})

test('a block is forgotten with either of the two', async () => {
  const { app, bob, block, settle, workspace } = await pair()
  await block(true)
  await bob.call(leaveForGood, { password: PASSWORD })
  await settle()
  const left = await app.system(
    ({ db }) => db.selectFrom('memberBlocks').selectAll().execute(),
    workspace,
  )
  expect(left).toEqual([])
})
