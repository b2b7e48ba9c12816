import { beforeEach, expect, test } from 'vitest'
import { type Browser, type House, house } from '#tests/browsers.ts'
import { localProvider } from '#tests/provider.ts'
import { codeIn, PASSWORD, person } from '#tests/village.ts'
import { gather } from '../personal.ts'

const there = await localProvider()
const proof = { password: PASSWORD }

beforeEach(() => {
  there.beHonest()
  there.become({ sub: 'ana-1', email: 'ana.privee@exemple.test', email_verified: false })
})

/** Somebody with an account and an open session in a browser. */
async function inhabitant(here: House, name: string, verified = true) {
  const somebody = await person(here, { name, verified })
  const by = here.browser()
  by.cookies.set('socle', somebody.cookie)
  return { ...somebody, by }
}

const link = async (by: Browser) => by.land(await by.depart(there, proof, 'link'))
const identitiesOf = async (by: Browser) => (await by.ask('/auth/identities')).json().items
const unlink = (by: Browser, identityId: string, body: object = proof) =>
  by.ask(`/auth/identities/${identityId}/unlink`, { method: 'POST', body })
/** What somebody without a password proves it by. */
async function mailed({ mails, settle }: Pick<House, 'mails' | 'settle'>, by: Browser) {
  await by.ask('/auth/factors/mail-code', { method: 'POST', body: {} })
  await settle()
  return { code: codeIn(mails.at(-1)!) }
}

test('who is signed in links what is theirs elsewhere, whatever its address, and signs in by it', async () => {
  const here = await house(there.env)
  const { by, accountId } = await inhabitant(here, 'Ana', false)
  expect(await link(by)).toBe('/account/security?linked=oidc')
  const [linked] = await identitiesOf(by)
  expect(linked).toMatchObject({ label: 'École du Tilleul', email: 'ana.privee@exemple.test' })
  expect(await link(by)).toBe('/account/security?linked=oidc')
  expect(await identitiesOf(by)).toHaveLength(1)

  const elsewhere = here.browser()
  expect(await elsewhere.land(await elsewhere.depart(there))).toBe('/app')
  expect(await elsewhere.user()).toMatchObject({ id: accountId })
  await here.settle()
  expect(here.mails.map((it) => it.subject)).toEqual([
    'École du Tilleul ouvre désormais votre compte',
  ])
})

test('an open session alone links nothing: it may be somebody else who sits there', async () => {
  const here = await house(there.env)
  const { by } = await inhabitant(here, 'Ana')
  const start = async (body: object) =>
    (await by.ask('/auth/providers/oidc/link', { method: 'POST', body })).json().code
  expect(await start({})).toBe('identity/proof-needed')
  expect(await start({ password: 'une autre phrase' })).toBe('identity/wrong-password')
})

test('what opens one account is not taken over by another', async () => {
  const here = await house(there.env)
  const ana = await inhabitant(here, 'Ana')
  const bob = await inhabitant(here, 'Bob')
  await link(ana.by)
  expect(await link(bob.by)).toBe('/account/security?problem=identity%2Fidentity-taken')
  expect(await identitiesOf(bob.by)).toEqual([])
  expect(await identitiesOf(ana.by)).toHaveLength(1)
})

test('a link that was begun in one session does not end in another', async () => {
  const here = await house(there.env)
  const ana = await inhabitant(here, 'Ana')
  const bob = await inhabitant(here, 'Bob')
  const callback = await ana.by.depart(there, proof, 'link')
  ana.by.cookies.set('socle', bob.cookie)
  expect(await ana.by.land(callback)).toBe('/account/security?problem=identity%2Fsign-in-expired')
  expect(await identitiesOf(bob.by)).toEqual([])
})

test('unlinking closes that way, is told by mail, and belongs to the owner', async () => {
  const here = await house(there.env)
  const ana = await inhabitant(here, 'Ana')
  const bob = await inhabitant(here, 'Bob')
  await link(ana.by)
  const [{ identityId }] = await identitiesOf(ana.by)
  expect((await unlink(bob.by, identityId)).statusCode).toBe(404)
  expect((await unlink(ana.by, identityId, {})).json().code).toBe('identity/proof-needed')
  expect((await unlink(ana.by, identityId)).statusCode).toBe(200)
  expect((await unlink(ana.by, identityId)).statusCode).toBe(404)
  expect(await identitiesOf(ana.by)).toEqual([])
  await here.settle()
  expect(here.mails.map((it) => it.subject)).toContain('École du Tilleul n’ouvre plus votre compte')

  const elsewhere = here.browser()
  await elsewhere.land(await elsewhere.depart(there))
  expect((await elsewhere.user()).id).not.toBe(ana.accountId)
})

/** Somebody who came by the provider and has no password. */
async function passwordless(subjects: readonly string[]) {
  const here = await house(there.env)
  await person(here, { name: 'Chef', admin: true })
  const email = 'cloe@exemple.test'
  const by = here.browser()
  for (const sub of subjects) {
    there.become({ sub, email, email_verified: true })
    await by.land(await by.depart(there))
  }
  return { here, by, accountId: (await by.user()).id as string }
}

test('the last way into an account is kept', async () => {
  const { here, by, accountId } = await passwordless(['one'])
  const [{ identityId }] = await identitiesOf(by)
  const code = await mailed(here, by)
  const refused = await unlink(by, identityId, code)
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'identity/last-identity'])

  await here.app.system(({ db }) =>
    db
      .insertInto('passkeys')
      .values({
        id: accountId,
        accountId,
        credentialDigest: 'x',
        credentialId: 'x',
        publicKey: 'x',
        counter: 0,
        transports: '',
        synced: false,
        name: 'Clé',
        createdAt: here.app.now(),
        lastUsedAt: null,
      })
      .execute(),
  )
  expect((await unlink(by, identityId, code)).statusCode).toBe(200)
})

test('two that are removed at once leave one', async () => {
  const { here, by } = await passwordless(['one', 'two'])
  const code = await mailed(here, by)
  const all = await identitiesOf(by)
  expect(all).toHaveLength(2)
  const statuses = await Promise.all(
    all.map(
      async (it: { identityId: string }) => (await unlink(by, it.identityId, code)).statusCode,
    ),
  )
  expect(statuses.toSorted()).toEqual([200, 409])
  expect(await identitiesOf(by)).toHaveLength(1)
})

test('who has a second factor is asked for it behind a provider too', async () => {
  const { here, by, accountId } = await passwordless(['one'])
  await here.app.system(({ db, now }) =>
    db
      .insertInto('codeApps')
      .values({ accountId, sealedSecret: 'x', lastStep: 0, createdAt: now(), confirmedAt: now() })
      .execute(),
  )
  await by.ask('/auth/logout', { method: 'POST', body: {} })
  const returnTo = '/app/tilleul/members'
  const landed = await by.land(await by.depart(there, { returnTo }))
  const { pathname, searchParams, hash } = new URL(landed, 'https://socle.test')
  expect([pathname, searchParams.get('to')]).toEqual(['/login', returnTo])
  expect(new URLSearchParams(hash.slice(1)).get('ways')).toBe('code')
  expect(await by.user()).toBeNull()
})

test('what is linked belongs to what is gathered of a person', async () => {
  const { here, accountId } = await passwordless(['one'])
  const gathered = await here.app.system((ctx) => gather(ctx, accountId))
  expect(gathered['identities']).toMatchObject([{ subject: 'one', email: 'cloe@exemple.test' }])
})
