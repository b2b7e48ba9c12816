import { beforeEach, expect, test } from 'vitest'
import { type Browser, type House, house } from '#tests/browsers.ts'
import { type Claims, localProvider } from '#tests/provider.ts'
import { PASSWORD, person, tokenIn } from '#tests/village.ts'
import { MINUTE } from '#kernel/time.ts'
import { allowSignup } from '../api.ts'

const there = await localProvider()
const ana = { sub: 'ana-1', email: 'Ana@Exemple.test', email_verified: true, name: 'Ana Lambert' }

beforeEach(() => {
  there.beHonest()
  there.become(ana)
})

/** An installation that has its administrator already. */
async function inhabited(env: Record<string, string> = {}) {
  const here = await house({ ...there.env, ...env })
  await person(here, { name: 'Chef', admin: true })
  return here
}

async function signIn(here: House, as: Claims = ana, by: Browser = here.browser()) {
  there.become(as)
  const landed = await by.land(await by.depart(there))
  return { by, landed, user: await by.user() }
}

const rows = (here: House, table: string): Promise<any[]> =>
  here.app.readRegistry((db) => db.selectFrom(table).selectAll().execute())

test('A-04: somebody new has an account without a password, and comes back to it', async () => {
  const here = await inhabited()
  const first = await signIn(here)
  expect([first.landed, first.user]).toMatchObject([
    '/app',
    { email: 'Ana@Exemple.test', name: 'Ana Lambert', verified: true, admin: false },
  ])
  expect(first.by.cookies.has('socle-ticket')).toBe(false)

  const again = await signIn(here, { ...ana, email: 'other@exemple.test', name: 'Changed' })
  expect(again.user).toEqual(first.user)
  const accounts = await rows(here, 'accounts')
  expect(accounts.find((it) => it.id === first.user.id).passwordHash).toBeNull()
  expect((await first.by.logIn('ana@exemple.test', PASSWORD)).statusCode).toBe(401)
  const audit = (await rows(here, 'audit')).map((it) => it.action)
  expect(audit).toEqual(
    expect.arrayContaining(['identity.registered', 'identity.provider-signed-in']),
  )
})

test('a first password is set by the mailed link, and the provider still opens the account', async () => {
  const here = await inhabited()
  const { by, user } = await signIn(here)
  await by.ask('/auth/password/forgot', { method: 'POST', body: { email: ana.email } })
  await here.settle()
  const body = { token: tokenIn(here.mails.at(-1)!), password: PASSWORD }
  expect((await by.ask('/auth/password/reset', { method: 'POST', body })).statusCode).toBe(200)
  const other = here.browser()
  expect((await other.logIn(ana.email, PASSWORD)).statusCode).toBe(200)
  expect((await signIn(here)).user.id).toBe(user.id)
})

/** What the local account is before somebody signs in elsewhere, and what becomes of both. */
test.for([
  [true, 'none', { enters: 'a new account', verified: true }],
  [true, 'unverified', { enters: 'a new account', verified: true }],
  [true, 'verified', { enters: 'the local account', verified: true }],
  [false, 'none', { enters: 'a new account', verified: false }],
  [false, 'unverified', { enters: 'nothing', verified: false }],
  [false, 'verified', { enters: 'nothing', verified: false }],
] as const)(
  'A-S15: provider verified: %s, local account: %s',
  async ([isProven, local, { enters, verified }]) => {
    const here = await inhabited()
    const known =
      local === 'none'
        ? undefined
        : await person(here, { name: 'Ana', verified: local === 'verified' })
    const { landed, user } = await signIn(here, { ...ana, email_verified: isProven })

    if (enters === 'nothing') {
      expect([landed, user]).toEqual(['/login?problem=identity%2Flink-from-inside', null])
      expect(await rows(here, 'identities')).toEqual([])
      await here.settle()
      expect(here.mails.map((it) => it.to)).toEqual(['ana@exemple.test'])
      return
    }
    expect(landed).toBe('/app')
    expect(user.verified).toBe(verified)
    expect(user.id === known?.accountId).toBe(enters === 'the local account')
    await here.settle()
    const subjects = here.mails.map((it) => it.subject)
    const told = { new: [], link: ['École du Tilleul ouvre désormais votre compte'] }
    if (verified) expect(subjects).toEqual(local === 'verified' ? told.link : told.new)
    else expect(subjects).toEqual(['Confirmez votre adresse'])
  },
)

