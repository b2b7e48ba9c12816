/** Puts a new part into the lists that are kept by hand: a line after the last import, an entry at the end of a list. */
export function withImport(text: string, line: string): string {
  const last = [...text.matchAll(/^import [^;]*?'[^'\n]+'\n/gm)].at(-1)
  const at = last ? last.index + last[0].length : 0
  return `${text.slice(0, at)}${line}\n${text.slice(at)}`
}

/** `list` is how the list begins: `export const parts: readonly Part[] = [`. */
export function withEntry(text: string, list: RegExp, entry: string): string {
  const start = list.exec(text)
  const closing = start && closingOf(text, start.index + start[0].length)
  if (!closing) throw new Error(`nothing here looks like ${list}`)
  const before = text.slice(0, closing).trimEnd()
  return `${before}${/[,[{]$/.test(before) ? '' : ','} ${entry}${text.slice(closing)}`
}

/** Adds sentences at the end of a catalogue. */
export function withSentences(catalogue: string, said: string): string {
  return catalogue.replace(/\n\} as const/, () => `\n\n${said}} as const`)
}

/** Where the bracket that is open at `from` closes. */
function closingOf(text: string, from: number): number | undefined {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    if ('[{('.includes(text[at]!)) depth++
    if (']})'.includes(text[at]!) && --depth === 0) return at
  }
  return undefined
}
