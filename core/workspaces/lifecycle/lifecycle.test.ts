import { expect, test } from 'vitest'
import { Forbidden, NotFound } from '#kernel/contract.ts'
import { DAY } from '#kernel/time.ts'
import { everyPair } from '#tests/pairs.ts'
import { PASSWORD, person, village, voice, world } from '#tests/village.ts'
import { createWorkspace, inviteMember, listWorkspaces, readWorkspace } from '../contract.ts'
import { cancellation, lifting, moveWorkspace, restoration } from './moves.ts'
import { erasure } from './deletion.ts'
import {
  approveWorkspace,
  cancelWorkspace,
  checkSlug,
  liftSuspension,
  listAllWorkspaces,
  pauseWorkspace,
  readLife,
  refuseWorkspace,
  requestWorkspace,
  restoreWorkspace,
  resumeWorkspace,
  suspendWorkspace,
} from './contract.ts'
import { lifecycle } from './rules.ts'

const NAME = 'École du Tilleul'
const sure = { name: NAME, password: PASSWORD }

async function lived() {
  const here = await village()
  const root = await person(here, { name: 'Rita', admin: true })
  const rita = { ...root, call: voice(here.app, root.session, 'tilleul') }
  return { ...here, rita }
}
type Here = Awaited<ReturnType<typeof lived>>

const stateOf = async ({ app, workspace }: Here) =>
  (await app.workspaces()).find((it) => it.id === workspace.id)?.state

/** The daily job, as the worker runs it. */
async function aDay({ app, settle }: Here) {
  await app.jobs.schedules()
  await app.system(({ db }) =>
    db
      .updateTable('jobs')
      .set({ runAt: app.now() })
      .where('name', '=', 'lifecycle/tend-lives')
      .where('schedule', 'is not', null)
      .execute(),
  )
  await settle()
}

test('every state × move × actor of a workspace is as declared', async () => {
  const here = await lived()
  const { app, workspace, rita, ana } = here
  const workspaceId = workspace.id
  const byHand = (step: Parameters<typeof moveWorkspace>[2]) =>
    app.system((ctx) => moveWorkspace(ctx, workspaceId, step))
  const row = await app.system(({ db }) =>
    db.selectFrom('workspaces').selectAll().where('id', '=', workspaceId).executeTakeFirstOrThrow(),
  )
  const doors: Record<string, () => Promise<unknown>> = {
    'approve administrator': () => rita.call(approveWorkspace, { workspaceId }),
    'refuse administrator': () => rita.call(refuseWorkspace, { workspaceId, reason: 'Non' }),
    'suspend administrator': () => rita.call(suspendWorkspace, { workspaceId, reason: 'unpaid' }),
    'lift administrator': () => rita.call(liftSuspension, { workspaceId }),
    'lift system': () => byHand(lifting('system')),
    'cancel administrator': () => byHand(cancellation(app.now(), 'administrator')),
    'restore administrator': () => byHand(restoration),
    'erase administrator': () => byHand(erasure('administrator')),
    'erase system': () => byHand(erasure('system')),
    'pause owner': () => ana.call(pauseWorkspace, sure),
    'resume owner': () => ana.call(resumeWorkspace),
    'cancel owner': () => ana.call(cancelWorkspace, sure),
    'restore owner': () => ana.call(restoreWorkspace),
  }
  const surprises = await everyPair(
    lifecycle,
    async ({ state, move, actor }) => {
      if (move === 'restoreSuspended' || move === 'finish' || move === 'bury') return null
      const door = doors[`${move} ${actor}`]
      if (!door) return null
      await app.system(({ db }) => db.deleteFrom('workspaces').execute())
      if (state !== 'deleted')
        await app.system(({ db }) =>
          db
            .insertInto('workspaces')
            .values({ ...row, state })
            .execute(),
        )
      app.rates.spend = () => {}
      await door()
      const after = (await stateOf(here)) ?? 'deleted'
      // What is approved is made at once, before the answer leaves.
      const isMade = move === 'approve' && state === 'requested' && after === 'active'
      return (isMade ? 'provisioning' : after) as typeof state
    },
    ({ state, actor }) => {
      // Nothing is there for anybody; its owner has no address before and after its life either.
      if (state === 'deleted') return NotFound.code
      const isOpen = ['active', 'suspended', 'cancelled'].includes(state)
      return actor === 'owner' && !isOpen ? NotFound.code : undefined
    },
  )
  // The system's own steps and `restoreSuspended` have stories of their own; an administrator's reason replaces another.
  const isTold = /has no door|^suspended: suspend by administrator changes nothing/
  expect(surprises.filter((it) => !isTold.test(it))).toEqual([])
})

