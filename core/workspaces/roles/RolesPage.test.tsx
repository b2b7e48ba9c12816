import { expect, test } from 'vitest'
import { parts } from '#app/modules.ts'
import { parts as pages } from '#app/parts.tsx'
import { catalogues } from '#app/texts.ts'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { readWorkspace } from '../contract.ts'
import { MembersPage } from '../MembersPage.tsx'
import { RolesPage } from './RolesPage.tsx'

test('Ana sees what Bob will be able to do, saves, and reads it in one line', async () => {
  const { ana, bob } = await village()
  const page = await visit(<MembersPage />, ana)
  await page.press('Actions pour Bob')
  await page.press('Changer le rôle')
  await page.tick(/^Médiation/ as never)
  await page.sees('Bob pourra désormais :')
  await page.sees('traiter les contestations')
  await page.press('Enregistrer le rôle')
  await page.sees('Membre · Médiation')
  expect((await bob.call(readWorkspace)).permissions).toContain('exchange.mediate')
})

test('who loses something is told so before', async () => {
  const { ana } = await village()
  const page = await visit(<MembersPage />, ana, { locale: 'en' })
  await page.press('Actions for Alix')
  await page.press('Change the role')
  await page.tick(/^Member/ as never)
  await page.sees('Alix will no longer be able to:')
  await page.sees('switch modules on and off')
})

test('the page says for each role what it may and may not do', async () => {
  const { bob } = await village()
  const page = await visit(<RolesPage />, bob)
  await page.sees('Peut tout, y compris nommer d’autres propriétaires.')
  await page.user.click(await page.screen.findByRole('tab', { name: 'Médiation' }))
  const group = await page.screen.findByRole('region', { name: 'À l’école' })
  const said = [...group.querySelectorAll('li')].map((it) =>
    it.textContent?.replaceAll('\u00A0', ' '),
  )
  expect(said).toContain('Peut : traiter les contestations')
  expect(said).toContain('Ne peut pas : voir tous les comptes et corriger des échanges')
})

test('every permission that a role has, and every role of a module, has words', () => {
  const french = new Set(Object.values(catalogues).flatMap((it) => Object.keys(it.fr)))
  const phrases = new Map(pages.flatMap((it) => Object.entries(it.abilities?.of ?? {})))
  const names = new Map(pages.flatMap((it) => Object.entries(it.roles ?? {})))
  const given = new Set(parts.flatMap((it) => Object.values(it.roles).flat()))
  expect([...given].filter((it) => !french.has(phrases.get(it) ?? ''))).toEqual([])
  expect([...phrases.keys()].filter((it) => !given.has(it))).toEqual([])
  const own = parts.flatMap((it) => Object.keys(it.roles)).filter((it) => it.includes('.'))
  expect(own.filter((it) => !french.has(names.get(it)?.text ?? ''))).toEqual([])
})
