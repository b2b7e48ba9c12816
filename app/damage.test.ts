import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkArchive } from '#kernel/data/archive.ts'
import { village } from '#tests/village.ts'
import { backup } from './backup.ts'
import { restoreWorkspace } from './restore.ts'

let folder: string
let files = 0
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'socle-damage-'))))
afterAll(() => rmSync(folder, { recursive: true }))
const newFile = () => join(folder, `archive-${files++}.gz`)

test('what is damaged, cut, newer or foreign is refused before anything is made', async () => {
  const { app, engine } = await village()
  const file = newFile()
  await backup(app, file, 'tilleul')
  const whole = readFileSync(file)
  const text = gunzipSync(whole).toString()
  const refused = async (bytes: Buffer, sentence: string) => {
    const bad = newFile()
    writeFileSync(bad, bytes)
    await expect(checkArchive(bad), sentence).rejects.toThrow(sentence)
  }
  await refused(whole.subarray(0, whole.length - 100), 'is damaged')
  await refused(Buffer.from(whole).fill(0x55, 2000, 2004), 'is damaged')
  await refused(gzipSync(text.replace('École du', 'Ecole du')), 'does not fit its seal')
  await refused(gzipSync(text.split('\n').slice(0, -2).join('\n')), 'stops before its end')
  await refused(gzipSync(`${text}[1]\n`), 'something follows its end')
  await refused(gzipSync(text.replace(/"format":\d+/, '"format":99')), 'update it')
  await refused(gzipSync('hello\n'), 'is not an archive')
  await refused(Buffer.from('hello'), 'not an archive')
  await expect(checkArchive(join(folder, 'nothing.gz'))).rejects.toThrow('is not there')

  const before = await engine.list()
  const newer = await checkArchive(file)
  newer.sections[0]!.history.push({ part: 'kernel', name: '999-later' })
  await expect(restoreWorkspace(app, newer, { as: 'copie' })).rejects.toThrow('a newer one made')
  const wrong = await checkArchive(file)
  wrong.sections[0]!.sums['members']!.hash = 'another'
  await expect(restoreWorkspace(app, wrong, { as: 'copie' })).rejects.toThrow('members')
  expect(await engine.list()).toEqual(before)
  expect((await app.workspaces()).map((it) => it.slug)).toEqual(['tilleul'])
  expect((await readdir(folder)).filter((it) => it.endsWith('.part'))).toEqual([])
})
