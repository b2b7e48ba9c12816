import { expect, test } from 'vitest'
import { createOffer } from '#modules/school/offers/contract.ts'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { AiSettingsPage } from '../settings/AiSettingsPage.tsx'
import { AiUsagePage } from '../usage/AiUsagePage.tsx'
import { AssistantPage } from './AssistantPage.tsx'
import { askAssistant } from './contract.ts'

test('a neighbour asks, reads where the answer was found, and that no model wrote it', async () => {
  const { ana, bob, settle } = await village()
  await bob.call(createOffer, {
    title: 'Réparer des vélos',
    description: 'Freins, pneus et dérailleur.',
    category: 'bicycle-repair',
  })
  const empty = await visit(<AssistantPage />, ana)
  await empty.sees('Que cherchez-vous ?')
  await empty.fill('Votre question', 'Qui peut m’aider avec un vélo ?')
  await empty.press('Demander')
  await expect.poll(() => empty.address(), { timeout: 20_000 }).toContain('chat=')
  const at = empty.address()
  await settle()
  empty.screen.getByRole('button', { name: 'Arrêter' })
  const { cleanup } = await import('@testing-library/react')
  cleanup()
  const page = await visit(<AssistantPage />, ana, { at })
  await page.sees(/Freins, pneus et dérailleur/)
  await page.sees('Assistant intégré, sans modèle de langage')
  page.screen.getByRole('link', { name: 'Réparer des vélos · Bob' })
  page.seesNot('Votre propre fournisseur')
})

test('an owner sees that no model is there, and that a key is needed', async () => {
  const { ana } = await village()
  const page = await visit(<AiSettingsPage />, ana)
  await page.sees(/Aucun modèle n’est configuré ici/)
  await page.user.click(page.screen.getByRole('radio', { name: /Notre propre fournisseur/ }))
  await page.choose('Fournisseur', 'OpenAI')
  await page.fill('Modèle', 'gpt-5-mini')
  await page.press('Essayer et enregistrer')
  await page.sees(/Il manque un fournisseur/)
})

test('the use is shown by day and purpose', async () => {
  const { ana, bob, settle } = await village()
  await bob.call(askAssistant, { question: 'Qui a une échelle ?' })
  await settle()
  const page = await visit(<AiUsagePage />, ana)
  await page.sees('questions à l’assistant')
  await page.sees('sur 100')
})
