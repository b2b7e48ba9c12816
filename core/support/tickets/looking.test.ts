import { expect, test } from 'vitest'
import { countUnread } from '#core/messaging/conversations/contract.ts'
import { postMessage } from '#core/messaging/messages/contract.ts'
import { toldTo } from '#tests/told.ts'
import { village } from '#tests/village.ts'
import * as tickets from './contract.ts'

test('an agent who only looks at a request is told of nothing in it; one who takes part is', async () => {
  const { ana, admin, bob, settle } = await village()
  const { id: ticketId, conversationId } = await bob.call(tickets.openTicket, {
    title: 'Chauffage en panne',
    words: 'Il fait froid.',
  })
  await settle()
  const written = async (who: typeof ana) =>
    (await toldTo(who)).filter((it) => it.title.startsWith('Bob a écrit')).length
  for (const who of [ana, admin]) await who.call(tickets.enterTicket, { ticketId })
  const say = async (body: string) => {
    await bob.call(postMessage, { conversationId, body })
    await settle()
  }
  await say('Encore une chose.')
  expect([await written(ana), await written(admin)]).toEqual([0, 0])
  expect((await ana.call(countUnread)).unread).toBe(0)
  await ana.call(postMessage, { conversationId, body: 'Je regarde.' })
  await settle()
  await say('Merci.')
  expect([await written(ana), await written(admin)]).toEqual([1, 0])
  // Opening it again is no way out of it, and being given it is a way in.
  await ana.call(tickets.enterTicket, { ticketId })
  await ana.call(tickets.assignTicket, { ticketId, assigneeId: admin.id })
  await say('Et voici la photo.')
  expect(await written(admin)).toBe(1)
})
