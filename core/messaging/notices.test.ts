/** Who is told of a message, how often, and who is left in peace. */
import { expect, test } from 'vitest'
import { post, toldTo } from '#tests/told.ts'
import { village } from '#tests/village.ts'
import { changeStanding, openGroup } from './conversations/contract.ts'
import { postMessage } from './messages/contract.ts'

test('one notice and one mail for all that is unread; none for who has read, muted or wrote', async () => {
  const here = await village()
  const { ana, bob, cloe, guest, mails, settle } = here
  const { id: conversationId } = await ana.call(openGroup, {
    subject: 'P3',
    memberIds: [bob.id, cloe.id, guest.id],
  })
  await cloe.call(changeStanding, { conversationId, muted: 'always' })
  for (const body of ['Un', 'Deux', 'Trois']) await ana.call(postMessage, { conversationId, body })
  await guest.call(changeStanding, { conversationId, readSeq: 3 })
  await settle()
  const told = async () =>
    (await Promise.all([ana, bob, cloe, guest].map((it) => toldTo(it)))).map((it) => it.length)
  expect(await told()).toEqual([0, 1, 0, 0])
  const [notice] = await toldTo(bob)
  expect(notice).toMatchObject({ path: `/messages/${conversationId}`, writerId: ana.id })
  expect(notice!.title).toContain('Ana')
  await post(here, 20)
  const sent = mails.filter((it) => it.subject.includes('P3') || it.text.includes('P3'))
  expect(sent.map((it) => it.to)).toEqual([bob.email])
  expect(sent[0]!.text).not.toContain('Trois')

  // Read here is read there; what comes after is news again.
  await bob.call(changeStanding, { conversationId, readSeq: 3 })
  expect((await toldTo(bob)).map((it) => it.state)).not.toContain('unread')
  await ana.call(postMessage, { conversationId, body: 'Quatre' })
  await settle()
  expect(await told()).toEqual([0, 2, 0, 1])
})
