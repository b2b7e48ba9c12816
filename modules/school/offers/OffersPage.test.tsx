import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { createOffer, listOffers } from './contract.ts'
import { MyOffersPage } from './MyOffersPage.tsx'
import { NewOfferPage } from './OfferFormPage.tsx'
import { OffersPage } from './OffersPage.tsx'

test('an empty school says how to begin', async () => {
  const { ana } = await village()
  const page = await visit(<OffersPage />, ana)

  await page.sees('Les premières offres sont à inventer')
  await page.sees('Proposer un coup de main')
})

test('offers are narrowed by category and by words', async () => {
  const { ana, bob } = await village()
  await bob.call(createOffer, { title: 'Ourlets et boutons', category: 'sewing' })
  await bob.call(createOffer, { title: 'Trajets du mercredi', category: 'pool-lifts' })
  const page = await visit(<OffersPage />, ana)

  await page.sees('Trajets du mercredi')
  await page.press('Couture')
  await expect.poll(() => page.screen.queryByText('Trajets du mercredi')).toBeNull()
  await page.sees('Ourlets et boutons')
  await page.fill('Chercher une offre', 'piano')

  await page.sees('Aucune offre ne correspond.')
})

test('Ana proposes what she likes doing', async () => {
  const { ana, bob } = await village()
  const page = await visit(<NewOfferPage />, ana)

  await page.tick('Cuisine')
  await page.fill('Titre', 'Tarte du dimanche')
  await page.press('Publier')

  await page.sees('Votre offre est publiée')
  const { items } = await bob.call(listOffers)
  expect(items).toMatchObject([{ title: 'Tarte du dimanche', category: 'cooking' }])
})

test('an offer rests, then comes back', async () => {
  const { ana, bob } = await village()
  await ana.call(createOffer, { title: 'Tarte du dimanche', category: 'cooking' })
  const page = await visit(<MyOffersPage />, ana)

  await page.press('Mettre en pause')
  await page.sees('En pause')
  expect((await bob.call(listOffers)).items).toEqual([])
  await page.press('Publier')

  await page.sees('Publiée')
})

test('nothing of mine yet', async () => {
  const { ana } = await village()
  const page = await visit(<MyOffersPage />, ana, { locale: 'nl-BE' })
  await page.sees('Wat doet u graag voor anderen?')
})
