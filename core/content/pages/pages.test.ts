import { expect, test } from 'vitest'
import { DAY, HOUR } from '#kernel/time.ts'
import { everyPair } from '#tests/pairs.ts'
import { village } from '#tests/village.ts'
import { readAddress } from '../site/contract.ts'
import { changeSite } from '../site/contract.ts'
import {
  archivePage,
  compareVersions,
  createPage,
  duplicatePage,
  keepVersion,
  listPages,
  listVersions,
  publishPage,
  readDraft,
  readPage,
  removePage,
  reopenPage,
  restoreVersion,
  saveDraft,
  unschedulePage,
} from './contract.ts'
import { pageLife } from './rules.ts'

type Village = Awaited<ReturnType<typeof village>>

const open = {
  isOn: true,
  languages: ['fr', 'nl'],
  taglines: { fr: '', nl: '', en: '' },
  menu: [],
  homeId: null,
  hasContact: true,
} as const

async function written({ ana }: Village, title: string, html = '<p>Bonjour</p>', more = {}) {
  const { id: pageId } = await ana.call(createPage, {
    type: 'page',
    language: 'fr',
    title,
    ...more,
  })
  const { slug } = await ana.call(readDraft, { pageId, language: 'fr' })
  await ana.call(saveDraft, { pageId, language: 'fr', revision: 1, title, slug, html })
  return { pageId, slug }
}

const standing = async ({ nobody }: Village, path: string) => {
  const { found } = await nobody.call(readAddress, { path })
  if (found.kind === 'page') return JSON.stringify(found.page.body)
  return found.kind === 'moved' ? `→ ${found.path}` : found.kind
}

test('every move of a page, by who publishes and by the clock', async () => {
  const here = await village()
  const { ana, app, clock, workspace } = here
  const { pageId } = await written(here, 'Essai')
  const put = (state: string, publishedAt: Date | null) =>
    app.system(
      ({ db }) =>
        db.updateTable('pages').set({ state, publishedAt }).where('id', '=', pageId).execute(),
      workspace,
    )
  const doors = {
    publish: () => ana.call(publishPage, { pageId }),
    schedule: () =>
      ana.call(publishPage, { pageId, at: new Date(clock.now().getTime() + HOUR).toISOString() }),
    unschedule: () => ana.call(unschedulePage, { pageId }),
    archive: () => ana.call(archivePage, { pageId }),
    reopen: () => ana.call(reopenPage, { pageId }),
  }
  const surprises = await everyPair(pageLife, async ({ state, move, actor }) => {
    await put(state, state === 'draft' ? null : new Date(clock.now().getTime() + HOUR / 2))
    if (actor === 'clock') {
      if (move !== 'appear' || state !== 'scheduled') return null
      await put(state, clock.now())
    } else if (move === 'appear') return null
    // What is published is published anew: another text, no other state.
    else if (state === 'published' && (move === 'publish' || move === 'schedule')) return null
    else return (await doors[move]()).state
    return (await ana.call(readPage, { pageId })).state
  })
  expect(surprises).toEqual([])
})

test('what is scheduled appears by itself at its moment, and what changes it later does too', async () => {
  const here = await village()
  const { ana, bob, admin, clock } = here
  await ana.call(changeSite, { ...open, languages: [...open.languages], menu: [] })
  const { pageId, slug } = await written(here, 'Fête de l’école', '<p>Le 5 juin</p>')
  expect(slug).toBe('fete-de-l-ecole')
  expect(await standing(here, `fr/${slug}`)).toBe('missing')
  await expect(bob.call(readPage, { pageId })).rejects.toThrow('forbidden')
  const inAnHour = new Date(clock.now().getTime() + HOUR).toISOString()
  await expect(
    ana.call(publishPage, { pageId, at: new Date(clock.now().getTime() - 1).toISOString() }),
  ).rejects.toThrow('pages/date-passed')
  const scheduled = await ana.call(publishPage, { pageId, at: inAnHour })
  expect([scheduled.state, scheduled.publishedAt]).toEqual(['scheduled', inAnHour])
  expect(await standing(here, `fr/${slug}`)).toBe('missing')
  clock.advance(HOUR - 1)
  expect(await standing(here, `fr/${slug}`)).toBe('missing')
  clock.advance(1)
  expect(await standing(here, `fr/${slug}`)).toContain('Le 5 juin')
  expect((await ana.call(readPage, { pageId })).state).toBe('published')
  expect((await ana.call(listPages, { state: 'published' })).items).toHaveLength(1)
  expect((await ana.call(listPages, { state: 'scheduled' })).items).toHaveLength(0)

  // A text that waits takes the place of the old one at its own moment.
  await admin.call(saveDraft, {
    ...{ pageId, language: 'fr', revision: 2, title: 'Fête', html: '<p>Le 12 juin</p>' },
  })
  const line = await ana.call(readPage, { pageId })
  expect(line.texts).toMatchObject([{ language: 'fr', isAhead: true }])
  const tomorrow = new Date(clock.now().getTime() + DAY).toISOString()
  const coming = await ana.call(publishPage, { pageId, at: tomorrow })
  expect([coming.state, coming.nextAt]).toEqual(['published', tomorrow])
  expect(await standing(here, `fr/${slug}`)).toContain('Le 5 juin')
  clock.advance(DAY)
  expect(await standing(here, `fr/${slug}`)).toContain('Le 12 juin')

  await ana.call(archivePage, { pageId })
  expect(await standing(here, `fr/${slug}`)).toBe('missing')
  await expect(ana.call(removePage, { pageId })).rejects.toThrow('wrong-state')
  await ana.call(reopenPage, { pageId })
  await expect(ana.call(removePage, { pageId })).rejects.toThrow('wrong-state')
})

