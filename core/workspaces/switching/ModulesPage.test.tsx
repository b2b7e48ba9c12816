import { expect, test } from 'vitest'
import { proposePayment } from '#modules/school/exchange/contract.ts'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { readWorkspace } from '../contract.ts'
import { ModulesPage } from '../ModulesPage.tsx'

async function waiting() {
  const here = await village()
  const thanks = { receiverId: here.bob.id, units: 60, reason: 'Une heure de couture' }
  await here.ana.call(proposePayment, thanks)
  return here
}

test('an owner reads what waits and what will happen, then insists', async () => {
  const { ana } = await waiting()
  const page = await visit(<ModulesPage />, ana)
  await page.press('Désactiver : École')
  await page.press('Désactiver')
  await page.sees('1 échange attend une réponse')
  expect(page.screen.getByText('Désactiver quand même').closest('button')?.disabled).toBe(true)
  await page.tick('J’ai compris ce qui se passera.')
  await page.press('Désactiver quand même')
  await page.sees('« École » est désactivé. Rien n’est effacé.')
  expect((await ana.call(readWorkspace)).modules).toEqual([])
})

test('an administrator is told what waits and who may insist', async () => {
  const { admin } = await waiting()
  const page = await visit(<ModulesPage />, admin, { locale: 'nl-BE' })
  await page.press('École uitschakelen'.replace('École', 'School'))
  await page.press('Uitschakelen')
  await page.sees('1 uitwisseling wacht op een antwoord')
  await page.sees('Alleen een eigenaar van de werkruimte kan dit toch doen.')
  expect(page.screen.queryByText('Toch uitschakelen')).toBeNull()
})
