import { expect, test } from 'vitest'
import { parts } from '#app/modules.ts'
import { recount } from '#core/plans/api.ts'
import { move as moveState } from '#kernel/transition.ts'
import { cancellation, erasure, moveWorkspace } from '#core/workspaces/api.ts'
import { newId } from '#kernel/ids.ts'
import { DAY, HOUR } from '#kernel/time.ts'
import { bring, move, pieces, trial } from '#tests/files.ts'
import { village, world } from '#tests/village.ts'
import { releaseFile, useFile } from './api.ts'
import { beginUpload, linkFile, readFile, sendPiece, storage, type Storage } from './contract.ts'
import { fileStates } from './rules.ts'

async function place() {
  const here = await village({ in: await world({}, [...parts, trial]) })
  await here.app.jobs.schedules()
  const kept = here.clients.get(storage.name) as Storage
  const objects = () => Array.fromAsync(kept.list(`${here.workspace.id}/`))
  const later = async (ms: number) => {
    here.clock.advance(ms)
    await here.settle()
  }
  /** As the part that uses a file would, in Bob's name. */
  const asBob = (work: Parameters<typeof here.app.system>[0]) =>
    here.app.system(async (ctx) => {
      await work({ ...ctx, actor: { ...ctx.actor, kind: 'member', id: here.bob.id } })
    }, here.workspace)
  return { ...here, kept, objects, later, asBob }
}

test('T-B12: what nobody uses or finishes is gone after two days, objects a day later; what is used stays', async () => {
  const { app, bob, later, objects, asBob, workspace } = await place()
  const session = { app, session: bob.session, slug: 'tilleul' }
  const used = await bring(app, bob, 'sert à quelque chose')
  await asBob((ctx) => useFile(ctx, used.id, { purpose: 'trial.anything', usedBy: 'orders/1' }))
  const orphan = await bring(app, bob, 'ne sert à rien')
  const { id: half } = await bob.call(beginUpload, { purpose: 'trial.paper', name: 'a', bytes: 9 })
  await move(session, sendPiece, { fileId: half, offset: 0 }, pieces('moi'))

  await later(47 * HOUR)
  expect(await bob.call(readFile, { fileId: orphan.id })).toMatchObject({ state: 'ready' })
  await later(2 * HOUR)
  for (const fileId of [orphan.id, half])
    await expect(bob.call(readFile, { fileId })).rejects.toThrow('not-found')
  expect(await objects()).toHaveLength(3)
  await later(25 * HOUR)
  expect(await objects()).toHaveLength(1)
  expect(await bob.call(readFile, { fileId: used.id })).toMatchObject({ state: 'ready' })
  expect(await app.system((ctx) => recount(ctx, { repairs: false }), workspace)).toEqual([])

  await later(29 * DAY)
  await expect(bob.call(readFile, { fileId: used.id })).rejects.toThrow('not-found')
}, 120_000)

test('a file is used once, by its owner, for what it was brought for', async () => {
  const { app, bob, cloe, asBob } = await place()
  const mine = await bring(app, bob, 'à moi')
  const theirs = await bring(app, cloe, 'à elle')
  const use = { purpose: 'trial.anything', usedBy: 'orders/1' }
  await expect(asBob((ctx) => useFile(ctx, theirs.id, use))).rejects.toThrow('files/unusable')
  await expect(
    asBob((ctx) => useFile(ctx, mine.id, { ...use, purpose: 'trial.photo' })),
  ).rejects.toThrow('unusable')
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, () => asBob((ctx) => useFile(ctx, mine.id, use))),
  )
  expect(tries.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  await asBob((ctx) => releaseFile(ctx, mine.id))
  await asBob((ctx) => releaseFile(ctx, mine.id))
  await expect(bob.call(readFile, { fileId: mine.id })).rejects.toThrow('not-found')
})

test('objects that no row names go by night, and nothing else does', async () => {
  const { app, bob, kept, objects, later, workspace } = await place()
  const { id: fileId } = await bring(app, bob, 'reste là')
  const key = `${workspace.id}/ab/cd/left-by-a-crash.blob`
  async function* bytes() {
    yield Buffer.from('x')
  }
  await kept.put(key, bytes(), 1)
  // Files carry the clock of this machine, which is behind the one of the story.
  await later(DAY)
  expect((await objects()).map((it) => it.key)).toContain(key)
  await later(400 * DAY)
  expect((await objects()).map((it) => it.key)).not.toContain(key)
  expect(await objects()).toHaveLength(1)
  await later(25 * HOUR)
  expect(await objects()).toEqual([])
  await expect(bob.call(readFile, { fileId })).rejects.toThrow('not-found')
}, 120_000)

test('a workspace that is erased takes its files along, and no other’s', async () => {
  const { app, bob, kept, objects, settle, workspace } = await place()
  await bring(app, bob, 'à effacer')
  async function* bytes() {
    yield Buffer.from('x')
  }
  const other = `${newId()}/ab/cd/x.blob`
  await kept.put(other, bytes(), 1)
  await app.system(async (ctx) => {
    await moveWorkspace(ctx, workspace.id, cancellation(ctx.now(), 'owner'))
    await moveWorkspace(ctx, workspace.id, erasure('system'))
  })
  await settle()
  expect(await objects()).toEqual([])
  expect(await kept.size(other)).toBe(1)
})

test('a person is given what they brought, and forgotten: unused files go, what the workspace uses stays', async () => {
  const { app, bob, asBob, workspace } = await place()
  const used = await bring(app, bob, 'facture')
  await asBob((ctx) => useFile(ctx, used.id, { purpose: 'trial.anything', usedBy: 'orders/1' }))
  const own = await bring(app, bob, 'brouillon')
  await bob.call(linkFile, { fileId: own.id })
  const { personal } = parts.find((it) => it.name === 'files')!
  const gathered = await app.system((ctx) => personal!.gather(ctx, bob.accountId), workspace)
  expect(gathered['files']).toHaveLength(2)
  expect(gathered['links']).toHaveLength(1)
  await app.system((ctx) => personal!.forget(ctx, bob.accountId), workspace)
  expect(await bob.call(readFile, { fileId: used.id })).toMatchObject({ state: 'ready' })
  await expect(bob.call(readFile, { fileId: own.id })).rejects.toThrow('not-found')
  const after = await app.system((ctx) => personal!.gather(ctx, bob.accountId), workspace)
  expect(after['links']).toEqual([])
})

test('every move from every state, by everybody', async () => {
  const { app, bob, workspace } = await place()
  const { id } = await bring(app, bob, 'x')
  for (const state of fileStates.states)
    for (const name of Object.keys(fileStates.moves) as (keyof typeof fileStates.moves)[])
      for (const by of fileStates.actors) {
        const result = await app.system(async (ctx) => {
          await ctx.db.updateTable('files').set({ state }).where('id', '=', id).execute()
          return moveState(ctx, 'files', id, fileStates, name, { by }).catch(
            (error: unknown) => error,
          )
        }, workspace)
        const to = fileStates.next(name, state)
        const isTheirs = (fileStates.moves[name].by as readonly string[]).includes(by)
        if (to && isTheirs) expect(result).toBe(to)
        else expect(result).toMatchObject({ code: to ? 'forbidden' : 'wrong-state' })
      }
})
