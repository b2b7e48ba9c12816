import { generateSync } from 'otplib'
import { expect, test } from 'vitest'
import type { Endpoint } from '#kernel/contract.ts'
import type { Session } from '#kernel/directory.ts'
import { newId } from '#kernel/ids.ts'
import { DAY, HOUR, MINUTE, SECOND } from '#kernel/time.ts'
import { codeIn, PASSWORD, person, voice, type World, world } from '#tests/village.ts'
import { changePassword, installation, logIn, openTokens } from '../contract.ts'
import { purgeExpired } from '../purge.ts'
import * as factors from './contract.ts'
import { seal, unseal } from './sealing.ts'

const ana = { email: 'ana@exemple.test', password: PASSWORD }
const proof = { password: PASSWORD }
const STEP = 30 * SECOND

/** Ana, and what she or somebody with her password may try. */
async function anaIn(here: World) {
  const { app, clock } = here
  const { accountId, session } = await person(here, { name: 'Ana' })
  const call = voice(app, session, '')
  const anyone = voice(app, null, '')
  const ask = (endpoint: Endpoint<any, any>, input: object, by: Session | null = null) => {
    const origin = { requestId: newId(), address: '203.0.113.9', agent: 'Firefox' }
    return app.answer(endpoint, { session: by, origin }, input)
  }
  const codeOf = (secret: string, steps = 0) =>
    generateSync({ secret, epoch: Math.floor(clock.now().getTime() / SECOND) + steps * 30 })
  const switchOn = async () => {
    // Browsers give each write a key of its own.
    const { secret, address } = await call(factors.startCodeApp, proof, newId())
    const given = { code: codeOf(secret) }
    const { recoveryCodes } = await call(factors.confirmCodeApp, given, newId())
    clock.advance(STEP)
    return { secret, address, recoveryCodes, code: (steps = 0) => codeOf(secret, steps) }
  }
  /** The first step of a login. */
  const begin = async () => (await anyone(logIn, ana)).secondFactor!.token
  return { ...here, accountId, session, call, anyone, ask, codeOf, switchOn, begin }
}

const fulfilled = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.filter((it) => it.status === 'fulfilled').length

test('T-A05: the app is on once a right code of it was given; the password alone opens nothing then', async () => {
  const { call, ask, anyone, codeOf, clock } = await anaIn(await world())
  const before = await call(factors.readFactors)
  expect(before).toEqual({
    proof: 'password',
    codeAppSince: null,
    recoveryCodesLeft: 0,
    passkeys: [],
  })
  const { secret, address } = await call(factors.startCodeApp, proof)
  expect(address).toMatch(/^otpauth:\/\/totp\/Socle.*ana(%40|@)exemple\.test\?.*secret=/)
  expect((await ask(logIn, ana)).session).toBeDefined()

  const wrong = codeOf(secret) === '000000' ? '000001' : '000000'
  await expect(call(factors.confirmCodeApp, { code: wrong })).rejects.toThrow('identity/code-wrong')
  const { recoveryCodes } = await call(factors.confirmCodeApp, { code: codeOf(secret) })
  expect(new Set(recoveryCodes).size).toBe(10)
  await expect(call(factors.startCodeApp, proof)).rejects.toThrow('identity/code-app-on')

  const first = await ask(logIn, ana)
  expect(first.session).toBeUndefined()
  const { token } = (first.reply as any).secondFactor
  await expect(anyone(factors.completeLogin, { token, code: codeOf(secret) })).rejects.toThrow(
    'identity/code-wrong', // the code of the confirmation was used
  )
  clock.advance(STEP)
  const second = await ask(factors.completeLogin, { token, code: codeOf(secret) })
  expect(second.session).toMatchObject({ maxAgeS: 7 * 24 * 3600 })
  expect(second.reply).toMatchObject({ user: { name: 'Ana' } })
  expect((await call(factors.readFactors)).recoveryCodesLeft).toBe(10)
})