test('an owner pauses the workspace and ends the pause; nobody else can', async () => {
  const here = await lived()
  const { ana, bob, admin, settle, mails } = here
  await expect(admin.call(pauseWorkspace, sure)).rejects.toThrow(Forbidden.code)
  await expect(bob.call(pauseWorkspace, sure)).rejects.toThrow(Forbidden.code)
  await expect(ana.call(pauseWorkspace, { ...sure, name: 'Tilleul' })).rejects.toThrow('wrong-name')
  await expect(ana.call(pauseWorkspace, { ...sure, password: 'faux' })).rejects.toThrow(
    'wrong-password',
  )
  expect(await ana.call(pauseWorkspace, { ...sure, name: ' école du  tilleul ' })).toMatchObject({
    state: 'suspended',
    reason: 'owner',
    moves: ['resume', 'cancel'],
  })
  await expect(ana.call(inviteMember, { email: 'dan@exemple.test' })).rejects.toThrow(
    'workspace-paused',
  )
  expect((await bob.call(readWorkspace)).state).toBe('suspended')
  await settle()
  expect(mails.map((it) => it.to).toSorted()).toEqual(
    ['alix', 'ana', 'bob', 'clo', 'gus'].map((it) => expect.stringContaining(it)),
  )
  expect(mails[0]!.subject).toBe('«\u00A0École du Tilleul\u00A0» est en pause')
  expect(await ana.call(resumeWorkspace)).toMatchObject({ state: 'active', reason: null })
})

test('an administrator suspends; the owner can neither lift it nor escape it by cancelling', async () => {
  const here = await lived()
  const { ana, bob, rita, workspace, app, settle, mails } = here
  await app.system(({ db }) =>
    db.updateTable('accounts').set({ locale: 'nl-BE' }).where('id', '=', bob.accountId).execute(),
  )
  const workspaceId = workspace.id
  const asked = { workspaceId, reason: 'unpaid', note: 'Facture 12' } as const
  await rita.call(suspendWorkspace, asked)
  await settle()
  const forBob = mails.find((it) => it.to === bob.email)!
  expect(forBob.subject).toBe('“École du Tilleul” is geschorst')
  expect(forBob.text).toContain('Facture 12')
  await expect(ana.call(inviteMember, { email: 'd@exemple.test' })).rejects.toThrow(
    'workspace-unpaid',
  )
  await expect(ana.call(resumeWorkspace)).rejects.toThrow('lifecycle/not-yours')
  await ana.call(cancelWorkspace, sure)
  expect(await ana.call(restoreWorkspace)).toMatchObject({ state: 'suspended', reason: 'unpaid' })
  await rita.call(liftSuspension, { workspaceId })
  expect(await ana.call(readLife)).toMatchObject({ state: 'active', moves: ['pause', 'cancel'] })
})

test('a suspension with an end ends by itself', async () => {
  const here = await lived()
  const { rita, clock, workspace } = here
  const until = new Date(here.app.now().getTime() + DAY).toISOString()
  await rita.call(suspendWorkspace, { workspaceId: workspace.id, reason: 'abuse', until })
  await aDay(here)
  expect(await stateOf(here)).toBe('suspended')
  clock.advance(2 * DAY)
  await aDay(here)
  expect(await stateOf(here)).toBe('active')
})

