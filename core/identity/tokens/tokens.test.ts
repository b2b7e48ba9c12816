import { expect, test } from 'vitest'
import {
  changeMember,
  listMembers,
  readWorkspace,
  removeMember,
} from '#core/workspaces/contract.ts'
import { inviteMember, readSession } from '#core/workspaces/contract.ts'
import { newId } from '#kernel/ids.ts'
import { DAY, MINUTE } from '#kernel/time.ts'
import { PASSWORD, village, voice } from '#tests/village.ts'
import { setActive } from '../api.ts'
import { changePassword, changeProfile, logOut } from '../contract.ts'
import { listDevices } from '../devices/contract.ts'
import { leaveForGood } from '../leaving/contract.ts'
import { createToken, listTokens, MOST_TOKENS, revokeToken } from './contract.ts'

type Village = Awaited<ReturnType<typeof village>>
type Owner = Village['ana']
const READ = { name: 'Sauvegarde', access: 'read', days: 90, password: PASSWORD } as const

/** A script that shows a token at each request, as over HTTP: looked up anew each time. */
async function script({ app }: Village, owner: Owner, wanted: object = {}) {
  const made = await owner.call(createToken, { ...READ, ...wanted })
  const session = () =>
    app.readRegistry((db) => app.directory.session(db, { bearer: made.secret }, app.now()))
  const call = async (endpoint: any, input: object = {}, slug = 'tilleul'): Promise<any> =>
    voice(app, await session(), slug)(endpoint, input as never)
  return { ...made, session, call }
}

