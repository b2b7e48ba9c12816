import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { button, field, foundSchool, heading, openHouse, PASSWORD, words } from './browser.ts'

const house = await openHouse({ host: 'localhost' })
const say = words('fr')
const email = 'ana@exemple.be'
/** Five doors opened and closed, on a slow machine. */
const LONG_MS = 120_000
const STEP_S = 30

/** A phone's authenticator in the browser, with a finger on it or not. */
async function giveFinger(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const hold = (enabled: boolean) =>
    session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
  return {
    isOn: () => hold(true),
    isOff: () => hold(false),
    credentials: async () =>
      (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  }
}

const logOut = (page: Page) =>
  page.request.post('/api/auth/logout', { data: {}, headers: { origin: house.address } })

async function leave(page: Page) {
  await logOut(page)
  await page.goto('/login')
  await field(page, say('enter.email')).waitFor()
}

async function giveFirstFactor(page: Page) {
  await field(page, say('enter.email')).fill(email)
  await field(page, say('enter.password')).fill(PASSWORD)
  await button(page, say('login.submit')).click()
  await heading(page, say('second.title')).waitFor()
}

const codeAt = (secret: string, step: number) => generateSync({ secret, epoch: step * STEP_S })
const nowStep = () => Math.floor(Date.now() / 1000 / STEP_S)

test(
  'Ana makes a passkey and signs in with it, then adds an app of codes and its recovery codes',
  { timeout: LONG_MS },
  async () => {
    const { page } = await house.visit()
    await foundSchool(page, 'Ana Lambert', email, 'École Évère')
    const finger = await giveFinger(page)

    await page.goto('/account/security')
    await button(page, say('passkeys.add')).click()
    const dialog = page.getByRole('dialog')
    await field(page, say('passkeys.name')).fill('Téléphone de Ana')
    await dialog.getByLabel(say('factors.password'), { exact: true }).fill(PASSWORD)
    await button(page, say('passkeys.create')).click()
    await page.getByText('Téléphone de Ana').waitFor()
    expect(await finger.credentials()).toMatchObject([
      { isResidentCredential: true, rpId: 'localhost', userDisplayName: 'Ana Lambert' },
    ])

    // By the button, in a browser without suggestions: with them it would be a race between the two.
    const plain = await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)
    })
    await leave(page)
    await button(page, say('login.passkey')).click()
    await page.waitForURL(/\/app\/[\w-]+$/)
    await plain.dispose()
    // Then by the suggestion of the address field, which this browser picks by itself.
    await logOut(page)
    await page.goto('/login')
    await page.waitForURL(/\/app\/[\w-]+$/)
    await finger.isOff()

    await page.goto('/account/security')
    await button(page, say('factors.start')).click()
    await dialog.getByLabel(say('factors.password'), { exact: true }).fill(PASSWORD)
    await button(page, say('factors.next')).click()
    await dialog.getByRole('img', { name: say('factors.qr') }).waitFor()
    const secret = (await field(page, say('factors.secret')).inputValue()).replaceAll(' ', '')
    const first = nowStep()
    await field(page, say('factors.code')).fill(codeAt(secret, first))
    await dialog.getByRole('button', { name: say('factors.confirm'), exact: true }).click()
    const list = dialog.getByRole('list', { name: say('factors.codes-title') })
    await list.waitFor()
    const codes = await list.getByRole('listitem').allTextContents()
    expect(codes).toHaveLength(10)
    const download = page.waitForEvent('download')
    await button(page, say('factors.codes-download')).click()
    expect((await download).suggestedFilename()).toBe(say('factors.codes-file'))
    await button(page, say('factors.codes-kept')).click()
    await page.getByText(/10 codes de secours/).waitFor()

    // The code of the next half-minute is accepted already; the one of the confirmation no more.
    await leave(page)
    await giveFirstFactor(page)
    await page.reload()
    await heading(page, say('second.title')).waitFor()
    await field(page, say('second.code')).fill(codeAt(secret, first))
    await button(page, say('second.submit')).click()
    await page.getByText(say('identity/code-wrong')).waitFor()
    await field(page, say('second.code')).fill(codeAt(secret, Math.max(first + 1, nowStep())))
    await button(page, say('second.submit')).click()
    await page.waitForURL(/\/app\/[\w-]+$/)

    await leave(page)
    await giveFirstFactor(page)
    await button(page, say('second.use-recovery')).click()
    await field(page, say('second.recovery')).fill(codes[0]!)
    await button(page, say('second.submit')).click()
    await page.waitForURL(/\/app\/[\w-]+$/)
    await page.goto('/account/security')
    await page.getByText(/9 codes de secours/).waitFor()

    await leave(page)
    await giveFirstFactor(page)
    await finger.isOn()
    await button(page, say('second.use-passkey')).click()
    await page.waitForURL(/\/app\/[\w-]+$/)
    expect(house.faults()).toEqual([])
  },
)
