/** Zip files as tests want them: right, lying, hostile. No library writes what these hold. */
import { crc32, deflateRawSync } from 'node:zlib'

export type Packed = {
  name: string
  content: string | Uint8Array
  /** Announced instead of the real size. */
  says?: number
  /** The bit that says: with a password. */
  isLocked?: boolean
}

export function zip(entries: readonly Packed[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, says, isLocked = false } of entries) {
    const bytes = Buffer.from(content as string)
    const packed = deflateRawSync(bytes, { level: 9 })
    const path = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE((isLocked ? 1 : 0) | 0x800, 2)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(says ?? bytes.length, 18)
    facts.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, path, packed])
    const head = Buffer.alloc(16)
    head.writeUInt32LE(at, 12)
    // version made by, the same facts, comment, disk, attributes, where it begins
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), facts, head.subarray(2), path]),
    )
    files.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, central, end])
}

const types = (main: string) =>
  `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

export const docx = (...more: Packed[]) =>
  zip([
    { name: '[Content_Types].xml', content: types(WORD) },
    { name: 'word/document.xml', content: '<w:document/>' },
    ...more,
  ])
export const docm = () =>
  zip([
    {
      name: '[Content_Types].xml',
      content: types('application/vnd.ms-word.document.macroEnabled.main+xml'),
    },
    { name: 'word/document.xml', content: '<w:document/>' },
  ])

/** The beginning of Microsoft's old files, and names in them as they are written there. */
export const oldOffice = (...names: string[]) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    ...names.map((it) => Buffer.concat([Buffer.from(it, 'utf16le'), Buffer.alloc(64)])),
  ])
