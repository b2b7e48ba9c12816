import { generateSync } from 'otplib'
import { expect, test } from 'vitest'
import type { Endpoint } from '#kernel/contract.ts'
import type { Session } from '#kernel/directory.ts'
import { newId } from '#kernel/ids.ts'
import { MINUTE, SECOND } from '#kernel/time.ts'
import { authenticator } from '#tests/authenticator.ts'
import { codeIn, PASSWORD, person, voice, type World, world } from '#tests/village.ts'
import { logIn } from '../contract.ts'
import * as factors from './contract.ts'

const origin = 'https://ecole.example'
const place = { origin, rpId: 'ecole.example' }
const proof = { password: PASSWORD }
const REFUSED = 'identity/passkey-refused'

const installationAt = () => world({ PUBLIC_URL: origin })

/** Somebody, their phone, and what anybody at a login page may try with it. */
async function holder(here: World, name = 'Ana') {
  const { app } = here
  const { accountId, session, email } = await person(here, { name })
  const call = voice(app, session, '')
  const anyone = voice(app, null, '')
  const ask = (endpoint: Endpoint<any, any>, input: object, by: Session | null = null) => {
    const from = { requestId: newId(), address: '203.0.113.9', agent: 'Firefox' }
    return app.answer(endpoint, { session: by, origin: from }, input)
  }
  const phone = authenticator(place)
  const addTo = async (device = phone, label = 'Mon téléphone', touch = {}) => {
    const options = await call(factors.startPasskey, proof)
    return call(factors.addPasskey, { name: label, credential: device.register(options, touch) })
  }
  const signIn = async (touch = {}, device = phone) =>
    anyone(factors.logInByPasskey, {
      credential: device.assert(await anyone(factors.startPasskeyLogin), touch),
    })
  return { ...here, accountId, email, call, anyone, ask, phone, addTo, signIn }
}

test('a passkey opens a session without an address, and its last use is shown', async () => {
  const { addTo, anyone, ask, call, phone, accountId, mails, settle, email } = await holder(
    await installationAt(),
  )
  await expect(call(factors.startPasskey)).rejects.toThrow('identity/proof-needed')
  await expect(call(factors.startPasskey, { password: 'non' })).rejects.toThrow('wrong-password')
  const added = await addTo()
  expect(added).toMatchObject({ name: 'Mon téléphone', lastUsedAt: null })

  const options = await anyone(factors.startPasskeyLogin)
  expect(options).toMatchObject({ rpId: 'ecole.example', userVerification: 'required' })
  const { session, reply } = await ask(factors.logInByPasskey, {
    credential: phone.assert(options),
  })
  expect(session).toMatchObject({ maxAgeS: 604_800 })
  expect(reply).toMatchObject({ user: { id: accountId } })
  const { passkeys } = await call(factors.readFactors)
  expect(passkeys).toMatchObject([{ id: added.id, lastUsedAt: expect.any(String) }])
  await settle()
  expect(mails).toMatchObject([{ to: email, subject: 'Une clé d’accès a été ajoutée' }])
})

test('a passkey is both factors: no code is asked for after it, and alone it must check its owner', async () => {
  const { addTo, call, signIn, clock, ask, email } = await holder(await installationAt())
  await addTo()
  const { secret } = await call(factors.startCodeApp, proof)
  const epoch = Math.floor(clock.now().getTime() / SECOND)
  await call(factors.confirmCodeApp, { code: generateSync({ secret, epoch }) })
  expect((await ask(logIn, { email, password: PASSWORD })).session).toBeUndefined()
  expect(await signIn()).toMatchObject({ user: { name: 'Ana' } })
  await expect(signIn({ verified: false })).rejects.toThrow(REFUSED)
})

