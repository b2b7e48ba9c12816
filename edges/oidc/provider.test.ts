import { beforeEach, expect, test } from 'vitest'
import { localProvider } from '#tests/provider.ts'
import { oidcProvider } from './provider.ts'

const there = await localProvider()
const settings = {
  name: 'oidc',
  label: 'École',
  issuer: there.url,
  clientId: 'socle',
  clientSecret: 'a secret between two servers',
  isTrusted: false,
} as const
const BACK = 'https://socle.test/api/auth/providers/oidc/callback'
const secrets = { state: 's'.repeat(43), nonce: 'n'.repeat(43), verifier: 'v'.repeat(43) }
const ana = { sub: 'ana', email: 'ana@exemple.test', email_verified: true, name: 'Ana Lambert' }

beforeEach(() => {
  there.beHonest()
  there.become(ana)
})

/** One sign-in; `bend` changes the answer on its way back. */
async function signIn(client = oidcProvider(settings), bend: (back: URL) => void = () => {}) {
  const page = await client.authorize(secrets, BACK)
  if ('refused' in page) return page
  const back = await there.visit(page.url)
  bend(back)
  const answer = Object.fromEntries(back.searchParams) as { state: string; code: string }
  return client.identify(answer, secrets, BACK)
}

test('who signs in there is known here by subject, address and name', async () => {
  expect(await signIn()).toEqual({
    subject: 'ana',
    email: 'ana@exemple.test',
    isProven: true,
    name: 'Ana Lambert',
  })
})

test('the page of the provider is asked with state, nonce and the digest of a secret', async () => {
  const page = await oidcProvider(settings).authorize(secrets, BACK)
  const query = 'url' in page ? Object.fromEntries(new URL(page.url).searchParams) : {}
  const { state, nonce } = secrets
  expect(query).toMatchObject({ state, nonce, response_type: 'code', client_id: 'socle' })
  expect(query).toMatchObject({ code_challenge_method: 'S256', redirect_uri: BACK })
  expect(JSON.stringify(page)).not.toContain(secrets.verifier)
})

test.for([
  ['says nothing of it', { email_verified: undefined }, false, false],
  ['says no', { email_verified: false }, false, false],
  ['says a word', { email_verified: 'perhaps' }, false, false],
  ['says yes as text', { email_verified: 'true' }, false, true],
  ['gives the addresses out itself', { email_verified: undefined }, true, true],
] as const)('an address whose provider %s', async ([, claims, isTrusted, isProven]) => {
  there.become({ ...ana, ...claims })
  expect(await signIn(oidcProvider({ ...settings, isTrusted }))).toMatchObject({ isProven })
})

test.for([
  ['another nonce', { nonce: 'x'.repeat(43) }],
  ['no nonce', { nonce: undefined }],
  ['another audience', { aud: 'somebody else' }],
  ['several audiences and none authorised', { aud: ['socle', 'somebody else'] }],
  ['another issuer', { iss: 'https://evil.example' }],
  ['an end in the past', { exp: 1_000_000 }],
  ['no subject', { sub: undefined }],
] as const)('an id_token with %s is refused', async ([, payload]) => {
  there.lie({ bend: (token) => void Object.assign(token.payload, payload) })
  expect(await signIn()).toMatchObject({ refused: 'invalid' })
})

test.for([
  ['without a signature', ([, body]: string[]) => `${part({ alg: 'none' })}.${body}.`],
  [
    'signed by nobody we know',
    ([head, body]: string[]) => `${head}.${body}.${Buffer.alloc(256, 7).toString('base64url')}`,
  ],
  [
    'with another content than was signed',
    ([head, body, end]: string[]) => {
      const claims = JSON.parse(Buffer.from(body!, 'base64url').toString())
      return `${head}.${part({ ...claims, sub: 'victim' })}.${end}`
    },
  ],
  ['signed by a password', ([, body]: string[]) => `${part({ alg: 'HS256' })}.${body}.AAAA`],
] as const)('an id_token %s is refused', async ([, forge]) => {
  there.lie({ answer: ({ body }) => (body.id_token = forge(body.id_token.split('.'))) })
  expect(await signIn()).toMatchObject({ refused: 'invalid' })
})
const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')

test('an answer without an id_token is refused', async () => {
  there.lie({ answer: ({ body }) => delete body.id_token })
  expect(await signIn()).toMatchObject({ refused: 'invalid' })
})

test('a code serves once', async () => {
  const client = oidcProvider(settings)
  const page = (await client.authorize(secrets, BACK)) as { url: string }
  const answer = Object.fromEntries((await there.visit(page.url)).searchParams) as { state: string }
  expect(await client.identify(answer, secrets, BACK)).toMatchObject({ subject: 'ana' })
  expect(await client.identify(answer, secrets, BACK)).toMatchObject({ refused: 'invalid' })
})

test('a code that was fetched for another secret is refused', async () => {
  const page = (await oidcProvider(settings).authorize(secrets, BACK)) as { url: string }
  const answer = Object.fromEntries((await there.visit(page.url)).searchParams) as { state: string }
  const other = { ...secrets, verifier: 'w'.repeat(43) }
  expect(await oidcProvider(settings).identify(answer, other, BACK)).toMatchObject({
    refused: 'invalid',
  })
})

test.for([
  ['another state', { state: 'x' }, 'invalid'],
  ['an issuer that is not theirs', { iss: 'https://evil.example' }, 'invalid'],
  ['a no', { error: 'access_denied', code: '' }, 'cancelled'],
  ['a fault', { error: 'server_error', code: '' }, 'unavailable'],
  ['nothing', { code: '' }, 'invalid'],
] as const)('an answer that comes back with %s is refused', async ([, query, refused]) => {
  const bend = (back: URL) => {
    for (const [name, value] of Object.entries(query)) back.searchParams.set(name, value)
  }
  expect(await signIn(undefined, bend)).toMatchObject({ refused })
})

test('a provider that is down is unavailable, and asked again at the next sign-in', async () => {
  const client = oidcProvider(settings)
  there.lie({ isDown: true })
  expect(await signIn(client)).toMatchObject({ refused: 'unavailable' })
  there.beHonest()
  expect(await signIn(client)).toMatchObject({ subject: 'ana' })
  const nowhere = oidcProvider({ ...settings, issuer: 'http://127.0.0.1:9' })
  expect(await nowhere.authorize(secrets, BACK)).toMatchObject({ refused: 'unavailable' })
})

test('nobody waits for ever for a provider that is slow', async () => {
  there.lie({ delayMs: 2000 })
  const started = Date.now()
  expect(await signIn(oidcProvider(settings, 200))).toMatchObject({ refused: 'unavailable' })
  expect(Date.now() - started).toBeLessThan(1500)
})

test('a provider that fails in the middle is unavailable', async () => {
  there.lie({ answer: (response) => (response.statusCode = 502) })
  expect(await signIn()).toMatchObject({ refused: 'unavailable' })
})

test('another issuer behind the same name keeps identities of its own', () => {
  const keys = [there.url, 'https://other.example'].map(
    (issuer) => oidcProvider({ ...settings, issuer }).key,
  )
  expect(new Set(keys).size).toBe(2)
  expect(keys.every((it) => it.length <= 40)).toBe(true)
})
