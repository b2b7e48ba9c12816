import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkFile, readContent, storage, type Storage } from '#core/files/contract.ts'
import { checkArchive } from '#kernel/data/archive.ts'
import { bring, bytesOf, move, trial } from '#tests/files.ts'
import { village, voice, world } from '#tests/village.ts'
import { backup } from './backup.ts'
import { damagedFiles } from './contents.ts'
import { parts } from './modules.ts'
import { restoreAll, restoreWorkspace } from './restore.ts'

let folder: string
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'socle-contents-'))))
afterAll(() => rmSync(folder, { recursive: true }))
const content = Buffer.alloc(1_234_567, 'Des mots qui voyagent. ')

async function place() {
  const here = await village({ in: await world({}, [...parts, trial]) })
  return { ...here, kept: here.clients.get(storage.name) as Storage }
}
type Place = Awaited<ReturnType<typeof place>>

const readBack = async (
  app: Place['app'],
  { session }: Place['bob'],
  fileId: string,
  slug: string,
) => {
  const { url } = await voice(app, session, slug)(linkFile, { fileId })
  const query = new URL(url, 'http://here').searchParams
  const link = { until: Number(query.get('until')), signature: query.get('signature')! }
  return bytesOf(await move({ app, session, slug }, readContent, { fileId, ...link }))
}

test('the files of a workspace come back beside it, and stay when the first one loses its own', async () => {
  const { app, bob, kept, workspace } = await place()
  const file = await bring(app, bob, content)
  await bring(app, bob, 'un autre')
  const archive = join(folder, 'one.gz')
  await backup(app, archive, 'tilleul')
  await restoreWorkspace(app, await checkArchive(archive), { as: 'copie' })
  for await (const { key } of kept.list(`${workspace.id}/`)) await kept.remove(key)
  expect((await readBack(app, bob, file.id, 'copie')).equals(content)).toBe(true)
  expect((await damagedFiles(app, workspace, true)).damaged).toHaveLength(2)
})

test('a whole installation comes back with its files; one that was lost stops nothing', async () => {
  const here = await place()
  const { app, bob, kept, workspace } = here
  const file = await bring(app, bob, content)
  const lost = await bring(app, bob, 'perdu avant la sauvegarde')
  for await (const { key, bytes } of kept.list(`${workspace.id}/`))
    if (bytes === lost.bytes) await kept.remove(key)
  const archive = join(folder, 'all.gz')
  await backup(app, archive)
  const empty = await world({}, [...parts, trial])
  await restoreAll(empty.app, await checkArchive(archive))
  expect((await readBack(empty.app, bob, file.id, 'tilleul')).equals(content)).toBe(true)
  const back = await empty.app.enter('tilleul')
  expect((await damagedFiles(empty.app, back, true)).damaged).toHaveLength(1)
})

test('the doctor names a file that is cut or changed', async () => {
  const { app, bob, kept, workspace } = await place()
  await bring(app, bob, 'un, deux, trois')
  await bring(app, bob, 'quatre, cinq, six')
  expect(await damagedFiles(app, workspace, false)).toEqual({ checked: 2, damaged: [] })
  const [first] = await Array.fromAsync(kept.list(`${workspace.id}/`))
  async function* other() {
    yield Buffer.alloc(first!.bytes, 'x')
  }
  await kept.put(first!.key, other(), first!.bytes)
  const { damaged } = await damagedFiles(app, workspace, true)
  expect(damaged).toEqual([first!.key.slice(workspace.id.length + 1)])
})
