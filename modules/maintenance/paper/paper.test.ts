import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderPdf } from '#core/documents/api.ts'
import { locales } from '#kernel/text.ts'
import { intervention } from '#tests/interventions.ts'
import { sealed } from '../reports/proof/sealing.ts'
import { printable } from './drawing.ts'
import { paperOf, pictureName, TEMPLATE } from './paper.ts'

const SEED = createHash('sha256').update('this installation').digest()
let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'socle-report-'))))
afterAll(() => rmSync(folder, { recursive: true }))

async function printed(size: number, locale: string, change: (it: any) => void = () => {}) {
  const { content, photos } = await intervention({ perStep: 3, size })
  change(content)
  const pictures: Record<string, Uint8Array> = {}
  const began = performance.now()
  for (const [id, bytes] of photos) pictures[pictureName(id)] = await printable(bytes, photos.size)
  const { data, files } = paperOf(sealed(content, SEED), locale, new Set(photos.keys()))
  const madeAt = new Date(content.madeAt)
  const pdf = await renderPdf({
    template: TEMPLATE,
    data,
    files: { ...pictures, ...files },
    madeAt,
  })
  const tookMs = performance.now() - began
  const file = join(folder, `${locale}-${size}.pdf`)
  writeFileSync(file, pdf.bytes)
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  return { ...pdf, file, text, tookMs }
}

test('A.6-11: twelve steps and thirty-six photos are at most 8 MB, sound, and say everything', async () => {
  const { bytes, pages, replaced, file, text } = await printed(960, 'fr-BE')
  expect(bytes.length).toBeLessThanOrEqual(8_000_000)
  expect(spawnSync('qpdf', ['--check', file]).status).toBe(0)
  const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8', stdio: 'pipe' }).split('\n')
  for (const font of fonts.slice(2).filter(Boolean)) expect(font).toMatch(/yes yes yes/)
  const images = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' })
  expect(images.match(/ jpeg /g)).toHaveLength(36)
  expect(pages).toBeGreaterThan(5)
  for (const fact of [
    'Maintenance annuelle de l’onduleur',
    'version 3',
    'Soleil du Brabant',
    'École du Parc, Nivelles',
    'Amel Haddad',
    '1 h 34 min',
    'avec 1 non-conformité',
    'L’horloge d’un appareil était fausse de 180 min',
    'Verrou de sécurité',
    '0,4 V (attendu : au plus 2)',
    '1,25 MΩ (attendu : au moins 1)',
    '2 sur 2 points',
    '5 min 12 s',
    'Échauffé',
    'Remarque : Connecteur noirci',
    'Non conforme',
    'Mme Peeters',
    'Photo 36 – étape 12',
    'SN-[U+1F600]-4471',
  ])
    expect(text.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(fact)
  // What somebody typed as if it were markup is there as it was typed.
  expect(text).toContain('#panic("boum") $x$ @ref')
  expect(replaced).toEqual(['U+1F600'])
})

test.each(locales)('in %s, with corrections and a photo that is gone', async (locale) => {
  const { text, file } = await printed(40, locale, (content) => {
    content.number = 2
    content.follows = { number: 1, digest: 'c'.repeat(64) }
    content.photos[0].removedFor = 'flou'
    content.analyses = [
      {
        ...{ id: content.reportId, stepKey: 'step-6', decision: 'corrected', decidedBy: 'Amel' },
        findings: {
          ...{ equipment: 'Connecteur MC4', state: 'damaged', confidence: 0.8, urgency: 'soon' },
          defects: [{ kind: 'burnt-connector', text: 'Plastique noirci' }],
        },
        decidedAt: content.madeAt,
      },
    ]
    content.amendments = [
      {
        id: content.reportId,
        reason: 'Unité mal lue sur place',
        by: 'Cloé',
        at: content.madeAt,
        changes: [
          {
            stepKey: 'step-5',
            before: { answer: { kind: 'measure', value: 1.25 }, comment: '' },
            after: { answer: { kind: 'measure', value: 12.5 }, comment: 'Relu avec Amel' },
          },
        ],
      },
    ]
  })
  expect(spawnSync('qpdf', ['--check', file]).status).toBe(0)
  expect(text).toContain('Unité mal lue sur place')
  expect(text).toMatch(/12[.,]5 MΩ/)
  expect(text).toContain('Connecteur MC4, Plastique noirci')
  expect(text).toContain('c'.repeat(64))
  expect(text).not.toMatch(/reports\.paper|\{\w+\}|undefined/)
})
