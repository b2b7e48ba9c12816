import { generateSync } from 'otplib'
import { expect, test } from 'vitest'
import { SECOND } from '#kernel/time.ts'
import { device } from '#tests/device.ts'
import { PASSWORD, village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { readSession } from '#core/workspaces/contract.ts'
import { LoginPage } from '../LoginPage.tsx'
import { SecurityPage } from '../SecurityPage.tsx'
import { confirmCodeApp, readFactors, startCodeApp } from './contract.ts'

async function school() {
  const here = await village()
  const { clock, ana } = here
  const codeOf = (secret: string) =>
    generateSync({ secret, epoch: Math.floor(clock.now().getTime() / SECOND) })
  /** Ana has an app of codes. */
  const withApp = async () => {
    const { secret } = await ana.call(startCodeApp, { password: PASSWORD })
    const { recoveryCodes } = await ana.call(confirmCodeApp, { code: codeOf(secret) })
    clock.advance(30 * SECOND)
    return { recoveryCodes, code: () => codeOf(secret) }
  }
  return { ...here, codeOf, withApp }
}

const logIn = async (page: Awaited<ReturnType<typeof visit>>) => {
  await page.fill('Adresse e-mail', 'ana@exemple.test')
  await page.fill('Mot de passe', PASSWORD)
  await page.press('Se connecter')
}

test('Ana turns the second step on, keeps her recovery codes and turns it off again', async () => {
  const { ana, codeOf } = await school()
  const page = await visit(<SecurityPage />, ana)
  await page.press('Activer')
  await page.fill('Mot de passe', 'pas le bon')
  await page.press('Continuer')
  await page.sees(/mot de passe/i)
  await page.fill('Mot de passe', PASSWORD)
  await page.press('Continuer')
  const key = await page.screen.findByLabelText('Ou recopiez cette clé')
  expect(page.screen.getByRole('img', { name: /Carré/ })).toBeTruthy()
  const secret = (key as HTMLInputElement).value.replaceAll(' ', '')
  await page.fill('Code à six chiffres', codeOf(secret))
  const buttons = page.screen.getAllByRole('button', { name: 'Activer' })
  await page.user.click(buttons.at(-1)!)

  const list = await page.screen.findByRole('list', { name: 'Vos codes de secours' })
  expect(list.children).toHaveLength(10)
  await page.press('Je les ai mis en lieu sûr')
  await page.sees(/10 codes de secours/)
  expect((await ana.call(readFactors)).codeAppSince).toBeTruthy()

  await page.press('Désactiver')
  await page.fill('Mot de passe', PASSWORD)
  await page.user.click(page.screen.getAllByRole('button', { name: 'Désactiver' }).at(-1)!)
  await page.sees('Inactive')
  expect((await ana.call(readFactors)).codeAppSince).toBeNull()
})

test('the login asks for the code, says when it is wrong, and leads to the wanted page', async () => {
  const here = await school()
  const { code } = await here.withApp()
  const mine = device(here)
  const at = '/login?to=%2Fapp%2Ftilleul%2Fmembers'
  const page = await visit(<LoginPage />, mine, { guest: true, at })
  await logIn(page)
  const field = await page.screen.findByLabelText('Code de l’application')
  expect(field.getAttribute('autocomplete')).toBe('one-time-code')
  expect(field.getAttribute('inputmode')).toBe('numeric')
  await page.fill('Code de l’application', '12')
  await page.press('Continuer')
  await page.sees(/Ce code ne convient pas/)
  await page.fill('Code de l’application', code())
  await page.press('Continuer')
  await expect.poll(page.address).toBe('/app/tilleul/members')
  expect(await mine.call(readSession)).toMatchObject({ user: { name: 'Ana' } })
  expect(sessionStorage.length).toBe(0)
})

test('the second step is still there after a reload, and takes a recovery code', async () => {
  const here = await school()
  const { recoveryCodes } = await here.withApp()
  const mine = device(here)
  const before = await visit(<LoginPage />, mine, { guest: true, at: '/login' })
  await logIn(before)
  await before.sees('Encore une étape')
  const kept = sessionStorage.getItem('socle.second-step')!
  document.body.replaceChildren()
  sessionStorage.setItem('socle.second-step', kept)

  const page = await visit(<LoginPage />, mine, { guest: true, at: '/login' })
  await page.sees('Encore une étape')
  await page.press('Utiliser un code de secours')
  await page.fill('Code de secours', recoveryCodes[0]!.toLowerCase())
  await page.press('Continuer')
  await expect.poll(page.address).toBe('/app')
})

test('a step that is too old begins anew, in Dutch', async () => {
  const here = await school()
  await here.withApp()
  const page = await visit(<LoginPage />, device(here), {
    guest: true,
    at: '/login',
    locale: 'nl-BE',
  })
  await page.fill('E-mailadres', 'ana@exemple.test')
  await page.fill('Wachtwoord', PASSWORD)
  await page.press('Aanmelden')
  await page.sees('Nog één stap')
  here.clock.advance(601 * SECOND)
  await page.fill('Code uit de app', '123456')
  await page.press('Doorgaan')
  await page.sees('De aanmelding is verlopen')
  await page.press('Opnieuw aanmelden')
  await page.screen.findByLabelText('E-mailadres')
})
