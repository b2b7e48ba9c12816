import { expect, test } from 'vitest'
import { type Language, sentenceOf } from './text.ts'

const loans = {
  'loans.of': 'Prêts de {name} : {name} en a {total}',
  'loans.count_one': '{count} prêt',
  'loans.count_many': '{count} de prêts',
  'loans.count_other': '{count} prêts',
}
const say = (key: string, facts = {}, language: Language = 'fr') =>
  sentenceOf(loans, language, key, facts)

test('facts stand wherever they are named', () => {
  expect(say('loans.of', { name: 'Ana', total: 3 })).toBe('Prêts de Ana\u00A0: Ana en a 3')
  expect(say('loans.of', { name: 'Ana' })).toBe('Prêts de Ana\u00A0: Ana en a ')
})

test('a fact is a person’s word: it is never read as a sentence', () => {
  expect(say('loans.of', { name: '{total} $& $1', total: 3 })).toContain(
    'Prêts de {total} $& $1\u00A0:',
  )
})

test('in French a sign never begins a line alone; a person’s own words stay as they are', () => {
  const loud = { 'loans.late': '« {title} » manque : {name} !' }
  const late = (language: Language) =>
    sentenceOf(loud, language, 'loans.late', { title: 'Où ?', name: 'Ana' })
  expect(late('fr')).toBe('«\u00A0Où ?\u00A0» manque\u00A0: Ana\u00A0!')
  expect(late('nl')).toBe('« Où ? » manque : Ana !')
})

test('each language has its own plural: nothing is singular in French and plural in Dutch', () => {
  expect(say('loans.count', { count: 0 })).toBe('0 prêt')
  expect(say('loans.count', { count: 0 }, 'nl')).toBe('0 prêts')
  expect(say('loans.count', { count: 1 }, 'en')).toBe('1 prêt')
  expect(say('loans.count', { count: 1_000_000 })).toBe('1000000 de prêts')
  expect(say('loans.count', { count: 1_000_000 }, 'en')).toBe('1000000 prêts')
})

test('what no catalogue knows has no sentence, also when it is the name of something else', () => {
  for (const key of ['loans', 'constructor', '__proto__', 'toString']) {
    expect(say(key)).toBeUndefined()
    expect(say(key, { count: 1 })).toBeUndefined()
  }
})
