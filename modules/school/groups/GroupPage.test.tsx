import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { readAccount } from '../exchange/contract.ts'
import { confirmShare, createGroup, listGroups, openGroup, readGroup } from './contract.ts'
import { NewGroupPage } from './GroupFormPage.tsx'
import { GroupPage } from './GroupPage.tsx'
import { GroupsPage } from './GroupsPage.tsx'

const at = (id: string) => ({ at: `/exchange/groups/${id}`, path: '/exchange/groups/$id' })

test('a workshop is written, several people added one after the other, and they are asked', async () => {
  const { ana, bob } = await village()
  const page = await visit(<NewGroupPage />, ana)
  await page.fill('Quel nom ?', 'Atelier couture')
  await page.fill('Durée en minutes', '90')
  const search = await page.screen.findByPlaceholderText('Chercher un nom')
  await page.user.type(search, 'clo{Enter}')
  await page.user.type(search, 'bob')
  await page.press('Ajouter Bob')
  await page.sees('2 personnes')
  await page.fill('A lieu à partir de combien de participants ?', '2')
  await page.sees(/45 min · 45 unités chacun/)
  await page.press('Créer et inviter')
  await page.sees('Invitations envoyées pour « Atelier couture »')
  const { items } = await bob.call(listGroups)
  expect(items[0]).toMatchObject({ state: 'open', mine: 'invited', share: 45, mostShare: 45 })
})

test('somebody asked sees what it costs at most, confirms, and the organiser settles', async () => {
  const { ana, bob, cloe } = await village()
  const memberIds = [bob.id, cloe.id]
  const input = { title: 'Couture', minutes: 100, memberIds, least: 1 }
  const { id: groupId } = await ana.call(createGroup, input)
  await ana.call(openGroup, { groupId })
  const page = await visit(<GroupPage />, bob, at(groupId))
  await page.sees(/votre part est de 50 min · 50 unités, au plus 1 h 40/)
  await page.press('Je participe')
  await page.sees(/Confirmé\./)
  expect(await bob.call(readAccount)).toMatchObject({ heldOut: 50 })
})

test('the host settles with those who confirmed', async () => {
  const { ana, bob, cloe } = await village()
  const input = { title: 'Couture', minutes: 100, memberIds: [bob.id, cloe.id], least: 1 }
  const { id: groupId } = await ana.call(createGroup, input)
  await ana.call(openGroup, { groupId })
  await bob.call(confirmShare, { groupId })
  const page = await visit(<GroupPage />, ana, { ...at(groupId), locale: 'nl-BE' })
  await page.sees('1 van 2 hebben bevestigd')
  await page.press('Nu afrekenen')
  await page.sees(/Aandeel herberekend over 1/)
  const buttons = page.screen.getAllByRole('button', { name: 'Nu afrekenen' })
  await page.user.click(buttons.at(-1)!)
  await page.sees('Afgerekend: alle eenheden zijn overgedragen.')
  expect((await ana.call(readGroup, { groupId })).state).toBe('closed')
})

test('nothing yet: what a group exchange is for', async () => {
  const { ana } = await village()
  const page = await visit(<GroupsPage />, ana)
  await page.sees('Aucun échange en groupe')
})
