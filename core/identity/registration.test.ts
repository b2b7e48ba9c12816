import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { HOUR } from '#kernel/time.ts'
import { PASSWORD, tokenIn, voice, type World, world } from '#tests/village.ts'
import { allowSignup } from './api.ts'
import { logIn, register, resendVerification, verifyAddress } from './contract.ts'

const ana = { email: 'Ana@Exemple.test ', password: PASSWORD, name: 'Ana' }
const bob = { email: 'bob@exemple.test', password: PASSWORD, name: 'Bob' }
const near = (app: World['app']) => voice(app, null, '', '127.0.0.1')
const far = (app: World['app']) => voice(app, null, '', '203.0.113.7')

const statusOf = async ({ app }: World, input: object) => {
  const origin = { requestId: newId(), address: '127.0.0.1', agent: '', isLocal: true }
  return (await app.answer(register, { session: null, origin }, input)).status ?? register.status
}

test('T-A06: a newcomer registers, confirms the address by mail and is known under any spelling', async () => {
  const { app, mails, settle } = await world()
  expect(await near(app)(register, ana)).toEqual({ email: 'Ana@Exemple.test' })
  const { user } = await near(app)(logIn, { ...ana, email: 'ANA@exemple.TEST' })
  expect(user).toMatchObject({
    email: 'Ana@Exemple.test',
    locale: 'fr-BE',
    verified: false,
    admin: true,
  })

  await settle()
  expect(mails).toMatchObject([{ to: 'Ana@Exemple.test', subject: 'Confirmez votre adresse' }])
  const token = tokenIn(mails[0]!)
  await near(app)(verifyAddress, { token })
  await expect(near(app)(verifyAddress, { token })).rejects.toThrow('identity/link-expired')
  expect((await near(app)(logIn, ana)).user?.verified).toBe(true)
})

test('a link is too old after a day, and a new one ends the one before', async () => {
  const { app, mails, settle, clock } = await world()
  await near(app)(register, ana)
  await settle()
  const { user } = await near(app)(logIn, ana)
  const session = { sessionId: newId(), accountId: user!.id, verified: false, admin: false }
  await voice(app, session, '')(resendVerification)
  await settle()
  expect(mails).toHaveLength(2)
  await expect(near(app)(verifyAddress, { token: tokenIn(mails[0]!) })).rejects.toThrow(
    'link-expired',
  )
  clock.advance(24 * HOUR)
  await expect(near(app)(verifyAddress, { token: tokenIn(mails[1]!) })).rejects.toThrow(
    'link-expired',
  )
})

test('T-A06: a known address gets the same words, a mail to its owner, and keeps its password', async () => {
  const here = await world()
  const { app, mails, settle } = here
  expect(await statusOf(here, ana)).toBe(201)
  expect(await statusOf(here, { ...ana, password: 'une tout autre phrase', name: 'Eve' })).toBe(202)
  await settle()
  expect(mails.map((it) => it.subject)).toEqual([
    'Confirmez votre adresse',
    'Vous avez déjà un compte',
  ])
  await expect(near(app)(logIn, { ...ana, password: 'une tout autre phrase' })).rejects.toThrow(
    'wrong-credentials',
  )
  await near(app)(logIn, ana)
})

test('nobody is flooded with mails by registrations of others', async () => {
  const here = await world()
  for (let i = 0; i < 8; i++) await statusOf(here, ana)
  await here.settle()
  expect(here.mails.length).toBeLessThanOrEqual(4)
})

test('one address registered ten times at once is one account', async () => {
  const here = await world()
  const statuses = await Promise.all(Array.from({ length: 10 }, () => statusOf(here, ana)))
  expect(statuses.filter((it) => it === 201)).toHaveLength(1)
  expect(
    await here.app.readRegistry((db) => db.selectFrom('accounts').selectAll().execute()),
  ).toHaveLength(1)
})

test('of several first accounts at once, one administers the installation', async () => {
  const { app } = await world()
  const people = Array.from({ length: 5 }, (_, i) => ({ ...bob, email: `bob${i}@exemple.test` }))
  await Promise.all(people.map((it) => near(app)(register, it)))
  const rows = await app.readRegistry((db) => db.selectFrom('accounts').select('admin').execute())
  expect(rows.filter((it) => it.admin)).toHaveLength(1)
})

test('from another machine the first account needs the code, and guesses are counted', async () => {
  const { app } = await world()
  await expect(far(app)(register, ana)).rejects.toThrow('identity/setup-code-wrong')
  await expect(far(app)(register, { ...ana, setupCode: '87654321' })).rejects.toThrow(
    'setup-code-wrong',
  )
  await far(app)(register, { ...ana, setupCode: '12345678' })
  expect((await far(app)(logIn, ana)).user?.admin).toBe(true)
  await far(app)(register, bob)
  expect((await far(app)(logIn, bob)).user?.admin).toBe(false)
})

test('by invitation only: the founder, then invited addresses until their pass ends', async () => {
  const { app, clock } = await world({ SIGNUP: 'invited' })
  await near(app)(register, ana)
  await expect(near(app)(register, bob)).rejects.toThrow('identity/invited-only')
  await app.system((ctx) =>
    allowSignup(ctx, 'BOB@exemple.test', new Date(app.now().getTime() + HOUR)),
  )
  clock.advance(HOUR)
  await expect(near(app)(register, bob)).rejects.toThrow('identity/invited-only')
  await app.system((ctx) =>
    allowSignup(ctx, 'BOB@exemple.test', new Date(app.now().getTime() + HOUR)),
  )
  await near(app)(register, bob)
})

test.for([
  ['too short', 'neuf car.', 'invalid-input'],
  ['too long', 'é'.repeat(129), 'invalid-input'],
  ['common', 'MotDePasse2026!', 'invalid-input'],
  ['the address itself', 'ana@exemple.test', 'invalid-input'],
  ['one character repeated', 'aaaaaaaaaaaa', 'invalid-input'],
] as const)('T-A05: a password is refused when it is %s', async ([, password, problem]) => {
  const { app } = await world()
  await expect(near(app)(register, { ...ana, password })).rejects.toThrow(problem)
})

test('T-C1: a plan, a role or any other field in the body is refused', async () => {
  const { app } = await world()
  const eager = { ...ana, admin: true, plan: 'enterprise' }
  await expect(near(app)(register, eager)).rejects.toThrow('invalid-input')
})

test('T-A07: an account is made whole or not at all', async () => {
  const { app } = await world()
  const whole = app.listeners.bind(app)
  app.listeners = () => {
    throw new Error('the power went away')
  }
  await expect(near(app)(register, ana)).rejects.toThrow('the power went away')
  app.listeners = whole
  const rows = (table: string) =>
    app.readRegistry((db) => db.selectFrom(table).selectAll().execute())
  expect([await rows('accounts'), await rows('founding')]).toEqual([[], []])

  await near(app)(register, ana)
  const { user } = await near(app)(logIn, ana)
  expect(user).toEqual({
    id: expect.any(String),
    email: 'Ana@Exemple.test',
    name: 'Ana',
    firstName: null,
    lastName: null,
    phone: null,
    picture: null,
    locale: 'fr-BE',
    timeZone: 'Europe/Brussels',
    verified: false,
    admin: true,
  })
})
