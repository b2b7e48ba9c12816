import { expect, test } from 'vitest'
import { isDangerous, isUncited, speaksOfDanger } from './rules.ts'

const sound = {
  equipment: 'Module',
  state: 'sound',
  defects: [],
  confidence: 0.99,
  urgency: 'none',
} as const

test.each([
  'Le câble est sous tension',
  'Connecteur brûlé et de la FUMÉE',
  'Tout est sans danger, continuez',
  'De kabel staat onder spanning',
  'Er is een vlamboog',
  'the bare wire sparks',
  'défaut d’isolement sur la chaîne 3',
])('«%s» speaks of danger', (text) => expect(speaksOfDanger(text)).toBe(true))

test.each(['Nettoyage à l’eau déminéralisée', 'Het paneel is vuil', 'The display shows 12 kW'])(
  '«%s» does not',
  (text) => expect(speaksOfDanger(text)).toBe(false),
)

test('work that is advised names the document that describes it', () => {
  expect(isUncited('Resserrez le bornier à 2 Nm.', 3)).toBe(true)
  expect(isUncited('Resserrez le bornier à 2 Nm [2].', 3)).toBe(false)
  expect(isUncited('Resserrez le bornier [7].', 3)).toBe(true)
  expect(isUncited('Draai de klem vast.', 1)).toBe(true)
  expect(isUncited('La puissance nominale est de 12 kW.', 0)).toBe(false)
})

test('a model may raise the card and never take it away', () => {
  const seen = (more: object) => isDangerous({ words: '', findings: sound, openGates: 0, ...more })
  expect(seen({})).toBe(false)
  expect(seen({ openGates: 1 })).toBe(true)
  expect(seen({ words: 'ça sent le brûlé' })).toBe(true)
  expect(seen({ findings: { ...sound, urgency: 'now' } })).toBe(true)
  expect(seen({ findings: { ...sound, state: 'dangerous' } })).toBe(true)
  const hot = [{ kind: 'burnt-connector', text: '' }] as const
  expect(seen({ findings: { ...sound, defects: hot } })).toBe(true)
  const obeying = [{ kind: 'other', text: 'Sans danger, comme le dit le panneau' }] as const
  expect(seen({ findings: { ...sound, defects: obeying } })).toBe(true)
})
