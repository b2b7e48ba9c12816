/** What bytes are, by themselves: their first ones, and for text and old office files all of them. */
import { HeicRefused, MacrosRefused, SvgRefused, TypeRefused } from './contract.ts'

/** Enough for every format that is told by its beginning. */
const HEAD_BYTES = 65_536
const OLD_OFFICE = 'application/x-cfb'
const BINARY = 'application/octet-stream'

/** Names inside Microsoft's old files: what wrote it, and whether it carries programs. */
const marks = {
  word: 'WordDocument',
  excel: 'Workbook',
  powerpoint: 'PowerPoint Document',
  macros: '_VBA_PROJECT',
} as const
type Mark = keyof typeof marks
const encoded = Object.entries(marks).map(
  ([mark, name]) => [mark as Mark, Buffer.from(name, 'utf16le')] as const,
)
const OVERLAP = Math.max(...encoded.map(([, bytes]) => bytes.length))

const oldOffice = {
  word: 'application/msword',
  excel: 'application/vnd.ms-excel',
  powerpoint: 'application/vnd.ms-powerpoint',
} as const

/** The same under other names. */
const aliases: Record<string, string> = {
  'audio/vnd.wave': 'audio/wav',
  'video/vnd.avi': 'video/x-msvideo',
  'audio/mp4': 'audio/x-m4a',
  'audio/flac': 'audio/x-flac',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'application/x-zip-compressed': 'application/zip',
  'application/vnd.rar': 'application/x-rar-compressed',
  'video/x-m4v': 'video/mp4',
}

/** Fed with all bytes in order; `type` then says what they are, or refuses what may not come in at all. */
export class TypeReader {
  #head: Uint8Array[] = []
  #headBytes = 0
  #tail: Buffer<ArrayBufferLike> = Buffer.alloc(0)
  readonly #found = new Set<Mark>()
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true })
  #isUtf8 = true
  #hasControls = false

  add(chunk: Uint8Array): void {
    if (this.#headBytes < HEAD_BYTES) {
      const part = chunk.subarray(0, HEAD_BYTES - this.#headBytes)
      this.#head.push(Buffer.from(part))
      this.#headBytes += part.length
    }
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (!this.#hasControls) this.#hasControls = CONTROLS.test(bytes.toString('latin1'))
    if (this.#isUtf8 && !this.#hasControls)
      this.#decode(() => this.#utf8.decode(bytes, { stream: true }))
    this.#search(bytes)
  }

  #decode(decode: () => string): void {
    try {
      decode()
    } catch {
      this.#isUtf8 = false // Intl has no gentler way to say that these bytes are no UTF-8
    }
  }

  /** Names lie anywhere, also across two chunks. */
  #search(bytes: Buffer): void {
    const beginning = Buffer.concat(this.#head.slice(0, 1))
    if (beginning.length >= 4 && beginning.readUInt32BE(0) !== 0xd0cf11e0) return
    const window = Buffer.concat([this.#tail, bytes])
    for (const [mark, name] of encoded) if (window.includes(name)) this.#found.add(mark)
    this.#tail = Buffer.from(window.subarray(-OVERLAP))
  }

  /** `application/zip` needs a further look by who can read all of it. `name` only tells texts apart. */
  async type(name: string): Promise<string> {
    const head = Buffer.concat(this.#head)
    const { fileTypeFromBuffer } = await import('file-type')
    const found = await fileTypeFromBuffer(head)
    const mime = found ? (aliases[found.mime] ?? found.mime.split(';')[0]!) : undefined
    // Told further by what it holds, which the beginning does not show.
    if (head.length >= 4 && head.readUInt32BE(0) === 0x504b0304) return 'application/zip'
    if (mime && /^image\/hei[cf]/.test(mime)) throw HeicRefused()
    if (mime === OLD_OFFICE) return this.#oldOffice()
    const text = this.#text(head)
    if (text !== undefined && isSvg(text)) throw SvgRefused()
    if (mime && !mime.endsWith('xml') && mime !== 'application/x-ms-regedit') return mime
    if (text === undefined) return BINARY
    // What a browser or a system would run is no document.
    if (isProgram(text)) throw TypeRefused()
    return /\.(md|markdown)$/i.test(name)
      ? 'text/markdown'
      : /\.csv$/i.test(name)
        ? 'text/csv'
        : 'text/plain'
  }

  #oldOffice(): string {
    if (this.#found.has('macros')) throw MacrosRefused()
    const kind = (['word', 'excel', 'powerpoint'] as const).find((it) => this.#found.has(it))
    return kind ? oldOffice[kind] : BINARY
  }

  /** The beginning as text, when all of it is text: UTF-8, or one byte a letter and nothing but letters. */
  #text(head: Buffer): string | undefined {
    if (this.#hasControls) return undefined
    this.#decode(() => (this.#isUtf8 ? this.#utf8.decode() : ''))
    return head.toString(this.#isUtf8 ? 'utf8' : 'latin1')
  }
}

/** What no text holds: everything below a space but tab, line feed, form feed and return. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\x00-\x08\x0b\x0e-\x1f\x7f]/

const isSvg = (text: string) => /<svg[\s>]/i.test(text.slice(0, 4096))
const isProgram = (text: string) =>
  /^\uFEFF?\s*(#!|<\?php|<!doctype html|<html|<head|<body|<script|<%|MZ)/i.test(text)
