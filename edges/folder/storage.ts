/** Files in a folder of this machine: written beside, made durable, and only then under their name. */
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ObjectMissing, type Storage } from '#core/files/contract.ts'

/** Whatever is in it is not an object yet; a crash leaves it to the sweep. */
const PARTS = '.parts'
const KEY = /^(?!.*\.\.)[\w-][\w.-]*(\/[\w-][\w.-]*)*$/

export function folderStorage(root: string): Storage {
  const at = (key: string) => {
    if (!KEY.test(key)) throw new Error(`${key} is no name of an object`)
    return join(root, key)
  }
  return {
    async put(key, bytes, size) {
      const place = at(key)
      const part = join(root, PARTS, randomBytes(12).toString('hex'))
      await mkdir(join(root, PARTS), { recursive: true, mode: 0o700 })
      try {
        await write(part, bytes, size)
        await mkdir(dirname(place), { recursive: true, mode: 0o700 })
        await rename(part, place)
        await settle(dirname(place))
      } finally {
        await rm(part, { force: true })
      }
    },

    async *read(key, range) {
      try {
        yield* createReadStream(at(key), { ...range, highWaterMark: 256 * 1024 })
      } catch (error) {
        throw isMissing(error) ? new ObjectMissing(key) : error
      }
    },

    size: (key) =>
      stat(at(key)).then(
        (it) => it.size,
        (error) => {
          if (isMissing(error)) return null
          throw error
        },
      ),

    remove: (key) => rm(at(key), { force: true }),

    async *list(prefix) {
      // Everything of a place lies in one folder: names never begin in the middle of one.
      const folder = prefix.replace(/\/$/, '')
      for await (const path of filesIn(folder ? at(folder) : root)) {
        if (path.startsWith(join(root, PARTS))) continue
        const found = await stat(path).catch(() => undefined)
        const key = path.slice(root.length + 1)
        if (found) yield { key, bytes: found.size, changedAt: found.mtime }
      }
    },

    async sweep(before) {
      for await (const part of filesIn(join(root, PARTS))) {
        const found = await stat(part).catch(() => undefined)
        if (found && found.mtime < before) await rm(part, { force: true })
      }
    },
  }
}

async function write(part: string, bytes: AsyncIterable<Uint8Array>, size: number): Promise<void> {
  const file = await open(part, 'wx', 0o600)
  try {
    let written = 0
    for await (const chunk of bytes) {
      await file.writeFile(chunk)
      written += chunk.length
    }
    if (written !== size) throw new Error(`${written} bytes came instead of ${size}`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A name is durable when its folder is. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  try {
    for await (const it of await opendir(folder)) {
      const path = join(folder, it.name)
      if (it.isDirectory()) yield* filesIn(path)
      else yield path
    }
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'
