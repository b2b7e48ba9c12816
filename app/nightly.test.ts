import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkArchive } from '#kernel/data/archive.ts'
import { DAY } from '#kernel/time.ts'
import { village, world } from '#tests/village.ts'
import { backupsIn } from './nightly.ts'
import { restoreAll } from './restore.ts'

let folder: string
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'socle-nights-'))))
afterAll(() => rmSync(folder, { recursive: true }))

test('every night one more, fourteen are kept, and the last one restores', async () => {
  const here = await village({ in: await world({ SOCLE_BACKUP: folder }) })
  const { app, clock, settle, ana } = here
  writeFileSync(join(folder, 'socle-tilleul-2020-01-01-000000.gz'), 'made by hand')
  await app.jobs.schedules()
  for (let night = 0; night < 16; night++) {
    clock.advance(DAY)
    await settle()
  }
  const kept = await backupsIn(folder)
  expect(kept).toHaveLength(14)
  expect(readdirSync(folder)).toHaveLength(15)
  expect(kept.at(-1)).toContain(app.now().toISOString().slice(0, 10))

  const archive = await checkArchive(join(folder, kept.at(-1)!))
  const empty = await world()
  expect(await restoreAll(empty.app, archive)).toEqual(['tilleul'])
  const people = await empty.app.readRegistry((db) =>
    db.selectFrom('accounts').select('id').execute(),
  )
  expect(people.map((it) => it.id)).toContain(ana.accountId)
})

test('without a folder nothing is written', async () => {
  const { app, clock, settle } = await world()
  await app.jobs.schedules()
  clock.advance(DAY)
  await settle()
  expect(await app.jobs.dead()).toEqual([])
})
