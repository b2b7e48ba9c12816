import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { NewAnnouncementPage } from './ComposePage.tsx'
import { listWritten } from './contract.ts'

test('an announcement in two languages: nothing is lost, and what is half written is said beside its field', async () => {
  const { admin } = await village()
  const page = await visit(<NewAnnouncementPage />, admin, { path: '/announcements/new' })
  await page.press('Enregistrer et relire')
  expect((await admin.call(listWritten)).items).toEqual([])
  await page.fill('Titre', 'Sortie jeudi')
  await page.fill('Texte', 'Prévoyez des bottes.')
  await page.press('Ajouter une version en néerlandais')
  await page.fill('Titre · Nederlands', 'Uitstap donderdag')
  await page.press('Enregistrer et relire')
  await page.sees('Il manque le texte de cette version.')
  await page.fill('Texte · Nederlands', 'Voorzie laarzen.')
  await page.press('Enregistrer et relire')
  await page.sees('Brouillon enregistré')
  const { items } = await admin.call(listWritten)
  expect(items).toMatchObject([
    { state: 'draft', texts: { fr: { title: 'Sortie jeudi' }, nl: { body: 'Voorzie laarzen.' } } },
  ])
})