test('codes of the step before and the step after are accepted, no others, and with a space', async () => {
  const { anyone, begin, switchOn } = await anaIn(await world())
  const { code } = await switchOn()
  for (const far of [-2, 2])
    await expect(
      anyone(factors.completeLogin, { token: await begin(), code: code(far) }),
    ).rejects.toThrow('identity/code-wrong')
  const near = code(1)
  const typed = `${near.slice(0, 3)} ${near.slice(3)}`
  await anyone(factors.completeLogin, { token: await begin(), code: typed })
  // What is older than the last code is used as well.
  await expect(
    anyone(factors.completeLogin, { token: await begin(), code: code(0) }),
  ).rejects.toThrow('identity/code-wrong')
})

test('of four logins at once with the same code, one passes', async () => {
  const { app, anyone, begin, switchOn } = await anaIn(await world())
  const { code } = await switchOn()
  const tokens = await Promise.all([begin(), begin(), begin(), begin()])
  const outcomes = await Promise.allSettled(
    tokens.map((token) => anyone(factors.completeLogin, { token, code: code() })),
  )
  expect(fulfilled(outcomes)).toBe(1)
  const web = await app.readRegistry((db) =>
    db.selectFrom('sessions').select('id').where('agent', '=', 'village').execute(),
  )
  expect(web).toHaveLength(1)
})

test('a pending login is used once, lives ten minutes and ends with the password', async () => {
  const { app, anyone, begin, switchOn, clock, call } = await anaIn(await world())
  const { code, recoveryCodes } = await switchOn()
  const token = await begin()
  const kept = await app.readRegistry((db) => db.selectFrom('pendingLogins').selectAll().execute())
  expect(JSON.stringify(kept)).not.toContain(token)
  const tries = recoveryCodes
    .slice(0, 2)
    .map((it) => anyone(factors.completeLogin, { token, code: it }))
  expect(fulfilled(await Promise.allSettled(tries))).toBe(1)
  // The loser's code was not spent: its transaction was undone.
  expect((await call(factors.readFactors)).recoveryCodesLeft).toBe(9)

  const late = await begin()
  clock.advance(10 * MINUTE)
  await expect(anyone(factors.completeLogin, { token: late, code: code() })).rejects.toThrow(
    'identity/login-expired',
  )
  const revoked = await begin()
  await call(changePassword, { current: PASSWORD, password: 'une toute autre phrase, plus longue' })
  await expect(anyone(factors.completeLogin, { token: revoked, code: code() })).rejects.toThrow(
    'identity/login-expired',
  )
})

test('guessing is slow: five wrong codes, whatever the logins and the places, then a delay', async () => {
  const { app, begin, switchOn, clock, anyone } = await anaIn(await world())
  const { code } = await switchOn()
  for (let at = 0; at < 5; at++) {
    const from = voice(app, null, '', `203.0.113.${at}`)
    await expect(
      from(factors.completeLogin, { token: await begin(), code: code(50 + at) }),
    ).rejects.toThrow('identity/code-wrong')
  }
  const token = await begin()
  await expect(anyone(factors.completeLogin, { token, code: code() })).rejects.toThrow(
    'too-many-requests',
  )
  clock.advance(MINUTE)
  await anyone(factors.completeLogin, { token, code: code() })
})

test('a recovery code works once, however it is typed, and of four at once one passes', async () => {
  const { anyone, begin, switchOn, call, mails, settle } = await anaIn(await world())
  const { recoveryCodes } = await switchOn()
  const [first, second] = recoveryCodes as [string, string]
  const typed = ` ${first.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `
  await anyone(factors.completeLogin, { token: await begin(), code: typed })
  await expect(
    anyone(factors.completeLogin, { token: await begin(), code: first }),
  ).rejects.toThrow('identity/code-wrong')

  const tokens = await Promise.all([begin(), begin(), begin(), begin()])
  const outcomes = await Promise.allSettled(
    tokens.map((token) => anyone(factors.completeLogin, { token, code: second })),
  )
  expect(fulfilled(outcomes)).toBe(1)
  expect((await call(factors.readFactors)).recoveryCodesLeft).toBe(8)
  await settle()
  expect(mails.map((it) => it.subject)).toEqual([
    'La vérification en deux étapes est active',
    'Un code de secours a servi',
    'Un code de secours a servi',
  ])
})

