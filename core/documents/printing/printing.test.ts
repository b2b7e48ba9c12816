import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DocumentTooHeavy, PrintingUnavailable } from '../contract.ts'
import { drawnCharacters } from './fonts.ts'
import { drawable } from './letters.ts'
import { heldBytes, Line, TemplateFault } from './line.ts'
import { printOn, type Paper, renderPdf } from './printing.ts'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'socle-paper-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const madeAt = new Date('2026-11-21T10:00:00Z')
const head = '#import "/house.typ": *\n#let d = json("/data.json")\n#show: paper.with(d)\n'
const facts = {
  title: 'Essai',
  by: 'École du Parc',
  ref: 'INT-1',
  lang: 'fr',
  page: ['Page ', ' / '],
}

let count = 0
function paperOf(body: string, data: object = {}, rest: Partial<Paper> = {}): Paper {
  const file = join(folder, `${++count}.typ`)
  writeFileSync(file, head + body)
  return { template: file, data: { ...facts, ...data }, madeAt, ...rest }
}

/** What Debian's tools say of a document: that it is sound, its text, its letters. */
function read(bytes: Uint8Array) {
  const file = join(folder, `${++count}.pdf`)
  writeFileSync(file, bytes)
  const sound = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' })
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8', stdio: 'pipe' })
    .split('\n')
    .slice(2)
    .filter(Boolean)
  return { sound: `${sound.status} ${sound.stderr}`, text, fonts }
}

test('what people write is shown as they wrote it, whatever it would mean to the engine', async () => {
  const hostile = [
    '#panic("boum")',
    '#read("/etc/passwd")',
    '$x^2$ et $',
    '@renvoi <étiquette>',
    '*gras* _italique_ `code`',
    '= Titre',
    '\\ \\u{41} "guillemets" {accolades} [crochets]',
    '//commentaire /* aussi */',
    '#import "@preview/x:1.0.0"',
  ]
  const { bytes, pages } = await renderPdf(
    paperOf('= #d.title\n#for s in d.hostile [#block(s)]', { hostile }),
  )
  const { sound, text, fonts } = read(bytes)
  for (const line of hostile) expect(text).toContain(line)
  expect(text).not.toContain('root:')
  expect(sound).toBe('0 ')
  expect(pages).toBe(1)
  // name type encoding emb sub uni: every letter travels with the page.
  expect(fonts.length).toBeGreaterThan(0)
  for (const font of fonts)
    expect(font).toMatch(/\+Inter\S*\s+CID TrueType\s+Identity-H\s+yes yes yes/)
})

test('the same facts are the same bytes, for people who are read to and for the archive', async () => {
  const jpeg = await sharp({
    create: { width: 40, height: 30, channels: 3, background: '#175c54' },
  })
    .jpeg()
    .toBuffer()
  const body = '= #d.title\n#image("/files/a.jpg", width: 40mm, alt: "vert")\n#facts(d.rows)'
  const paper = (standard?: 'a-2b') =>
    paperOf(body, { rows: [['Site', 'Nivelles'], ['Durée', '2 h 40']] }, { files: { 'a.jpg': jpeg }, ...(standard ? { standard } : {}) }) // prettier-ignore
  const [first, again, archive] = await Promise.all([
    renderPdf(paper()),
    renderPdf(paper()),
    renderPdf(paper('a-2b')),
  ])
  expect(Buffer.from(first.bytes).equals(Buffer.from(again.bytes))).toBe(true)
  expect(read(first.bytes).sound).toBe('0 ')
  const kept = Buffer.from(archive.bytes).toString('latin1')
  expect(Buffer.from(first.bytes).toString('latin1')).toMatch(/pdfuaid:part>1</)
  expect(kept).toMatch(/pdfaid:part>2</)
  expect(kept).toMatch(/pdfaid:conformance>B</)
})

