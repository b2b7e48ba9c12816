import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSession } from '#core/workspaces/contract.ts'
import type { Endpoint } from '#kernel/contract.ts'
import { authenticator } from '#tests/authenticator.ts'
import { device } from '#tests/device.ts'
import { PASSWORD, village, world } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { LoginPage } from '../LoginPage.tsx'
import { addPasskey, startPasskey, startPasskeyLogin } from './contract.ts'

const place = { origin: 'https://ecole.example', rpId: 'ecole.example' }
const PRESS = 'Utiliser une clé d’accès'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url')).buffer

/** What the browser has of passkeys: it asks the device, and ends what it asked before when it is asked again. */
function browserWith(key: ReturnType<typeof authenticator>) {
  const asked: { quietly: boolean; signal: AbortSignal; touch(): void }[] = []
  const get = ({ mediation, signal, publicKey }: any) =>
    new Promise((resolve, reject) => {
      const stop = () => reject(Object.assign(new Error('ended'), { name: 'AbortError' }))
      signal.addEventListener('abort', stop)
      const challenge = Buffer.from(publicKey.challenge).toString('base64url')
      const touch = () => {
        const { id, response } = key.assert({ challenge })
        const signed = Object.entries(response).map(([name, it]) => [name, bytes(it)])
        const raw = { id, rawId: bytes(id), type: 'public-key' }
        const rest = { authenticatorAttachment: 'platform', getClientExtensionResults: () => ({}) }
        resolve({ ...raw, ...rest, response: Object.fromEntries(signed) })
      }
      asked.push({ quietly: mediation === 'conditional', signal, touch })
    })
  const hadNone = !('credentials' in navigator)
  Object.defineProperty(navigator, 'credentials', { value: { get }, configurable: true })
  Object.assign(globalThis, {
    PublicKeyCredential: Object.assign(() => undefined, {
      isConditionalMediationAvailable: async () => true,
    }),
  })
  const away = () => {
    delete (globalThis as { PublicKeyCredential?: unknown }).PublicKeyCredential
    if (hadNone) delete (navigator as { credentials?: unknown }).credentials
  }
  return { asked, away }
}

let browser: ReturnType<typeof browserWith>
let key: ReturnType<typeof authenticator>
beforeEach(() => {
  key = authenticator(place)
  browser = browserWith(key)
})
afterEach(() => browser.away())

/** Ana has a passkey, and sits before a device that nobody has used yet. */
async function beforeTheDoor() {
  const here = await village({ in: await world({ PUBLIC_URL: place.origin }) })
  const { ana } = here
  const options = await ana.call(startPasskey, { password: PASSWORD })
  await ana.call(addPasskey, { name: 'Téléphone', credential: key.register(options) })
  return device(here)
}

test('a suggestion waits in the address field until somebody picks it', async () => {
  const mine = await beforeTheDoor()
  const page = await visit(<LoginPage />, mine, { guest: true })
  await expect.poll(() => browser.asked.map((it) => it.quietly)).toEqual([true])
  browser.asked[0]!.touch()
  await expect.poll(page.address).toBe('/app')
  expect(await mine.call(readSession)).toMatchObject({ user: { name: 'Ana' } })
})

test('a suggestion that is ready only after the button was pressed does not end what is under way', async () => {
  const mine = await beforeTheDoor()
  // The line is slow for the page's own question, and quick again when the button is pressed.
  let letGo = () => {}
  const slow = new Promise<void>((resolve) => (letGo = resolve))
  let questions = 0
  const call = async (endpoint: Endpoint<any, any>, input?: object) => {
    if (endpoint === startPasskeyLogin && questions++ === 0) await slow
    return mine.call(endpoint, input)
  }
  const page = await visit(<LoginPage />, { ...mine, call }, { guest: true })
  await expect.poll(() => questions).toBe(1)
  await page.press(PRESS)
  await expect.poll(() => browser.asked.map((it) => it.quietly)).toEqual([false])
  letGo()
  // Long enough for the late answer to arrive: everything it waits for is a promise of this process.
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(browser.asked.map((it) => [it.quietly, it.signal.aborted])).toEqual([[false, false]])
  browser.asked[0]!.touch()
  await expect.poll(page.address).toBe('/app')
})

test('the button takes the place of a suggestion that waits', async () => {
  const mine = await beforeTheDoor()
  const page = await visit(<LoginPage />, mine, { guest: true })
  await expect.poll(() => browser.asked.length).toBe(1)
  await page.press(PRESS)
  await expect
    .poll(() => browser.asked.map((it) => [it.quietly, it.signal.aborted]))
    .toEqual([
      [true, true],
      [false, false],
    ])
  browser.asked[1]!.touch()
  await expect.poll(page.address).toBe('/app')
})
