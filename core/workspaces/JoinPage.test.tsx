import { expect, test } from 'vitest'
import { device } from '#tests/device.ts'
import { tokenIn, village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { inviteMember, listMembers } from './contract.ts'
import { JoinPage } from './JoinPage.tsx'

async function invited(email: string) {
  const here = await village()
  await here.ana.call(inviteMember, { email, roles: ['member'] })
  await here.settle()
  const token = tokenIn(here.mails.findLast((it) => it.to === email)!)
  const at = `/invitations/tilleul?token=${token}`
  return { here, there: { at, path: '/invitations/$slug' } }
}

test('Dora reads who invites her, makes an account and is inside, in one go', async () => {
  const { here, there } = await invited('dora@exemple.test')
  const page = await visit(<JoinPage />, device(here), { ...there, guest: true })

  await page.sees('École du Tilleul vous attend')
  await page.sees('Ana vous invite')
  await page.sees('Votre rôle : Membre')
  await page.fill('Votre nom', 'Dora Maes')
  await page.fill('Mot de passe', 'le chat dort sur le piano')
  await page.press('Créer mon compte et entrer')

  await expect.poll(page.address).toBe('/app/tilleul')
  const { items } = await here.ana.call(listMembers, { search: 'dora' })
  expect(items).toMatchObject([{ name: 'Dora Maes', roles: ['member'], active: true }])
})

test('the stranger has an account already and enters with it, in Dutch', async () => {
  const { here, there } = await invited('zoe@exemple.test')
  const page = await visit(<JoinPage />, device(here), {
    ...there,
    guest: true,
    locale: 'nl-BE',
  })

  await page.sees('École du Tilleul wacht op u')
  await page.choose('Hebt u al een account?', 'Ik heb een account')
  await page.fill('Wachtwoord', 'une phrase que personne ne devine')
  await page.press('Aanmelden en binnengaan')

  await expect.poll(page.address).toBe('/app/tilleul')
})

test('a new account for a known address is led to its password', async () => {
  const { here, there } = await invited('zoe@exemple.test')
  const page = await visit(<JoinPage />, device(here), { ...there, guest: true })

  await page.fill('Votre nom', 'Zoé')
  await page.fill('Mot de passe', 'une tout autre phrase ici')
  await page.press('Créer mon compte et entrer')

  await page.sees('Cette adresse a déjà un compte : entrez avec son mot de passe.')
})

test('somebody else’s session is told whose invitation it is', async () => {
  const { here, there } = await invited('dora@exemple.test')
  const page = await visit(<JoinPage />, here.bob, there)

  await page.sees(/Votre session est celle de bob@exemple.test/)
  await page.sees('Changer de compte')
})

test('a link that was used or invented says what to do', async () => {
  const here = await village()
  const at = '/invitations/tilleul?token=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz'
  const page = await visit(<JoinPage />, device(here), {
    at,
    path: '/invitations/$slug',
    guest: true,
  })

  await page.sees('Cette invitation ne vaut plus')
})
