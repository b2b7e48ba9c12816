import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { parts } from '#app/modules.ts'
import { startScanner, VIRUS } from '#edges/clamav/simulator.ts'
import { clamScanner } from '#edges/clamav/scanner.ts'
import { MINUTE } from '#kernel/time.ts'
import { bring, bytesOf, move, pieces, trial } from '#tests/files.ts'
import { village, world } from '#tests/village.ts'
import { docm, docx, oldOffice, zip } from '#tests/zips.ts'
import {
  beginUpload,
  finishUpload,
  linkFile,
  readContent,
  readFile,
  scanner,
  sendPiece,
  storage,
  type Storage,
  type Variant,
} from './contract.ts'

const place = async () => village({ in: await world({}, [...parts, trial]) })
type Place = Awaited<ReturnType<typeof place>>
let here: Place
beforeAll(async () => void (here = await place()))
const brings = (content: string | Uint8Array, name = 'fichier', purpose = 'trial.anything') =>
  bring(here.app, here.bob, content, { name, purpose })
const picture = async ({ app, bob }: Place, fileId: string, variant: Variant) => {
  const { url } = await bob.call(linkFile, { fileId, variant })
  const query = new URL(url, 'http://here').searchParams
  const link = {
    fileId,
    variant,
    until: Number(query.get('until')),
    signature: query.get('signature')!,
  }
  return bytesOf(await move({ app, session: bob.session, slug: 'tilleul' }, readContent, link))
}
const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#8a5a00' } })

describe('T-B11: a type is what the content is', () => {
  const pdf = '%PDF-1.7\n%âãÏÓ\n1 0 obj'
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  const odt = 'application/vnd.oasis.opendocument.text'
  test.for<[string, string | Uint8Array, string, string]>([
    ['facture.exe', pdf, 'application/pdf', 'facture.exe.pdf'],
    ['facture.PDF', pdf, 'application/pdf', 'facture.PDF'],
    ['notes.jpg', 'Des mots, rien de plus.', 'text/plain', 'notes.jpg.txt'],
    ['notes.md', '# Des mots', 'text/markdown', 'notes.md'],
    ['liste.csv', 'nom;prénom\nAna;Peeters', 'text/csv', 'liste.csv'],
    ['ancien.txt', Buffer.from('été comme hiver', 'latin1'), 'text/plain', 'ancien.txt'],
    ['livre.zip', docx(), word, 'livre.zip.docx'],
    ['vieux', oldOffice('WordDocument'), 'application/msword', 'vieux.doc'],
    ['t.rtf', '{\\rtf1 bonjour}', 'application/rtf', 't.rtf'],
    ['x.odt', zip([{ name: 'mimetype', content: odt }]), odt, 'x.odt'],
    [
      'x.epub',
      zip([{ name: 'mimetype', content: 'application/epub+zip' }]),
      'application/epub+zip',
      'x.epub',
    ],
    ['x.docx', zip([{ name: 'a.txt', content: 'a' }]), 'application/zip', 'x.docx.zip'],
    ['x.txt', Buffer.from([0, 1, 2, 3, 255]), 'application/octet-stream', 'x.txt.bin'],
  ])('%s', async ([name, content, type, shown]) => {
    expect(await brings(content, name)).toMatchObject({ type, name: shown, state: 'ready' })
  })

  test.for<[string, string | Uint8Array, string]>([
    ['photo.jpg', pdf, 'type-refused'],
    [
      'dessin.png',
      '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'svg-refused',
    ],
    ['page.jpg', '<!doctype html><script>alert(1)</script>', 'type-refused'],
    [
      'IMG_1.heic',
      Buffer.concat([
        Buffer.from('0000001866747970', 'hex'),
        Buffer.from('heic\0\0\0\0heicmif1'),
        Buffer.alloc(90),
      ]),
      'heic-refused',
    ],
    [
      'casse.png',
      Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(200)]),
      'image-refused',
    ],
  ])('as a photo, %s is refused', async ([name, content, code]) => {
    await expect(brings(content, name, 'trial.photo')).rejects.toThrow(`files/${code}`)
  })

  test.for<[string, Uint8Array]>([
    ['docm', docm()],
    ['vbaProject.bin', docx({ name: 'word/vbaProject.bin', content: 'x' })],
    ['VBAPROJECT.BIN', docx({ name: 'word/VBAPROJECT.BIN', content: 'x' })],
    ['Basic of OpenDocument', zip([{ name: 'Basic/Standard/Module1.xml', content: 'x' }])],
    ['an old document with programs', oldOffice('WordDocument', '_VBA_PROJECT')],
  ])('macros are refused: %s', async ([, content]) => {
    await expect(brings(content, 'a.docx', 'trial.paper')).rejects.toThrow('files/macros-refused')
  })

  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ name: `${i}`, content: '' }))
  test.for<[string, Uint8Array]>([
    ['a ratio above 100', zip([{ name: 'a', content: Buffer.alloc(5_000_000) }])],
    [
      'a ratio that hides behind a lie',
      zip([{ name: 'a', content: Buffer.alloc(5_000_000), says: 100 }]),
    ],
    ['2 001 files', zip(many(2001))],
    ['a path that leaves', zip([{ name: '../../etc/passwd', content: 'x' }])],
    ['an absolute path', zip([{ name: '/etc/passwd', content: 'x' }])],
    ['a path of Windows', zip([{ name: 'C:\\x.exe', content: 'x' }])],
    ['a password', zip([{ name: 'a', content: 'x', isLocked: true }])],
    ['an end that is missing', docx().subarray(0, -30)],
  ])('an archive is refused for %s', async ([, content]) => {
    await expect(brings(content, 'a.zip')).rejects.toThrow('files/archive-refused')
  })

  test('2 000 small files and a ratio of 90 are an archive', async () => {
    expect(await brings(zip(many(2000)))).toMatchObject({ kind: 'archive' })
  })

  test('a refusal stays, and nothing of the file', async () => {
    const { app, bob } = here
    const { id: fileId } = await bob.call(beginUpload, {
      purpose: 'trial.photo',
      name: 'a',
      bytes: 4,
    })
    await move(
      { app, session: bob.session, slug: 'tilleul' },
      sendPiece,
      { fileId, offset: 0 },
      pieces('mots'),
    )
    for (let i = 0; i < 2; i++)
      await expect(bob.call(finishUpload, { fileId })).rejects.toThrow('files/type-refused')
    expect(await bob.call(readFile, { fileId })).toMatchObject({ state: 'deleted' })
  })
})

