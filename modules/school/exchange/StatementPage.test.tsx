import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { confirmTransfer, proposePayment, readTransfer } from './contract.ts'
import { OverviewPage } from './OverviewPage.tsx'
import { ProofPanel } from './ProofPanel.tsx'
import { StatementPage } from './StatementPage.tsx'
import { TransferPage } from './TransferPage.tsx'

async function thanked() {
  const here = await village()
  const { ana, bob } = here
  const { id } = await ana.call(proposePayment, {
    receiverId: bob.id,
    units: 60,
    reason: 'Couture',
  })
  await bob.call(confirmTransfer, { transferId: id })
  return { ...here, id }
}

test('a month of the statement, with the balance after each line', async () => {
  const { ana } = await thanked()
  const page = await visit(<StatementPage />, ana)

  await page.sees('Novembre 2026')
  await page.sees('Merci à Bob')
  await page.sees('−1 h')
  await page.sees('Solde après : 1 h')
})

test('a filter that finds nothing says so', async () => {
  const { ana } = await thanked()
  const page = await visit(<StatementPage />, ana, { at: '/?state=rejected' })
  await page.sees('Aucun transfert ne correspond à ces filtres.')
})

test('Ana disputes, and an administrator reverses', async () => {
  const { ana, admin, id } = await thanked()
  const opened = { path: '/exchange/transfers/$id', at: `/exchange/transfers/${id}` }
  const page = await visit(<TransferPage />, ana, opened)
  await page.sees('Merci à Bob')
  await page.press('Contester')
  await page.fill('Que s’est-il passé ?', 'C’était une demi-heure')
  await page.user.click(page.screen.getAllByRole('button', { name: 'Contester' }).at(-1)!)
  await page.sees('Ana a contesté')

  const other = await visit(<TransferPage />, admin, opened)
  await other.press('Annuler par un transfert inverse')
  await other.fill('Pourquoi ?', 'Ana a raison')
  const buttons = other.screen.getAllByRole('button', { name: 'Annuler par un transfert inverse' })
  await other.user.click(buttons.at(-1)!)

  await other.sees('Transfert inverse inscrit')
  expect(await admin.call(readTransfer, { transferId: id })).toMatchObject({ state: 'reversed' })
})

test('the administrator sees where everybody stands', async () => {
  const { admin } = await thanked()
  const page = await visit(<OverviewPage />, admin)

  await page.sees('Gestion de l’échange')
  await page.sees('Cloé')
  await page.sees('3 h')
  await page.sees('Le compte est juste.')
})

test('the proof is a zero that everybody may see', async () => {
  const { nobody, ana } = await thanked()
  const page = await visit(
    <>
      <h1>Preuve</h1>
      <ProofPanel />
    </>,
    { ...ana, call: nobody.call },
  )
  await page.sees('0')
  await page.sees('Le compte est juste.')
})
