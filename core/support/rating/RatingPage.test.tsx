import { expect, test } from 'vitest'
import * as visitors from '#core/messaging/visitors/contract.ts'
import { QueuedPage } from '#core/messaging/visitors/QueuedPage.tsx'
import { openContextOf, SYSTEM } from '#kernel/context.ts'
import type { Locale } from '#kernel/text.ts'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import * as tickets from '../tickets/contract.ts'
import { NewTicketPage } from '../tickets/NewTicketPage.tsx'
import { TicketPage } from '../tickets/TicketPage.tsx'
import { ratingToken } from './link.ts'
import { Rating } from './RatingPage.tsx'

const wrong: readonly (readonly [Locale, RegExp])[] = [
  ['fr-BE', /Ce lien n’est pas complet ou a été modifié/],
  ['nl-BE', /Deze link is onvolledig of werd gewijzigd/],
  ['en', /This link is incomplete or was changed/],
]

test('a link that was changed is refused with a sentence, in three languages', async () => {
  const { bob } = await village()
  for (const [locale, sentence] of wrong) {
    const page = await visit(<Rating />, bob, { locale, guest: true, at: '/x?token=a.1.b' })
    await page.sees(sentence)
  }
})

test('from the queue of visitors to a request, and to what the visitor thinks of the answer', async () => {
  const { app, workspace, admin, bob, clock } = await village()
  await admin.call(visitors.changeVisitorRules, { isOpen: true, keptMonths: 36 })
  const said = { name: 'Rita', email: 'rita@exemple.test', subject: 'Place ?', body: 'Bonjour' }
  await bob.call(visitors.writeAsVisitor, said)
  const { items } = await admin.call(visitors.listQueue, {})
  const queuedId = items[0]!.id
  const place = { at: `/visitors/${queuedId}`, path: '/visitors/$id' }
  const queued = await visit(<QueuedPage />, admin, place)
  const link = await queued.screen.findByRole('link', { name: 'En faire une demande' })
  expect(link.getAttribute('href')).toBe(`/tickets/new?visitor=${queuedId}`)
  const form = await visit(<NewTicketPage />, admin, { at: `/tickets/new?visitor=${queuedId}` })
  await form.fill('En une phrase', 'Une place en M1')
  await form.press('En faire une demande')
  await form.sees('La demande est créée')
  const made = await admin.call(tickets.listTickets, {})
  const ticketId = made.items[0]!.id
  const at = { at: `/tickets/${ticketId}`, path: '/tickets/$id' }
  const ticket = await visit(<TicketPage />, admin, at)
  await ticket.sees('Adresse non vérifiée')
  await (await visit(<QueuedPage />, admin, place)).sees('Voir la demande')

  await admin.call(tickets.answerTicket, { ticketId, words: 'Oui.', next: 'resolve' })
  const origin = { requestId: 'test', address: '', agent: '' }
  const scene = { workspace, actor: SYSTEM, origin }
  const open = openContextOf(app, scene, app.dialect, () => new AbortController().signal)
  const token = ratingToken(open, ticketId, clock.now())
  const page = await visit(<Rating />, bob, { guest: true, at: `/x?token=${token}` })
  await page.sees(/demande n° 1 : Une place en M1/)
  await page.tick('Très content')
  await page.press('Envoyer mon avis')
  await page.sees('Merci de votre avis !')
  await page.sees(/Votre réponse est enregistrée : Très content/)
})
