/** Somebody looks after their account: another address, a lost phone, a script, and farewell. */
import { expect, test } from 'vitest'
import {
  button,
  field,
  foundSchool,
  heading,
  linkFor,
  openHouse,
  PASSWORD,
  words,
} from './browser.ts'

const OLD = 'ana@exemple.test'
const NEW = 'ana.nouvelle@exemple.test'
const say = words('fr')

const house = await openHouse()

test('an address by both mailboxes, a device from another, a token by fetch', async () => {
  const phone = await house.visit()
  const { page } = phone
  const place = await foundSchool(page, 'Ana', OLD, 'École du Tilleul')
  const laptop = await house.visit({ width: 1280 })
  const logIn = async (email: string) => {
    await laptop.page.goto('/login')
    await field(laptop.page, say('enter.email')).fill(email)
    await field(laptop.page, say('enter.password')).fill(PASSWORD)
    await button(laptop.page, say('login.submit')).click()
    await laptop.page.waitForURL(/\/app/)
  }
  await logIn(OLD)

  // The change is asked on the phone and confirmed in two mailboxes; the laptop is logged out.
  await page.goto('/account')
  await button(page, say('address.change')).click()
  await field(page, say('address.new')).fill(NEW)
  await field(page, say('factors.password')).fill(PASSWORD)
  await button(page, say('address.submit')).click()
  await page.getByText(say('address.pending', { email: NEW })).waitFor()
  for (const [email, then] of [
    [OLD, 'address.half'],
    [NEW, 'address.changed'],
  ] as const) {
    await page.goto(await linkFor(page, email, /\/address\?/))
    await button(page, say('address.confirm')).click()
    await heading(page, say(then)).waitFor()
  }
  await button(page, say('address.continue')).click()
  await page.getByText(NEW).first().waitFor()
  await laptop.page.goto('/account')
  await heading(laptop.page, say('login.title')).waitFor()

  // A laptop that was lent is logged out from the phone.
  await logIn(NEW)
  await laptop.page.goto('/account/devices')
  await heading(laptop.page, say('devices.title')).waitFor()
  await page.goto('/account/devices')
  await button(page, say('devices.end')).click()
  await page.getByText(say('devices.none')).waitFor()
  await laptop.page.reload()
  await heading(laptop.page, say('login.title')).waitFor()

  // A script reads with the token of the page, until it is revoked there.
  await page.goto('/account/tokens')
  await button(page, say('tokens.new')).click()
  await field(page, say('tokens.name')).fill('Sauvegarde')
  await field(page, say('factors.password')).fill(PASSWORD)
  await button(page, say('tokens.create')).click()
  const secret = await field(page, say('tokens.secret')).inputValue()
  await button(page, say('tokens.copied')).click()
  const asks = (path: string) =>
    fetch(`${house.address}/api${path}`, { headers: { authorization: `Bearer ${secret}` } })
  const slug = place.split('/').at(-1)
  const answer = await asks(`/w/${slug}`)
  expect([answer.status, (await answer.json()).name]).toEqual([200, 'École du Tilleul'])
  expect((await asks('/auth/devices')).status).toBe(403)
  await button(page, say('tokens.revoke')).click()
  await button(page.locator('dialog') as never, say('tokens.revoke')).click()
  await page.getByText(say('tokens.none')).waitFor()
  expect((await asks(`/w/${slug}`)).status).toBe(401)

  expect(house.faults()).toEqual([])
}, 120_000)
