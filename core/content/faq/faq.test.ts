import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import {
  changeFaqEntry,
  createFaqCategory,
  createFaqEntry,
  findAnswers,
  MOST_CATEGORIES,
  orderFaq,
  readFaq,
  removeFaqCategory,
} from './contract.ts'

const texts = (question: string, html: string) => ({
  fr: { question, html: `<p>${html}</p>` },
  nl: undefined,
  en: undefined,
})

test('questions keep their order, are found in people’s own words, and are hidden from who may not see them', async () => {
  const { ana, bob } = await village()
  const [one, two] = await Promise.all(
    ['Échanges', 'Inscription'].map((fr) => ana.call(createFaqCategory, { names: { fr } })),
  )
  const ask = async (categoryId: string, question: string, html: string, more = {}) =>
    (await ana.call(createFaqEntry, { categoryId, texts: texts(question, html), ...more })).id
  const hour = await ask(one!.id, 'Que vaut une heure d’aide ?', 'Soixante minutes')
  const below = await ask(one!.id, 'Puis-je être en dessous de zéro ?', 'Oui, dix heures')
  const child = await ask(two!.id, 'Faut-il avoir un enfant à l’école ?', 'Non')
  await ask(two!.id, 'Secret de la caisse', 'Personne', { visibility: 'hidden' })

  const found = async (text: string) =>
    (await bob.call(findAnswers, { text })).items.map((it) => it.question)
  expect(await found('J’ai des enfants dans cette ecole')).toEqual([
    'Faut-il avoir un enfant à l’école ?',
  ])
  expect((await found('combien vaut mon aide'))[0]).toBe('Que vaut une heure d’aide ?')
  expect(await found('secret caisse')).toEqual([])
  expect(await found('le la les')).toEqual([])

  await ana.call(orderFaq, {
    categories: [
      { id: two!.id, entryIds: [child, hour] },
      { id: one!.id, entryIds: [below] },
    ],
  })
  const { categories } = await bob.call(readFaq)
  expect(categories.map((it) => it.entries.map((entry) => entry.id))).toEqual([
    [child, hour],
    [below],
  ])
  await expect(bob.call(orderFaq, { categories: [] })).rejects.toThrow('forbidden')
  await expect(ana.call(removeFaqCategory, { categoryId: one!.id })).rejects.toThrow(
    'faq/category-in-use',
  )
  await expect(
    ana.call(createFaqEntry, { categoryId: one!.id, texts: texts('Vide ?', '') }),
  ).rejects.toThrow('faq/empty')

  // Two change one answer at once: one is kept, the other is told.
  const changes = await Promise.allSettled(
    ['Un', 'Deux'].map((html) =>
      ana.call(changeFaqEntry, {
        ...{ entryId: hour, revision: 1, visibility: 'public', texts: texts('Une heure ?', html) },
      }),
    ),
  )
  expect(changes.map((it) => it.status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('many who add sections at once do not go past what fits', async () => {
  const { ana } = await village()
  const add = (i: number) => ana.call(createFaqCategory, { names: { fr: `Rubrique ${i}` } })
  for (let i = 0; i < MOST_CATEGORIES - 3; i++) await add(i)
  const all = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => add(i)))
  expect(all.filter((it) => it.status === 'fulfilled')).toHaveLength(3)
  for (const it of all)
    if (it.status === 'rejected') expect(it.reason).toMatchObject({ code: 'faq/full' })
})
