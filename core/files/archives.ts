/** Looks into zip files without unpacking them anywhere: how much they hold, what they name, what they are. */
import { Readable } from 'node:stream'
import type { Entry, ZipFile } from 'yauzl'
import { ArchiveRefused, MacrosRefused } from './contract.ts'
import type { Content } from './pieces.ts'

/** More is no document, and no archive that a person made. */
const MOST_ENTRIES = 2000
const MOST_INFLATED = 200_000_000
const MOST_RATIO = 100
/** Of a file inside that is read to know what the whole is. */
const MOST_TEXT = 1_000_000

const OFFICE: Record<string, string> = {
  'word/document.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'xl/workbook.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'ppt/presentation.xml':
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}
/** What says of itself what it is, in its first file. */
const SELF_TOLD =
  /^application\/(epub\+zip|vnd\.oasis\.opendocument\.(text|spreadsheet|presentation))$/
/** Visual Basic in Microsoft's files, Basic and scripts in OpenDocument's. */
const MACROS = /(^|\/)vba(Project|Data)[^/]*\.(bin|xml)$|^(Basic|Scripts)\/.+/i
const TYPES = '[Content_Types].xml'

/** Throws ArchiveRefused or MacrosRefused; returns the media type. */
export async function examineZip(content: Content): Promise<string> {
  try {
    const zip = await opened(content)
    try {
      return await walk(zip, content.bytes)
    } finally {
      zip.close()
    }
  } catch (error) {
    if (ArchiveRefused.is(error) || MacrosRefused.is(error)) throw error
    if (isStorageFault(error)) throw error
    throw ArchiveRefused() // broken, or made to break who reads it
  }
}

/** What the reader of the bytes threw, told apart from what the format threw. */
const faults = new WeakSet<object>()
const isStorageFault = (error: unknown) =>
  typeof error === 'object' && error !== null && faults.has(error)

async function opened(content: Content): Promise<ZipFile> {
  const { fromRandomAccessReaderPromise, RandomAccessReader } = await import('yauzl')
  class Reader extends RandomAccessReader {
    override _readStreamForRange(start: number, end: number): Readable {
      return Readable.from(told(content.read({ start, end: end - 1 })), { objectMode: false })
    }
  }
  return fromRandomAccessReaderPromise(new Reader(), content.bytes, {
    lazyEntries: true,
    autoClose: false,
    strictFileNames: true,
    validateEntrySizes: true,
  })
}

async function* told(bytes: AsyncIterable<Uint8Array>) {
  try {
    yield* bytes
  } catch (error) {
    if (typeof error === 'object' && error !== null) faults.add(error)
    throw error
  }
}

async function walk(zip: ZipFile, size: number): Promise<string> {
  if (zip.entryCount > MOST_ENTRIES) throw ArchiveRefused()
  let [entries, announced, inflated] = [0, 0, 0]
  let type = 'application/zip'
  const most = Math.min(MOST_INFLATED, size * MOST_RATIO)
  for await (const entry of zip.eachEntry()) {
    const { fileName } = entry
    announced += entry.uncompressedSize
    if (++entries > MOST_ENTRIES || announced > most || !isInside(fileName)) throw ArchiveRefused()
    if (MACROS.test(fileName)) throw MacrosRefused()
    if (fileName.endsWith('/')) continue
    if (!entry.canDecodeFileData()) throw ArchiveRefused() // a password hides what it holds
    type = OFFICE[fileName] ?? type
    const keeps = fileName === TYPES || (fileName === 'mimetype' && entries === 1)
    const { bytes, text } = await inflate(zip, entry, most - inflated, keeps)
    inflated += bytes
    if (fileName === TYPES && /macroEnabled/i.test(text)) throw MacrosRefused()
    if (fileName === 'mimetype' && SELF_TOLD.test(text.trim())) type = text.trim()
  }
  return type
}

/** Every byte is counted, because an entry may announce less than it unpacks to. */
async function inflate(zip: ZipFile, entry: Entry, most: number, keeps: boolean) {
  let bytes = 0
  const kept: Uint8Array[] = []
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > most) throw ArchiveRefused()
    if (keeps && bytes <= MOST_TEXT) kept.push(chunk)
  }
  return { bytes, text: Buffer.concat(kept).toString() }
}

/** Who unpacks it stays in the folder where they are. */
const isInside = (name: string) =>
  !name.startsWith('/') &&
  !/^[A-Za-z]:/.test(name) &&
  !/[\\\0]/.test(name) &&
  !name.split('/').includes('..')
