/** Bytes that lie beside the tables of a section, in an archive: as lines of text between two lines that name them. */
import { createReadStream } from 'node:fs'
import { BadArchive, linesOf } from './archive-lines.ts'

/** Bytes a line holds: a multiple of three, so that base64 needs no filling before the end. */
const LINE_BYTES = 48_000

export type Content = { name: string; bytes: number; read(): AsyncIterable<Uint8Array> }
type Begin = { content: string; bytes: number }

const line = (value: unknown) => `${JSON.stringify(value)}\n`

/** What cannot be read is left out, and told to `onLost`: one damaged file must not stop the others from being saved. */
export async function* contentLines(
  contents: AsyncIterable<Content>,
  onLost: (name: string, error: unknown) => void,
): AsyncGenerator<string> {
  for await (const { name, bytes, read } of contents) {
    yield line({ content: name, bytes } satisfies Begin)
    let left = bytes
    let rest: Uint8Array = Buffer.alloc(0)
    const source = read()[Symbol.asyncIterator]()
    for (;;) {
      const next = await source.next().catch((error: unknown) => ({ error }))
      if ('error' in next) {
        onLost(name, next.error)
        break
      }
      if (next.done) break
      rest = Buffer.concat([rest, next.value])
      left -= next.value.length
      for (; rest.length >= LINE_BYTES; rest = rest.subarray(LINE_BYTES))
        yield line(Buffer.from(rest.subarray(0, LINE_BYTES)).toString('base64'))
    }
    if (rest.length > 0) yield line(Buffer.from(rest).toString('base64'))
    yield line({ end: 'content', isWhole: left === 0 })
  }
}

/** Those of one section that came whole, in order. Each is read before the next is asked for. */
export async function* contentsOf(file: string, wanted: string): AsyncGenerator<Content> {
  const lines = linesOf(createReadStream(file), file)[Symbol.asyncIterator]()
  let section = ''
  for (let it = await lines.next(); !it.done; it = await lines.next()) {
    if (it.value[0] !== '{') continue
    const found = JSON.parse(it.value) as Partial<Begin & { section: string }>
    if (found.section !== undefined) section = found.section
    if (found.content === undefined || section !== wanted) continue
    const { content: name, bytes = 0 } = found
    const read = async function* () {
      for (let text = await lines.next(); !text.done; text = await lines.next()) {
        if (text.value[0] !== '"') return
        yield Buffer.from(JSON.parse(text.value) as string, 'base64')
      }
      throw new BadArchive(file, 'stops in the middle of a file')
    }
    yield { name, bytes, read }
  }
}
