import { expect, test } from 'vitest'
import { device } from '#tests/device.ts'
import { PASSWORD, village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { readSession } from '#core/workspaces/contract.ts'
import { LoginPage } from './LoginPage.tsx'

test('a wrong password is said in one sentence that reveals nothing', async () => {
  const here = await village()
  const page = await visit(<LoginPage />, device(here), { guest: true })

  await page.fill('Adresse e-mail', 'ana@exemple.test')
  await page.fill('Mot de passe', 'pas celui de Ana')
  await page.press('Se connecter')
  await page.sees('Adresse ou mot de passe incorrect.')

  await page.fill('Adresse e-mail', 'personne@exemple.test')
  await page.press('Se connecter')
  await page.sees('Adresse ou mot de passe incorrect.')
})

test('Ana comes back to the page that she wanted', async () => {
  const here = await village()
  const mine = device(here)
  const at = '/login?to=%2Fapp%2Ftilleul%2Fmembers'
  const page = await visit(<LoginPage />, mine, { guest: true, at })

  await page.fill('Adresse e-mail', 'Ana@Exemple.test')
  await page.fill('Mot de passe', PASSWORD)
  await page.press('Se connecter')

  await expect.poll(page.address).toBe('/app/tilleul/members')
  expect(await mine.call(readSession)).toMatchObject({ user: { name: 'Ana' } })
})

test('an address outside of this site is never followed', async () => {
  const here = await village()
  const at = '/login?to=%2F%2Fmauvais.example'
  const page = await visit(<LoginPage />, device(here), { guest: true, at })

  await page.fill('Adresse e-mail', 'ana@exemple.test')
  await page.fill('Mot de passe', PASSWORD)
  await page.press('Se connecter')

  await expect.poll(page.address).toBe('/app')
})

test('fields that are missing are named in Dutch', async () => {
  const here = await village()
  const page = await visit(<LoginPage />, device(here), { guest: true, locale: 'nl-BE' })

  await page.fill('E-mailadres', 'ana')
  await page.press('Aanmelden')

  await page.sees(/^2 velden/)
  expect(await page.fault('E-mailadres')).toMatch(/@/)
})
