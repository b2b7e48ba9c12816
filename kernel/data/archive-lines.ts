/** The lines of a gzipped file, one at a time. */
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** A sentence for the person who named the file. */
export class BadArchive extends Error {
  constructor(file: string, what: string) {
    super(`${file} ${what}`)
  }
}

/** Not `readline`, which also breaks lines at U+2028, and JSON leaves that one as it is. */
export async function* linesOf(bytes: Readable, file: string): AsyncGenerator<string> {
  const unzipped = pipeline(bytes, createGunzip(), ignore)
  let rest: string[] = []
  try {
    for await (const chunk of unzipped.setEncoding('utf8') as AsyncIterable<string>) {
      const lines = chunk.split('\n')
      if (lines.length === 1) rest.push(chunk)
      else {
        yield [...rest, lines[0]].join('')
        for (let i = 1; i < lines.length - 1; i++) yield lines[i]!
        rest = [lines.at(-1)!]
      }
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new BadArchive(file, 'is not there')
    if (code.startsWith('Z_')) throw new BadArchive(file, 'is damaged, or not an archive of Socle')
    throw error
  }
  if (rest.join('') !== '') yield rest.join('')
}

/** The loop above is told of every error by the stream itself. */
const ignore = () => {}
