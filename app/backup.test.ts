import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listWorkspaces, readWorkspace } from '#core/workspaces/contract.ts'
import { Application } from '#kernel/application.ts'
import { checkArchive } from '#kernel/data/archive.ts'
import { setUnfinished } from '#kernel/data/copy.ts'
import { contentHash } from '#kernel/data/hash.ts'
import { asOf, historyOf } from '#kernel/data/history.ts'
import { migrate, model } from '#kernel/data/migrate.ts'
import type { Session } from '#kernel/directory.ts'
import { createLog } from '#kernel/log.ts'
import type { WorkspaceFacts } from '#kernel/module.ts'
import { registryParts } from '#kernel/places.ts'
import { openTestEngine, testEngine, testEngines } from '#tests/engines/engines.ts'
import { config, person, village, voice } from '#tests/village.ts'
import { directoryOf } from './assemble.ts'
import { allParts, linkPeople } from './arrivals.ts'
import { backup } from './backup.ts'
import { clientsOf } from './edges.ts'
import { parts } from './modules.ts'
import { restoreAll, restoreWorkspace } from './restore.ts'

let folder: string
let files = 0
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'socle-archives-'))))
afterAll(() => rmSync(folder, { recursive: true }))
const newFile = () => join(folder, `archive-${files++}.gz`)

const ends: (() => Promise<void>)[] = []
afterAll(() => Promise.all(ends.map((end) => end())))
/** Another installation, without anybody. */
async function elsewhere(dialect = testEngine()) {
  const { engine, end } = await openTestEngine(dialect)
  ends.push(end)
  const app = new Application({
    parts,
    engines: new Map([['default', engine]]),
    directory: directoryOf([config().secret]),
    clients: clientsOf(config(), '12345678'),
    log: createLog('silent'),
  })
  await app.prepare()
  return { app, engine }
}

const sumsOf = (app: Application, workspace: WorkspaceFacts) =>
  app.open(workspace, async (it) =>
    contentHash(it, model(asOf(allParts(app), await historyOf(it)))),
  )
const bySlug = async (app: Application, slug: string) =>
  (await app.workspaces()).find((it) => it.slug === slug)!

describe('a workspace', () => {
  test('comes back on every engine with the same content, and its people with it', async () => {
    const { app, workspace } = await village()
    const file = newFile()
    await backup(app, file, 'tilleul')
    const sums = await sumsOf(app, workspace)
    expect((await checkArchive(file)).sections[0]!.sums).toEqual(sums)

    for (const dialect of await testEngines()) {
      const there = await elsewhere(dialect)
      const { entered, waiting } = await restoreWorkspace(there.app, await checkArchive(file))
      expect([entered, waiting.length]).toEqual([0, 5])
      const back = await bySlug(there.app, 'tilleul')
      expect(back).toMatchObject({ id: workspace.id, name: workspace.name, state: 'active' })
      expect(await sumsOf(there.app, back)).toEqual(sums)
    }
  })

  test('stands beside itself under another address, never in its own place', async () => {
    const { app, workspace, ana, stranger } = await village()
    const file = newFile()
    await backup(app, file, 'tilleul')
    const archive = await checkArchive(file)
    await expect(restoreWorkspace(app, archive)).rejects.toThrow('tilleul is taken')
    await expect(restoreWorkspace(app, archive, { as: 'login' })).rejects.toThrow('slug-reserved')
    await expect(restoreWorkspace(app, archive, { as: 'No!' })).rejects.toThrow('cannot be')
    await expect(backup(app, file, 'tilleul')).rejects.toThrow('already there')

    await restoreWorkspace(app, archive, { as: 'copie' })
    const copy = await bySlug(app, 'copie')
    expect(copy.id).not.toBe(workspace.id)
    expect(await sumsOf(app, copy)).toEqual(await sumsOf(app, workspace))
    expect((await voice(app, ana.session, 'copie')(readWorkspace)).member.id).toBe(ana.id)
    await expect(voice(app, stranger.session, 'copie')(readWorkspace)).rejects.toThrow('not-found')
  })

  test('lets in who proved an address of its members, whenever they come, and nobody else', async () => {
    const { app, ana, bob, cloe } = await village()
    const file = newFile()
    await backup(app, file, 'tilleul')
    const there = await elsewhere()
    const bobThere = await person(there, { name: 'Bob' })
    const squatter = await person(there, { name: 'Cloé', verified: false })
    expect([bobThere.email, squatter.email]).toEqual([bob.email, cloe.email])

    const { entered, waiting } = await restoreWorkspace(there.app, await checkArchive(file))
    expect([entered, waiting.length]).toEqual([1, 4])
    const read = (session: Session) => voice(there.app, session, 'tilleul')(readWorkspace)
    expect((await read(bobThere.session)).member.id).toBe(bob.id)
    for (const session of [squatter.session, bob.session])
      await expect(read(session)).rejects.toThrow('not-found')
    const back = await bySlug(there.app, 'tilleul')
    const accounts = await there.app.open(back, ({ reader }) =>
      reader.selectFrom('exchangeAccounts').select(['memberId', 'accountId']).execute(),
    )
    expect(accounts).toContainEqual({ memberId: bob.id, accountId: bobThere.accountId })

    const anaThere = await person(there, { name: 'Ana' })
    expect((await linkPeople(there.app, back)).waiting.toSorted()).toEqual(
      waiting.filter((it) => it !== ana.email).toSorted(),
    )
    expect((await read(anaThere.session)).member.id).toBe(ana.id)
    expect(await linkPeople(there.app, back)).toMatchObject({ entered: 2 })
    const mine = await voice(there.app, anaThere.session, '')(listWorkspaces)
    expect(mine.items).toMatchObject([{ slug: 'tilleul', roles: ['owner'] }])
  })
})

