/** What an editor, a paste or a script sends as HTML becomes blocks: what is not on the list below is not kept. */
import type { Block, Mark, Run } from './contract.ts'
import { safeHref } from './rules.ts'
import { type Token, tokensOf } from './tokens.ts'

const MOST_BLOCKS = 3000
const DEEPEST = 2

const markOf: Readonly<Record<string, Mark>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
}
const headings: Readonly<Record<string, number>> = { h1: 2, h2: 2, h3: 3, h4: 3, h5: 3, h6: 3 }
/** What ends the line before and begins another. */
const lines = new Set(
  'p div section article aside header footer main nav address dl dt dd pre figure figcaption form fieldset center'.split(
    ' ',
  ),
)

type Start = { kind: 'paragraph' | 'quote' } | { kind: 'heading'; level: number }
type ListFrame = { ordered: boolean; isFresh: boolean }

/** `keyOf` finds the key of a published picture of this workspace in an address; others are left out. */
export function blocksOf(html: string, keyOf: (src: string) => string | undefined): Block[] {
  const reader = new Reader(keyOf)
  for (const token of tokensOf(html)) reader.read(token)
  return reader.end()
}

class Reader {
  readonly #keyOf: (src: string) => string | undefined
  readonly #blocks: Block[] = []
  readonly #marks = new Map<Mark, number>()
  readonly #hrefs: (string | undefined)[] = []
  readonly #lists: ListFrame[] = []
  #runs: Run[] = []
  #heading: number | undefined
  #quotes = 0
  #table: { isHead: boolean; runs: Run[] }[][] | undefined
  #cell: { isHead: boolean; runs: Run[] } | undefined

  constructor(keyOf: (src: string) => string | undefined) {
    this.#keyOf = keyOf
  }

  read(token: Token): void {
    if (token.kind === 'text') this.#say(token.text.replaceAll(/[ \t\r\n\f]+/g, ' '))
    else if (token.kind === 'open') this.#open(token.name, token.attributes)
    else this.#close(token.name)
  }

  end(): Block[] {
    this.#flush()
    this.#endTable()
    return this.#blocks.slice(0, MOST_BLOCKS)
  }

  #open(name: string, attributes: ReadonlyMap<string, string>): void {
    const mark = markOf[name]
    if (mark) this.#marks.set(mark, (this.#marks.get(mark) ?? 0) + 1)
    else if (name === 'a') this.#hrefs.push(safeHref(attributes.get('href') ?? ''))
    else if (name === 'br') this.#say('\n')
    else if (name === 'img') this.#picture(attributes)
    else if (this.#table) this.#openInTable(name)
    else if (name === 'table') {
      this.#flush()
      this.#table = []
    } else if (name === 'hr') {
      this.#flush()
      this.#blocks.push({ kind: 'rule' })
    } else if (name === 'ul' || name === 'ol') {
      this.#flush()
      this.#lists.push({ ordered: name === 'ol', isFresh: false })
    } else if (name === 'li') {
      this.#flush()
      if (this.#lists.length === 0) this.#lists.push({ ordered: false, isFresh: false })
      this.#lists.at(-1)!.isFresh = true
    } else if (name in headings) {
      this.#flush()
      this.#heading = headings[name]
    } else if (name === 'blockquote') {
      this.#flush()
      this.#quotes++
    } else if (lines.has(name)) this.#line()
  }

  #close(name: string): void {
    const mark = markOf[name]
    if (mark) this.#marks.set(mark, Math.max(0, (this.#marks.get(mark) ?? 0) - 1))
    else if (name === 'a') this.#hrefs.pop()
    else if (this.#table) {
      if (name === 'table') this.#endTable()
      else if (name === 'td' || name === 'th') this.#cell = undefined
      else if (lines.has(name)) this.#say('\n')
    } else if (name === 'ul' || name === 'ol') {
      this.#flush()
      this.#lists.pop()
    } else if (name in headings) {
      this.#flush()
      this.#heading = undefined
    } else if (name === 'blockquote') {
      this.#flush()
      this.#quotes = Math.max(0, this.#quotes - 1)
    } else if (name === 'li') {
      this.#flush()
      if (this.#lists.length > 0) this.#lists.at(-1)!.isFresh = false
    } else if (lines.has(name)) this.#line()
  }

  /** Within a point of a list a new line stays in the point; elsewhere it begins a block. */
  #line(): void {
    if (this.#lists.length > 0) {
      if (this.#runs.length > 0) this.#say('\n')
    } else this.#flush()
  }

  #openInTable(name: string): void {
    if (name === 'tr') {
      this.#table!.push([])
      this.#cell = undefined
    } else if (name === 'td' || name === 'th') {
      if (this.#table!.length === 0) this.#table!.push([])
      this.#cell = { isHead: name === 'th', runs: [] }
      this.#table!.at(-1)!.push(this.#cell)
    }
  }

  #endTable(): void {
    const rows = (this.#table ?? [])
      .filter((row) => row.length > 0)
      .map((row) => row.map((it) => ({ ...it, runs: trimmed(it.runs) })))
    this.#table = undefined
    this.#cell = undefined
    if (rows.length > 0) this.#blocks.push({ kind: 'table', rows })
  }

  #picture(attributes: ReadonlyMap<string, string>): void {
    const key = this.#keyOf(attributes.get('src') ?? '')
    if (!key || this.#table) return
    this.#flush()
    const alt = (attributes.get('alt') ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 300)
    this.#blocks.push({ kind: 'picture', key, alt })
  }

  #say(text: string): void {
    if (text === '') return
    const into = this.#table ? this.#cell?.runs : this.#runs
    if (!into) return // between the cells of a table stands nothing
    const marks = [...this.#marks].filter(([, count]) => count > 0).map(([mark]) => mark)
    const href = this.#hrefs.at(-1)
    into.push({
      text,
      ...(marks.length > 0 ? { marks: marks.toSorted() } : {}),
      ...(href ? { href } : {}),
    })
  }

  #flush(): void {
    const runs = trimmed(this.#runs)
    this.#runs = []
    if (runs.length === 0 || this.#blocks.length > MOST_BLOCKS) return
    const list = this.#lists.at(-1)
    if (list) {
      const depth = Math.min(this.#lists.length - 1, DEEPEST)
      this.#blocks.push({ kind: 'item', ordered: list.ordered, depth, runs })
    } else this.#blocks.push({ ...this.#start(), runs })
  }

  #start(): Start {
    if (this.#heading) return { kind: 'heading', level: this.#heading }
    return { kind: this.#quotes > 0 ? 'quote' : 'paragraph' }
  }
}

/** Neighbours that look alike are one; no space stands at an end or beside another. */
function trimmed(runs: readonly Run[]): Run[] {
  const joined: Run[] = []
  let before = '\n'
  for (const run of runs) {
    let text = run.text.replaceAll(/ *\n */g, '\n')
    if (/[ \n]$/.test(before)) text = text.replace(/^ +/, '')
    if (joined.length === 0) text = text.replace(/^[ \n]+/, '')
    if (text === '') continue
    const last = joined.at(-1)
    if (last && looks(last) === looks(run)) last.text += text
    else joined.push({ ...run, text })
    before = text
  }
  while (joined.length > 0) {
    const last = joined.at(-1)!
    last.text = last.text.replace(/[ \n]+$/, '')
    if (last.text !== '') break
    joined.pop()
  }
  return joined
}

const looks = ({ marks = [], href = '' }: Run) => `${marks.join()} ${href}`