test('after the password a passkey is the second factor, its own and once', async () => {
  const here = await installationAt()
  const { addTo, call, clock, ask, anyone, phone, email } = await holder(here)
  const bob = await holder(here, 'Bob')
  await addTo()
  await bob.addTo()
  const { secret } = await call(factors.startCodeApp, proof)
  const epoch = Math.floor(clock.now().getTime() / SECOND)
  await call(factors.confirmCodeApp, { code: generateSync({ secret, epoch }) })

  const first = await anyone(logIn, { email, password: PASSWORD })
  const { token, ways } = first.secondFactor!
  expect(ways).toEqual(['code', 'passkey'])
  const options = () => anyone(factors.startPasskeyLogin, { token })
  expect((await options())['allowCredentials']).toHaveLength(1)

  const byBob = { token, credential: bob.phone.assert(await options()) }
  await expect(anyone(factors.logInByPasskey, byBob)).rejects.toThrow(REFUSED)
  const unbound = phone.assert(await anyone(factors.startPasskeyLogin))
  await expect(anyone(factors.logInByPasskey, { token, credential: unbound })).rejects.toThrow(
    REFUSED,
  )
  const credential = phone.assert(await options(), { verified: false })
  expect((await ask(factors.logInByPasskey, { token, credential })).session).toBeTruthy()
  await expect(options()).rejects.toThrow('identity/login-expired')
})

