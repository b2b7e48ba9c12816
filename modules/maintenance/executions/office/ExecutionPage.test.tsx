import { cleanup } from '@testing-library/react'
import { expect, test } from 'vitest'
import { maintenance, phone, publish, start, step, usualSteps } from '#tests/maintenance.ts'
import { visit } from '#tests/visit.tsx'
import { FollowupPage } from '../../followups/FollowupPage.tsx'
import { FollowupsPage } from '../../followups/FollowupsPage.tsx'
import { createFollowup } from '../../followups/contract.ts'
import { PlanningPage } from '../../planning/PlanningPage.tsx'
import { planExecution } from '../../planning/contract.ts'
import { createEquipment, createSite, readLabel } from '../../sites/contract.ts'
import { EquipmentPage } from '../../sites/EquipmentPage.tsx'
import { Fault } from '../../sites/FaultPage.tsx'
import { LabelPage } from '../../sites/LabelPage.tsx'
import { SitePage } from '../../sites/SitePage.tsx'
import { SitesPage } from '../../sites/SitesPage.tsx'
import { ExecutionPage } from './ExecutionPage.tsx'
import { ExecutionsPage } from './ExecutionsPage.tsx'

const executionAt = (id: string) => ({ at: `/executions/${id}`, path: '/executions/$id' })
const riso = (value: number) =>
  ({ kind: 'answered', stepKey: 'riso', answer: { kind: 'measure', value }, base: null }) as const

test('the office sees two answers, keeps one, and reads why it is not at its end', async () => {
  const { ana, bob, clock } = await maintenance()
  const { versionId } = await publish(ana, usualSteps)
  const { id } = await start(bob, clock, { versionId })
  await phone(bob, clock, id).say({ kind: 'done', stepKey: 'lock' }, riso(40))
  await phone(bob, clock, id).say(riso(55))

  const list = await visit(<ExecutionsPage />, ana)
  await list.sees('Contrôle annuel')
  cleanup()

  const page = await visit(<ExecutionPage />, ana, executionAt(id))
  await page.sees('Deux réponses différentes : Mesurer Riso')
  await page.press('Terminer')
  await page.sees(/Étape 2 « Mesurer Riso » : deux réponses différentes/)
  const keep = await page.screen.findAllByRole('button', { name: 'Retenir cette réponse' })
  await page.user.click(keep[1]!)
  await page.sees('55 MΩ')
  page.seesNot('Deux réponses différentes : Mesurer Riso')
  await page.press('Abandonner')
  await page.fill('Raison', 'Il pleut à verse sur le toit')
  const sure = await page.screen.findAllByRole('button', { name: 'Abandonner' })
  await page.user.click(sure.at(-1)!)
  await page.sees('Abandonnée : Il pleut à verse sur le toit')
})

test('a week shows what is planned, and a plan is taken out of it', async () => {
  const { ana, bob } = await maintenance()
  const { procedureId } = await publish(ana, [step({ key: 'one' })])
  const plannedOn = '2026-11-25'
  await ana.call(planExecution, { procedureId, ownerId: bob.id, plannedOn, plannedFrom: '08:30' })
  const page = await visit(<PlanningPage />, ana, { at: '/planning?week=2026-11-23' })
  await page.sees('Contrôle annuel')
  await page.sees(/08:30 · Bob/)
  await page.press('Retirer du planning')
  const sure = await page.screen.findAllByRole('button', { name: 'Retirer du planning' })
  await page.user.click(sure.at(-1)!)
  await page.sees('Retirée du planning')
})

test('an action is given to somebody, who does it', async () => {
  const { ana, bob } = await maintenance()
  const { id } = await ana.call(createFollowup, { title: 'Câble blessé' })
  const at = { at: `/followups/${id}`, path: '/followups/$id' }
  const list = await visit(<FollowupsPage />, bob)
  await list.sees('Câble blessé')
  cleanup()
  const page = await visit(<FollowupPage />, ana, at)
  await page.press('Confier')
  await page.choose('À qui ?', 'Bob')
  const give = await page.screen.findAllByRole('button', { name: 'Confier' })
  await page.user.click(give.at(-1)!)
  await page.sees('Action confiée')
  cleanup()
  const his = await visit(<FollowupPage />, bob, at)
  await his.press('C’est fait')
  await his.fill('Qu’avez-vous fait ?', 'Câble remplacé')
  const done = await his.screen.findAllByRole('button', { name: 'C’est fait' })
  await his.user.click(done.at(-1)!)
  await his.sees('Faite, à vérifier')
})

test('a site, its equipment, its label, and what a passer-by tells', async () => {
  const { ana, bob } = await maintenance()
  const empty = await visit(<SitesPage />, ana)
  await empty.sees('Aucun site')
  cleanup()
  const site = await ana.call(createSite, { name: 'École de Nivelles', location: 'Nivelles' })
  const device = await ana.call(createEquipment, { siteId: site.id, name: 'Onduleur 1' })
  const place = await visit(<SitePage />, ana, { at: `/sites/${site.id}`, path: '/sites/$id' })
  await place.sees('Onduleur 1')
  cleanup()
  const at = { at: `/equipment/${device.id}`, path: '/equipment/$id' }
  const thing = await visit(<EquipmentPage />, bob, at)
  await thing.sees('Rien n’a encore été fait ici')
  thing.seesNot('Étiquette')
  cleanup()
  const labelAt = { at: `/equipment/${device.id}/label`, path: '/equipment/$id/label' }
  const label = await visit(<LabelPage />, ana, labelAt)
  await label.screen.findByRole('img', { name: 'Code QR de Onduleur 1' })
  cleanup()
  const { code } = await ana.call(readLabel, { equipmentId: device.id })
  const told = await visit(<Fault code={code} slug="tilleul" />, bob)
  await told.fill('Qu’est-ce qui ne va pas ?', 'Ça sent le brûlé')
  await told.press('Signaler')
  await told.sees('Merci, c’est signalé')
  cleanup()
  const list = await visit(<FollowupsPage />, ana)
  await list.sees('Panne signalée')
  expect(list.screen.getAllByText('Onduleur 1').length).toBeGreaterThan(0)
})