describe('an installation', () => {
  test('comes back on another engine, registry and all, and one workspace out of it', async () => {
    const here = await village()
    await village({ in: here, slug: 'erable' })
    const { app } = here
    const file = newFile()
    await backup(app, file)
    const archive = await checkArchive(file)
    const slugs = archive.sections.map((it) => it.section)
    expect(slugs.toSorted()).toEqual(['erable', 'registry', 'tilleul'])
    expect(slugs.at(-1)).toBe('registry')

    const [next = testEngine()] = (await testEngines()).filter((it) => it !== testEngine())
    const there = await elsewhere(next)
    expect(await restoreAll(there.app, archive)).toEqual(slugs.slice(0, -1))
    const shape = model(registryParts(parts))
    const registry = await there.engine.use('registry', (it) => contentHash(it, shape))
    expect(registry).toEqual(archive.sections[2]!.sums)
    for (const slug of ['erable', 'tilleul'])
      expect(await sumsOf(there.app, await bySlug(there.app, slug))).toEqual(
        await sumsOf(app, await bySlug(app, slug)),
      )
    await voice(there.app, here.ana.session, 'tilleul')(readWorkspace)
    await expect(restoreAll(there.app, archive)).rejects.toThrow('people are here already')

    const third = await elsewhere()
    await expect(restoreWorkspace(third.app, archive)).rejects.toThrow(
      `holds ${slugs.slice(0, -1).join(', ')}`,
    )
    await restoreWorkspace(third.app, archive, { only: 'erable', as: 'platane' })
    expect((await third.app.workspaces()).map((it) => it.slug)).toEqual(['platane'])
  })

  test('takes up a restore that was killed, and touches no namespace of others', async () => {
    const here = await village()
    const file = newFile()
    await backup(here.app, file)
    const archive = await checkArchive(file)
    const name = here.workspace.namespace
    const { app, engine } = await elsewhere()
    await engine.create(name)
    await engine.use(name, async (half) => {
      await setUnfinished(half, true)
      await migrate(half, allParts(app))
    })
    await restoreAll(app, archive)
    expect(await sumsOf(app, await bySlug(app, 'tilleul'))).toEqual(archive.sections[0]!.sums)

    const other = await elsewhere()
    await other.engine.create(name)
    await other.engine.use(name, (theirs) => migrate(theirs, allParts(app)))
    await expect(restoreAll(other.app, archive)).rejects.toThrow('with other content')
    expect(await other.app.workspaces()).toEqual([])
  })
})
