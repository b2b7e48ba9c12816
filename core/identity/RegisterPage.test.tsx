import { expect, test } from 'vitest'
import { device } from '#tests/device.ts'
import { person, village, world } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { readSession } from '#core/workspaces/contract.ts'
import { RegisterPage } from './RegisterPage.tsx'

test('somebody new is inside at once, and a message waits in the mailbox', async () => {
  const here = await village()
  const hers = device(here)
  const page = await visit(<RegisterPage />, hers, { guest: true })

  await page.fill('Votre nom', 'Dora Maes')
  await page.fill('Adresse e-mail', 'dora@exemple.test')
  await page.fill('Mot de passe', 'court')
  await page.sees('Encore 5 caractères')
  await page.fill('Mot de passe', 'septembre2026')
  await page.sees('Facile à deviner : ajoutez un mot ou deux')
  await page.fill('Mot de passe', 'le chat dort sur le piano')
  await page.sees('Très solide')
  await page.press('Créer mon compte')

  await expect.poll(page.address).toBe('/app')
  const { user } = await hers.call(readSession)
  expect(user).toMatchObject({ name: 'Dora Maes', verified: false, locale: 'fr-BE' })
  await here.settle()
  expect(here.mails).toMatchObject([{ to: 'dora@exemple.test' }])
})

test('a known address learns nothing here, its owner reads about it', async () => {
  const here = await village()
  const page = await visit(<RegisterPage />, device(here), { guest: true })

  await page.fill('Votre nom', 'Ana bis')
  await page.fill('Adresse e-mail', 'ana@exemple.test')
  await page.fill('Mot de passe', 'le chat dort sur le piano')
  await page.press('Créer mon compte')

  await page.sees('Regardez vos e-mails')
  await here.settle()
  expect(here.mails).toMatchObject(
    [{ to: 'ana@exemple.test', subject: /déjà un compte/ }].map(({ to }) => ({ to })),
  )
})

test('a password that everybody guesses is refused beside its field', async () => {
  const here = await village()
  const page = await visit(<RegisterPage />, device(here), { guest: true })

  await page.fill('Votre nom', 'Dora')
  await page.fill('Adresse e-mail', 'dora@exemple.test')
  await page.fill('Mot de passe', 'motdepasse123')
  await page.press('Créer mon compte')

  await page.sees('Ce mot de passe se devine trop facilement. Essayez une courte phrase.')
})

test('where one enters by invitation, the page says how', async () => {
  const here = await world({ SIGNUP: 'invited' })
  await person(here, { name: 'Ana', admin: true })
  const page = await visit(<RegisterPage />, device(here), { guest: true })

  await page.fill('Votre nom', 'Dora')
  await page.fill('Adresse e-mail', 'dora@exemple.test')
  await page.fill('Mot de passe', 'le chat dort sur le piano')
  await page.press('Créer mon compte')

  await page.sees('Ici, on entre sur invitation')
})
