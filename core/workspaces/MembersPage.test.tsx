import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { listMembers } from './contract.ts'
import { MembersPage } from './MembersPage.tsx'

const owner = { workspace: { member: { id: '', name: 'Ana', roles: ['owner'] } } }
const found = async ({ ana }: Awaited<ReturnType<typeof village>>, search: string) =>
  (await ana.call(listMembers, { search })).items

test('Ana gives Bob another role, in words that she understands', async () => {
  const here = await village()
  const page = await visit(<MembersPage />, here.ana, owner)

  await page.press('Actions pour Bob')
  await page.press('Changer le rôle')
  await page.user.click(await page.screen.findByLabelText(/^Administration/))
  await page.press('Enregistrer le rôle')

  await page.sees('Le rôle de Bob est enregistré.')
  expect(await found(here, 'bob')).toMatchObject([{ roles: ['admin'] }])
})

test('Ana deactivates Bob after a question, and takes it back', async () => {
  const here = await village()
  const page = await visit(<MembersPage />, here.ana, owner)

  await page.press('Actions pour Bob')
  await page.press('Désactiver')
  await page.sees(/L’accès est coupé tout de suite/)
  await page.press('Désactiver')
  await page.sees('Bob ne peut plus entrer.')
  expect(await found(here, 'bob')).toMatchObject([{ active: false }])

  await page.press('Annuler l’action')
  await expect.poll(() => found(here, 'bob')).toMatchObject([{ active: true }])
})

test('Cloé is removed after a question', async () => {
  const here = await village()
  const page = await visit(<MembersPage />, here.ana, owner)

  await page.press('Actions pour Cloé')
  await page.press('Retirer de l’espace')
  await page.sees('Retirer Cloé de l’espace ?')
  await page.press('Retirer de l’espace')
  await page.sees('Cloé ne fait plus partie de l’espace.')
  expect(await found(here, 'cloe')).toEqual([])
})

test('a refusal from the menu is told: an administrator names no owner', async () => {
  const here = await village()
  const page = await visit(<MembersPage />, here.admin, owner)

  await page.press('Actions pour Bob')
  await page.press('Changer le rôle')
  await page.user.click(await page.screen.findByLabelText(/^Propriétaire/))
  await page.press('Enregistrer le rôle')
  await page.sees('Ce rôle dépasse le vôtre.')
})

test('the list is searched, and says so in Dutch when nobody matches', async () => {
  const here = await village()
  const page = await visit(<MembersPage />, here.ana, { ...owner, locale: 'nl-BE', at: '/?q=zzz' })

  await page.sees('Niemand gevonden')
})