test('A-S15: who registered somebody else’s address keeps their own data and sees nothing of the other’s', async () => {
  const here = await inhabited()
  const thief = here.browser()
  const body = { email: 'ana@exemple.test', password: PASSWORD, name: 'Eve' }
  await thief.ask('/auth/register', { method: 'POST', body })
  await here.settle()
  const verifyLink = tokenIn(here.mails[0]!)
  await thief.logIn(body.email, PASSWORD)
  await thief.ask('/auth/password/forgot', { method: 'POST', body: { email: body.email } })
  await here.settle()
  const resetLink = tokenIn(here.mails.at(-1)!)
  const eve = await thief.user()

  const { by, user } = await signIn(here)
  expect(user.id).not.toBe(eve.id)
  // Both live: the thief's session still opens the thief's account, which has lost the address.
  expect(await thief.user()).toMatchObject({ id: eve.id, name: 'Eve', verified: false })
  expect((await thief.user()).email).toMatch(/@released\.invalid$/)
  // The old password and the old links open nothing of the victim's.
  expect((await thief.logIn(body.email, PASSWORD)).statusCode).toBe(401)
  const verify = { method: 'POST', body: { token: verifyLink } } as const
  expect((await thief.ask('/auth/verify', verify)).statusCode).toBe(422)
  const reset = { method: 'POST', body: { token: resetLink, password: PASSWORD } } as const
  expect((await thief.ask('/auth/password/reset', reset)).statusCode).toBe(422)
  expect(await by.user()).toMatchObject({ id: user.id, name: 'Ana Lambert' })
})

test('who took an address through a provider that proves nothing is out when its reader comes', async () => {
  const here = await inhabited()
  const thief = await signIn(here, { ...ana, sub: 'thief', email_verified: false })
  expect(thief.user).toMatchObject({ email: ana.email, verified: false })
  await here.browser().ask('/auth/password/forgot', { method: 'POST', body: { email: ana.email } })
  await here.settle()
  const victim = here.browser()
  const body = { token: tokenIn(here.mails.at(-1)!), password: PASSWORD }
  await victim.ask('/auth/password/reset', { method: 'POST', body })
  expect((await victim.logIn(ana.email, PASSWORD)).statusCode).toBe(200)

  expect(await thief.by.user()).toBeNull()
  const back = await signIn(here, { ...ana, sub: 'thief', email_verified: false })
  expect(back.user).toBeNull()
})

test('an administrator’s unconfirmed address is not taken away while nobody looks', async () => {
  const here = await house(there.env)
  await person(here, { name: 'Ana', admin: true, verified: false })
  const { landed, user } = await signIn(here)
  expect([landed, user]).toEqual(['/login?problem=identity%2Flink-from-inside', null])
})

test('one sign-in opens one session, also when its callback comes ten times at once', async () => {
  const here = await inhabited()
  await signIn(here)
  const before = (await rows(here, 'sessions')).length
  const by = here.browser()
  const callback = await by.depart(there)
  const copies = Array.from({ length: 10 }, () => {
    const copy = here.browser()
    for (const [name, value] of by.cookies) copy.cookies.set(name, value)
    return copy.land(callback)
  })
  const landed = await Promise.all(copies)
  expect(landed.filter((it) => it === '/app')).toHaveLength(1)
  expect(new Set(landed)).toEqual(new Set(['/app', '/login?problem=identity%2Fsign-in-expired']))
  expect((await rows(here, 'sessions')).length).toBe(before + 1)
})

