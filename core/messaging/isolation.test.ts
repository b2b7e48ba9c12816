/** Who is not in a conversation finds nothing of it, whatever they ask and whatever role they have. */
import { expect, test } from 'vitest'
import messaging from './module.ts'
import { newId } from '#kernel/ids.ts'
import { village } from '#tests/village.ts'
import { listConversations, openGroup, readConversation } from './conversations/contract.ts'
import { postMessage, searchMessages } from './messages/contract.ts'

/** Right bodies, so that what is refused is refused for its caller. */
const bodies: Record<string, object> = {
  '/conversations/{conversationId}': { subject: 'Pris' },
  '/conversations/{conversationId}/participants': { memberIds: [newId()] },
  '/conversations/{conversationId}/participants/{participantId}': { role: 'admin' },
  '/conversations/{conversationId}/standing': { readSeq: 1 },
  '/conversations/{conversationId}/block': { isBlocked: true },
  '/conversations/{conversationId}/messages': { body: 'Moi' },
  '/conversations/{conversationId}/notes': { body: 'Moi' },
  '/messages/{messageId}': { body: 'Pris' },
  '/messages/{messageId}/reports': { reason: 'Rien' },
}

test('nobody outside of a conversation reads, writes or changes anything in it', async () => {
  const { ana, bob, cloe, admin, stranger } = await village()
  const group = await bob.call(openGroup, { subject: 'Secret', memberIds: [cloe.id] })
  const conversationId = group.id
  const { id: messageId } = await bob.call(postMessage, { conversationId, body: 'Secret' })
  const participantId = group.people.find((it) => !it.isMe)!.id
  const ids = { conversationId, messageId, participantId, fileId: newId(), reportId: newId() }
  const asked = messaging.routes
    .map((it) => it.endpoint)
    .filter((it) => /^\/(conversations|messages)\/.*\{(conversation|message)Id\}/.test(it.path))
  expect(asked.length).toBeGreaterThan(14)
  for (const who of [ana, admin, stranger])
    for (const it of asked) {
      const answer = who.call(it, { ...ids, ...bodies[it.path] })
      await expect(answer, `${it.method} ${it.path}`).rejects.toThrow('not-found')
    }
  for (const who of [ana, admin]) {
    expect((await who.call(searchMessages, { search: 'secret' })).items).toEqual([])
    expect((await who.call(listConversations, {})).items).toEqual([])
  }
  // Nor does one member of it act for another: nobody but its administrator changes it.
  const [rename] = asked.filter((it) => it.method === 'PATCH' && it.path.endsWith('Id}'))
  await expect(cloe.call(rename!, { ...ids, subject: 'Pris' })).rejects.toThrow('not-found')
  const left = await bob.call(readConversation, { conversationId })
  expect([left.title, left.peopleCount, left.lastSeq]).toEqual(['Secret', 2, 1])
})
