import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLibrary, SHELF } from '#tests/library.ts'
import { procedures, questions } from '#tests/procedures.ts'
import { findDocuments, indexDocument } from './api.ts'

let library: Awaited<ReturnType<typeof openLibrary>>
beforeAll(async () => {
  library = await openLibrary()
  for (const [place, [title, text]] of procedures.entries())
    await library.add({ id: String(place), title, text })
})
afterAll(() => library.end())

const find = (question: string, limit = 3) =>
  library.transact((ctx) => findDocuments(ctx, question, { limit }))
const first = async (question: string) => (await find(question))[0]?.title

test('what technicians ask, in their own words and with their slips, is found', async () => {
  let [atFirst, amongThree] = [0, 0]
  const missed: string[] = []
  for (const [asked, place] of questions) {
    const ids = (await find(asked)).map((it) => Number(it.id))
    if (ids[0] === place) atFirst++
    else missed.push(asked)
    if (ids.includes(place)) amongThree++
  }
  expect(atFirst / questions.length, missed.join(' · ')).toBeGreaterThanOrEqual(0.8)
  expect(amongThree / questions.length).toBeGreaterThanOrEqual(0.86)
})

test('accents, capitals, endings and slips of the pen do not matter', async () => {
  for (const asked of [
    'FUSIBLES',
    'fuzible',
    'un fusilbe grille',
    'Verifier l’étanchéitée',
    'paradoudre',
  ])
    expect(await first(asked), asked).toBeDefined()
  expect(await first('remplacer le parafodre')).toBe('Remplacement du parafoudre')
  expect(await first('toitures etanches')).toBe('Étanchéité de la toiture')
})

test('Dutch and English stand beside French, and a word is found within a longer one', async () => {
  await library.add({
    id: 'nl',
    title: 'Kinderfiets',
    text: 'Wij lenen een fiets voor een kind van zes jaar.',
  })
  await library.add({
    id: 'en',
    title: 'Baking bread',
    text: 'We bake loaves on Sundays. Children are welcome.',
  })
  expect(await first('wie leent mij een fiets?')).toBe('Kinderfiets')
  expect(await first('fietsen')).toBe('Kinderfiets')
  expect(await first('who bakes breads?')).toBe('Baking bread')
  await library.remove('nl')
  expect(await find('kinderfiets')).toEqual([])
})

test('the quotation is the passage that answers, and what answers nothing is not found', async () => {
  const [best] = await find('attendre la décharge des condensateurs')
  expect(best!.quotation).toContain('décharge des condensateurs')
  expect(best!.path).toBe(`/books/${best!.id}`)
  expect(await find('recette de la tarte au sucre')).toEqual([])
  expect(await find('?! … ')).toEqual([])
  expect(await find('qui peut nous aider avec ça')).toEqual([])
})

test('what changed is found by its new words alone; what its reader may not see is not found', async () => {
  await library.add({ id: 'x', title: 'Jardin', text: 'Tailler les rosiers en mars.' })
  await library.add({ id: 'x', title: 'Jardin', text: 'Planter les tulipes en octobre.' })
  expect(await first('tulipe')).toBe('Jardin')
  expect(await find('rosier')).toEqual([])
  const nobody = library.transact((ctx) =>
    findDocuments({ ...ctx, actor: { ...ctx.actor, permissions: new Set<string>() } }, 'tulipe'),
  )
  expect(await nobody).toEqual([])
  library.shelf.delete('x')
  expect(await find('tulipe')).toEqual([])
})

test('many writers of the same words and of the same document leave one index', async () => {
  const texts = Array.from(
    { length: 12 },
    (_, n) => `Potager numéro ${n} avec des courgettes et des tomates`,
  )
  await Promise.all(texts.map((text, n) => library.add({ id: `p${n}`, title: 'Potager', text })))
  await Promise.all(texts.map((text) => library.add({ id: 'same', title: 'Verger', text })))
  expect((await find('courgettes', 20)).length).toBe(13)
  const postings = await library.transact(async (ctx) => {
    const document = await ctx.db
      .selectFrom('searchDocuments')
      .selectAll()
      .where('documentId', '=', 'same')
      .executeTakeFirstOrThrow()
    return ctx.db
      .selectFrom('searchPostings')
      .selectAll()
      .where('documentKey', '=', document['key'])
      .execute()
  })
  // One number, whichever writer came last.
  expect(postings.filter((it) => /^\d+$/.test(it['term'])).length).toBeLessThanOrEqual(1)
})

test('what is rolled back is not found', async () => {
  const lost = library.transact(async (ctx) => {
    await indexDocument(ctx, SHELF, { id: 'lost', title: 'Perdu', text: 'Un trombone.' })
    throw new Error('after all not')
  })
  await expect(lost).rejects.toThrow('after all not')
  const rows = await library.transact((ctx) =>
    ctx.db.selectFrom('searchDocuments').selectAll().where('documentId', '=', 'lost').execute(),
  )
  expect(rows).toEqual([])
})
