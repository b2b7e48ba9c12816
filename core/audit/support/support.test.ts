/** The door a workspace opens to administrators of the installation, and that there is no other. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { OpenConnections } from '#app/living.ts'
import { verifyChain } from '#app/audit.ts'
import {
  changeMember,
  changeWorkspace,
  listMembers,
  readWorkspace,
} from '#core/workspaces/contract.ts'
import { NotFound } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { MINUTE } from '#kernel/time.ts'
import { listOffers } from '#modules/school/offers/contract.ts'
import { person, village, voice } from '#tests/village.ts'
import { endSupport, grantSupport, readSupport } from './contract.ts'

const REASON = { reason: 'La page des membres reste vide' }

async function besieged() {
  const here = await village()
  const root = await person(here, { name: 'Rita', admin: true })
  const call = voice(here.app, root.session, 'tilleul')
  const acts = () =>
    here.app.open(here.workspace, ({ reader }) =>
      reader.selectFrom('audit').selectAll().orderBy('sequence').execute(),
    )
  return { ...here, root: { ...root, call }, acts }
}

test('without an access no endpoint lets an administrator in', async () => {
  const { app, root } = await besieged()
  const guarded = app.endpoints.filter(
    (it) => it.scope === 'workspace' && !['anyone', 'account', 'admin'].includes(it.may),
  )
  expect(guarded.length).toBeGreaterThan(50)
  for (const it of guarded) {
    const origin = { requestId: newId(), address: '198.51.100.9', agent: 'test' }
    const asked = app.answer(it, { session: root.session, origin, slug: 'tilleul' }, {})
    await expect(asked, `${it.method} ${it.path}`).rejects.toSatisfy(NotFound.is)
  }
})

test('an owner lets them in to read, for an hour, and every page they open is written down', async () => {
  const { ana, root, acts, clock, app, workspace, mails, settle } = await besieged()
  await ana.call(grantSupport, REASON)
  await settle()
  expect(mails.find((it) => it.to === root.email)?.text).toContain('/app/tilleul')

  const space = await root.call(readWorkspace)
  expect(space.permissions).toContain('members.read')
  expect(space.permissions.filter((it) => !it.endsWith('.read'))).toEqual([])
  expect((await root.call(listMembers)).items.length).toBeGreaterThan(3)
  await root.call(listOffers, {})
  const seen = (await acts()).filter((it) => it.actorKind === 'support')
  expect(seen.map((it) => it.facts)).toEqual([
    { request: 'GET /' },
    { request: 'GET /members' },
    { request: 'GET /exchange/offers' },
  ])
  expect(new Set(seen.map((it) => it.accountId))).toEqual(new Set([root.accountId]))

  clock.advance(60 * MINUTE)
  await expect(root.call(listMembers)).rejects.toThrow('not-found')
  expect((await verifyChain(app, workspace)).damages).toEqual([])
})

test('reading is all they may, unless the access says more; never what owners alone may', async () => {
  const { ana, bob, root, acts } = await besieged()
  await ana.call(grantSupport, REASON)
  const change = { name: 'Pris' }
  await expect(root.call(changeWorkspace, change)).rejects.toThrow('not-found')
  await ana.call(endSupport, {})
  await expect(root.call(readWorkspace)).rejects.toThrow('not-found')

  await ana.call(grantSupport, { ...REASON, mayWrite: true })
  await root.call(changeWorkspace, { name: 'École réparée' })
  await expect(root.call(grantSupport, REASON)).rejects.toThrow('not-found')
  await expect(root.call(endSupport, {})).rejects.toThrow('not-found')
  const raised = { memberId: bob.id, roles: ['owner'] }
  await expect(root.call(changeMember, raised)).rejects.toThrow(/forbidden|above-own|role/)
  const written = (await acts()).filter((it) => it.actorKind === 'support')
  expect(written.map((it) => it.facts['request'])).toContain('PATCH /')
})

test('an owner closes it before its time; it was another’s to open', async () => {
  const { ana, admin, bob, root } = await besieged()
  await expect(admin.call(grantSupport, REASON)).rejects.toThrow('forbidden')
  await expect(bob.call(readSupport)).rejects.toThrow('forbidden')
  await expect(ana.call(endSupport, {})).rejects.toThrow('support/ended')
  await ana.call(grantSupport, REASON)
  expect((await admin.call(readSupport)).open).toMatchObject({ by: 'Ana', ...REASON })
  await ana.call(endSupport, {})
  expect((await admin.call(readSupport)).open).toBe(null)
  await expect(root.call(listMembers)).rejects.toThrow('not-found')
})

test('one workspace’s door opens no other, and lets nobody else in', async () => {
  const here = await besieged()
  const { ana, stranger, root, app } = here
  await village({ slug: 'erable', in: here })
  await ana.call(grantSupport, REASON)
  await root.call(listMembers)
  await expect(voice(app, root.session, 'erable')(listMembers)).rejects.toThrow('not-found')
  await expect(stranger.call(listMembers)).rejects.toThrow('not-found')
  // A script with an administrator's token is no administrator.
  const limits = { workspaceId: null, readsOnly: true, permissions: null }
  const script = voice(app, { ...root.session, limits }, 'tilleul')
  await expect(script(listMembers)).rejects.toThrow('not-found')
})

test('of accesses that are opened at once there is one', async () => {
  const { ana, acts, clock } = await besieged()
  const openers = () =>
    Promise.allSettled(Array.from({ length: 6 }, () => ana.call(grantSupport, REASON)))
  for (let turn = 1; turn <= 2; turn++) {
    const done = await openers()
    expect(done.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
    const granted = (await acts()).filter((it) => it.action === 'support.granted')
    expect(granted).toHaveLength(turn)
    clock.advance(61 * MINUTE)
  }
})

test('a connection that stays open ends within five seconds of the access', async () => {
  const { ana, app, root } = await besieged()
  await ana.call(grantSupport, REASON)
  const connections = new OpenConnections(app)
  const origin = { requestId: newId(), address: '', agent: '' }
  const { signal } = connections.watch(listMembers, {
    session: root.session,
    origin,
    slug: 'tilleul',
  })
  await sleep(3_500)
  expect(signal.aborted).toBe(false)
  await ana.call(endSupport, {})
  const start = performance.now()
  while (!signal.aborted && performance.now() - start < 5_000) await sleep(50)
  expect(signal.aborted).toBe(true)
})
