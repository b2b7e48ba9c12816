import { expect, test } from 'vitest'
import { bitsOf } from '../agenda/rules.ts'
import { type Fitting, rank, stemOf } from './rules.ts'

const offer = (id: string, category: string, folded: string, slots = 0): Fitting => ({
  id,
  category,
  folded,
  slots,
})
const ids = (found: ReturnType<typeof rank>) => found.map(({ it }) => it.id)

test('one stem for the forms of a word, in three languages', () => {
  const families = [
    ['reparation', 'reparer', 'reparations'],
    ['velo', 'velos'],
    ['fiets', 'fietsen'],
    ['couturiere', 'couturier', 'couturieres'],
    ['painting', 'painted', 'paints'],
    ['gardening', 'gardens', 'garden'],
  ]
  for (const family of families)
    expect([family[0], new Set(family.map(stemOf)).size]).toEqual([family[0], 1])
  expect(stemOf('piano')).not.toBe(stemOf('plante'))
})

test('the same category comes first, then words in common, and what has neither does not come', () => {
  const need = { category: 'bicycle-repair', folded: 'freins du velo a regler', slots: 0 }
  const found = rank(need, [
    offer('a', 'music', 'cours de piano'),
    offer('b', 'sewing', 'sacoches pour velos'),
    offer('c', 'bicycle-repair', 'pneus et chaines'),
    offer('d', 'bicycle-repair', 'reglage des freins de velos'),
  ])
  expect(ids(found)).toEqual(['d', 'c', 'b'])
  expect(found[0]!.reasons).toMatchObject({ category: true, words: ['freins', 'velos'] })
  expect(found[2]!.reasons).toEqual({ category: false, words: ['velos'], days: [] })
})

test('days on which both can raise an offer, and days that never meet lower it', () => {
  const wednesday = bitsOf(['wed-afternoon'])
  const need = { category: 'music', folded: 'piano', slots: wednesday }
  const found = rank(need, [
    offer('never', 'music', 'guitare', bitsOf(['mon-morning'])),
    offer('unsaid', 'music', 'guitare'),
    offer('both', 'music', 'guitare', wednesday | bitsOf(['sat-morning'])),
  ])
  expect(ids(found)).toEqual(['both', 'unsaid', 'never'])
  expect(found[0]!.reasons.days).toEqual(['wed'])
})

test('the order depends on nothing but the rows', () => {
  const need = { category: 'music', folded: '', slots: 0 }
  const rows = ['c', 'a', 'd', 'b'].map((id) => offer(id, 'music', ''))
  expect(ids(rank(need, rows))).toEqual(['d', 'c', 'b', 'a'])
  expect(ids(rank(need, rows.toReversed()))).toEqual(['d', 'c', 'b', 'a'])
  expect(rank(need, rows, 2)).toHaveLength(2)
})

test('words that say nothing about the help do not bring two together', () => {
  const need = { category: 'music', folded: 'je cherche quelqu’un pour mercredi', slots: 0 }
  expect(rank(need, [offer('a', 'cooking', 'aide pour le mercredi')])).toEqual([])
})