test('ten first sign-ins of one person at once make one account', async () => {
  const here = await inhabited()
  const browsers = Array.from({ length: 10 }, () => here.browser())
  const callbacks = await Promise.all(browsers.map((it) => it.depart(there)))
  const landed = await Promise.all(browsers.map((it, i) => it.land(callbacks[i]!)))
  expect(new Set(landed)).toEqual(new Set(['/app']))
  const ids = await Promise.all(browsers.map(async (it) => (await it.user()).id))
  expect(new Set(ids).size).toBe(1)
  expect((await rows(here, 'accounts')).length).toBe(2)
  expect((await rows(here, 'identities')).length).toBe(1)
})

test('a callback of another browser opens nothing there, and still serves in its own', async () => {
  const here = await inhabited()
  const [mine, theirs] = [here.browser(), here.browser()]
  const callback = await mine.depart(there)
  expect(await theirs.land(callback)).toBe('/login?problem=identity%2Fsign-in-expired')
  // A browser in the middle of a sign-in of its own is not led into somebody else's either.
  const own = await theirs.depart(there)
  expect(await theirs.land(callback)).toBe('/login?problem=identity%2Fsign-in-expired')
  expect(await theirs.user()).toBeNull()
  expect(await theirs.land(own)).toBe('/app')
  expect(await mine.land(callback)).toBe('/app')
})

test('a sign-in waits ten minutes', async () => {
  const here = await inhabited()
  const by = here.browser()
  const callback = await by.depart(there)
  here.clock.advance(10 * MINUTE)
  expect(await by.land(callback)).toBe('/login?problem=identity%2Fsign-in-expired')
})

test('the page that was wanted is where one lands, after a fault as well', async () => {
  const here = await inhabited()
  const by = here.browser()
  const returnTo = '/app/tilleul/members?q=ana'
  const refused = (await by.depart(there, { returnTo })).replace(
    /code=[^&]+/,
    'error=access_denied',
  )
  expect(await by.land(refused)).toBe(
    `/login?problem=identity%2Fprovider-cancelled&to=${encodeURIComponent(returnTo)}`,
  )
  expect(await by.land(await by.depart(there, { returnTo }))).toBe(returnTo)
  for (const evil of ['//evil.example', '/\\evil.example', 'https://evil.example', '/..//evil']) {
    const asked = { method: 'POST', body: { returnTo: evil } } as const
    const answer = await by.ask('/auth/providers/oidc/start', asked)
    expect([evil, answer.statusCode]).toEqual([evil, 400])
  }
})

type Lie = Parameters<typeof there.lie>[0]
const lies: [string, Lie, string][] = [
  ['lies', { bend: (it) => void (it.payload['aud'] = 'another') }, 'provider-refused'],
  ['fails', { answer: (it) => void (it.statusCode = 503) }, 'provider-unavailable'],
  ['names no address', { bend: (it) => void delete it.payload['email'] }, 'address-missing'],
  ['names no real one', { bend: (it) => void (it.payload['email'] = 'x') }, 'address-missing'],
]
test.for(lies)(
  'a provider that %s opens nothing and leads to a sentence',
  async ([, how, code]) => {
    const here = await inhabited()
    const by = here.browser()
    const callback = await by.depart(there)
    there.lie(how)
    expect(await by.land(callback)).toBe(`/login?problem=identity%2F${code}`)
    expect(await by.user()).toBeNull()
    expect((await rows(here, 'accounts')).length).toBe(1)
  },
)

test('a provider that is down is said before anybody leaves', async () => {
  const here = await inhabited()
  there.lie({ isDown: true })
  const asked = { method: 'POST', body: {} } as const
  const answer = await here.browser().ask('/auth/providers/oidc/start', asked)
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'identity/provider-unavailable'])
  const noted = (await rows(here, 'audit')).find((it) => it.action === 'identity.provider-refused')
  expect(noted.facts).toMatchObject({ refused: 'unavailable', reason: '503' })
})

