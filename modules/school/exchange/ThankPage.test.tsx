import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { createOffer } from '../offers/contract.ts'
import { listTransfers, readAccount } from './contract.ts'
import { ThankPage } from './ThankPage.tsx'

test('Ana thanks Bob for an hour of sewing', async () => {
  const { ana, bob } = await village()
  const page = await visit(<ThankPage />, ana)

  await page.choose('À qui ?', 'Bob')
  await page.press('1\u00a0h')
  await page.sees(/votre solde passera à 1 h/)
  await page.fill('Pour quoi ?', 'Couture')
  await page.press('Envoyer le merci')

  await page.sees('Merci envoyé à Bob')
  await page.sees('1 h · 60 unités')
  const { items } = await bob.call(listTransfers, { waiting: true })
  expect(items).toMatchObject([{ units: 60, reason: 'Couture', awaitsMe: true }])
})

test('a thank is taken back from the toast', async () => {
  const { ana } = await village()
  const page = await visit(<ThankPage />, ana)

  await page.choose('À qui ?', 'Bob')
  await page.press('30\u00a0min')
  await page.fill('Pour quoi ?', 'Plantes')
  await page.press('Envoyer le merci')
  await page.sees('Merci envoyé à Bob')
  await page.press('Annuler l’action')

  await page.sees('Envoyer le merci')
  await page.sees('30 min · votre solde passera à 1 h 30')
  expect(await ana.call(readAccount)).toMatchObject({ balance: 120, heldOut: 0 })
})

test('a refusal is said in French', async () => {
  const { ana } = await village()
  const page = await visit(<ThankPage />, ana)

  await page.choose('À qui ?', 'Bob')
  await page.fill('Combien d’unités ?', '430')
  await page.sees(/vous pouvez donner 7 h au plus/)
  await page.fill('Pour quoi ?', 'Toiture')
  await page.press('Envoyer le merci')

  await page.sees('Limite de -300 unités atteinte')
})

test('more than ten hours at once is refused beside the field', async () => {
  const { ana } = await village()
  const page = await visit(<ThankPage />, ana)

  await page.choose('À qui ?', 'Bob')
  await page.fill('Combien d’unités ?', '601')
  await page.fill('Pour quoi ?', 'Toiture')
  await page.press('Envoyer le merci')

  expect(await page.fault('Combien d’unités ?')).toContain('600')
})

test('Bob asks to be thanked for an offer of his', async () => {
  const { ana, bob } = await village()
  await bob.call(createOffer, { title: 'Ourlets', category: 'sewing' })
  const page = await visit(<ThankPage />, bob, { at: '/?as=request' })

  await page.choose('À qui demander ?', 'Ana')
  await page.fill('Combien d’unités ?', '45')
  await page.fill('Pour quoi ?', 'Deux rideaux')
  await page.choose('Pour quelle offre ?', 'Ourlets')
  await page.press('Envoyer la demande')

  await page.sees('Demande envoyée à Ana')
  const { items } = await ana.call(listTransfers, { waiting: true })
  expect(items).toMatchObject([{ kind: 'request', units: 45, offer: { title: 'Ourlets' } }])
})
