import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { CannedPage } from '../canned/CannedPage.tsx'
import { addCanned } from '../canned/contract.ts'
import { readTargets } from '../targets/contract.ts'
import * as tickets from './contract.ts'
import { HelpPage } from './HelpPage.tsx'
import { HelpTicketPage } from './HelpTicketPage.tsx'
import { NewHelpPage } from './NewHelpPage.tsx'
import { ReportPage } from '../targets/ReportPage.tsx'
import { TargetsPage } from '../targets/TargetsPage.tsx'
import { TicketPage } from './TicketPage.tsx'
import { TicketsPage } from './TicketsPage.tsx'

test('Bob finds nothing, asks, and follows; an agent finds it, takes it, resolves it; Bob says how it was', async () => {
  const { admin, bob } = await village()
  const empty = await visit(<HelpPage />, bob)
  await empty.sees('Aucune demande en cours')

  const form = await visit(<NewHelpPage />, bob)
  await form.fill('En une phrase', 'La porte grince')
  await form.fill('Racontez', 'Depuis lundi.')
  await form.press('Envoyer la demande')
  await form.sees('Demande envoyée')
  const { items } = await bob.call(tickets.listMyTickets)
  expect(items).toMatchObject([{ title: 'La porte grince', number: 1, state: 'open' }])
  const ticketId = items[0]!.id

  const list = await visit(<TicketsPage />, admin)
  await list.sees('La porte grince')
  await list.sees(/pour lundi 30 novembre|Réponse/)

  const page = await visit(<TicketPage />, admin, {
    at: `/tickets/${ticketId}`,
    path: '/tickets/$id',
  })
  await page.press('Prendre')
  await page.sees('La demande est à vous')
  await page.sees('Alix a pris la demande')
  await page.press('Résoudre')
  await page.sees('Demande résolue')

  const his = await visit(<HelpTicketPage />, bob, { at: `/help/${ticketId}`, path: '/help/$id' })
  await his.sees('Êtes-vous content de l’aide reçue ?')
  await his.tick('Très content')
  await his.press('Envoyer mon avis')
  await his.sees('Merci de votre avis !')
  expect((await admin.call(tickets.readTicket, { ticketId })).rating).toMatchObject({ score: 5 })
})

test('what is promised, what is often answered and how it goes each have a page, in Dutch too', async () => {
  const { admin } = await village()
  const targets = await visit(<TargetsPage />, admin)
  await targets.sees('Ce sont les délais habituels.')
  await targets.press('Enregistrer')
  await targets.sees('Délais enregistrés')
  expect((await admin.call(readTargets)).version).toBe(1)
  const canned = await visit(<CannedPage />, admin)
  await canned.sees('Aucune réponse type')
  await admin.call(addCanned, { name: 'Accueil', fr: 'Bonjour {{client}}, ici {{agent}}.' })
  await (await visit(<CannedPage />, admin)).sees('Bonjour [la personne], ici [vous].')
  const report = await visit(<ReportPage />, admin, { locale: 'nl-BE' })
  await report.sees('Ontvangen aanvragen')
})
