import 'fake-indexeddb/auto'
import { fireEvent } from '@testing-library/react'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { maintenance, publish, step } from '#tests/maintenance.ts'
import { type Fate, tunnel } from '#tests/tunnel.tsx'
import { visit } from '#tests/visit.tsx'
import { listExecutions, readPackage } from '../executions/contract.ts'
import { FieldCorner } from './FieldCorner.tsx'
import { FieldPage } from './FieldPage.tsx'
import { RunPage } from './RunPage.tsx'
import { WaitingPage } from './WaitingPage.tsx'

const steps = [
  step({ key: 'lock', title: 'Consigner', isGate: true }),
  step({
    key: 'riso',
    title: 'Mesurer',
    validation: { kind: 'measure', unit: 'MΩ', min: 1, max: null, instrument: '' },
  }),
  step({
    key: 'state',
    title: 'Regarder',
    validation: {
      kind: 'choice',
      options: [
        { key: 'ok', text: 'Intact', isNonconform: false },
        { key: 'bad', text: 'Brûlé', isNonconform: true },
      ],
    },
  }),
  step({
    key: 'tools',
    title: 'Outiller',
    validation: {
      kind: 'checklist',
      items: [
        { key: 'a', text: 'Gants' },
        { key: 'b', text: 'Testeur' },
      ],
    },
  }),
  step({ key: 'serial', title: 'Lire', validation: { kind: 'scan', expected: 'SN-42' } }),
  step({
    key: 'look',
    title: 'Juger',
    validation: { kind: 'aiCheck', question: 'Verre intact ?' },
  }),
  step({ key: 'rest', title: 'Nettoyer', isRequired: false, isSkippable: true }),
  step({ key: 'sign', title: 'Signer', validation: { kind: 'signature', signer: 'Client' } }),
]

async function jpeg() {
  const raw = { width: 8, height: 8, channels: 3, background: '#804020' } as const
  const bytes = await sharp({ create: raw }).jpeg().toBuffer()
  return new File([new Uint8Array(bytes)], 'brulure.jpg', { type: 'image/jpeg' })
}

test('a technician carries a procedure out, screen by screen, with what every kind of step asks for', async () => {
  const here = await maintenance()
  const { ana, bob } = here
  await publish(ana, steps, 'Contrôle annuel')
  let fate: Fate = 'well'
  const { call } = tunnel({ world: here, who: bob, fateOf: () => fate })
  const list = await visit(<FieldPage />, { ...bob, call })
  await list.sees('Rien à faire pour l’instant')
  await list.press('Commencer Contrôle annuel')
  await expect.poll(() => list.address()).toMatch(/^\/field\/./)
  const at = list.address()

  const framed = (
    <>
      <FieldCorner />
      <RunPage />
    </>
  )
  const page = await visit(framed, { ...bob, call }, { at, path: '/field/$id' })
  await page.sees(/tout est enregistré/)
  fate = 'lost'
  await page.press('Ouvrir la première étape')
  await page.press('Suivante')
  await page.sees(/reste bloquée tant que « Consigner »/)
  page.seesNot('C’est fait')
  await page.press('Précédente')
  await page.press('C’est fait')

  // Out of bounds it can only be a non-conformity, with a word and a photo.
  await page.sees('Mesurer')
  await page.fill('Valeur mesurée', '0,4')
  await page.press('Enregistrer comme non conforme')
  await page.sees('Dites dans le commentaire ce qui ne va pas.')
  await page.sees('Ajoutez une photo de ce qui ne va pas.')
  await page.fill('Commentaire', 'Câble blessé')
  fireEvent.change(page.screen.getByLabelText('Choisir une photo', { selector: 'input' }), {
    target: { files: [await jpeg()] },
  })
  await page.screen.findByAltText('brulure.jpg')
  await page.press('Enregistrer comme non conforme')

  await page.sees('Regarder')
  await page.tick('Intact')
  await page.press('C’est fait')
  await page.sees('Outiller')
  await page.tick('Gants')
  await page.press('C’est fait')
  await page.sees(/Cochez chaque point/)
  await page.tick('Testeur')
  await page.press('C’est fait')
  await page.sees('Lire')
  await page.fill('Code lu ou tapé', 'SN-41')
  await page.press('C’est fait')
  await page.sees('Ce code n’est pas le bon.')
  await page.fill('Code lu ou tapé', 'SN-42')
  await page.press('C’est fait')
  await page.sees('Verre intact ?')
  await page.tick('C’est en ordre')
  await page.press('C’est fait')
  await page.sees('Nettoyer')
  await page.press('Passer cette étape')
  await page.screen.findByRole('dialog')
  await page.fill('Pourquoi ?', 'Déjà propre')
  await page.user.click(
    (await page.screen.findAllByRole('button', { name: 'Passer cette étape' })).at(-1)!,
  )
  await page.sees('Signer')
  await page.fill('Nom et signature : Client', 'Rita Somers')
  await page.press('C’est fait')
  await page.sees('Toutes les étapes sont faites.')
  await page.press('Terminer l’intervention')
  await page.sees(/Gardez ce téléphone/)
  expect((await bob.call(listExecutions, {})).items[0]?.settled).toBe(0)

  // The line is back: all of it is there, and the phone may forget.
  fate = 'well'
  const waiting = await visit(<WaitingPage />, { ...bob, call })
  await waiting.press('Envoyer maintenant')
  await waiting.sees(/1 photo — tout est enregistré/)
  const [done] = (await bob.call(listExecutions, {})).items
  expect(done).toMatchObject({ state: 'completed', settled: 8, nonconform: 1 })
  const { package: told } = await bob.call(readPackage, { executionId: done!.id })
  expect(told?.events.filter((it) => it.refusal !== null)).toEqual([])
}, 120_000)
