import { expect, test } from 'vitest'
import { visit } from '#tests/visit.tsx'
import { village } from '#tests/village.ts'
import { openDirect, openGroup } from '../conversations/contract.ts'
import { listMessages, postMessage } from '../messages/contract.ts'
import { reportMessage } from '../moderation/contract.ts'
import { ReportsPage } from '../moderation/ReportsPage.tsx'
import { InboxPage } from './InboxPage.tsx'

test('one reads, answers and finds again', async () => {
  const { ana, bob } = await village()
  const { id } = await bob.call(openDirect, { memberId: ana.id })
  await bob.call(postMessage, { conversationId: id, body: 'Le vélo est prêt' })
  const page = await visit(<InboxPage />, ana, { at: `/messages/${id}`, path: '/messages/$id' })
  await page.sees('Le vélo est prêt')
  await page.fill('Message à Bob', 'Merci Bob !')
  await page.press('Envoyer')
  await page.sees('Merci Bob !')
  await expect
    .poll(async () => (await bob.call(listMessages, { conversationId: id })).items.at(-1)?.body)
    .toBe('Merci Bob !')
})

test('one stops somebody’s direct messages from the menu of the conversation, and takes it back', async () => {
  const { ana, bob } = await village()
  const { id } = await bob.call(openDirect, { memberId: ana.id })
  await bob.call(postMessage, { conversationId: id, body: 'Encore moi' })
  const at = { at: `/messages/${id}`, path: '/messages/$id' }
  const page = await visit(<InboxPage />, ana, at)
  await page.press('Options de la conversation')
  await page.press('Bloquer ses messages directs')
  await page.sees('Ne plus recevoir les messages directs de Bob ?')
  await page.press('Bloquer ses messages directs')
  await page.sees('Vous avez bloqué les messages directs de Bob.')
  const his = await visit(<InboxPage />, bob, at)
  await his.sees('Cette personne ne reçoit pas de messages directs pour l’instant.')
  await page.press('Débloquer')
  await page.sees('Bob peut de nouveau vous écrire.')
})

test('an empty inbox says how to begin; a viewer reads without a place to write', async () => {
  const { bob, cloe, guest } = await village()
  const empty = await visit(<InboxPage />, cloe, { at: '/messages' })
  await empty.sees('Écrivez à une personne de l’espace, ou réunissez un petit groupe.')
  const { id } = await bob.call(openGroup, { subject: 'P3', memberIds: [guest.id] })
  await bob.call(postMessage, { conversationId: id, body: 'Bonjour' })
  const page = await visit(<InboxPage />, guest, { at: `/messages/${id}`, path: '/messages/$id' })
  await page.sees('Ici, vous lisez sans pouvoir écrire.')
})

test('a moderator sees what was reported and shows it again', async () => {
  const { ana, bob, cloe } = await village()
  const { id: conversationId } = await bob.call(openDirect, { memberId: cloe.id })
  const { id: messageId } = await bob.call(postMessage, { conversationId, body: 'Mot dur' })
  await cloe.call(reportMessage, { messageId, reason: 'Blessant' })
  const page = await visit(<ReportsPage />, ana)
  await page.sees('Mot dur')
  await page.press('Rétablir le message')
  await page.sees('Aucun message signalé')
})
