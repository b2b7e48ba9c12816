import { expect, test } from 'vitest'
import { changeMember } from '#core/workspaces/contract.ts'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { BuilderPage } from '../builder/BuilderPage.tsx'
import { AUTHOR } from '../roles.ts'
import { emptyStep } from '../steps/rules.ts'
import * as contract from './contract.ts'
import { NewProcedurePage } from './NewProcedurePage.tsx'
import { ProcedurePage } from './ProcedurePage.tsx'
import { ProceduresPage } from './ProceduresPage.tsx'

const path = '/procedures/$id'
const house = () => village({ kind: 'maintenance', slug: 'soleil' })
const steps = [emptyStep('lock', 'Consigner'), emptyStep('look', 'Regarder')]

test('a house without procedures says how to begin, and Ana begins one', async () => {
  const { ana } = await house()
  const list = await visit(<ProceduresPage />, ana)
  await list.sees('Aucune procédure publiée')
  const form = await visit(<NewProcedurePage />, ana)
  await form.fill('Titre', 'Contrôle visuel annuel')
  await form.press('Commencer le brouillon')
  await form.sees('Brouillon créé')
  const { items } = await ana.call(contract.listProcedures, { view: 'work' })
  expect(items).toMatchObject([{ title: 'Contrôle visuel annuel', open: { state: 'draft' } }])
})

test('a technician reads the steps, and sees no draft', async () => {
  const { ana, bob } = await house()
  const made = await ana.call(contract.createProcedure, { title: 'Isolement', steps, tags: ['DC'] })
  await ana.call(contract.submitVersion, made)
  const review = await visit(<ProcedurePage />, ana, {
    path,
    at: `/procedures/${made.procedureId}`,
  })
  await review.sees('Première version : tout est nouveau.')
  await review.press('Publier')
  const buttons = review.screen.getAllByRole('button', { name: 'Publier', hidden: true })
  await review.user.click(buttons.at(-1)!)
  await review.sees('Version publiée')
  const page = await visit(<ProcedurePage />, bob, { path, at: `/procedures/${made.procedureId}` })
  await page.sees('Consigner')
  await page.sees(/Version 1/)
  const list = await visit(<ProceduresPage />, bob)
  await list.sees('Isolement')
})

test('what is written in the builder is saved by itself, and what two write is brought together', async () => {
  const { ana, neighbour } = await house()
  const dora = await neighbour('Dora', 'member')
  await ana.call(changeMember, { memberId: dora.id, roles: ['member', AUTHOR] })
  const made = await ana.call(contract.createProcedure, { title: 'Isolement', steps })
  const { versionId, procedureId } = made
  const at = `/procedures/${procedureId}/edit`
  const page = await visit(<BuilderPage />, ana, { path: '/procedures/$id/edit', at })
  const theirs = { title: 'Isolement', steps: [steps[0]!, { ...steps[1]!, title: 'Observer' }] }
  await dora.call(contract.saveDraft, { ...theirs, versionId, revision: 1 })
  await page.fill('Comment', 'Ouvrir le sectionneur.')
  await page.sees(/Dora a enregistré en même temps que vous/)
  await expect
    .poll(async () => (await ana.call(contract.readVersion, { versionId })).steps, {
      timeout: 15_000,
    })
    .toMatchObject([
      { title: 'Consigner', instructions: 'Ouvrir le sectionneur.' },
      { title: 'Observer' },
    ])
}, 40_000)

test('what changed between two versions is shown word by word', async () => {
  const { ana, bob } = await house()
  const made = await ana.call(contract.createProcedure, { title: 'Isolement', steps })
  await ana.call(contract.submitVersion, made)
  await ana.call(contract.publishVersion, made)
  const next = await ana.call(contract.beginVersion, made)
  const changed = [steps[0]!, { ...steps[1]!, title: 'Regarder encore', isCritical: true }]
  const draft = { title: 'Isolement', steps: changed, versionId: next.versionId, revision: 1 }
  await ana.call(contract.saveDraft, draft)
  await ana.call(contract.submitVersion, next)
  await ana.call(contract.publishVersion, next)
  const page = await visit(<ProcedurePage />, bob, { path, at: `/procedures/${made.procedureId}` })
  await page.press('Ce qui change')
  await page.sees('De la version 1 à la version 2')
  await page.sees(/^\s*encore$/)
  await page.sees('Étape critique pour la sécurité')
})
