import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { proposePayment, readAccount, requestPayment } from './contract.ts'
import { ExchangePage } from './ExchangePage.tsx'

test('two hours to begin with, and what they are for', async () => {
  const { ana } = await village()
  const page = await visit(<ExchangePage />, ana)

  await page.sees('2 h')
  await page.sees('120 unités')
  await page.sees('Bienvenue : unités de départ')
  page.seesNot(/réponse attendue/)
})

test('Bob confirms what waits for him, where he sees it', async () => {
  const { ana, bob } = await village()
  await ana.call(proposePayment, { receiverId: bob.id, units: 90, reason: 'Couture' })
  const page = await visit(<ExchangePage />, bob)

  await page.sees('1 réponse attendue')
  await page.sees('Ana vous remercie : 1 h 30')
  await page.press('Confirmer')

  await page.sees('Confirmé : 1 h 30')
  await page.sees('210 unités')
  page.seesNot(/réponse attendue/)
})

test('Bob rejects with a word, and the units go back', async () => {
  const { ana, bob } = await village()
  await ana.call(proposePayment, { receiverId: bob.id, units: 90, reason: 'Couture' })
  const page = await visit(<ExchangePage />, bob)

  await page.press('Refuser')
  await page.fill('Un mot d’explication', 'C’était Cloé')
  await page.user.click(page.screen.getAllByRole('button', { name: 'Refuser' }).at(-1)!)

  await page.sees('Transfert refusé')
  expect(await ana.call(readAccount)).toMatchObject({ balance: 120, heldOut: 0 })
})

test('the same page in Dutch', async () => {
  const { ana, bob } = await village()
  await bob.call(requestPayment, { payerId: ana.id, units: 60, reason: 'Fiets' })
  const page = await visit(<ExchangePage />, ana, { locale: 'nl-BE' })

  await page.sees('Uw saldo')
  await page.sees('2 u')
  await page.sees('Bob vraagt u 1 u')
  await page.press('Aanvaarden')

  await page.sees('Bevestigd: 1 u')
  await page.sees('60 eenheden')
})

test('near the minimum, a word of warning', async () => {
  const { ana, bob, cloe } = await village()
  for (const it of [bob, cloe])
    await ana.call(requestPayment, { payerId: it.id, units: 1, reason: 'Rien' })
  await bob.call(requestPayment, { payerId: ana.id, units: 300, reason: 'Toiture' })
  const page = await visit(<ExchangePage />, ana)

  await page.press('Accepter')

  await page.sees('−3 h')
  await page.sees('Votre solde approche de la limite : proposez un coup de main.')
})
