import { cleanup } from '@testing-library/react'
import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import * as exchange from '../exchange/contract.ts'
import * as disputes from './contract.ts'
import { DisputePage } from './DisputePage.tsx'
import { DisputesPage } from './DisputesPage.tsx'

async function school() {
  const there = await village({ kind: 'school' })
  const { bob, cloe } = there
  const asked = { receiverId: cloe.id, units: 60, reason: 'Couture' }
  const { id: transferId } = await bob.call(exchange.proposePayment, asked)
  await cloe.call(exchange.confirmTransfer, { transferId })
  await bob.call(disputes.disputeTransfer, { transferId, reason: 'Deux fois trop' })
  const at = { at: `/exchange/disputes/${transferId}`, path: '/exchange/disputes/$id' }
  return { ...there, transferId, at }
}

test('Bob writes, withdraws after being asked; the conversation closes', async () => {
  const { bob, transferId, at } = await school()
  const page = await visit(<DisputePage />, bob, at)
  await page.sees('Sans médiation')
  await page.sees('Deux fois trop')
  await page.fill('Votre message', 'Nous nous sommes parlé.')
  await page.press('Envoyer')
  await page.sees('Nous nous sommes parlé.')
  await page.press('Retirer ma contestation')
  const dialog = await page.screen.findByRole('dialog')
  const sure = [...dialog.querySelectorAll('button')].find(
    (it) => it.textContent === 'Retirer ma contestation',
  )
  await page.user.click(sure!)
  await page.sees('Transfert maintenu')
  await page.sees('La conversation est close.')
  expect((await bob.call(disputes.readDispute, { transferId })).state).toBe('kept')
})

test('Alix takes it on, notes for mediators, and gives a part back', async () => {
  const { admin, cloe, transferId, at } = await school()
  const list = await visit(<DisputesPage />, admin)
  await list.sees('Bob → Cloé')
  await list.sees('Personne encore')

  cleanup()
  const page = await visit(<DisputePage />, admin, at)
  await page.press('Je m’en occupe')
  await page.sees('En médiation')
  await page.fill('Votre message', 'À vérifier avec la classe.')
  await page.tick('Note interne, lue par les médiateurs seulement')
  await page.press('Envoyer')
  await page.sees('Note interne')
  await page.press('Décider')
  await page.user.click(await page.screen.findByLabelText(/Corriger/))
  await page.fill('Unités qui reviennent', '25')
  await page.fill('Expliquez votre décision', 'Une heure et demie, d’après vous deux.')
  const decide = await page.screen.findAllByRole('button', { name: 'Décider' })
  await page.user.click(decide.at(-1)!)
  await page.sees('Transfert corrigé')
  expect(await cloe.call(exchange.readAccount)).toMatchObject({ balance: 155 })

  cleanup()
  const hers = await visit(<DisputePage />, cloe, at)
  await hers.sees(/25 unités reviennent/)
  hers.seesNot('À vérifier avec la classe.')
  expect((await cloe.call(disputes.readDispute, { transferId })).notes).toEqual([])
})
