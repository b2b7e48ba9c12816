import { expect, test } from 'vitest'
import { readPublished } from '#core/files/contract.ts'
import { DAY } from '#kernel/time.ts'
import { bring, bytesOf, move } from '#tests/files.ts'
import { village } from '#tests/village.ts'
import { createFaqCategory, createFaqEntry } from '../faq/contract.ts'
import {
  addPicture,
  createPage,
  keepVersion,
  PAGE_PICTURE,
  readDraft,
  removePage,
  saveDraft,
} from './contract.ts'

const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function house() {
  const here = await village()
  const { app, admin, clock, settle } = here
  await app.jobs.schedules()
  const picture = async () => {
    const { id: fileId } = await bring(app, admin, DOT, { purpose: PAGE_PICTURE, name: 'a.png' })
    return admin.call(addPicture, { fileId, alt: 'La cour' })
  }
  const write = async (pageId: string, html: string, cover: string | null = null) => {
    const { revision } = await admin.call(readDraft, { pageId, language: 'fr' })
    const words = { title: 'La cour', excerpt: '', metaTitle: '', metaDescription: '' }
    const picture = cover ? { key: cover, alt: 'La cour' } : null
    const saved = { pageId, language: 'fr', revision, html, picture, ...words } as const
    return admin.call(saveDraft, saved)
  }
  const seen = async (key: string) => {
    const reading = move({ app, session: null, slug: 'tilleul' }, readPublished, { key })
    return reading.then(
      async (it) => (await bytesOf(it)).length > 0,
      () => false,
    )
  }
  const days = async (count: number) => {
    for (let i = 0; i < count; i++) {
      clock.advance(DAY)
      await settle()
    }
  }
  return { ...here, picture, write, seen, days }
}
const img = ({ url }: { url: string }) => `<p>Ici</p><img src="${url}" alt="La cour">`

test('a picture goes a week after the last text that showed it, and no sooner', async () => {
  const { admin, picture, write, seen, days } = await house()
  const { id: pageId } = await admin.call(createPage, {
    type: 'page',
    language: 'fr',
    title: 'La cour',
  })
  const [inText, asCover, kept, answered, never] = await Promise.all([
    picture(),
    picture(),
    picture(),
    picture(),
    picture(),
  ])
  await write(pageId, img(kept))
  await admin.call(keepVersion, { pageId })
  await write(pageId, img(inText), asCover.key)
  const names = { fr: 'Cour', nl: '', en: '' }
  const { id: categoryId } = await admin.call(createFaqCategory, { names })
  const none = { question: '', html: '' }
  const texts = { fr: { question: 'Où ?', html: img(answered) }, nl: none, en: none }
  await admin.call(createFaqEntry, { categoryId, visibility: 'public', texts })
  const all = [inText, asCover, kept, answered, never]
  const visible = () => Promise.all(all.map((it) => seen(it.key)))

  await days(7)
  expect(await visible()).toEqual([true, true, true, true, true])
  await days(2)
  expect(await visible()).toEqual([true, true, true, true, false])

  // Out of the text, and back a few days later: its week begins anew.
  await write(pageId, '<p>Rien</p>', asCover.key)
  await days(5)
  await write(pageId, img(inText), asCover.key)
  await days(1)
  await write(pageId, '<p>Rien</p>')
  await days(6)
  expect(await visible()).toEqual([true, true, true, true, false])
  await days(3)
  expect(await visible()).toEqual([false, false, true, true, false])

  await admin.call(removePage, { pageId })
  await days(9)
  expect(await visible()).toEqual([false, false, false, true, false])
})

test('a text that takes a picture back in the moment of the sweep keeps it', async () => {
  const { admin, picture, write, seen, days, clock, settle } = await house()
  const { id: pageId } = await admin.call(createPage, {
    type: 'page',
    language: 'fr',
    title: 'La cour',
  })
  const pictures = await Promise.all([picture(), picture(), picture(), picture()])
  await days(7)
  clock.advance(DAY)
  const html = pictures.map(img).join('')
  await Promise.all([settle(), write(pageId, html)])
  // Whoever came first: what the page shows is there for good.
  await days(9)
  const { html: kept } = await admin.call(readDraft, { pageId, language: 'fr' })
  for (const { key } of pictures) expect(await seen(key)).toBe(kept.includes(key))
})
