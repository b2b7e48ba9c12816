import { expect, test } from 'vitest'
import type { Content } from '../procedures/contract.ts'
import type { Step } from '../steps/contract.ts'
import { emptyStep } from '../steps/rules.ts'
import { merged, sendable, withCopy, withMoved, withNew } from './rules.ts'

const step = (key: string, title = key): Step => emptyStep(key, title)
const content = (...steps: Step[]): Content => ({
  title: 'Isolement',
  description: '',
  category: '',
  tags: [],
  equipment: [],
  note: '',
  steps,
})
const titles = (it: Content) => it.steps.map((one) => one.title)
const [a, b, c] = [step('a'), step('b'), step('c')] as const

test('a step is added, copied and moved; its key is nobody else’s, not even of one that is gone', () => {
  const keys = (steps: readonly Step[]) => steps.map((it) => it.key)
  expect(keys(withNew([a, b], 0, new Set(['step'])))).toEqual(['a', 'step-2', 'b'])
  expect(keys(withCopy([a, b], 0, new Set(['a-2'])))).toEqual(['a', 'a-3', 'b'])
  expect(keys(withMoved([a, b, c], 0, 2))).toEqual(['b', 'c', 'a'])
  expect(keys(withMoved([a, b, c], 2, 0))).toEqual(['c', 'a', 'b'])
  expect(keys(withMoved([a, b], 0, 2))).toEqual(['a', 'b'])
})

test('what two changed apart is brought together', () => {
  const mine = content({ ...a, title: 'à moi' }, b, step('new', 'neuf'))
  const theirs = {
    ...content(a, { ...b, title: 'à eux' }, c, step('more', 'encore')),
    category: 'DC',
  }
  const { content: whole, twice, theirs: lost } = merged(content(a, b, c), mine, theirs)
  expect(titles(whole)).toEqual(['à moi', 'à eux', 'encore', 'neuf'])
  expect([whole.category, twice, lost]).toEqual(['DC', [], []])
})

test('what both changed stays twice, and nothing that somebody wrote is lost', () => {
  const base = content(a, b)
  const mine = { ...content({ ...a, title: 'à moi' }), title: 'Riso' }
  const theirs = { ...content({ ...a, title: 'à eux' }, { ...b, title: 'gardé' }), title: 'Iso' }
  const { content: whole, twice, theirs: lost } = merged(base, mine, theirs)
  expect(titles(whole)).toEqual(['à moi', 'à eux', 'gardé'])
  expect([whole.title, twice, lost]).toEqual(['Riso', ['a-2'], [{ field: 'title', text: 'Iso' }]])
})

test('a step that one removed and the other left alone is gone, whoever removed it', () => {
  const base = content(a, b, c)
  expect(titles(merged(base, content(a, c), base).content)).toEqual(['a', 'c'])
  expect(titles(merged(base, base, content(a, c)).content)).toEqual(['a', 'c'])
})

test('merging is quiet when nothing happened on one side, in any order', () => {
  const base = content(a, b, c)
  const moved = content(c, a, b)
  expect(merged(base, moved, base).content).toEqual(moved)
  expect(merged(base, base, base)).toEqual({ content: base, twice: [], theirs: [] })
})

test('what has no words yet is given some before it is sent', () => {
  const options = [{ key: 'one', text: ' ', isNonconform: false }]
  const unsaid = { ...step('a', ''), validation: { kind: 'choice' as const, options } }
  const sent = sendable({ ...content(unsaid), title: '' }, 'Sans titre')
  expect([sent.title, sent.steps[0]!.title]).toEqual(['Sans titre', 'Sans titre'])
  expect(sent.steps[0]!.validation).toMatchObject({ options: [{ text: '…' }] })
})
