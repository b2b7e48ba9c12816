/** The one door to paper: a template and facts in, the bytes of a PDF out. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawnCharacters } from './fonts.ts'
import { drawable } from './letters.ts'
import { Line } from './line.ts'

export type Paper = {
  /** A file beside who asks: `join(import.meta.dirname, 'report.typ')`. It begins with `#import "/house.typ": *`. */
  template: string
  /** What the template reads with `json("/data.json")`. Its texts are shown, whatever they say. */
  data: unknown
  /** Pictures (PNG, JPEG, SVG) that it shows as `image("/files/NAME")`; it can read nothing else. */
  files?: Readonly<Record<string, Uint8Array>>
  /** Written into the document: the same facts of the same moment are the same bytes. */
  madeAt: Date
  /** For people who are read to (`ua-1`, when absent), or for the archive (`a-2b`). */
  standard?: 'ua-1' | 'a-2b'
  timeoutMs?: number
}
export type Printed = {
  bytes: Uint8Array
  pages: number
  /** Characters that no letter has, written as their number: `U+1F600`. */
  replaced: readonly string[]
}

const HOUSE = join(import.meta.dirname, 'house.typ')
const line = new Line()

/**
 * Lays a document out. Throws `PrintingUnavailable`, `DocumentTooHeavy` when it was stopped, `Unavailable` when too many
 * wait. Takes seconds of processor: from jobs and downloads, never inside a transaction.
 */
export async function renderPdf(paper: Paper): Promise<Printed> {
  return printOn(line, paper)
}

export async function printOn(
  line: Line,
  { template, data, files = {}, madeAt, standard = 'ua-1', timeoutMs }: Paper,
): Promise<Printed> {
  const [main, house] = await Promise.all([readFile(template, 'utf8'), readFile(HOUSE, 'utf8')])
  const { data: shown, replaced } = drawable(data, drawnCharacters())
  const order = {
    template: main,
    house,
    facts: JSON.stringify(shown),
    files,
    standard,
    madeAt: Math.floor(madeAt.getTime() / 1000),
  }
  const { bytes, pages } = await line.print(order, timeoutMs)
  return { bytes, pages, replaced }
}
