/** In which order tables are filled: first what others refer to. */
import type { TableSpec } from './column.ts'
import type { Model } from './ground.ts'

const targetsOf = ({ columns }: TableSpec) =>
  Object.values(columns).flatMap(({ references }) =>
    references ? [references.split('.')[0]!] : [],
  )

/** Tables that refer to each other in a circle stand in one group (Tarjan's strongly connected components). */
export function inOrder(model: Model): string[][] {
  const groups: string[][] = []
  const place = new Map<string, { index: number; low: number; open: boolean }>()
  const stack: string[] = []
  const visit = (name: string) => {
    const mine = { index: place.size, low: place.size, open: true }
    place.set(name, mine)
    stack.push(name)
    for (const target of targetsOf(model[name]!).filter((it) => model[it])) {
      const known = place.get(target)
      if (!known) mine.low = Math.min(mine.low, visit(target).low)
      else if (known.open) mine.low = Math.min(mine.low, known.index)
    }
    if (mine.low === mine.index) {
      const group = stack.splice(stack.indexOf(name))
      for (const it of group) place.get(it)!.open = false
      groups.push(group.toSorted())
    }
    return mine
  }
  for (const name of Object.keys(model).toSorted()) if (!place.has(name)) visit(name)
  return groups
}

/** Tables whose rows may refer to rows that come later, each with those it must be written together with. */
export function knots(model: Model): Map<string, readonly string[]> {
  const tied = inOrder(model).filter(
    ([name, ...others]) => others.length > 0 || targetsOf(model[name!]!).includes(name!),
  )
  return new Map(tied.flatMap((group) => group.map((name) => [name, group])))
}
