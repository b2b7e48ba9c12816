import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { changePlan } from './api.ts'
import { readPlan } from './contract.ts'
import { PlanPage } from './PlanPage.tsx'
import { isBeyond, nearnessOf } from './rules.ts'

test('an owner sees what is used, what remains and what the other plan gives', async () => {
  const { ana } = await village()
  const page = await visit(<PlanPage />, ana)
  await page.sees('5 sur 300')
  await page.sees('Encore 295')
  await page.sees('Formule actuelle')
  const bar = page.screen.getByRole('meter', { name: 'membres' })
  expect([bar.ariaValueNow, bar.getAttribute('aria-valuemax')]).toContain('300')
})

test('from eighty in a hundred the page warns, at the limit it says what still works', async () => {
  const { ana, app, workspace } = await village()
  const use = (used: number) =>
    app.system(
      ({ db }) =>
        db.updateTable('planCounters').set({ used }).where('name', '=', 'members.active').execute(),
      workspace,
    )
  await use(240)
  const page = await visit(<PlanPage />, ana)
  await page.sees('Plus que 60 : bientôt la limite.')
  await use(300)
  expect((await ana.call(readPlan)).usage[0]).toMatchObject({ nearness: 'full' })
})

test('a planned change is announced with its day', async () => {
  const { ana, app, workspace } = await village()
  await app.system((ctx) => changePlan(ctx, { plan: 'unlimited', reason: 'Essai' }), workspace)
  await app.system((ctx) => changePlan(ctx, { plan: 'free', reason: 'Fin' }), workspace)
  const page = await visit(<PlanPage />, ana)
  await page.sees(/votre formule devient « Quartier »/)
})

test('a plan is for who manages the workspace', async () => {
  const { bob } = await village()
  await expect(bob.call(readPlan)).rejects.toThrow('forbidden')
})

test.each([
  [79, 100, 'fine'],
  [80, 100, 'near'],
  [99, 100, 'near'],
  [100, 100, 'full'],
  [140, 100, 'full'],
  [0, 0, 'full'],
  [1_000_000, null, 'fine'],
] as const)('%i of %s is %s', (used, most, nearness) => {
  expect(nearnessOf(used, most)).toBe(nearness)
  expect(isBeyond(used, most)).toBe(most !== null && used > most)
})