describe('an image', () => {
  test('is shown the right way up, smaller, without its camera’s words', async () => {
    const exif = { IFD0: { Artist: 'Claire', Make: 'Camera' }, IFD3: { GPSLatitudeRef: 'N' } }
    const jpeg = await photo(1000, 500)
      .withExif(exif)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const raw = await sharp(jpeg).metadata()
    expect([raw.exif?.includes('Claire'), raw.orientation]).toEqual([true, 6])
    const { id } = await brings(jpeg, 'moi.jpg', 'trial.photo')
    await here.settle()
    for (const [variant, width, height] of [
      ['small', 160, 320],
      ['medium', 480, 960],
      ['large', 500, 1000],
    ] as const) {
      const made = await picture(here, id, variant)
      const facts = await sharp(made).metadata()
      expect([facts.format, facts.width, facts.height]).toEqual(['webp', width, height])
      expect([facts.exif, facts.orientation, facts.iptc, facts.xmp]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ])
    }
    expect((await picture(here, id, 'original')).equals(jpeg)).toBe(true)
  })

  test('of more pixels than a phone takes is refused before it is drawn', async () => {
    const bomb = await sharp({
      create: { width: 12_000, height: 9000, channels: 3, background: '#fff' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer()
    await expect(brings(bomb, 'a.png', 'trial.photo')).rejects.toThrow('files/image-refused')
  }, 60_000)

  test('the job that makes pictures tries again when the storage was away', async () => {
    const away = await place()
    const { app, bob, clients, settle } = away
    const real = clients.get(storage.name) as Storage
    const { id } = await bring(app, bob, await photo(400, 300).png().toBuffer(), {
      purpose: 'trial.photo',
    })
    let faults = 2
    clients.set(storage.name, {
      ...real,
      read: (key: string, range?: { start: number; end: number }) => {
        if (faults-- > 0) throw new Error('the storage is away')
        return real.read(key, range)
      },
    })
    await settle()
    expect((await sharp(await picture(away, id, 'small')).metadata()).width).toBe(320)
  })
})

describe('viruses', () => {
  test('an infected file is refused with a sentence and leaves nothing', async () => {
    const server = await startScanner()
    try {
      const there = await place()
      const { app, bob, clients, workspace } = there
      clients.set(scanner.name, clamScanner(server.url))
      expect(await bring(app, bob, 'tout va bien')).toMatchObject({ state: 'ready' })
      await expect(bring(app, bob, `avant ${VIRUS} après`)).rejects.toThrow('files/infected')
      const kept = clients.get(storage.name) as Storage
      const blobs = (await Array.fromAsync(kept.list(`${workspace.id}/`))).filter((it) =>
        it.key.endsWith('.blob'),
      )
      expect(blobs).toHaveLength(1)
    } finally {
      server.close()
    }
  })

  test('while the scanner is away files wait in quarantine; then clean ones come out and others go', async () => {
    const server = await startScanner()
    try {
      const there = await place()
      const { app, bob, clients, settle } = there
      clients.set(scanner.name, clamScanner('tcp://127.0.0.1:9'))
      const clean = await bring(app, bob, 'tout va bien')
      const bad = await bring(app, bob, VIRUS)
      expect([clean.state, bad.state]).toEqual(['quarantined', 'quarantined'])
      await expect(bob.call(linkFile, { fileId: clean.id })).rejects.toThrow('files/quarantined')
      clients.set(scanner.name, clamScanner(server.url))
      await settle()
      expect(await bob.call(readFile, { fileId: clean.id })).toMatchObject({ state: 'ready' })
      expect(await bob.call(readFile, { fileId: bad.id })).toMatchObject({ state: 'deleted' })
      await bob.call(linkFile, { fileId: clean.id })
    } finally {
      server.close()
    }
  })
})

test('what a crash left in examination can be finished again', async () => {
  const { app, bob, workspace, clock } = await place()
  const { id: fileId } = await bob.call(beginUpload, {
    purpose: 'trial.paper',
    name: 'a',
    bytes: 4,
  })
  await move(
    { app, session: bob.session, slug: 'tilleul' },
    sendPiece,
    { fileId, offset: 0 },
    pieces('mots'),
  )
  await app.system(
    ({ db }) =>
      db.updateTable('files').set({ state: 'scanning' }).where('id', '=', fileId).execute(),
    workspace,
  )
  expect(await bob.call(finishUpload, { fileId })).toMatchObject({ state: 'scanning' })
  clock.advance(11 * MINUTE)
  expect(await bob.call(finishUpload, { fileId })).toMatchObject({ state: 'ready' })
})