test('new recovery codes end the former ones, and two renewals at once leave ten', async () => {
  const { anyone, begin, switchOn, call } = await anaIn(await world())
  const { recoveryCodes } = await switchOn()
  await expect(call(factors.renewRecoveryCodes, {})).rejects.toThrow('identity/proof-needed')
  const renewals = await Promise.allSettled([
    call(factors.renewRecoveryCodes, proof),
    call(factors.renewRecoveryCodes, proof),
  ])
  expect(fulfilled(renewals)).toBe(2)
  expect((await call(factors.readFactors)).recoveryCodesLeft).toBe(10)
  await expect(
    anyone(factors.completeLogin, { token: await begin(), code: recoveryCodes[0]! }),
  ).rejects.toThrow('identity/code-wrong')
})

test('switching on ends the sessions of other devices, not this one', async () => {
  const { app, ask, switchOn, session } = await anaIn(await world())
  const { secret } = (await ask(logIn, ana)).session!
  const by = (cookie: string) =>
    app.readRegistry((db) => app.directory.session(db, { cookie }, app.now()))
  expect(await by(secret)).not.toBeNull()
  await switchOn()
  expect(await by(secret)).toBeNull()
  expect(await by(session.sessionId)).not.toBeNull()
})

test('switching off takes the password again, and is told by mail', async () => {
  const { app, ask, switchOn, call, begin, anyone, mails, settle } = await anaIn(await world())
  const { code } = await switchOn()
  const token = await begin()
  await expect(call(factors.endCodeApp, {})).rejects.toThrow('identity/proof-needed')
  await expect(call(factors.endCodeApp, { code: code() })).rejects.toThrow('identity/proof-needed')
  await expect(call(factors.endCodeApp, { password: 'pas la bonne' })).rejects.toThrow(
    'identity/wrong-password',
  )
  await call(factors.endCodeApp, proof)
  await expect(anyone(factors.completeLogin, { token, code: code() })).rejects.toThrow(
    'identity/login-expired',
  )
  expect((await ask(logIn, ana)).session).toBeDefined()
  await expect(call(factors.endCodeApp, proof)).rejects.toThrow('identity/code-app-off')
  const left = await app.readRegistry((db) => db.selectFrom('recoveryCodes').selectAll().execute())
  expect(left).toEqual([])
  await settle()
  expect(mails.at(-1)).toMatchObject({ to: ana.email, subject: /désactivée/ })
})

test('an account without a password proves itself by a code of the app', async () => {
  const { app, call, codeOf, clock, settle, mails } = await anaIn(await world())
  await app.system(({ db }) => db.updateTable('accounts').set({ passwordHash: null }).execute())
  expect((await call(factors.readFactors)).proof).toBe('mail')
  await expect(call(factors.startCodeApp)).rejects.toThrow('identity/proof-needed')
  await call(factors.mailProofCode)
  await settle()
  const { secret } = await call(factors.startCodeApp, { code: codeIn(mails.at(-1)!) })
  await call(factors.confirmCodeApp, { code: codeOf(secret) })
  clock.advance(STEP)
  expect((await call(factors.readFactors)).proof).toBe('code')
  await expect(call(factors.endCodeApp, {})).rejects.toThrow('identity/proof-needed')
  await call(factors.endCodeApp, { code: codeOf(secret) })
})

