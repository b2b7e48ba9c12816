/** Addresses as patterns: `/exchange/offers/$id` stands for every offer. */

export type Params = Readonly<Record<string, string>>

const piecesOf = (path: string) => path.split('/').filter((it) => it !== '')

function fits(pattern: readonly string[], pieces: readonly string[]): Params | undefined {
  if (pattern.length !== pieces.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, wanted] of pattern.entries()) {
    const piece = pieces[at]!
    if (wanted.startsWith('$')) params[wanted.slice(1)] = piece
    else if (wanted !== piece) return undefined
  }
  return params
}

/** What is written out goes before what may be anything: `/offers/new` is not the offer called «new». */
const rankOf = (pattern: readonly string[]) =>
  pattern.map((it) => (it.startsWith('$') ? '1' : '0')).join('')

/** Finds what stands at an address; the parameters come decoded. */
export function addresses<Entry>(entries: readonly (readonly [pattern: string, entry: Entry])[]) {
  const known = entries
    .map(([path, entry]) => ({ pattern: piecesOf(path), entry }))
    .toSorted((a, b) => rankOf(a.pattern).localeCompare(rankOf(b.pattern)))

  return (pathname: string): { entry: Entry; params: Params } | undefined => {
    const pieces = piecesOf(pathname).map(decoded)
    for (const { pattern, entry } of known) {
      const params = fits(pattern, pieces)
      if (params) return { entry, params }
    }
    return undefined
  }
}

/** A lone `%` is a sign like any other. */
function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece)
  } catch {
    return piece
  }
}