test('a token reads in its owner’s name, and its secret is kept nowhere', async () => {
  const here = await village()
  const { call, secret } = await script(here, here.bob)
  expect(secret).toMatch(/^socle_[\w-]{43}$/)
  expect((await call(readWorkspace)).member.id).toBe(here.bob.id)
  const rows = await here.app.readRegistry(async (db) => [
    await db.selectFrom('apiTokens').selectAll().execute(),
    await db.selectFrom('idempotency').selectAll().execute(),
    await db.selectFrom('audit').selectAll().execute(),
    await db.selectFrom('jobs').selectAll().execute(),
  ])
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('reading alone changes nothing', async () => {
  const here = await village()
  const { call } = await script(here, here.ana)
  await call(listMembers)
  await expect(call(inviteMember, { email: 'x@exemple.test' })).rejects.toThrow('forbidden')
})

test('a token never has more than its owner has now', async () => {
  const here = await village()
  const { ana, admin } = here
  const chosen = { access: 'chosen', permissions: ['members.read', 'modules.switch'] }
  const few = await script(here, ana, chosen)
  await few.call(listMembers)
  await expect(few.call(readWorkspace)).rejects.toThrow('forbidden')
  await expect(few.call(inviteMember, { email: 'x@exemple.test' })).rejects.toThrow('forbidden')

  const all = await script(here, admin, { access: 'write' })
  await all.call(inviteMember, { email: 'y@exemple.test' })
  await ana.call(changeMember, { memberId: admin.id, roles: ['viewer'] })
  await expect(all.call(inviteMember, { email: 'z@exemple.test' })).rejects.toThrow('forbidden')
  await ana.call(removeMember, { memberId: admin.id })
  await expect(all.call(readWorkspace)).rejects.toThrow('not-found')
})

test('a token of one workspace does not know the others', async () => {
  const here = await village()
  const there = await village({ slug: 'marronnier', in: here })
  const { call } = await script(here, here.ana, { workspaceId: here.workspace.id })
  await call(readWorkspace)
  const elsewhere = await script(here, here.ana, { workspaceId: there.workspace.id })
  await expect(elsewhere.call(readWorkspace)).rejects.toThrow('not-found')
  // A stranger's token is as strange as the stranger.
  const strange = await script(here, here.stranger as never)
  await expect(strange.call(readWorkspace)).rejects.toThrow('not-found')
})

test('the account itself stays closed to tokens, whatever they may do', async () => {
  const here = await village()
  const { call } = await script(here, here.ana, { access: 'write' })
  for (const endpoint of [
    readSession,
    listTokens,
    listDevices,
    createToken,
    revokeToken,
    changePassword,
    changeProfile,
    leaveForGood,
  ])
    await expect(call(endpoint)).rejects.toThrow('forbidden')
  // To what is open to everybody it is a guest: it logs nobody out.
  await call(logOut, { everywhere: true })
  expect((await here.ana.call(listDevices)).items).toHaveLength(1)
})

test('an administrator’s token does not administer', async () => {
  const here = await village()
  await here.app.system(({ db }) => db.updateTable('accounts').set({ admin: true }).execute())
  const { session } = await script(here, here.ana, { access: 'write' })
  expect(await session()).toMatchObject({ admin: false })
})

test('revoked, expired or of a closed account: out at the next request', async () => {
  const here = await village()
  const { bob, app, clock } = here
  const first = await script(here, bob)
  await bob.call(revokeToken, { tokenId: first.token.id })
  expect(await first.session()).toBeNull()
  await expect(bob.call(revokeToken, { tokenId: first.token.id })).rejects.toThrow('not-found')

  const second = await script(here, bob, { days: 30 })
  clock.advance(30 * DAY)
  expect(await second.session()).toBeNull()
  expect((await bob.call(listTokens)).items).toMatchObject([{ isExpired: true }])

  const third = await script(here, bob, { days: null })
  await app.system(({ db }) => setActive(db, bob.accountId, false))
  expect(await third.session()).toBeNull()
})

test('nobody revokes or sees another’s token', async () => {
  const here = await village()
  const { token } = await script(here, here.bob)
  await expect(here.cloe.call(revokeToken, { tokenId: token.id })).rejects.toThrow('not-found')
  expect((await here.cloe.call(listTokens)).items).toEqual([])
})

test('the same creation twice is one token, and its secret is not shown again', async () => {
  const { bob } = await village()
  const id = newId()
  await bob.call(createToken, { ...READ, id })
  await expect(bob.call(createToken, { ...READ, id })).rejects.toThrow('idempotency-key-reused')
  expect((await bob.call(listTokens)).items).toHaveLength(1)
})

test('a session alone makes no token: it would outlive the session', async () => {
  const { bob } = await village()
  const wanted = { name: 'Volé', access: 'write', days: null } as const
  await expect(bob.call(createToken, wanted)).rejects.toThrow('identity/proof-needed')
  const wrong = { ...wanted, password: 'pas le bon mot' }
  await expect(bob.call(createToken, wrong)).rejects.toThrow('identity/wrong-password')
  expect((await bob.call(listTokens)).items).toEqual([])
})

test('fifty tokens at most, however many ask at once', async () => {
  const here = await village()
  const { bob, app } = here
  const row = { accountId: bob.accountId, name: 'x', workspaceId: null, access: 'read' }
  const rest = { permissions: [], createdAt: app.now(), expiresAt: null, lastSeenAt: null }
  await app.system(({ db }) =>
    db
      .insertInto('apiTokens')
      .values(
        Array.from({ length: MOST_TOKENS - 1 }, (_, i) => ({
          id: newId(),
          digest: `d${i}`,
          ...row,
          ...rest,
          permissions: '[]',
        })),
      )
      .execute(),
  )
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => bob.call(createToken, READ)))
  expect(outcomes.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
})

test('a permission that does not exist is refused', async () => {
  const { bob } = await village()
  const wanted = { ...READ, access: 'chosen' as const, permissions: ['moon.land'] }
  await expect(bob.call(createToken, wanted)).rejects.toThrow('identity/unknown-permission')
})

test('its owner reads by mail that a token was made', async () => {
  const here = await village()
  await script(here, here.bob)
  await here.settle()
  expect(here.mails).toMatchObject([{ to: here.bob.email }])
  expect(here.mails[0]!.text).toContain('Sauvegarde')
})

test('its last use is noted once in ten minutes', async () => {
  const here = await village()
  const { session } = await script(here, here.bob)
  const { app, clock, bob } = here
  expect(await session()).toMatchObject({ isDue: true })
  const found = (await session())!
  await app.system(({ db }) => app.directory.seen(db, found, app.now()))
  expect(await session()).toMatchObject({ isDue: false })
  expect((await bob.call(listTokens)).items[0]!.lastSeenAt).toBe(app.now().toISOString())
  clock.advance(10 * MINUTE)
  expect(await session()).toMatchObject({ isDue: true })
})