test('a challenge is signed once, within five minutes, for what it was made', async () => {
  const { addTo, call, anyone, phone, clock } = await holder(await installationAt())
  await addTo()
  const options = await anyone(factors.startPasskeyLogin)
  const credential = phone.assert(options)
  const tries = [0, 1, 2, 3].map(() => anyone(factors.logInByPasskey, { credential }))
  const outcomes = await Promise.allSettled(tries)
  expect(outcomes.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  await expect(anyone(factors.logInByPasskey, { credential })).rejects.toThrow(REFUSED)

  const late = phone.assert(await anyone(factors.startPasskeyLogin))
  clock.advance(5 * MINUTE)
  await expect(anyone(factors.logInByPasskey, { credential: late })).rejects.toThrow(REFUSED)

  const made = phone.assert({ challenge: Buffer.from('of nobody').toString('base64url') })
  await expect(anyone(factors.logInByPasskey, { credential: made })).rejects.toThrow(REFUSED)
  const toRegister = phone.assert(await call(factors.startPasskey, proof))
  await expect(anyone(factors.logInByPasskey, { credential: toRegister })).rejects.toThrow(REFUSED)
})

test('another site, another key, a changed signature, another owner: all refused', async () => {
  const here = await installationAt()
  const { addTo, anyone, signIn, phone } = await holder(here)
  const bob = await holder(here, 'Bob')
  await addTo()
  await bob.addTo()
  await expect(signIn({ origin: 'https://ecole.example.mauvais.test' })).rejects.toThrow(REFUSED)
  await expect(signIn({}, authenticator(place))).rejects.toThrow(REFUSED)
  const lying = authenticator({ origin, rpId: 'mauvais.test' })
  await expect(bob.addTo(lying)).rejects.toThrow(REFUSED)

  const forged = phone.assert(await anyone(factors.startPasskeyLogin))
  const other = bob.phone.assert({ challenge: 'x' })
  const withBobsKey = { ...forged, id: other.id, rawId: other.rawId }
  await expect(anyone(factors.logInByPasskey, { credential: withBobsKey })).rejects.toThrow(REFUSED)
  const again = phone.assert(await anyone(factors.startPasskeyLogin))
  again.response.userHandle = other.response.userHandle
  await expect(anyone(factors.logInByPasskey, { credential: again })).rejects.toThrow(REFUSED)
  const signed = phone.assert(await anyone(factors.startPasskeyLogin))
  signed.response.signature = other.response.signature
  await expect(anyone(factors.logInByPasskey, { credential: signed })).rejects.toThrow(REFUSED)
})

test('a counter that goes back is a copy: refused, and kept in the audit', async () => {
  const { app, addTo, signIn, accountId } = await holder(await installationAt())
  await addTo(undefined, undefined, { counter: 5 })
  await signIn({ counter: 6 })
  for (const counter of [6, 5, 0]) await expect(signIn({ counter })).rejects.toThrow(REFUSED)
  await signIn({ counter: 7 })
  const copies = await app.readRegistry((db) =>
    db
      .selectFrom('audit')
      .select('target')
      .where('action', '=', 'identity.passkey-copied')
      .execute(),
  )
  expect(copies).toEqual([{ target: accountId }, { target: accountId }, { target: accountId }])
})

test('of two answers at once with the same count, one passes', async () => {
  const { addTo, anyone, phone } = await holder(await installationAt())
  await addTo()
  const challenges = await Promise.all([1, 2, 3].map(() => anyone(factors.startPasskeyLogin)))
  const tries = challenges.map((it) =>
    anyone(factors.logInByPasskey, { credential: phone.assert(it, { counter: 1 }) }),
  )
  const outcomes = await Promise.allSettled(tries)
  expect(outcomes.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
})

test('the same key is registered once, and only by the account that asked', async () => {
  const here = await installationAt()
  const { addTo, call, phone } = await holder(here)
  const bob = await holder(here, 'Bob')
  await addTo()
  await expect(addTo()).rejects.toThrow('identity/passkey-known')
  await expect(bob.addTo(phone)).rejects.toThrow('identity/passkey-known')
  const name = 'Celle d’une autre'
  const credential = authenticator(place).register(await call(factors.startPasskey, proof))
  await expect(bob.call(factors.addPasskey, { name, credential })).rejects.toThrow(REFUSED)
  const unchecked = { verified: false }
  await expect(addTo(authenticator(place), name, unchecked)).rejects.toThrow(REFUSED)
})

test('passkeys are renamed and removed by their owner; another’s is not there', async () => {
  const here = await installationAt()
  const { addTo, call, signIn, mails, settle } = await holder(here)
  const bob = await holder(here, 'Bob')
  const { id: passkeyId } = await addTo()
  const name = 'Ordinateur de l’école'
  expect(await call(factors.renamePasskey, { passkeyId, name })).toMatchObject({ name })
  await expect(bob.call(factors.renamePasskey, { passkeyId, name })).rejects.toThrow('not-found')
  await expect(bob.call(factors.removePasskey, { passkeyId, ...proof })).rejects.toThrow(
    'not-found',
  )
  // An open session alone takes no way into the account away.
  await expect(call(factors.removePasskey, { passkeyId })).rejects.toThrow('proof-needed')
  await call(factors.removePasskey, { passkeyId, ...proof })
  await expect(signIn()).rejects.toThrow(REFUSED)
  await settle()
  expect(mails.at(-1)!.text).toContain(
    '«\u00A0Ordinateur de l’école\u00A0» n’ouvre plus votre compte',
  )
})

test('the last way in stays, also when two are removed at the same moment', async () => {
  const { app, addTo, call, accountId, mails, settle } = await holder(await installationAt())
  const first = await addTo()
  const second = await addTo(authenticator(place), 'Clé de réserve')
  await app.system(({ db }) => db.updateTable('accounts').set({ passwordHash: null }).execute())
  await call(factors.mailProofCode)
  await settle()
  const mailed = { code: codeIn(mails.at(-1)!) }
  const remove = (passkeyId: string) => call(factors.removePasskey, { passkeyId, ...mailed })
  const outcomes = await Promise.allSettled([first, second].map((it) => remove(it.id)))
  expect(outcomes.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  const { passkeys } = await call(factors.readFactors)
  expect(passkeys).toHaveLength(1)
  const passkeyId = passkeys[0]!.id
  await expect(remove(passkeyId)).rejects.toThrow('identity/last-way-in')
  const google = { provider: 'google', subject: '1', accountId, createdAt: app.now() }
  await app.system(({ db }) => db.insertInto('identities').values(google).execute())
  await remove(passkeyId)
})

test('a closed account is not opened by its passkey', async () => {
  const { app, addTo, signIn } = await holder(await installationAt())
  await addTo()
  await app.system(({ db }) => db.updateTable('accounts').set({ active: false }).execute())
  await expect(signIn()).rejects.toThrow('identity/account-inactive')
})