test('a closed account stays closed, whichever way one comes', async () => {
  const here = await inhabited()
  const { user } = await signIn(here)
  await here.app.system(({ db }) =>
    db.updateTable('accounts').set({ active: false }).where('id', '=', user.id).execute(),
  )
  expect((await signIn(here)).landed).toBe('/login?problem=identity%2Faccount-inactive')
  expect((await signIn(here, { ...ana, sub: 'another' })).landed).toBe(
    '/login?problem=identity%2Faccount-inactive',
  )
})

test('where one enters by invitation, a provider is no way around it', async () => {
  const here = await inhabited({ SIGNUP: 'invited' })
  expect((await signIn(here)).landed).toBe('/login?problem=identity%2Finvited-only')
  const until = new Date(here.app.now().getTime() + MINUTE)
  await here.app.system((ctx) => allowSignup(ctx, ana.email, until))
  expect(await signIn(here)).toMatchObject({ landed: '/app' })
})

test('the first account of an empty installation is its administrator, with the code or from here', async () => {
  const here = await house({ ...there.env, SIGNUP: 'invited' })
  const asked = { method: 'POST', body: {} } as const
  const far = await here.browser().ask('/auth/providers/oidc/start', asked)
  expect([far.statusCode, far.json().code]).toEqual([403, 'identity/setup-code-wrong'])

  const two = [here.browser(), here.browser()]
  const callbacks = [
    await two[0]!.depart(there, { setupCode: '12345678' }),
    await two[1]!.depart(there, {}, 'start', '127.0.0.1'),
  ]
  there.become(ana)
  expect(await two[0]!.land(callbacks[0]!)).toBe('/app')
  expect(await two[0]!.user()).toMatchObject({ admin: true })
  there.become({ ...ana, sub: 'late', email: 'late@exemple.test' })
  expect(await two[1]!.land(callbacks[1]!)).toBe('/login?problem=identity%2Finvited-only')
})

test('nothing configured: no button, and no endpoint behind it', async () => {
  const here = await house()
  const by = here.browser()
  expect((await by.ask('/auth/providers')).json()).toEqual({ items: [] })
  const start = await by.ask('/auth/providers/google/start', { method: 'POST', body: {} })
  const callback = await by.ask('/auth/providers/oidc/callback?state=x&code=y')
  for (const { statusCode, json } of [start, callback])
    expect([statusCode, json().code]).toEqual([404, 'identity/provider-not-configured'])
})

test('both providers are offered by their names, and no secret with them', async () => {
  const google = { GOOGLE_CLIENT_ID: 'g', GOOGLE_CLIENT_SECRET: 'a secret of Google' }
  const here = await house({ ...there.env, ...google })
  const answer = await here.browser().ask('/auth/providers')
  expect(answer.json()).toEqual({
    items: [
      { name: 'google', label: 'Google' },
      { name: 'oidc', label: 'École du Tilleul' },
    ],
  })
  expect(answer.body).not.toContain('secret')
})

test('the cookie of a sign-in under way is for this browser alone, and nothing in the database completes it', async () => {
  const here = await inhabited({ PUBLIC_URL: 'https://socle.test' })
  const asked = { method: 'POST', body: {} } as const
  const answer = await here.browser().ask('/auth/providers/oidc/start', asked)
  expect(answer.cookies).toMatchObject([
    { name: '__Host-socle-ticket', httpOnly: true, secure: true, sameSite: 'Lax', maxAge: 600 },
  ])
  const kept = JSON.stringify(await rows(here, 'providerFlows'))
  const { searchParams } = new URL(answer.json().location)
  for (const secret of [
    answer.cookies[0]!.value,
    searchParams.get('state')!,
    searchParams.get('nonce')!,
  ])
    expect(kept).not.toContain(secret)
})
