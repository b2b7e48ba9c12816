import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { intervention } from '#tests/interventions.ts'
import { canonical } from '../../executions/rules.ts'
import type { ReportContent, SealedReport } from './contract.ts'
import { fingerprint, sealed } from './sealing.ts'
import { verifyReport } from './verifying.ts'

const SEED = createHash('sha256').update('this installation').digest()
let made: Awaited<ReturnType<typeof intervention>>
let report: SealedReport
let text: string
let folder: string
beforeAll(async () => {
  made = await intervention({ perStep: 3, size: 60 })
  report = sealed(made.content, SEED)
  text = canonical(report)
  folder = mkdtempSync(join(tmpdir(), 'socle-report-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const filesOf = (photos: ReadonlyMap<string, Uint8Array>) =>
  [...photos].map(([id, bytes]) => ({
    name: `${id}.jpg`,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
const faults = (...asked: Parameters<typeof verifyReport>) =>
  verifyReport(...asked).filter((it) => !it.isFine)

test('a report is whole as it was made, also written in another order', () => {
  const photos = filesOf(made.photos)
  const key = fingerprint(report.seal.key)
  expect(faults(text, { photos, key })).toEqual([])
  expect(verifyReport(text, { photos }).map((it) => it.what)).toEqual([
    'seal',
    'signature',
    'chain',
    'photo-list',
    'photo',
  ])
  expect(faults(JSON.stringify(report, null, 2))).toEqual([])
  // The same facts, the same key: the same bytes.
  expect(canonical(sealed(made.content, SEED))).toBe(text)
})

test('A.6-11: one byte of one photo has changed, and it is named', () => {
  const photos = new Map(made.photos)
  const [id, bytes] = [...photos][17]!
  const changed = Buffer.from(bytes)
  changed[changed.length - 7]! ^= 1
  photos.set(id, changed)
  const name = report.content.photos[17]!.name
  expect(faults(text, { photos: filesOf(photos) })).toEqual([
    { what: 'photo', isFine: false, says: `${name} (${id}.jpg) was changed.` },
  ])
  photos.delete(id)
  expect(faults(text, { photos: filesOf(photos) })).toEqual([
    { what: 'photo-missing', isFine: false, says: `${name} (${id}) is not there.` },
  ])
})

type Forge = (content: ReportContent) => void
const forgeries: readonly (readonly [string, Forge, string])[] = [
  [
    'an answer',
    ({ events }) => {
      const { what } = events.find((it) => it.what.kind === 'answered')!
      if (what.kind === 'answered') what.answer = { kind: 'measure', value: 1.9 }
    },
    'chain',
  ],
  ['an event left out', ({ events }) => void events.splice(12, 1), 'chain'],
  ['the last event left out', ({ events }) => void events.pop(), 'certificate'],
  ['a time', ({ events }) => void (events[3]!.deviceAt = '2026-11-21T08:59:59.000Z'), 'chain'],
  [
    'the chain of a certificate',
    ({ certificates }) => void (certificates[0]!.digest = 'a'.repeat(64)),
    'chain',
  ],
  ['no certificate', ({ certificates }) => void certificates.pop(), 'certificate'],
  ['the hash of a photo', ({ photos }) => void (photos[4]!.sha256 = 'b'.repeat(64)), 'photo-list'],
  ['a photo left out', ({ photos }) => void photos.pop(), 'photo-list'],
]
test.each(forgeries)('%s is found, even where the facts are sealed anew', (_, forge, what) => {
  const content = structuredClone(report.content)
  forge(content)
  // Who changes the facts breaks the seal …
  expect(faults(canonical({ content, seal: report.seal })).map((it) => it.what)).toContain('seal')
  // … and who seals them again with the stolen key still breaks what the device had counted.
  const again = faults(canonical(sealed(content, SEED))).map((it) => it.what)
  expect(again).toContain(what)
  expect(again).not.toContain('seal')
})

test('somebody else’s seal is whole, and not ours', () => {
  const content = structuredClone(report.content)
  content.execution.technician = 'Mallory'
  const forged = sealed(content, createHash('sha256').update('elsewhere').digest())
  expect(faults(canonical(forged))).toEqual([])
  const key = fingerprint(report.seal.key)
  expect(faults(canonical(forged), { key }).map((it) => it.what)).toEqual(['key'])
  const borrowed = { ...forged, seal: { ...forged.seal, key: report.seal.key } }
  expect(faults(canonical(borrowed), { key }).map((it) => it.what)).toEqual(['signature'])
  expect(faults('nothing').map((it) => it.what)).toEqual(['form'])
  expect(faults('{"content":{}}').map((it) => it.what)).toEqual(['form'])
})

test('socle verify says so on any computer', () => {
  const photos = join(folder, 'photos')
  mkdirSync(photos)
  for (const [id, bytes] of made.photos) writeFileSync(join(photos, `${id}.jpg`), bytes)
  const file = join(folder, 'report.json')
  writeFileSync(file, text)
  const socle = (...words: string[]) => {
    const cli = join(import.meta.dirname, '../../../../app/cli.ts')
    const env = { PATH: process.env['PATH'] ?? '' }
    const run = spawnSync(process.execPath, [cli, 'verify', ...words], { cwd: folder, env, encoding: 'utf8' }) // prettier-ignore
    return { status: run.status, said: run.stdout + run.stderr }
  }
  const { photoId, name } = report.content.photos[8]!
  const changed = Buffer.from(made.photos.get(photoId)!)
  changed[10]! ^= 1
  writeFileSync(join(photos, `${photoId}.jpg`), changed)
  const broken = socle(file, '--photos', photos, '--key', fingerprint(report.seal.key))
  expect(broken.said).toContain(`✗ ${name} (${photoId}.jpg) was changed.`)
  expect(broken.said).toContain('✓ It is the key you know.')
  expect(broken.said.match(/✗/g)).toHaveLength(1)
  expect(broken.status).toBe(1)
})
