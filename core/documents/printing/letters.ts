/** Says before layout what cannot be drawn, in place of the empty boxes that a page would show. */

/** Says nothing on paper: joins, choices of drawing, marks of direction. The last may even turn a sentence around. */
const SILENT = /[\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/gu
// oxlint-disable-next-line no-control-regex -- they are what is taken out
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g

export type Drawable = { data: unknown; /** `U+1F600`, each once. */ replaced: string[] }

/** The same facts with every text drawable: a character that no letter has is written as its number, `[U+1F600]`. */
export function drawable(data: unknown, known: ReadonlySet<number>): Drawable {
  const replaced = new Set<string>()
  const text = (given: string): string => {
    const clean = given.normalize('NFC').replaceAll('\r\n', '\n').replaceAll(CONTROLS, '')
    let drawn = ''
    for (const sign of clean.replaceAll(SILENT, '')) {
      const code = sign.codePointAt(0)!
      if (sign === '\n' || sign === '\t' || known.has(code)) drawn += sign
      else {
        const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
        replaced.add(name)
        drawn += `[${name}]`
      }
    }
    return drawn
  }
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(walk)
    if (value instanceof Date) return value.toISOString()
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
  }
  return { data: walk(data), replaced: [...replaced].toSorted() }
}
