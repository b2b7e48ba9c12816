import { expect, test } from 'vitest'
import { DAY, MINUTE } from '#kernel/time.ts'
import { person, PASSWORD, tokenIn, voice, type World, world } from '#tests/village.ts'
import {
  changePassword,
  changeProfile,
  forgotPassword,
  logIn,
  openTokens,
  register,
  resetPassword,
} from './contract.ts'
import { setActive } from './api.ts'
import { forget, gather } from './personal.ts'
import { purgeExpired } from './purge.ts'

const another = 'une autre longue phrase'
const asAna = { email: 'ana@exemple.test', password: PASSWORD }

async function anaForgot(here: World) {
  const ana = await person(here, { name: 'Ana', verified: false })
  const anyone = voice(here.app, null, '')
  await anyone(forgotPassword, { email: 'ANA@exemple.test' })
  await here.settle()
  return { ...here, ana, anyone, token: tokenIn(here.mails.at(-1)!) }
}

test('T-A06: a mailed link sets a new password once, ends every session and proves the address', async () => {
  const { app, anyone, token, settle, mails } = await anaForgot(await world())
  await anyone(openTokens, asAna)
  await anyone(resetPassword, { token, password: another })
  expect(await app.readRegistry((db) => db.selectFrom('sessions').selectAll().execute())).toEqual(
    [],
  )
  await expect(anyone(logIn, asAna)).rejects.toThrow('wrong-credentials')
  expect((await anyone(logIn, { ...asAna, password: another })).user?.verified).toBe(true)
  await expect(anyone(resetPassword, { token, password: PASSWORD })).rejects.toThrow(
    'identity/link-expired',
  )
  await settle()
  expect(mails.at(-1)!.subject).toBe('Votre mot de passe a changé')
})

test('T-A06: only the newest link works, for thirty minutes', async () => {
  const { anyone, token, clock, settle, mails } = await anaForgot(await world())
  await anyone(forgotPassword, asAna)
  await settle()
  await expect(anyone(resetPassword, { token, password: another })).rejects.toThrow('link-expired')
  clock.advance(30 * MINUTE)
  const newest = tokenIn(mails.at(-1)!)
  await expect(anyone(resetPassword, { token: newest, password: another })).rejects.toThrow(
    'link-expired',
  )
})

test('of five who use one link at once, one sets the password', async () => {
  const { anyone, token } = await anaForgot(await world())
  const tries = Array.from({ length: 5 }, (_, i) =>
    anyone(resetPassword, { token, password: `${another} ${i}` }),
  )
  const outcomes = await Promise.allSettled(tries)
  expect(outcomes.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
})

test('T-A06: an unknown address gets the same answer and no mail', async () => {
  const { app, mails, settle } = await world()
  expect(await voice(app, null, '')(forgotPassword, { email: 'nobody@exemple.test' })).toEqual({
    done: true,
  })
  await settle()
  expect(mails).toEqual([])
})

test('no link of an old mail brings a closed account back', async () => {
  const { app, anyone, ana, token } = await anaForgot(await world())
  await app.system(({ db }) => setActive(db, ana.accountId, false))
  await expect(anyone(resetPassword, { token, password: another })).rejects.toThrow('link-expired')
  await app.system(({ db }) => setActive(db, ana.accountId, true))
  await expect(anyone(resetPassword, { token, password: another })).rejects.toThrow('link-expired')
})

test('who knows the password changes it, and stays signed in alone', async () => {
  const here = await world()
  const ana = await person(here, { name: 'Ana' })
  await voice(here.app, null, '')(openTokens, asAna)
  const call = voice(here.app, ana.session, '')
  await expect(call(changePassword, { current: another, password: another })).rejects.toThrow(
    'wrong-password',
  )
  await call(changePassword, { current: PASSWORD, password: another })
  const left = await here.app.readRegistry((db) => db.selectFrom('sessions').select('id').execute())
  expect(left).toEqual([{ id: ana.session.sessionId }])
})

test('a profile keeps what is not said', async () => {
  const here = await world()
  const { app } = here
  const ana = await person(here, { name: 'Ana' })
  const call = voice(app, ana.session, '')
  expect(await call(changeProfile, { locale: 'nl-BE' })).toMatchObject({
    name: 'Ana',
    locale: 'nl-BE',
  })
  await expect(call(changeProfile, { timeZone: 'Mars/Olympus' })).rejects.toThrow('invalid-input')
  await expect(voice(app, null, '')(changeProfile, {})).rejects.toThrow('not-signed-in')
})

test('a name that looks like markup stays words in a mail', async () => {
  const { app, mails, settle } = await world()
  const call = voice(app, null, '', '127.0.0.1')
  const name = '<script>alert(1)</script>'
  await expect(
    call(register, { ...asAna, name: `${name}\r\nBcc: x@exemple.test` }),
  ).rejects.toThrow('invalid-input')
  await call(register, { ...asAna, name, locale: 'nl-BE' })
  await settle()
  expect(mails[0]!.html).not.toContain('<script>')
  expect(mails[0]!.html).toContain('&lt;script&gt;')
  expect(mails[0]!.subject).toBe('Bevestig uw adres')
})

test('what has ended is swept away', async () => {
  const here = await anaForgot(await world())
  const { app, anyone, clock } = here
  await anyone(logIn, asAna)
  clock.advance(500 * DAY)
  await purgeExpired({ registry: (work) => app.system(work as never) } as Parameters<
    typeof purgeExpired
  >[0])
  for (const table of ['sessions', 'oneTimeTokens', 'attempts'])
    expect(await app.readRegistry((db) => db.selectFrom(table).selectAll().execute())).toEqual([])
})

test('a person gets back what is known of them, and is forgotten', async () => {
  const { app, ana, settle } = await anaForgot(await world())
  await settle()
  const found = await app.system((ctx) => gather(ctx, ana.accountId))
  expect(found).toMatchObject({
    account: { email: ana.email },
    mails: [{ text: expect.any(String) }],
  })
  expect(JSON.stringify(found)).not.toContain('argon2')
  await app.system((ctx) => forget(ctx, ana.accountId))
  const rows = await app.readRegistry(async (db) => [
    await db.selectFrom('accounts').selectAll().execute(),
    await db.selectFrom('mails').selectAll().execute(),
  ])
  expect(JSON.stringify(rows)).not.toMatch(/ana@|Ana/)
})
