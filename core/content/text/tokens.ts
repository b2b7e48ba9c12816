/**
 * HTML as a row of signs: tags with their attributes, and the text between them. It need not understand a page as a
 * browser does, because nothing of what it reads is ever written as markup again. Linear in the length of the input.
 */

export type Token =
  | { kind: 'text'; text: string }
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string> }
  | { kind: 'close'; name: string }

/** Their content is no text of anybody. */
const unread = new Set([
  ...['script', 'style', 'template', 'noscript', 'iframe', 'object', 'embed', 'applet', 'noembed'],
  ...['noframes', 'xmp', 'textarea', 'title', 'head', 'svg', 'math', 'select', 'audio', 'video'],
])
/** Of these, the ones that have no end tag to wait for. */
const empty = new Set(['embed'])

const named: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', shy: '\u00ad' },
  ...{ laquo: '«', raquo: '»', hellip: '…', ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’' },
  ...{ ldquo: '“', rdquo: '”', euro: '€', copy: '©', reg: '®', deg: '°', middot: '·', bull: '•' },
  ...{ agrave: 'à', acirc: 'â', ccedil: 'ç', egrave: 'è', eacute: 'é', ecirc: 'ê', euml: 'ë' },
  ...{ icirc: 'î', iuml: 'ï', ocirc: 'ô', ugrave: 'ù', ucirc: 'û', uuml: 'ü', oelig: 'œ' },
  ...{ Eacute: 'É', Egrave: 'È', Agrave: 'À', Ccedil: 'Ç', times: '×', colon: ':', tab: '\t' },
}

/** What stands for a character; what is no known name stays as it was typed. */
function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));?/gi,
    (all, hex?: string, decimal?: string, name?: string) => {
      if (name) return named[name] ?? named[name.toLowerCase()] ?? all
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      return isCharacter ? String.fromCodePoint(code) : ''
    },
  )
}

const isSpace = (it: string | undefined) =>
  it === ' ' || it === '\n' || it === '\t' || it === '\r' || it === '\f'
const isLetter = (it: string | undefined) => it !== undefined && /[a-z]/i.test(it)

export function tokensOf(source: string): Token[] {
  const found: Token[] = []
  let at = 0
  const text = (until: number) => {
    if (until > at) found.push({ kind: 'text', text: decoded(source.slice(at, until)) })
  }
  while (at < source.length) {
    const tag = source.indexOf('<', at)
    if (tag < 0) {
      text(source.length)
      break
    }
    const next = source[tag + 1]
    if (next === '!' || next === '?') {
      text(tag)
      const isComment = source.startsWith('<!--', tag)
      at = endOf(source, isComment ? '-->' : '>', tag + 2)
    } else if (next === '/' && isLetter(source[tag + 2])) {
      text(tag)
      const name = nameAt(source, tag + 2)
      found.push({ kind: 'close', name: name.toLowerCase() })
      at = endOf(source, '>', tag + 2)
    } else if (isLetter(next)) {
      text(tag)
      at = openAt(source, tag, found)
    } else {
      text(tag)
      found.push({ kind: 'text', text: '<' })
      at = tag + 1
    }
  }
  return found
}

const endOf = (source: string, sign: string, from: number) => {
  const end = source.indexOf(sign, from)
  return end < 0 ? source.length : end + sign.length
}

function nameAt(source: string, from: number): string {
  let end = from
  while (end < source.length && !isSpace(source[end]) && !'/>'.includes(source[end]!)) end++
  return source.slice(from, end)
}

/** Reads a start tag, and passes over the content of what is not read; returns where to go on. */
function openAt(source: string, tag: number, found: Token[]): number {
  const name = nameAt(source, tag + 1)
  const attributes = new Map<string, string>()
  let at = tag + 1 + name.length
  while (at < source.length && source[at] !== '>') {
    if (isSpace(source[at]) || source[at] === '/') {
      at++
      continue
    }
    const begin = at
    while (at < source.length && !isSpace(source[at]) && !'=/>'.includes(source[at]!)) at++
    const attribute = source.slice(begin, at).toLowerCase()
    while (isSpace(source[at])) at++
    let value = ''
    if (source[at] === '=') {
      at++
      while (isSpace(source[at])) at++
      const quote = source[at]
      if (quote === '"' || quote === "'") {
        const end = source.indexOf(quote, at + 1)
        value = source.slice(at + 1, end < 0 ? source.length : end)
        at = end < 0 ? source.length : end + 1
      } else {
        const start = at
        while (at < source.length && !isSpace(source[at]) && source[at] !== '>') at++
        value = source.slice(start, at)
      }
    }
    if (attribute && !attributes.has(attribute)) attributes.set(attribute, decoded(value))
  }
  at++
  const low = name.toLowerCase()
  if (!unread.has(low)) {
    found.push({ kind: 'open', name: low, attributes })
    return at
  }
  return empty.has(low) ? at : afterContent(source, low, at)
}

function afterContent(source: string, name: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, 'ig')
  end.lastIndex = from
  const found = end.exec(source)
  return found ? endOf(source, '>', found.index) : source.length
}
