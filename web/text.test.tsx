import { expect, test } from 'vitest'
import { InvalidInput, problem } from '#kernel/contract.ts'
import { createFormat } from './format.tsx'
import { NetworkFailure } from './http.tsx'
import { fieldText, problemText } from './problems.tsx'
import { shellTexts } from './show.tsx'
import { type Text, Texts } from './text.tsx'

const school = {
  'school.title': 'École',
  'school.balance': 'Solde de {name} : {balance} unités',
  'school.offers_one': '{count} offre',
  'school.offers_many': '{count} d’offres',
  'school.offers_other': '{count} offres',
  'school/too-low': 'Limite de {lowest} unités atteinte',
} as const

async function speak(locale: 'fr-BE' | 'nl-BE' | 'en') {
  const texts = new Texts(locale)
  const read = async () => ({ default: school })
  await Promise.all([texts.add(shellTexts), texts.add({ fr: read, nl: read, en: read })])
  return texts
}
const plain = (words: string) => words.replaceAll(/[\u00A0\u202F]/g, ' ')

test('facts stand in sentences, numbers as the person writes them', async () => {
  const texts = await speak('fr-BE')
  const said = texts.say('school.balance', { name: 'Ana', balance: 1230 })
  expect(plain(said)).toBe('Solde de Ana : 1 230 unités')
  expect(texts.say('school.offers', { count: 1 })).toBe('1 offre')
  expect(texts.say('school.offers', { count: 4 })).toBe('4 offres')
})

test('what a person typed is never read as a sentence to look up', async () => {
  const texts = await speak('fr-BE')
  const said = texts.say('school.balance', { name: '$t(school.title) {balance}', balance: 1 })
  expect(said).toContain('$t(school.title)')
})

test('the compiler knows the facts of a sentence', async () => {
  const texts = await speak('fr-BE')
  const text = ((key: string, facts?: Record<string, string | number>) =>
    texts.say(key, facts)) as unknown as Text<typeof school>
  expect(text('school.title')).toBe('École')
  expect(text('school.offers', { count: 2 })).toBe('2 offres')
  // @ts-expect-error the balance is missing
  text('school.balance', { name: 'Ana' })
  // @ts-expect-error no such sentence
  expect(text('school.nothing')).toBe('school.nothing')
})

test('another language is another voice for the same page', async () => {
  const texts = await speak('fr-BE')
  await texts.choose('nl-BE')
  expect(texts.say('app.search')).toBe('Zoeken')
  expect(document.documentElement.lang).toBe('nl-BE')
})

test('a fault has a sentence: its own, the server’s, or one with the reference', async () => {
  const texts = await speak('fr-BE')
  const TooLow = problem<{ lowest: number }>('school/too-low', 409)
  const Unknown = problem<{ title: string }>('school/unknown', 409)
  const Broken = problem<{ requestId: string }>('internal', 500)
  expect(problemText(texts, TooLow({ lowest: -300 }))).toBe('Limite de -300 unités atteinte')
  expect(problemText(texts, Unknown({ title: 'Dit par le serveur' }))).toBe('Dit par le serveur')
  expect(problemText(texts, Broken({ requestId: 'r-42' }))).toContain('r-42')
  expect(problemText(texts, new NetworkFailure())).toContain('ne répond pas')
  expect(problemText(texts, new TypeError('x'))).toContain('s’est mal passé')
})

test('each fault of a field has its sentence', async () => {
  const texts = await speak('en')
  expect(fieldText(texts, { code: 'too_big_text', facts: { maximum: 200 } })).toBe(
    'At most 200 characters',
  )
  expect(fieldText(texts, { code: 'required', facts: {} })).toBe('Please fill this in')
  expect(fieldText(texts, { code: 'never-heard-of', facts: {} })).toBe('This value does not fit')
  expect(InvalidInput.code).toBe('invalid-input')
})

test('days, durations and money follow the language', () => {
  const french = createFormat('fr-BE')
  const dutch = createFormat('nl-BE')
  expect(french.day('2026-11-21')).toBe('21 nov. 2026')
  expect(plain(french.units(90))).toBe('1 h 30 min')
  expect(plain(french.units(-60))).toBe('−1 h')
  expect(plain(dutch.units(60))).toBe('1 uur')
  expect(plain(french.money(81_200))).toBe('812,00 €')
  const now = Date.parse('2026-11-21T12:00:00Z')
  expect(french.relative('2026-11-21T09:00:00Z', now)).toBe('il y a 3 heures')
})
