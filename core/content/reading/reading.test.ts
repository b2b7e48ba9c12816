import { expect, test } from 'vitest'
import { findDocuments } from '#core/search/api.ts'
import { newId } from '#kernel/ids.ts'
import { DAY } from '#kernel/time.ts'
import { village } from '#tests/village.ts'
import {
  changeFaqEntry,
  createFaqCategory,
  createFaqEntry,
  removeFaqEntry,
} from '../faq/contract.ts'
import { archivePage, createPage, publishPage, readDraft, saveDraft } from '../pages/contract.ts'
import { findTexts, readPublished, readQuestion } from './contract.ts'

type Place = Awaited<ReturnType<typeof village>>

const writer = ({ admin }: Place) => ({
  begin: (title: string) =>
    admin.call(createPage, { type: 'page', language: 'fr', title }).then((it) => it.id),
  async write(pageId: string, language: 'fr' | 'nl', title: string, html: string) {
    const { revision } = await admin.call(readDraft, { pageId, language })
    const words = { title, excerpt: '', metaTitle: '', metaDescription: '', picture: null }
    return admin.call(saveDraft, { pageId, language, revision, html, ...words })
  },
})
const titles = async (who: Place['bob'], text: string, language: 'fr' | 'nl' = 'fr') =>
  (await who.call(findTexts, { text, language })).found.map((it) => it.title)
const asked = async ({ app, bob, workspace }: Place, question: string) => {
  const permissions = new Set(['faq.read'])
  const found = await app.system(
    (ctx) => findDocuments({ ...ctx, actor: { ...ctx.actor, id: bob.id, permissions } }, question),
    workspace,
  )
  return found.map(({ title, path }) => [title, path])
}

test('a page is found and read by members once it is published, in their language', async () => {
  const here = await village()
  const { admin, bob, stranger, clock } = here
  const { begin, write } = writer(here)
  const pageId = await begin('Garderie du soir')
  await write(
    pageId,
    'fr',
    'Garderie du soir',
    '<p>Les enfants sont surveillés jusque dix-huit heures.</p>',
  )
  await write(pageId, 'nl', 'Avondopvang', '<p>De kinderen worden opgevangen tot achttien uur.</p>')
  expect(await titles(bob, 'garderie')).toEqual([])
  await expect(bob.call(readPublished, { pageId })).rejects.toThrow('not-found')
  expect(await asked(here, 'Qui surveille les enfants le soir ?')).toEqual([])

  const later = new Date(clock.now().getTime() + DAY).toISOString()
  await admin.call(publishPage, { pageId, at: later })
  expect(await titles(bob, 'garderie')).toEqual([])
  clock.advance(DAY)
  expect(await titles(bob, 'gard')).toEqual(['Garderie du soir']) // while it is being typed
  expect(await titles(bob, 'opvang', 'nl')).toEqual(['Avondopvang'])
  const path = `/reading/pages/${pageId}`
  expect(await asked(here, 'Jusque quelle heure les enfants sont-ils surveillés ?')).toEqual([
    ['Garderie du soir', path],
  ])
  expect(await asked(here, 'Tot hoe laat worden de kinderen opgevangen?')).toEqual([
    ['Avondopvang', path],
  ])
  expect(await bob.call(readPublished, { pageId, language: 'nl' })).toMatchObject({
    title: 'Avondopvang',
    language: 'nl',
  })
  expect(await bob.call(readPublished, { pageId, language: 'en' })).toMatchObject({
    language: 'fr',
  })
  await expect(stranger.call(readPublished, { pageId })).rejects.toThrow('not-found')

  // What is being written is nobody's reading yet.
  await write(pageId, 'fr', 'Étude dirigée', '<p>Les devoirs se font ensemble.</p>')
  expect(await asked(here, 'Où se font les devoirs ensemble ?')).toEqual([])
  await admin.call(publishPage, { pageId })
  expect(await titles(bob, 'étude')).toEqual(['Étude dirigée'])
  expect(await asked(here, 'Où se font les devoirs ensemble ?')).toEqual([['Étude dirigée', path]])
  await admin.call(archivePage, { pageId })
  expect(await titles(bob, 'étude')).toEqual([])
  expect(await asked(here, 'Où se font les devoirs ensemble ?')).toEqual([])
  await expect(bob.call(readPublished, { pageId })).rejects.toThrow('not-found')
})

test('a question is found while it is not hidden, and is gone when it is removed', async () => {
  const here = await village()
  const { admin, bob } = here
  const names = { fr: 'Repas', nl: '', en: '' }
  const { id: categoryId } = await admin.call(createFaqCategory, { names })
  const none = { question: '', html: '' }
  const fr = {
    question: 'Comment commander la soupe ?',
    html: '<p>Avant neuf heures, en ligne.</p>',
  }
  const texts = { fr, nl: none, en: none }
  const kept = { categoryId, visibility: 'members' as const, texts }
  const { id: entryId } = await admin.call(createFaqEntry, kept)
  const path = `/reading/questions/${entryId}`
  expect((await bob.call(findTexts, { text: 'soupe' })).found).toEqual([
    { what: 'question', title: fr.question, path },
  ])
  expect(await asked(here, 'commander une soupe')).toEqual([[fr.question, path]])
  expect(await bob.call(readQuestion, { entryId, language: 'nl' })).toMatchObject({
    title: fr.question,
    language: 'fr',
  })
  await admin.call(changeFaqEntry, { entryId, revision: 1, visibility: 'hidden', texts })
  expect(await titles(bob, 'soupe')).toEqual([])
  expect(await asked(here, 'commander une soupe')).toEqual([])
  await expect(bob.call(readQuestion, { entryId })).rejects.toThrow('not-found')
  await admin.call(changeFaqEntry, { entryId, revision: 2, visibility: 'public', texts })
  expect(await titles(bob, 'soupe')).toEqual([fr.question])
  await admin.call(removeFaqEntry, { entryId })
  expect(await titles(bob, 'soupe')).toEqual([])
  await expect(bob.call(readQuestion, { entryId: newId() })).rejects.toThrow('not-found')
})

test('what was there before the index is built, in portions that lose nothing', async () => {
  const here = await village()
  const { app, admin, workspace, clock, settle } = here
  const { begin, write } = writer(here)
  for (const word of ['Piscine', 'Musée', 'Forêt']) {
    const pageId = await begin(word)
    await write(pageId, 'fr', word, `<p>Sortie : ${word}.</p>`)
    await write(pageId, 'nl', `${word} nl`, `<p>Uitstap: ${word}.</p>`)
    await admin.call(publishPage, { pageId })
  }
  await app.system(async ({ db }) => {
    for (const name of ['searchPostings', 'searchDocuments', 'searchKinds'] as const)
      await db.deleteFrom(name).execute()
  }, workspace)
  expect(await asked(here, 'piscine')).toEqual([])
  await app.jobs.schedules()
  clock.advance(DAY)
  await settle()
  expect((await asked(here, 'sortie piscine')).length).toBeGreaterThan(0)
  const rows = await app.system(
    ({ db }) =>
      db
        .selectFrom('searchDocuments')
        .where('kind', '=', 'content.page')
        .select('documentId')
        .execute(),
    workspace,
  )
  expect(new Set(rows.map((it) => it.documentId)).size).toBe(6)
})
