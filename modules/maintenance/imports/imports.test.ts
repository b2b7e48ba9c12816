import { beforeAll, describe, expect, test } from 'vitest'
import { house } from '#tests/authors.ts'
import { bring } from '#tests/files.ts'
import { zip } from '#tests/zips.ts'
import { readVersion, readProcedure } from '../procedures/contract.ts'
import { paper } from '../story/paper.ts'
import { beginImport, IMPORT_FILE, readImport } from './contract.ts'
import { readDocument } from './reading.ts'

const paragraph = (text: string, style = '') =>
  `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`
const BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
const docx = (body: string) =>
  zip([
    {
      name: '[Content_Types].xml',
      content:
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      content:
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    },
    {
      name: 'word/document.xml',
      content: `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    },
  ])

const guide = paper(
  ['Remplacer un fusible', '1. Consigner le coffret', '2. Mesurer la tension : au plus 30 V'],
  ['Suite', '3. Poser le fusible neuf', 'Calibre gPV.'],
)

describe('a document', () => {
  let here: Awaited<ReturnType<typeof house>>
  beforeAll(async () => void (here = await house()))

  async function imported(content: Buffer, name: string) {
    const { app, author, settle } = here
    const bringing = { purpose: IMPORT_FILE, name, slug: 'soleil' }
    const { id: fileId } = await bring(app, author, content, bringing)
    const { id: importId } = await author.call(beginImport, { fileId })
    await settle()
    return author.call(readImport, { importId })
  }

  test('that is a PDF becomes a draft of who brought it, each step with its page', async () => {
    const { author, cloe } = here
    const done = await imported(guide, 'notice.pdf')
    expect(done).toMatchObject({ state: 'done', progress: 100, fault: null, name: 'notice.pdf' })
    const { open, author: writer } = await author.call(readProcedure, {
      procedureId: done.procedureId!,
    })
    expect(writer?.name).toBe('Dora')
    const draft = await author.call(readVersion, { versionId: open!.id })
    expect(draft).toMatchObject({ title: 'Remplacer un fusible', sourceName: 'notice.pdf' })
    expect(draft.steps.map((it) => [it.title, it.sourcePage, it.validation.kind])).toEqual([
      ['Consigner le coffret', 1, 'manual'],
      ['Mesurer la tension', 1, 'measure'],
      ['Poser le fusible neuf', 2, 'manual'],
    ])
    await expect(cloe.call(readImport, { importId: done.id })).rejects.toThrow('forbidden')
  })

  test('that is a DOCX too, page by page', async () => {
    const body =
      paragraph('Contrôle visuel', 'Heading1') +
      paragraph('1. Regarder le verre') +
      BREAK +
      paragraph('2. Regarder les câbles &amp; les brides')
    const lines = await readDocument(
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      docx(body),
    )
    expect(lines.map((it) => [it.page, it.kind, it.text])).toEqual([
      [1, 'heading', 'Contrôle visuel'],
      [1, 'text', '1. Regarder le verre'],
      [2, 'text', '2. Regarder les câbles & les brides'],
    ])
  })

  test.each<[string, Buffer, string]>([
    ['pages without a letter', paper(['1'], ['2']), 'imports/scanned'],
    ['no steps', paper(['Chère équipe', 'Merci pour ce beau travail.']), 'imports/no-steps'],
  ])('with %s is refused with a sentence', async (_, content, fault) => {
    expect(await imported(content, 'lettre.pdf')).toMatchObject({ state: 'failed', fault })
  })

  test('that breaks its reader, or takes its time, ends the reader and nothing else', async () => {
    const broken = Buffer.concat([guide.subarray(0, 40), Buffer.alloc(2000, 0x41)])
    await expect(readDocument('application/pdf', broken)).rejects.toThrow('imports/unreadable')
    await expect(readDocument('application/pdf', guide, 1)).rejects.toThrow('imports/too-slow')
    await expect(readDocument('text/plain', guide)).rejects.toThrow('imports/unreadable')
  })
})
