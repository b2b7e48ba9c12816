import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ObjectMissing } from '#core/files/contract.ts'
import { folderStorage } from './storage.ts'

const root = mkdtempSync(join(tmpdir(), 'socle-folder-'))
afterAll(() => rmSync(root, { recursive: true }))
const storage = folderStorage(root)
async function* chunks(...parts: string[]) {
  for (const it of parts) yield Buffer.from(it)
}
const all = async (bytes: AsyncIterable<Uint8Array>) =>
  Buffer.concat(await Array.fromAsync(bytes)).toString()

test('an object is there whole, for its owner alone, and gone when it is removed', async () => {
  await storage.put('w1/ab/cd/x.blob', chunks('bon', 'jour'), 7)
  expect(await all(storage.read('w1/ab/cd/x.blob'))).toBe('bonjour')
  expect(await all(storage.read('w1/ab/cd/x.blob', { start: 3, end: 5 }))).toBe('jou')
  expect(await storage.size('w1/ab/cd/x.blob')).toBe(7)
  expect(statSync(join(root, 'w1/ab/cd/x.blob')).mode & 0o777).toBe(0o600)
  expect((await Array.fromAsync(storage.list('w1/'))).map((it) => it.key)).toEqual([
    'w1/ab/cd/x.blob',
  ])
  await storage.remove('w1/ab/cd/x.blob')
  await storage.remove('w1/ab/cd/x.blob')
  expect(await storage.size('w1/ab/cd/x.blob')).toBe(null)
  await expect(all(storage.read('w1/ab/cd/x.blob'))).rejects.toThrow(ObjectMissing)
})

test('bytes that end early, break or are too many leave nothing behind', async () => {
  async function* broken() {
    yield Buffer.from('bon')
    throw new Error('cut')
  }
  await expect(storage.put('w1/x', broken(), 7)).rejects.toThrow('cut')
  await expect(storage.put('w1/x', chunks('bon'), 7)).rejects.toThrow('instead of')
  await expect(storage.put('w1/x', chunks('bonjour !'), 7)).rejects.toThrow('instead of')
  expect(await storage.size('w1/x')).toBe(null)
  expect(readdirSync(join(root, '.parts'))).toEqual([])
})

test('no name leads out of the folder', async () => {
  for (const key of ['../x', 'w1/../../x', '/etc/passwd', 'w1//x', 'w1/.hidden', 'a\0b', ''])
    await expect(storage.put(key, chunks('x'), 1)).rejects.toThrow('no name')
})

test('what a crash left of writing is swept once it is old, and is never listed', async () => {
  await storage.put('parts', chunks('x'), 1)
  const part = join(root, '.parts', 'left')
  writeFileSync(part, 'half')
  expect((await Array.fromAsync(storage.list(''))).map((it) => it.key)).not.toContain('.parts/left')
  await storage.sweep(new Date(Date.now() - 1000))
  expect(readdirSync(join(root, '.parts'))).toEqual(['left'])
  utimesSync(part, new Date(0), new Date(0))
  await storage.sweep(new Date(Date.now() - 1000))
  expect(readdirSync(join(root, '.parts'))).toEqual([])
})