test('a script gives password and code at once', async () => {
  const { anyone, switchOn } = await anaIn(await world())
  const { code, recoveryCodes } = await switchOn()
  await expect(anyone(openTokens, ana)).rejects.toThrow('identity/second-factor-needed')
  await expect(anyone(openTokens, { ...ana, code: code(9) })).rejects.toThrow('identity/code-wrong')
  expect(await anyone(openTokens, { ...ana, code: code() })).toHaveProperty('accessToken')
  expect(await anyone(openTokens, { ...ana, code: recoveryCodes[0]! })).toHaveProperty(
    'refreshToken',
  )
})

test('the database keeps neither the secret nor the codes in clear', async () => {
  const { app, switchOn } = await anaIn(await world())
  const { secret, recoveryCodes } = await switchOn()
  const kept = await app.readRegistry(async (db) => [
    await db.selectFrom('codeApps').selectAll().execute(),
    await db.selectFrom('recoveryCodes').selectAll().execute(),
    await db.selectFrom('audit').selectAll().execute(),
    await db.selectFrom('idempotency').selectAll().execute(),
  ])
  // Nor a digest of the password that was given for them: a quick one is quickly guessed.
  expect(kept.at(-1)).toEqual([])
  const all = JSON.stringify(kept)
  expect(all).not.toContain(secret)
  for (const code of recoveryCodes) {
    expect(all).not.toContain(code)
    expect(all).not.toContain(code.replaceAll('-', ''))
  }
})

test('a sealed secret opens for its owner alone, also after the installation has another secret', () => {
  const [older, newer] = ['the secret of last year', 'the secret of this year']
  const [mine, theirs] = [newId(), newId()]
  const sealed = seal('JBSWY3DPEHPK3PXP', mine, [older])
  expect(unseal(sealed, mine, [older])).toEqual({ text: 'JBSWY3DPEHPK3PXP', isOld: false })
  expect(unseal(sealed, mine, [newer, older])).toEqual({ text: 'JBSWY3DPEHPK3PXP', isOld: true })
  expect(unseal(sealed, mine, [newer])).toBeUndefined()
  expect(unseal(sealed, theirs, [older])).toBeUndefined()
  expect(seal('JBSWY3DPEHPK3PXP', mine, [older])).not.toBe(sealed)
  const damaged = Buffer.from(sealed, 'base64url')
  damaged[14]! ^= 1
  expect(unseal(damaged.toString('base64url'), mine, [older])).toBeUndefined()
})

test('a code seals the secret anew under the newest secret of the installation', async () => {
  const { app, clients, switchOn, begin, anyone, accountId } = await anaIn(await world())
  const { code } = await switchOn()
  const known = clients.get(installation.name) as { secrets: readonly string[] }
  const newest = 'another secret, thirty-two characters'
  clients.set(installation.name, { ...known, secrets: [newest, ...known.secrets] })
  await anyone(factors.completeLogin, { token: await begin(), code: code() })
  const { sealedSecret } = await app.readRegistry((db) =>
    db.selectFrom('codeApps').select('sealedSecret').executeTakeFirstOrThrow(),
  )
  expect(unseal(sealedSecret, accountId, [newest])).toBeDefined()
})

test('what has expired goes away at night', async () => {
  const { app, begin, anyone, switchOn, clock } = await anaIn(await world())
  await switchOn()
  await begin()
  await anyone(factors.startPasskeyLogin)
  const left = () =>
    app.readRegistry(async (db) => [
      ...(await db.selectFrom('pendingLogins').selectAll().execute()),
      ...(await db.selectFrom('challenges').selectAll().execute()),
    ])
  const purge = () =>
    purgeExpired({ registry: (work: any) => app.system(work) } as Parameters<
      typeof purgeExpired
    >[0])
  await purge()
  expect(await left()).toHaveLength(2)
  clock.advance(DAY + HOUR)
  await purge()
  expect(await left()).toEqual([])
})
