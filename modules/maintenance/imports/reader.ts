/** The program that opens a document: in a process of its own, because a document may be made to harm its reader. */
import { argv, stdin, stdout } from 'node:process'
import type { Line } from './contract.ts'

type Piece = { str: string; height: number; y: number; hasEOL: boolean }

/** Of a page, what stands at one height is one line. */
function linesOf(pieces: readonly Piece[]): { text: string; height: number }[] {
  const lines: { text: string; height: number; y: number }[] = []
  let isEnded = true
  for (const { str, height, y, hasEOL } of pieces) {
    const last = lines.at(-1)
    if (last && !isEnded && Math.abs(last.y - y) < Math.max(2, height / 2)) {
      last.text += str
      last.height = Math.max(last.height, height)
    } else if (str.trim() !== '') lines.push({ text: str, height, y })
    isEnded = hasEOL
  }
  return lines.map(({ text, height }) => ({ text: text.replaceAll(/\s+/g, ' ').trim(), height }))
}

async function readPdf(bytes: Uint8Array): Promise<Line[]> {
  const { getDocumentProxy } = await import('unpdf')
  const document = await getDocumentProxy(bytes)
  const pages: { text: string; height: number }[][] = []
  for (let i = 1; i <= document.numPages; i++) {
    const { items } = await (await document.getPage(i)).getTextContent()
    const pieces = items.flatMap((it): Piece[] =>
      'str' in it
        ? [{ str: it.str, height: it.height, y: Number(it.transform[5]), hasEOL: it.hasEOL }]
        : [],
    )
    pages.push(linesOf(pieces))
  }
  const heights = pages
    .flat()
    .map((it) => it.height)
    .toSorted((a, b) => a - b)
  const usual = heights[Math.floor(heights.length / 2)] ?? 0
  const repeated = repeatedOn(pages)
  return pages.flatMap((lines, i) =>
    lines
      .filter((it) => it.text !== '' && !repeated.has(bare(it.text)))
      .map(({ text, height }) => ({
        page: i + 1,
        kind: height > usual * 1.15 ? ('heading' as const) : ('text' as const),
        text,
      })),
  )
}

const bare = (text: string) => text.replaceAll(/\d+/g, '#')

/** Heads and feet stand on more than half of the pages. */
function repeatedOn(pages: readonly { text: string }[][]): Set<string> {
  const counts = new Map<string, number>()
  for (const lines of pages)
    for (const text of new Set(
      [...lines.slice(0, 2), ...lines.slice(-2)].map((it) => bare(it.text)),
    ))
      counts.set(text, (counts.get(text) ?? 0) + 1)
  const most = Math.max(2, pages.length / 2)
  return new Set([...counts].filter(([, count]) => count > most).map(([text]) => text))
}

async function readDocx(bytes: Uint8Array): Promise<Line[]> {
  const { default: mammoth } = await import('mammoth')
  const options = {
    styleMap: ["br[type='page'] => hr"],
    convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
  }
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options)
  const lines: Line[] = []
  let page = 1
  for (const [, rule, tag, inner] of value.matchAll(
    /<(hr)\s*\/?>|<(h[1-6]|li|p)[^>]*>([\s\S]*?)(?=<\/?(?:h[1-6]|li|p|ul|ol|table)\b)/g,
  )) {
    if (rule) page++
    const text = plain(inner ?? '')
    const kind = tag === 'li' ? 'item' : tag?.startsWith('h') ? 'heading' : 'text'
    if (text) lines.push({ page, kind, text })
    page += (inner ?? '').match(/<hr\b/g)?.length ?? 0
  }
  return lines
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const plain = (html: string) =>
  html
    .replaceAll(/<br\s*\/?>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, it: string) => signs[it]!)
    .trim()

const bytes = Buffer.concat(await Array.fromAsync(stdin as AsyncIterable<Buffer>))
const lines = await (argv[2] === 'pdf' ? readPdf(new Uint8Array(bytes)) : readDocx(bytes))
stdout.write(JSON.stringify(lines))