test('thirty days: members are told at once and a week before, and each can still take it back', async () => {
  const here = await lived()
  const { ana, clock, settle, mails } = here
  await ana.call(cancelWorkspace, sure)
  await settle()
  expect(mails).toHaveLength(5)
  expect(mails[0]!.subject).toContain('21 décembre 2026')
  clock.advance(22 * DAY)
  await aDay(here)
  expect(mails).toHaveLength(5)
  clock.advance(2 * DAY)
  await aDay(here)
  await aDay(here)
  expect(mails).toHaveLength(10)
  expect(mails[9]!.subject).toContain('Dans une semaine')
  expect(await ana.call(restoreWorkspace)).toMatchObject({ state: 'active', until: null })
  clock.advance(30 * DAY)
  await aDay(here)
  expect(await stateOf(here)).toBe('active')
})

test('taking back and erasing at the same moment: one of the two happens, whole', async () => {
  for (let round = 0; round < 4; round++) {
    const here = await lived()
    const { ana, app, clock, workspace } = here
    await ana.call(cancelWorkspace, sure)
    clock.advance(31 * DAY)
    const step = () => app.system((ctx) => moveWorkspace(ctx, workspace.id, erasure('system')))
    const [back, gone] = await Promise.allSettled([ana.call(restoreWorkspace), step()])
    expect([back.status, gone.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    await here.settle()
    expect(await stateOf(here)).toBe(back.status === 'fulfilled' ? 'active' : undefined)
  }
})

test('where only administrators create, anybody asks; the answer is one, and comes by mail', async () => {
  const here = await world({ SIGNUP: 'invited' })
  const root = await person(here, { name: 'Rita', admin: true })
  const asker = await person(here, { name: 'Dan' })
  const rita = voice(here.app, root.session, 'dans-school')
  const dan = voice(here.app, asker.session, 'dans-school')
  const school = { name: 'Dan school', slug: 'dans-school', kind: 'school' } as const
  await expect(dan(createWorkspace, school)).rejects.toThrow('creation-closed')
  const unknown = voice(here.app, { ...asker.session, verified: false }, 'dans-school')
  const wanted = { ...school, message: 'Lisez ceci' }
  await expect(unknown(requestWorkspace, wanted)).rejects.toThrow('verify-first')
  const { id: workspaceId } = await dan(requestWorkspace, { ...school, message: 'Pour ma rue' })
  await expect(dan(requestWorkspace, { ...school, message: '' })).rejects.toThrow('slug-taken')
  expect(await dan(checkSlug, { slug: 'dans-school' })).toEqual({ isFree: false })
  expect(await dan(checkSlug, { slug: 'autre-ecole' })).toEqual({ isFree: true })
  expect(await dan(checkSlug, { slug: 'admin' })).toEqual({ isFree: false })
  expect((await dan(listWorkspaces)).items).toMatchObject([{ state: 'requested' }])
  await here.settle()
  expect(here.mails).toMatchObject([
    { to: root.email, text: expect.stringContaining('Pour ma rue') },
  ])

  const answers = await Promise.allSettled([
    rita(approveWorkspace, { workspaceId }),
    rita(approveWorkspace, { workspaceId }),
    rita(refuseWorkspace, { workspaceId, reason: 'Trop tard' }),
  ])
  expect(answers.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  await here.settle()
  const mine = here.mails.filter((it) => it.to === asker.email)
  expect(mine).toHaveLength(1)
  const isOpen = (await here.app.workspaces())[0]?.state === 'active'
  if (isOpen) expect((await dan(readWorkspace)).member.roles).toEqual(['owner'])
  else expect(mine[0]!.text).toContain('Trop tard')
})

test('an administrator sees all workspaces and nothing of what is in them', async () => {
  const { rita, bob, ana } = await lived()
  const { items } = await rita.call(listAllWorkspaces, { search: 'TILL' })
  expect(items).toMatchObject([
    { slug: 'tilleul', state: 'active', members: 5, lastActivityAt: expect.any(String) },
  ])
  expect(items[0]!.bytes).toBeGreaterThan(10_000)
  expect((await rita.call(listAllWorkspaces, { state: 'cancelled' })).items).toEqual([])
  await expect(rita.call(readWorkspace)).rejects.toThrow(NotFound.code)
  await expect(bob.call(listAllWorkspaces)).rejects.toThrow(Forbidden.code)
  expect(await ana.call(readLife)).toMatchObject({ state: 'active', moves: ['pause', 'cancel'] })
})
