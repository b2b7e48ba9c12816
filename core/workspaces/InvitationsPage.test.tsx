import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { listInvitations } from './contract.ts'
import { InvitationsPage } from './InvitationsPage.tsx'

const owner = { workspace: { member: { id: '', name: 'Ana', roles: ['owner'] } } }

test('three addresses at once: two leave, the one refused stays with its reason', async () => {
  const { ana } = await village()
  const page = await visit(<InvitationsPage />, ana, owner)

  await page.fill('Adresses e-mail', 'dora@exemple.test, bob@exemple.test eva@exemple.test')
  await page.press('Envoyer')

  await page.sees('2 invitations sont parties.')
  await page.sees(/Cette personne est déjà membre/)
  const { items } = await ana.call(listInvitations)
  expect(items.map((it) => it.email).toSorted()).toEqual(['dora@exemple.test', 'eva@exemple.test'])
})

test('an incomplete address is said beside the field, before anything leaves', async () => {
  const { ana } = await village()
  const page = await visit(<InvitationsPage />, ana, owner)

  await page.fill('Adresses e-mail', 'dora@exemple.test, eva')
  await page.press('Envoyer')

  expect(await page.fault('Adresses e-mail')).toContain('Une de ces adresses est incomplète.')
  expect(await ana.call(listInvitations)).toEqual({ items: [] })
})

test('an invitation is withdrawn after a question', async () => {
  const { ana } = await village()
  const page = await visit(<InvitationsPage />, ana, owner)
  await page.fill('Adresses e-mail', 'dora@exemple.test')
  await page.press('Envoyer')

  await page.press('Actions pour dora@exemple.test')
  await page.press('Retirer l’invitation')
  await page.sees('Le lien déjà reçu ne fonctionnera plus.')
  await page.press('Retirer l’invitation')
  await page.sees('Personne n’est attendu')
})
