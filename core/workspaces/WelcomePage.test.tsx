import { expect, test } from 'vitest'
import { device } from '#tests/device.ts'
import { village, world } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { listWorkspaces, readSession } from './contract.ts'
import { WelcomePage } from './WelcomePage.tsx'

test('the first person makes an account and a school in one flow', async () => {
  const here = await world()
  const hers = device(here)
  const page = await visit(<WelcomePage />, hers, { guest: true })

  await page.sees('Étape 1 sur 2')
  await page.fill('Votre nom', 'Ana')
  await page.fill('Adresse e-mail', 'ana@exemple.test')
  await page.fill('Mot de passe', 'trois tilleuls dans la cour')
  await page.fill('Code de première ouverture', '12345678')
  await page.press('Continuer')

  await page.sees('Que faites-vous ensemble ?')
  await page.sees(/Pas encore disponibles : Livres, Correction et Revente/)
  await page.fill('Nom de l’espace', 'École Évère')
  // Two kinds stand there, and none is taken for granted.
  await page.press('Ouvrir l’espace')
  await page.sees('Choisissez une valeur dans la liste')
  await page.user.click(await page.screen.findByText('Une école'))
  await page.sees(/\/app\/ecole-evere$/)
  await page.press('Ouvrir l’espace')

  await expect.poll(page.address, { timeout: 10_000 }).toBe('/app/ecole-evere')
  expect((await hers.call(readSession)).user.admin).toBe(true)
  expect(await hers.call(listWorkspaces)).toMatchObject({ items: [{ name: 'École Évère' }] })
})

test('an address that the product needs is refused beside its field', async () => {
  const here = await world()
  const page = await visit(<WelcomePage />, device(here), { guest: true, locale: 'nl-BE' })

  await page.fill('Uw naam', 'Ana')
  await page.fill('E-mailadres', 'ana@exemple.test')
  await page.fill('Wachtwoord', 'drie linden op het plein')
  await page.fill('Code voor de eerste keer', '12345678')
  await page.press('Doorgaan')
  await page.user.click(await page.screen.findByText('Een school'))
  await page.fill('Naam van de werkruimte', 'Admin')
  await page.press('Werkruimte openen')

  await expect.poll(() => page.fault('Adres')).toMatch(/voorbehouden|gereserveerd/)
})

test('an installation with people in it leads to its door', async () => {
  const here = await village()
  const page = await visit(<WelcomePage />, device(here), { guest: true })

  await page.sees('Cette installation a déjà ses habitants')
})
