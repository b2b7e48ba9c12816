import { expect, test } from 'vitest'
import { DAY } from '#kernel/time.ts'
import { village } from '#tests/village.ts'
import { acceptedVersion } from '../api.ts'
import { createPage, listPages, publishPage, readDraft, saveDraft } from '../pages/contract.ts'
import { addStarterPages, changeSite, readAddress, readSite } from '../site/contract.ts'
import { acceptLegalText, listAcceptances, listPendingTexts, readLegalText } from './contract.ts'

test('a text that must be accepted is asked for until it is, and what was accepted stays readable', async () => {
  const { ana, bob, guest, nobody, app, workspace, clock } = await village()
  const site = { isOn: true, languages: ['fr' as const], menu: [], homeId: null, hasContact: false }
  await ana.call(changeSite, { ...site, taglines: { fr: '', nl: '', en: '' } })
  const { id: pageId } = await ana.call(createPage, {
    ...{ type: 'legal', language: 'fr', title: 'Conditions' },
  })
  const save = (revision: number, words: string) =>
    ana.call(saveDraft, {
      ...{ pageId, language: 'fr', revision, title: 'Conditions', html: `<p>${words}</p>` },
    })
  await save(1, 'Premier texte')
  await ana.call(publishPage, { pageId, mustAccept: true })
  expect((await bob.call(listPendingTexts)).items).toMatchObject([{ pageId, number: 1 }])
  const text = await bob.call(readLegalText, { pageId })
  expect(text).toMatchObject({ number: 1, mustAccept: true, acceptedAt: null })
  await expect(bob.call(acceptLegalText, { pageId, number: 2 })).rejects.toThrow('not-found')
  // A finger that presses twice, and two tabs: one agreement.
  await Promise.all([1, 2, 3].map(() => bob.call(acceptLegalText, { pageId, number: 1 })))
  expect((await bob.call(listPendingTexts)).items).toEqual([])
  expect((await guest.call(listPendingTexts)).items).toHaveLength(1)

  clock.advance(DAY)
  await save(2, 'Deuxième texte')
  await ana.call(publishPage, {
    ...{ pageId, mustAccept: true, at: new Date(clock.now().getTime() + DAY).toISOString() },
  })
  expect((await bob.call(listPendingTexts)).items).toEqual([])
  clock.advance(DAY)
  expect((await bob.call(listPendingTexts)).items).toMatchObject([{ number: 2 }])
  await expect(bob.call(acceptLegalText, { pageId, number: 1 })).rejects.toThrow('not-found')
  // Nothing of the first text is lost, neither for who accepted it nor for anybody.
  const first = await bob.call(readLegalText, { pageId, number: 1 })
  expect(JSON.stringify(first.body)).toContain('Premier texte')
  expect(first.acceptedAt).not.toBeNull()
  const old = await nobody.call(readAddress, { path: 'fr/conditions/versions/1' })
  expect(JSON.stringify(old.found)).toContain('Premier texte')
  const { found } = await nobody.call(readAddress, { path: 'fr/conditions' })
  expect(JSON.stringify(found)).toContain('Deuxième texte')

  const { items } = await ana.call(listAcceptances, { pageId })
  expect(items).toMatchObject([{ name: 'Bob', number: 1, language: 'fr' }])
  await expect(bob.call(listAcceptances, { pageId })).rejects.toThrow('forbidden')
  const known = await app.system((ctx) => acceptedVersion(ctx, pageId, bob.id), workspace)
  expect(known).toMatchObject({ number: 1 })
})

test('starter pages come when they are asked for, once, and change nothing that is there (T-B40)', async () => {
  const { ana, bob } = await village()
  expect((await ana.call(listPages, {})).items).toEqual([])
  await expect(bob.call(addStarterPages)).rejects.toThrow('forbidden')
  const made = await Promise.all([1, 2, 3].map(() => ana.call(addStarterPages)))
  expect(made.map((it) => it.created).toSorted()).toEqual([0, 0, 3])
  const { items } = await ana.call(listPages, {})
  expect(items.map((it) => it.state)).toEqual(['draft', 'draft', 'draft'])
  const home = items.find((it) => it.type === 'landing')!
  expect((await ana.call(readSite)).homeId).toBe(home.id)
  await ana.call(saveDraft, {
    ...{ pageId: home.id, language: 'fr', revision: 1, title: 'À nous', html: '<p>Oui</p>' },
  })
  expect(await ana.call(addStarterPages)).toEqual({ created: 0 })
  const draft = await ana.call(readDraft, { pageId: home.id, language: 'fr' })
  expect([draft.title, draft.html]).toEqual(['À nous', '<p>Oui</p>'])
})
