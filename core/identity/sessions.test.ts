import { decodeJwt, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { createServer } from '#app/http.ts'
import { sentences } from '#app/texts.ts'
import type { Endpoint } from '#kernel/contract.ts'
import type { Session } from '#kernel/directory.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { DAY, HOUR, MINUTE, SECOND } from '#kernel/time.ts'
import { config, person, PASSWORD, voice, type World, world } from '#tests/village.ts'
import { readSession } from '#core/workspaces/contract.ts'
import { findSession, keyFor, setActive } from './api.ts'
import { logIn, logOut, openTokens, refreshTokens } from './contract.ts'

const ana = { email: 'ana@exemple.test', password: PASSWORD }

/** Ana, and what a browser or a script of hers would do. */
async function anaIn(here: World) {
  const { app } = here
  const { accountId } = await person(here, { name: 'Ana' })
  const origin = { requestId: newId(), address: '203.0.113.7', agent: 'Firefox' }
  const ask = (endpoint: Endpoint<any, any>, input: object, session: Session | null = null) =>
    app.answer(endpoint, { session, origin }, input)
  const by = (credential: { cookie?: string; bearer?: string }) =>
    app.readRegistry((db) => app.directory.session(db, credential, app.now()))
  const openCookie = async () => (await ask(logIn, ana)).session!.secret
  const anyone = voice(app, null, '')
  return { ...here, accountId, ask, by, openCookie, anyone }
}

test('T-A02: a cookie opens a session for seven days, and logging out ends it', async () => {
  const { ask, by, clock, accountId, openCookie } = await anaIn(await world())
  const { session } = await ask(logIn, ana)
  expect(session).toMatchObject({ maxAgeS: 7 * 24 * 3600 })
  const cookie = session!.secret
  const found = await by({ cookie })
  expect(found).toMatchObject({ accountId, verified: true, admin: false })
  expect(await by({ cookie: `${cookie}x` })).toBeNull()

  const out = await ask(logOut, {}, found)
  expect(out.session).toBeNull()
  expect(await by({ cookie })).toBeNull()

  const other = await openCookie()
  clock.advance(7 * DAY - 1)
  expect(await by({ cookie: other })).not.toBeNull()
  clock.advance(1)
  expect(await by({ cookie: other })).toBeNull()
})

test('a session in use slides, once a day, with its cookie', async () => {
  const { ask, by, clock, openCookie } = await anaIn(await world())
  const cookie = await openCookie()
  clock.advance(HOUR)
  expect((await ask(readSession, {}, await by({ cookie }))).session).toBeUndefined()
  clock.advance(6 * DAY)
  expect((await ask(readSession, {}, await by({ cookie }))).session).toEqual({
    secret: cookie,
    maxAgeS: 604_800,
  })
  clock.advance(6 * DAY)
  expect(await by({ cookie })).not.toBeNull()
})

test('the database keeps no secret in clear', async () => {
  const { app, anyone, openCookie } = await anaIn(await world())
  const cookie = await openCookie()
  const { refreshToken } = await anyone(openTokens, ana)
  const kept = await app.readRegistry(async (db) => [
    await db.selectFrom('sessions').selectAll().execute(),
    await db.selectFrom('refreshTokens').selectAll().execute(),
  ])
  expect(JSON.stringify(kept)).not.toContain(cookie)
  expect(JSON.stringify(kept)).not.toContain(refreshToken)
})

test('T-A02: logging out everywhere ends every session of the person', async () => {
  const { ask, by, anyone, openCookie } = await anaIn(await world())
  const cookie = await openCookie()
  const { accessToken } = await anyone(openTokens, ana)
  await ask(logOut, { everywhere: true }, await by({ cookie }))
  expect([await by({ cookie }), await by({ bearer: accessToken })]).toEqual([null, null])
})

test('T-A02: logging out with a token ends its whole family', async () => {
  const { ask, by, anyone } = await anaIn(await world())
  const first = await anyone(openTokens, ana)
  const second = await anyone(refreshTokens, { refreshToken: first.refreshToken })
  await ask(logOut, {}, await by({ bearer: second.accessToken }))
  expect(await by({ bearer: second.accessToken })).toBeNull()
  for (const { refreshToken } of [first, second])
    await expect(anyone(refreshTokens, { refreshToken })).rejects.toThrow(
      'identity/refresh-expired',
    )
})

test('T-A03: a browser keeps its session where no script reads it, and only our own pages use it', async () => {
  const { app } = await anaIn(await world())
  const settings = { app, sentences, log: createLog('silent'), drain: { isOn: false } }
  const server = await createServer({ ...settings, config: config(), pages: 'none' })
  const logsIn = (headers: Record<string, string>) =>
    server.inject({ method: 'POST', url: '/api/auth/login', payload: ana, headers })
  const answer = await logsIn({})
  expect(answer.statusCode).toBe(200)
  expect(answer.cookies).toMatchObject([{ httpOnly: true, sameSite: 'Lax', path: '/' }])
  expect(answer.body).not.toContain(answer.cookies[0]!.value)
  const cookie = `socle=${answer.cookies[0]!.value}`
  for (const headers of [{ origin: 'https://ailleurs.test' }, { 'sec-fetch-site': 'cross-site' }])
    expect((await logsIn({ ...(headers as object), cookie })).statusCode).toBe(403)
  await server.close()
})

test('T-C7: the subject of a token is a string, as RFC 7519 asks', async () => {
  const { anyone, accountId } = await anaIn(await world())
  const { accessToken } = await anyone(openTokens, ana)
  expect(decodeJwt(accessToken)).toMatchObject({ sub: accountId, sid: expect.any(String) })
})

test('a closed account is out at the next request, whatever it holds', async () => {
  const { app, by, anyone, openCookie, accountId } = await anaIn(await world())
  const cookie = await openCookie()
  const { accessToken, refreshToken } = await anyone(openTokens, ana)
  await app.system(({ db }) => db.updateTable('accounts').set({ active: false }).execute())
  expect([await by({ cookie }), await by({ bearer: accessToken })]).toEqual([null, null])
  await expect(anyone(refreshTokens, { refreshToken })).rejects.toThrow('identity/refresh-expired')
  await expect(anyone(logIn, ana)).rejects.toThrow('identity/account-inactive')
  await app.system(async ({ db }) => {
    await setActive(db, accountId, false)
    await setActive(db, accountId, true)
  })
  expect(await by({ cookie })).toBeNull()
})

test('an access token lives thirty minutes', async () => {
  const { by, anyone, clock } = await anaIn(await world())
  const { accessToken: bearer, expiresIn } = await anyone(openTokens, ana)
  expect(expiresIn).toBe(1800)
  clock.advance(30 * MINUTE - SECOND)
  expect(await by({ bearer })).not.toBeNull()
  clock.advance(2 * SECOND)
  expect(await by({ bearer })).toBeNull()
})

test('T-A04: an access token is believed only with our key, type, issuer, audience and algorithm', async () => {
  const { app, anyone, accountId } = await anaIn(await world())
  await anyone(openTokens, ana)
  const secrets = ['a first secret of this installation', 'the one before']
  const { id } = await app.readRegistry((db) =>
    db.selectFrom('sessions').select('id').where('kind', '=', 'api').executeTakeFirstOrThrow(),
  )
  const { signAccess } = await import('./access-tokens.ts')
  const claims = { accountId, sessionId: id }
  const find = (bearer: string, known = secrets) =>
    app.readRegistry((db) => findSession(db, { bearer }, app.now(), known))

  const older = await signAccess(claims, [secrets[1]!], app.now())
  expect(await find(older)).toMatchObject({ accountId })
  expect(await find(older, [secrets[0]!])).toBeNull()

  const [head, body, mark] = (await signAccess(claims, secrets, app.now())).split('.') as [
    string,
    string,
    string,
  ]
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as {
    kid: string
    typ: string
  }
  const forged = (typ: string, audience: string, issuer: string) =>
    new SignJWT({ sid: id })
      .setProtectedHeader({ alg: 'HS256', typ, kid: header.kid })
      .setSubject(accountId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime(new Date(app.now().getTime() + MINUTE))
      .sign(keyFor('access', secrets[0]!))
  expect(await find(await forged('at+jwt', 'socle-api', 'socle'))).not.toBeNull()
  expect(await find(await forged('jwt', 'socle-api', 'socle'))).toBeNull()
  expect(await find(await forged('at+jwt', 'another', 'socle'))).toBeNull()
  expect(await find(await forged('at+jwt', 'socle-api', 'another'))).toBeNull()
  const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
  for (const bearer of [
    '',
    'x',
    'a.b.c',
    `${none}.${body}.`,
    `${head}.${body}.${mark.slice(0, -4)}AAAA`,
  ])
    expect(await find(bearer)).toBeNull()
})

test('T-A01: a refresh token gives its successor and a new access token', async () => {
  const { anyone, by } = await anaIn(await world())
  const first = await anyone(openTokens, ana)
  const second = await anyone(refreshTokens, { refreshToken: first.refreshToken })
  expect(second.refreshToken).not.toBe(first.refreshToken)
  expect(await by({ bearer: second.accessToken })).not.toBeNull()
})

test('T-A01: ten refreshes at once receive the same successor, and one token lives', async () => {
  const { app, anyone } = await anaIn(await world())
  const { refreshToken } = await anyone(openTokens, ana)
  const pairs = await Promise.all(
    Array.from({ length: 10 }, () => anyone(refreshTokens, { refreshToken })),
  )
  expect(new Set(pairs.map((it) => it.refreshToken)).size).toBe(1)
  const living = await app.readRegistry((db) =>
    db.selectFrom('refreshTokens').select('digest').where('usedAt', 'is', null).execute(),
  )
  expect(living).toHaveLength(1)
})

test('T-A01: a refresh token that comes back after its grace ends the whole session', async () => {
  const { anyone, by, clock } = await anaIn(await world())
  const first = await anyone(openTokens, ana)
  const second = await anyone(refreshTokens, { refreshToken: first.refreshToken })
  clock.advance(29 * SECOND)
  const again = await anyone(refreshTokens, { refreshToken: first.refreshToken })
  expect(again.refreshToken).toBe(second.refreshToken)

  clock.advance(2 * SECOND)
  await expect(anyone(refreshTokens, { refreshToken: first.refreshToken })).rejects.toThrow(
    'identity/refresh-reused',
  )
  expect(await by({ bearer: second.accessToken })).toBeNull()
  await expect(anyone(refreshTokens, { refreshToken: second.refreshToken })).rejects.toThrow(
    'identity/refresh-expired',
  )
})

test('a refresh token is good for thirty days', async () => {
  const { anyone, clock } = await anaIn(await world())
  const first = await anyone(openTokens, ana)
  clock.advance(29 * DAY)
  const { refreshToken } = await anyone(refreshTokens, { refreshToken: first.refreshToken })
  clock.advance(30 * DAY)
  await expect(anyone(refreshTokens, { refreshToken })).rejects.toThrow('identity/refresh-expired')
})