test('a template reads what it is given and nothing else', async () => {
  for (const path of [
    '/etc/passwd',
    '../../../../../../../etc/passwd',
    '/house.typ/../../press.ts',
  ])
    await expect(renderPdf(paperOf(`#read(${JSON.stringify(path)})`))).rejects.toThrow(
      TemplateFault,
    )
  await expect(renderPdf(paperOf('#import "@preview/cetz:0.3.0"'))).rejects.toThrow(TemplateFault)
  // What one document was given is not there for the next.
  await renderPdf(paperOf('#read("/files/a.txt")', {}, { files: { 'a.txt': Buffer.from('a') } }))
  await expect(renderPdf(paperOf('#read("/files/a.txt")'))).rejects.toThrow(TemplateFault)
})

test('characters without a letter are written as numbers, and nothing turns a sentence around', async () => {
  const given = {
    name: 'Onduleur 😀 № 7\u202e exe.gnp',
    'a\u0000b': ['e\u0301té 👩‍🔧', 3, null, 'ابن'],
  }
  const { data, replaced } = drawable(given, drawnCharacters())
  expect(data).toEqual({
    name: 'Onduleur [U+1F600] № 7 exe.gnp',
    'a\u0000b': ['été [U+1F469][U+1F527]', 3, null, '[U+0627][U+0628][U+0646]'],
  })
  expect(replaced).toEqual(['U+0627', 'U+0628', 'U+0646', 'U+1F469', 'U+1F527', 'U+1F600'])
  const french = 'Être ému à Liège : « 12 500 € » – œuvre n° 3, Ω 1,2 MΩ ≥ 600 W/m² · ±5 °C … ’'
  expect(drawable([french], drawnCharacters())).toEqual({ data: [french], replaced: [] })
  const printed = await renderPdf(paperOf('#d.name', given))
  expect(printed.replaced).toHaveLength(6)
  expect(read(printed.bytes).text).toContain('Onduleur [U+1F600] № 7 exe.gnp')
})

test('a document that never ends is stopped at its limit, and the next one is made', async () => {
  const line = new Line()
  const endless = printOn(line, paperOf('#for i in range(100000) { for j in range(100000) { if j < 0 [x] } }', {}, { timeoutMs: 1500 })) // prettier-ignore
  const next = printOn(line, paperOf('= #d.title'))
  await expect.poll(() => line.pid).toBeDefined()
  const pid = line.pid!
  await expect(endless).rejects.toThrow(DocumentTooHeavy.code)
  expect((await next).pages).toBe(1)
  expect(line.pid).not.toBe(pid)
  expect(heldBytes(pid)).toBe(0)
})

test('one that takes all memory is stopped, one that fails is told, and the press goes on', async () => {
  const line = new Line({ mostBytes: 700_000_000 })
  const bodies = ['#range(1000).map(x => range(100000)).len()', '#nothing', '= #d.title']
  const orders = bodies.map((it) => printOn(line, paperOf(it)))
  const told = (await Promise.allSettled(orders)).map((it) =>
    it.status === 'fulfilled' ? it.value.pages : String(it.reason),
  )
  expect(told).toEqual([
    `Error: ${DocumentTooHeavy.code}`,
    'TemplateFault: unknown variable: nothing',
    1,
  ])
})

test('so many may wait, and no more', async () => {
  const line = new Line({ places: 2 })
  const orders = [1, 2, 3, 4].map(() => printOn(line, paperOf('= #d.title')))
  const outcomes = await Promise.allSettled(orders)
  const refused = outcomes.filter((it) => it.status === 'rejected')
  expect(refused.map((it) => String(it.reason))).toEqual(['Error: unavailable'])
})

test('where there is no engine it is said, and nothing waits for it', async () => {
  // The same program in a place without packages.
  for (const name of ['press.ts', 'fonts.ts'])
    copyFileSync(join(import.meta.dirname, name), join(folder, name))
  const line = new Line({ program: join(folder, 'press.ts') })
  const orders = [1, 2].map(() => printOn(line, paperOf('= #d.title')))
  for (const outcome of await Promise.allSettled(orders))
    expect(outcome).toMatchObject({ reason: { code: PrintingUnavailable.code } })
})
