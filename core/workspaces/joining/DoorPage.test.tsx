import { cleanup } from '@testing-library/react'
import { expect, test } from 'vitest'
import { device } from '#tests/device.ts'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { listMembers } from '../contract.ts'
import { changeJoining, listJoinRequests, readJoining } from './contract.ts'
import { DoorPage } from './DoorPage.tsx'
import { JoiningPage } from './JoiningPage.tsx'
import { RequestsPage } from './RequestsPage.tsx'

const there = { at: '/join/tilleul', path: '/join/$slug' }

test('a stranger asks, waits, and is welcomed with a role', async () => {
  const here = await village()
  await here.ana.call(changeJoining, { mode: 'request' })
  const page = await visit(<DoorPage />, here.stranger, there)
  await page.sees('École du Tilleul')
  await page.user.type(await page.screen.findByLabelText(/Un mot pour/), 'Je suis la voisine')
  await page.press('Demander à entrer')
  await page.sees('Votre demande attend une réponse')

  cleanup()
  const office = await visit(<RequestsPage />, here.ana)
  await office.sees(/Je suis la voisine/)
  await office.press('Accepter')
  await office.choose('Rôle à l’arrivée', 'Équipe')
  await office.user.click(office.screen.getAllByRole('button', { name: 'Accepter' }).at(-1)!)
  await office.sees('Zoé est membre maintenant.')
  const { items } = await here.ana.call(listMembers, { search: 'zo' })
  expect(items).toMatchObject([{ roles: ['staff'] }])
})

test('a refusal carries its reason, in Dutch too', async () => {
  const here = await village()
  await here.ana.call(changeJoining, { mode: 'request' })
  const page = await visit(<DoorPage />, here.stranger, { ...there, locale: 'nl-BE' })
  await page.press('Vragen om binnen te mogen')
  await page.sees('Uw aanvraag wacht op antwoord')
  cleanup()
  const office = await visit(<RequestsPage />, here.ana)
  await office.press('Refuser')
  await office.user.type(await office.screen.findByLabelText(/^Raison/), 'Réservé')
  await office.user.click(office.screen.getAllByRole('button', { name: 'Refuser' }).at(-1)!)
  await office.sees('La réponse est partie.')
  expect((await here.ana.call(listJoinRequests)).items).toMatchObject([
    { state: 'refused', reason: 'Réservé' },
  ])
})

test('who has no account is led to one; where nothing is public, to the log-in', async () => {
  const here = await village()
  await here.ana.call(changeJoining, { mode: 'open' })
  const page = await visit(<DoorPage />, device(here), { ...there, guest: true })
  await page.sees('Créer un compte')
  await here.ana.call(changeJoining, { mode: 'invitation' })
  const { app, workspace } = here
  await app.system(({ db }) =>
    db.updateTable('workspaces').set({ modules: [] }).where('id', '=', workspace.id).execute(),
  )
  cleanup()
  const quiet = await visit(<DoorPage />, device(here), { ...there, guest: true })
  await quiet.sees('Cet espace est réservé à ses membres')
  quiet.seesNot('École du Tilleul')
})

test('an owner opens the workspace to the addresses of a school', async () => {
  const here = await village()
  const page = await visit(<JoiningPage />, here.ana)
  await page.user.click(await page.screen.findByText('Ouvert'))
  const domains = await page.screen.findByLabelText(/Seulement ces domaines/)
  await page.user.type(domains, '@ecole')
  await page.press('Enregistrer')
  await page.sees('Un domaine s’écrit comme ecole.be, sans @.')
  await page.user.clear(domains)
  await page.user.type(domains, 'ecole.be, Parents.be')
  await page.press('Enregistrer')
  await page.sees('C’est enregistré.')
  expect(await here.bob.call(readJoining)).toEqual({
    mode: 'open',
    mailDomains: ['ecole.be', 'parents.be'],
  })
})
