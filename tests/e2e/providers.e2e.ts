import { expect, test } from 'vitest'
import { localProvider } from '#tests/provider.ts'
import { button, heading, openHouse, PASSWORD, field, foundSchool, words } from './browser.ts'

const there = await localProvider()
const house = await openHouse({ env: there.env })
const say = words('fr')
const label = there.env.OIDC_NAME

test('a neighbour comes by the school’s own log-in; the founder links hers and comes back by it', async () => {
  const ana = await house.visit({ width: 1280 })
  await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École du Tilleul')

  const bea = await house.visit()
  there.become({ sub: 'bea', email: 'bea@exemple.be', email_verified: true, name: 'Béa Peeters' })
  await bea.page.goto('/register')
  await button(bea.page, say('providers.continue', { provider: label })).click()
  await bea.page.waitForURL(/\/(app|account)\b/)
  const { user } = await (await bea.page.request.get('/api/auth/session')).json()
  expect(user).toMatchObject({ name: 'Béa Peeters', email: 'bea@exemple.be', verified: true })

  there.become({ sub: 'ana', email: 'ana@ailleurs.test', email_verified: false })
  await ana.page.goto('/account/security')
  await button(ana.page, say('providers.link', { provider: label })).click()
  const dialog = ana.page.getByRole('dialog')
  await dialog.getByLabel(say('factors.password'), { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: say('providers.go') }).click()
  await ana.page.getByText(say('providers.linked')).waitFor()
  await ana.page.getByText(/ana@ailleurs\.test/).waitFor()

  const phone = await house.visit({ scheme: 'dark' })
  await phone.page.goto('/login')
  await button(phone.page, say('providers.continue', { provider: label })).click()
  await phone.page.waitForURL(/\/app\b/)
  await heading(phone.page, say('home.title', { name: 'Ana' })).waitFor()

  // A provider that lies leaves everybody outside, with a sentence and the form to go on with.
  there.lie({ bend: (token) => void (token.payload['nonce'] = 'another') })
  const cloe = await house.visit()
  await cloe.page.goto('/login')
  await button(cloe.page, say('providers.continue', { provider: label })).click()
  await cloe.page.getByText(say('identity/provider-refused')).waitFor()
  await field(cloe.page, say('enter.email')).waitFor()
  expect(house.faults()).toEqual([])
})
