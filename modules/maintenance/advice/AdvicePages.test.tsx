import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProvider } from '#edges/models/simulator.ts'
import { lendModel, type Provider } from '#tests/assistant.ts'
import { bring } from '#tests/files.ts'
import { maintenance, publish, step } from '#tests/maintenance.ts'
import { visit } from '#tests/visit.tsx'
import { AdvicePage } from './AdvicePage.tsx'
import { AnalysisPage } from './AnalysisPage.tsx'
import { ADVICE_PHOTO, askAnalysis } from './contract.ts'
import { LockOutPage } from './LockOutPage.tsx'

let provider: Provider
beforeAll(async () => void (provider = await startProvider()))
afterAll(() => provider.close())

test('words find procedures, a photo gets a proposal under a red card, and a person decides', async () => {
  const here = await maintenance()
  const { ana, app, bob, settle } = here
  const steps = [step({ key: 'mc4', title: 'Remplacer le connecteur noirci', isGate: true })]
  await publish(ana, steps, 'Connecteur brûlé')
  await settle()
  const page = await visit(<AdvicePage />, bob)
  await page.sees('Aucune photo pour le moment')
  await page.fill('Ce que vous voyez', 'connecteur noirci')
  await page.press('Chercher')
  const found = await page.screen.findByRole('link', { name: 'Connecteur brûlé' })
  expect(found.getAttribute('href')).toMatch(/\/procedures\//)

  const colour = { width: 64, height: 48, channels: 3, background: '#332211' } as const
  const bytes = await sharp({ create: colour }).jpeg().toBuffer()
  const bringing = async () => {
    const { id: fileId } = await bring(app, bob, bytes, { purpose: ADVICE_PHOTO, name: 'a.jpg' })
    return bob.call(askAnalysis, { fileId, words: 'noirci, sent le brûlé' })
  }
  const alone = await bringing()
  await settle()
  const path = '/advice/$id'
  const failed = await visit(<AnalysisPage />, bob, { at: `/advice/${alone.id}`, path })
  await failed.sees(/Aucun modèle n’est configuré/)
  await failed.sees(/Arrêtez, consignation requise/)

  lendModel(here, provider)
  const seen = { equipment: 'Connecteur MC4', state: 'damaged', confidence: 0.8, urgency: 'soon' }
  provider.say(JSON.stringify({ ...seen, defects: [{ kind: 'burnt-connector', text: 'Noirci' }] }))
  const { id } = await bringing()
  await settle()
  const proposed = await visit(<AnalysisPage />, bob, { at: `/advice/${id}`, path })
  await proposed.sees('Connecteur MC4')
  await proposed.press('Confirmer')
  await proposed.sees('Assisté par IA, décidé par Bob')
  await (await visit(<LockOutPage />, bob)).sees('Connecteur brûlé')
})
