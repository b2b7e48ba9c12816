/** A backup every night, read again to the end, and the oldest forgotten. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Archivist } from '#core/operations/contract.ts'
import type { Application } from '#kernel/application.ts'
import type { Config } from '#kernel/config.ts'
import { checkArchive } from '#kernel/data/archive.ts'
import { DAY } from '#kernel/time.ts'
import { backup, nameOf } from './backup.ts'

/** Only files with such a name are counted, and ever removed. */
const OURS = /^socle-installation-\d{4}-\d\d-\d\d-\d{6}\.gz$/
const UNFINISHED = /^socle-installation-.+\.gz\.\d+\.part$/

export function archivistOf(app: Application, { backup: wanted }: Config): Archivist {
  if (!wanted) return { nightly: null }
  const { folder, keep } = wanted
  const nightly = async () => {
    const file = join(folder, nameOf(app.now()))
    await backup(app, file)
    await checkArchive(file)
    // Only now: a night that failed removes nothing.
    for (const name of (await backupsIn(folder)).slice(0, -keep)) await rm(join(folder, name))
    await sweep(folder)
  }
  return { nightly }
}

/** The oldest first. */
export async function backupsIn(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return (await readdir(folder)).filter((name) => OURS.test(name)).toSorted()
}

/** What a killed process left; one that is being written is younger than a day. */
async function sweep(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((it) => UNFINISHED.test(it))) {
    const { mtimeMs } = await stat(join(folder, name))
    if (Date.now() - mtimeMs > DAY) await rm(join(folder, name))
  }
}
