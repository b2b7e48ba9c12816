import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { createOffer } from '../offers/contract.ts'
import { answerNeed, listAnswers, listNeeds, postNeed } from './contract.ts'
import { NewNeedPage } from './NeedFormPage.tsx'
import { NeedPage } from './NeedPage.tsx'
import { NeedsPage } from './NeedsPage.tsx'

const sewing = { title: 'Raccourcir un rideau', category: 'sewing' } as const
const path = '/exchange/needs/$id'

test('an empty school says how to begin, and Ana asks for help', async () => {
  const { ana, bob } = await village()
  const list = await visit(<NeedsPage />, ana)
  await list.sees('Personne ne cherche rien en ce moment')
  await list.sees('Demander un coup de main')

  const page = await visit(<NewNeedPage />, ana)
  await page.tick('Couture')
  await page.fill('Que cherchez-vous ?', 'Raccourcir un rideau')
  await page.tick('mercredi, après-midi')
  await page.press('Publier le besoin')
  await page.sees('Votre besoin est publié')
  const { items } = await bob.call(listNeeds)
  expect(items).toMatchObject([{ ...sewing, slots: ['wed-afternoon'] }])
})

test('Bob can help, Ana accepts and is led to thanking', async () => {
  const { ana, bob } = await village()
  const { id: needId } = await ana.call(postNeed, { ...sewing, units: 90 })
  const at = `/exchange/needs/${needId}`
  const his = await visit(<NeedPage />, bob, { at, path })
  await his.fill('Votre mot à Ana', 'Avec plaisir')
  await his.press('Je peux aider')
  await his.sees('Réponse envoyée à Ana')
  await his.sees('Votre réponse')

  const hers = await visit(<NeedPage />, ana, { at, path })
  await hers.sees('Avec plaisir')
  await hers.press('Accepter')
  await hers.follow('Remercier Bob')
  expect(hers.address()).toContain(`to=${bob.id}`)
  expect(decodeURIComponent(hers.address())).toMatch(/units=\W*90/)
  expect((await bob.call(listAnswers, { needId })).items).toMatchObject([{ state: 'accepted' }])
})

test('who asks sees the offers that fit, and why', async () => {
  const { ana, bob } = await village()
  await bob.call(createOffer, { title: 'Rideaux et ourlets', category: 'sewing' })
  const { id } = await ana.call(postNeed, sewing)
  const page = await visit(<NeedPage />, ana, { at: `/exchange/needs/${id}`, path })
  await page.sees('Rideaux et ourlets')
  await page.sees(/même catégorie · en commun : rideaux/)
})

test('my answers stand in a view of their own, in Dutch too', async () => {
  const { ana, bob } = await village()
  const { id: needId } = await ana.call(postNeed, sewing)
  await bob.call(answerNeed, { needId, message: 'Ik kom.' })
  const page = await visit(<NeedsPage />, bob, { locale: 'nl-BE' })
  await page.choose('Welke?', 'Mijn antwoorden')
  await page.sees(/1 antwoord/)
  await page.choose('Welke?', 'De mijne')
  await page.sees('U hebt nog niets gevraagd')
})
