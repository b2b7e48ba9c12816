/** A chain that does not hold: which rows were changed, removed, inserted or moved, found from what still links to what. */
import type { Head } from './chain.ts'

export type Damage = {
  kind: 'changed' | 'removed' | 'inserted' | 'moved' | 'cut'
  /** The place in the chain. */
  sequence: number
  /** The row; null when it is not there any more. */
  id: string | null
}

/** What is needed of a row: its place, its links, and whether its content still gives its hash. */
export type Ring = { id: string; sequence: number; previous: string; hash: string; intact: boolean }

/** Who tampered with more is told of these first. */
const MOST = 100

/**
 * `rings` in the order of their sequence. `head` is what the namespace knows of its end, `anchors` what was written
 * down elsewhere: a tail that was cut or made anew betrays itself only there.
 */
export function diagnose(
  rings: readonly Ring[],
  head: Head | undefined,
  anchors: readonly Head[] = [],
): Damage[] {
  const found = new Map<number, Damage>()
  const name = (kind: Damage['kind'], sequence: number, id: string | null = null) => {
    if (!found.has(sequence) && found.size < MOST) found.set(sequence, { kind, sequence, id })
  }
  const byHash = new Map(rings.map((it) => [it.hash, it]))
  const followed = new Set(rings.map((it) => it.previous))
  const last = rings.at(-1)
  // The end is right and its number is not: a row went, and those behind it were numbered anew.
  const isRenumbered = head && last && last.hash === head.hash && last.sequence < head.sequence

  for (const it of rings) if (!it.intact) name('changed', it.sequence, it.id)

  const inserted = new Set<Ring>()
  rings.forEach((ring, i) => {
    const before = rings[i - 1]
    const after = rings[i + 1]
    const link = before?.hash ?? ''
    // The next row links around this one, and nothing holds on to it.
    const isAround = after !== undefined && after.previous === link && !followed.has(ring.hash)
    if (isAround) {
      inserted.add(ring)
      found.delete(ring.sequence)
      return name('inserted', ring.sequence, ring.id)
    }
    const first = (before?.sequence ?? 0) + 1
    const isOrphan = ring.previous !== '' && !byHash.has(ring.previous)
    const isLost = isOrphan || ring.previous === link
    if (ring.sequence > first && isLost)
      for (let gone = first; gone < ring.sequence && found.size < MOST; gone++)
        name('removed', gone)
    else if (isOrphan && isRenumbered) name('removed', ring.sequence)
    else if (isOrphan && before && !inserted.has(before))
      name('changed', before.sequence, before.id)
    else if (isOrphan && !before) name('removed', ring.sequence)
  })

  for (const ring of movedOf(rings.filter((it) => !inserted.has(it)))) {
    found.delete(ring.sequence)
    name('moved', ring.sequence, ring.id)
  }

  const end = last?.sequence ?? 0
  if (head && end > head.sequence)
    for (const it of rings) if (it.sequence > head.sequence) name('inserted', it.sequence, it.id)
  if (head && end < head.sequence && !isRenumbered)
    for (let gone = end + 1; gone <= head.sequence && found.size < MOST; gone++) name('cut', gone)
  if (!head && last) name('cut', end + 1)
  if (head && last && end === head.sequence && last.hash !== head.hash && found.size === 0)
    name('changed', end, last.id)

  // Rows that were all hashed anew agree with each other: only what was written down elsewhere knows better.
  for (const anchor of anchors) {
    if (anchor.sequence === 0 || byHash.has(anchor.hash)) continue
    if (anchor.sequence > end) name('cut', anchor.sequence)
    else if (found.size === 0)
      name('changed', anchor.sequence, rings.find((it) => it.sequence === anchor.sequence)?.id)
  }
  return [...found.values()].toSorted((a, b) => a.sequence - b.sequence)
}

/** In the order of their links, all but the fewest rows have rising numbers: those few stand in another place. */
function movedOf(rings: readonly Ring[]): Ring[] {
  const linked = inLinkedOrder(rings)
  const tails: number[] = []
  const before: number[] = []
  linked.forEach(({ sequence }, i) => {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (linked[tails[middle]!]!.sequence < sequence) low = middle + 1
      else high = middle
    }
    before[i] = tails[low - 1] ?? -1
    tails[low] = i
  })
  const rising = new Set<number>()
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i] ?? -1) rising.add(i)
  return linked.filter((_, i) => !rising.has(i))
}

function inLinkedOrder(rings: readonly Ring[]): Ring[] {
  const next = new Map<string, Ring>()
  for (const it of rings) if (!next.has(it.previous)) next.set(it.previous, it)
  const hashes = new Set(rings.map((it) => it.hash))
  const seen = new Set<Ring>()
  const order: Ring[] = []
  // The beginning, then each piece whose link is lost, as it stands; a circle of forged links comes last.
  for (const isStart of [(it: Ring) => !hashes.has(it.previous), () => true])
    for (const start of rings.filter(isStart))
      for (
        let ring: Ring | undefined = start;
        ring && !seen.has(ring);
        ring = next.get(ring.hash)
      ) {
        seen.add(ring)
        order.push(ring)
      }
  return order
}
