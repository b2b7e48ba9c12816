import { cleanup } from '@testing-library/react'
import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { readAccount } from '../exchange/contract.ts'
import { BadgePage } from './BadgePage.tsx'
import { createCode, payBadge } from './contract.ts'
import { PayPage } from './PayPage.tsx'

const at = (code: string) => ({ at: `/exchange/pay?code=${code}` })

test('one tap pays what the code says', async () => {
  const { ana, bob } = await village()
  const { secret } = await ana.call(createCode, { units: 60, reason: 'Gaufres' })
  const page = await visit(<PayPage />, bob, at(secret))
  await page.sees('Payer Ana')
  await page.sees('Gaufres')
  await page.press('Payer 1 h')
  await page.sees('Payé : 1 h · 60 unités à Ana')
  expect((await ana.call(readAccount)).balance).toBe(180)
})

test('a badge asks how much and what for', async () => {
  const { ana, bob } = await village()
  const { secret } = await ana.call(createCode)
  const page = await visit(<PayPage />, bob, at(secret))
  await page.press('30 min')
  await page.fill('Pour quoi ?', 'Soupe')
  await page.press('Payer')
  await page.sees('Payé : 30 min · 30 unités à Ana')
})

test('one’s own code, one that was paid, and one that is none', async () => {
  const { ana, bob, cloe } = await village()
  const { secret } = await ana.call(createCode, { units: 60, reason: 'Gaufres' })
  const sees = async (who: typeof bob, code: string, words: string | RegExp) => {
    cleanup()
    await (await visit(<PayPage />, who, at(code))).sees(words)
  }
  await sees(ana as typeof bob, secret, /C’est votre propre code/)
  await bob.call(payBadge, { code: secret })
  await sees(cloe, secret, /Quelqu’un d’autre a déjà payé/)
  await sees(bob, secret, 'Vous avez déjà payé ce code.')
  await sees(bob, 'x', 'Code inconnu')
})

test('who shows the code sees the units arrive', async () => {
  const { ana, bob } = await village()
  const page = await visit(<BadgePage />, ana)
  await page.fill('Montant', '45')
  await page.fill('Pour quoi ?', 'Soupe')
  await page.press('Montrer le code')
  await page.screen.findByRole('img', { name: /Code QR pour payer 45 unités/ })
  const link = (await page.screen.findByDisplayValue(/code=/)) as HTMLInputElement
  await bob.call(payBadge, { code: new URL(link.value).searchParams.get('code')! })
  await page.sees('Reçu : 45 min · 45 unités de Bob')
})
