import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { createOffer } from '../offers/contract.ts'
import { OfferPage } from '../offers/OfferPage.tsx'
import { AgendaPage } from './AgendaPage.tsx'
import {
  changeAvailability,
  listAppointments,
  proposeMoment,
  readAvailability,
} from './contract.ts'

test('Ana says when she has time, and when she is away', async () => {
  const { ana, bob } = await village()
  const page = await visit(<AgendaPage />, ana)
  await page.sees('Aucun rendez-vous en vue')
  await page.tick('mercredi, après-midi')
  await page.tick('samedi, matin')
  await page.press('Enregistrer')
  await page.sees('Semaine enregistrée')
  await page.fill('Du', '2026-12-21')
  await page.fill('Au (inclus)', '2027-01-03')
  await page.press('Ajouter l’absence')
  await page.sees(/Absent du 21 déc\. 2026 au 3 janv\. 2027/)
  expect(await bob.call(readAvailability, { memberId: ana.id })).toMatchObject({
    slots: ['wed-afternoon', 'sat-morning'],
    absences: [{ fromDay: '2026-12-21' }],
  })
})

test('a neighbour’s week is a table that can be read aloud', async () => {
  const { ana, bob } = await village()
  await ana.call(changeAvailability, { slots: ['wed-afternoon'] })
  const { id } = await ana.call(createOffer, { title: 'Piano', category: 'music' })
  const at = `/exchange/offers/${id}`
  const page = await visit(<OfferPage />, bob, { at, path: '/exchange/offers/$id' })
  const table = await page.screen.findByRole('table', {
    name: 'Disponibilités par jour et par moment',
  })
  const row = [...table.querySelectorAll('tbody tr')].map((it) => it.textContent)
  expect(row[1]).toContain('Après-midi')
  expect(row[1]!.match(/(?<!pas )disponible/g)).toHaveLength(1)
  expect(row[0]!.match(/pas disponible/g)).toHaveLength(7)
  await page.sees('Proposer un moment')
})

test('Ana accepts a moment, and may take it into her calendar', async () => {
  const { ana, bob } = await village()
  const { id: offerId } = await ana.call(createOffer, { title: 'Piano', category: 'music' })
  await bob.call(proposeMoment, { offerId, day: '2026-11-25', time: '14:00' })
  const page = await visit(<AgendaPage />, ana)
  await page.sees(/mercredi 25 novembre, de 14:00 à 15:00/)
  await page.press('Accepter')
  await page.sees('Rendez-vous convenu')
  const link = await page.screen.findByRole('link', { name: 'Ajouter à mon calendrier' })
  expect(link.getAttribute('href')).toBe('/api/w/here/agenda/calendar')
  expect((await bob.call(listAppointments)).items).toMatchObject([{ state: 'accepted' }])
})
