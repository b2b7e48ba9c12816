import { expect, test } from 'vitest'
import type { Line } from './contract.ts'
import { isScanned, readSteps } from './rules.ts'

const lines = (...texts: string[]): Line[] =>
  texts.map((text) => ({
    page: Number(/^p(\d)/.exec(text)?.[1] ?? 1),
    kind: text.includes('#') ? 'heading' : 'text',
    text: text.replace(/^p\d /, '').replace('# ', ''),
  }))

test('numbers make steps, with their pages, what follows and the section before', () => {
  const read = readSteps(
    lines(
      '# Remplacer un fusible',
      'À faire à deux.',
      '# Sécurité',
      '1. Consigner l’onduleur. Poser le cadenas.',
      'Photographier le cadenas.',
      'p2 2) Mesurer la tension : au plus 30 V',
      'p2 Étape 3 : Attendre 5 minutes',
    ),
  )!
  expect(read).toMatchObject({ title: 'Remplacer un fusible', description: 'À faire à deux.' })
  expect(read.steps).toMatchObject([
    {
      key: 'consigner-l-onduleur',
      title: 'Consigner l’onduleur',
      description: 'Sécurité',
      instructions: 'Poser le cadenas.\nPhotographier le cadenas.',
      validation: { kind: 'photo' },
      isGate: true,
      sourcePage: 1,
    },
    { validation: { kind: 'measure', unit: 'V', min: null, max: 30 }, sourcePage: 2 },
    { title: 'Attendre 5 minutes', validation: { kind: 'timer', seconds: 300 }, sourcePage: 2 },
  ])
})

test.each<[string, Line[], string[]]>([
  [
    'headings make steps where nothing is numbered',
    lines('# Nettoyage', '# Préparer', 'L’eau.', '# Laver', 'Du haut vers le bas.'),
    ['Préparer', 'Laver'],
  ],
  [
    'sentences that tell somebody to do something, in Dutch too',
    lines('Reinigen van de modules', 'Schakel de omvormer uit.', 'Controleer de spanning.'),
    ['Schakel de omvormer uit', 'Controleer de spanning'],
  ],
  [
    'bullets',
    lines('# Visite', '• Regarder le verre', '• Regarder les câbles'),
    ['Regarder le verre', 'Regarder les câbles'],
  ],
])('%s', (_, given, titles) => {
  expect(readSteps(given)?.steps.map((it) => it.title)).toEqual(titles)
})

test('a letter of thanks has no steps, and a page without letters was scanned', () => {
  expect(readSteps(lines('Chère équipe', 'Merci pour tout.', 'Bien à vous'))).toBeUndefined()
  expect([
    isScanned(lines('3', '—')),
    isScanned([]),
    isScanned(lines('Une ligne de texte lisible')),
  ]).toEqual([true, true, false])
})

test('a hostile line takes no time', () => {
  const long = lines('# Titre', `1. ${'a '.repeat(200_000)}`, `2. Ouvrir ${'('.repeat(200_000)}`)
  expect(readSteps(long)?.steps).toHaveLength(2)
})
