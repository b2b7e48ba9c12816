import { expect, test } from 'vitest'
import { maintenance, publish, start, usualSteps } from '#tests/maintenance.ts'
import { visit } from '#tests/visit.tsx'
import { FiguresPage } from './FiguresPage.tsx'

test('an empty house says how figures begin; then they are read, and taken along', async () => {
  const { ana, bob, admin, clock } = await maintenance()
  await (await visit(<FiguresPage />, admin)).sees('Pas encore d’intervention')
  const { versionId } = await publish(ana, usualSteps)
  await start(bob, clock, { versionId })
  const page = await visit(<FiguresPage />, admin)
  await page.sees('Interventions par état')
  const chart = page.screen.getByRole('list', { name: 'Interventions par état' })
  expect(chart.textContent).toContain('En cours1')
  const link = page.screen.getAllByRole('link', { name: 'Exporter (CSV)' }).at(-1)!
  expect(link.getAttribute('href')).toBe('/api/w/here/figures/file?days=90&language=fr')
})