test('an address that changes leads to the new one for good, and belongs to one page', async () => {
  const here = await village()
  const { ana } = here
  await ana.call(changeSite, { ...open, languages: ['fr', 'nl'], menu: [] })
  const { pageId } = await written(here, 'Horaires')
  await ana.call(publishPage, { pageId })
  const save = (revision: number, slug: string) =>
    ana.call(saveDraft, {
      pageId,
      language: 'fr',
      revision,
      title: 'Horaires',
      slug,
      html: '<p>9 h</p>',
    })
  await save(2, 'heures')
  // Until it is published, readers find it where it was.
  expect(await standing(here, 'fr/heures')).toBe('missing')
  expect(await standing(here, 'fr/horaires')).toContain('Bonjour')
  await ana.call(publishPage, { pageId })
  expect(await standing(here, 'fr/horaires')).toBe('→ fr/heures')
  expect(await standing(here, 'horaires')).toBe('→ fr/heures')
  await expect(save(3, 'faq')).rejects.toThrow('pages/slug-reserved')
  const other = await written(here, 'Heures')
  expect(other.slug).toBe('heures-2')
  await expect(
    ana.call(saveDraft, {
      ...{ pageId: other.pageId, language: 'fr', revision: 2, title: 'Heures', slug: 'heures' },
    }),
  ).rejects.toThrow('pages/slug-taken')

  // Eight people want one address at once: one gets it.
  const drafts = await Promise.all(Array.from({ length: 8 }, (_, i) => written(here, `Page ${i}`)))
  const wanting = await Promise.allSettled(
    drafts.map((it, i) =>
      ana.call(saveDraft, {
        ...{ pageId: it.pageId, language: 'fr', revision: 2, title: `Page ${i}`, slug: 'piscine' },
      }),
    ),
  )
  expect(wanting.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  for (const it of wanting)
    if (it.status === 'rejected') expect(it.reason).toMatchObject({ code: 'pages/slug-taken' })
})

test('of those who save the same text at once one is kept, and the others see what differs', async () => {
  const here = await village()
  const { ana, admin } = here
  const { pageId } = await written(here, 'Règlement', '<p>Un deux trois</p>')
  const save = (by: typeof ana, revision: number, html: string) =>
    by.call(saveDraft, { pageId, language: 'fr', revision, title: 'Règlement', html })
  const all = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) => save(i % 2 ? ana : admin, 2, `<p>Un ${i} trois</p>`)),
  )
  expect(all.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  const refused = all.find((it) => it.status === 'rejected') as PromiseRejectedResult
  expect(refused.reason).toMatchObject({
    code: 'pages/edited-meanwhile',
    facts: { revision: 3, changes: [{ change: 'changed' }] },
  })
  const draft = await ana.call(readDraft, { pageId, language: 'fr' })
  expect(draft.revision).toBe(3)
  await save(admin, 3, '<p>Fini</p>')
  // A first text in another language: two begin it, one is kept.
  const firsts = await Promise.allSettled(
    ['Een', 'Twee'].map((title) =>
      ana.call(saveDraft, { pageId, language: 'nl', revision: 0, title, html: '<p>Dag</p>' }),
    ),
  )
  expect(firsts.map((it) => it.status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('versions are kept, compared word by word and taken up again; a copy is a page of its own', async () => {
  const here = await village()
  const { ana } = here
  const { pageId } = await written(here, 'Accueil', '<h2>Bienvenue</h2><p>Un petit texte</p>')
  await ana.call(publishPage, { pageId })
  await ana.call(saveDraft, {
    ...{ pageId, language: 'fr', revision: 2, title: 'Accueil' },
    html: '<h2>Bienvenue</h2><p>Un grand texte</p><p>Et un autre</p>',
  })
  const { changes } = await ana.call(compareVersions, { pageId, language: 'fr', from: 1 })
  expect(changes.map((it) => it.change)).toEqual(['same', 'changed', 'added'])
  expect(changes[1]!.words.map((it) => `${it.change} ${it.text.trim()}`)).toEqual([
    'same Un',
    'removed petit',
    'added grand',
    'same texte',
  ])
  expect(await ana.call(keepVersion, { pageId })).toEqual({ number: 2 })
  await ana.call(restoreVersion, { pageId, language: 'fr', number: 1 })
  const restored = await ana.call(readDraft, { pageId, language: 'fr' })
  expect([restored.revision, restored.html]).toEqual([4, '<h2>Bienvenue</h2><p>Un petit texte</p>'])
  const { items } = await ana.call(listVersions, { pageId, language: 'fr' })
  expect(items.map((it) => [it.number, it.liveFrom !== null, it.createdBy])).toEqual([
    [3, false, 'Ana'],
    [2, false, 'Ana'],
    [1, true, 'Ana'],
  ])
  const copy = await ana.call(duplicatePage, { pageId })
  const copied = await ana.call(readPage, { pageId: copy.id })
  expect([copied.state, copied.texts[0]!.slug]).toEqual(['draft', 'accueil-2'])
  expect(await ana.call(removePage, { pageId: copy.id })).toEqual({ done: true })
  await expect(ana.call(readPage, { pageId: copy.id })).rejects.toThrow('not-found')
  const numbers = await Promise.all(
    Array.from({ length: 6 }, () => ana.call(keepVersion, { pageId })),
  )
  expect(numbers.map((it) => it.number).toSorted()).toEqual([4, 5, 6, 7, 8, 9])
})
