/** What a builder does with steps, and how two who wrote at once are brought together. Pure, both sides. */
import type { Content } from '../procedures/contract.ts'
import type { Step } from '../steps/contract.ts'
import { emptyStep, keyFor } from '../steps/rules.ts'

const keysOf = (steps: readonly Step[]) => new Set(steps.map((it) => it.key))

/** A fresh step after the one at `at`; its key is nobody else's, also not of a step that was just removed. */
export function withNew(steps: readonly Step[], at: number, taken: ReadonlySet<string>): Step[] {
  const fresh = emptyStep(keyFor('', new Set([...keysOf(steps), ...taken])))
  return [...steps.slice(0, at + 1), fresh, ...steps.slice(at + 1)]
}

export function withCopy(steps: readonly Step[], at: number, taken: ReadonlySet<string>): Step[] {
  const one = steps[at]
  if (!one) return [...steps]
  const copy = { ...one, key: keyFor(one.key, new Set([...keysOf(steps), ...taken])) }
  return [...steps.slice(0, at + 1), copy, ...steps.slice(at + 1)]
}

/** The step at `from`, standing at `to` afterwards. */
export function withMoved(steps: readonly Step[], from: number, to: number): Step[] {
  const moved = steps[from]
  if (!moved || to < 0 || to >= steps.length) return [...steps]
  const rest = steps.filter((_, i) => i !== from)
  return [...rest.slice(0, to), moved, ...rest.slice(to)]
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const heads = ['title', 'description', 'category', 'tags', 'equipment', 'note'] as const

export type Merged = {
  content: Content
  /** Steps that both changed: mine stays, theirs stands behind it as a step of its own. */
  twice: string[]
  /** Fields of the procedure that both changed: mine stays, these were theirs. */
  theirs: { field: (typeof heads)[number]; text: string }[]
}

/**
 * Mine and theirs, both begun from `base`. Whoever changed something wins it; what both changed stays twice. Nothing
 * that somebody wrote is lost, except what nobody kept.
 */
export function merged(base: Content, mine: Content, theirs: Content): Merged {
  const lost: Merged['theirs'] = []
  const head = Object.fromEntries(
    heads.map((field) => {
      if (isSame(mine[field], base[field])) return [field, theirs[field]]
      if (!isSame(theirs[field], base[field]) && !isSame(theirs[field], mine[field]))
        lost.push({ field, text: String(theirs[field]) })
      return [field, mine[field]]
    }),
  ) as Omit<Content, 'steps'>
  const { steps, twice } = mergedSteps(base.steps, mine.steps, theirs.steps)
  return { content: { ...head, steps }, twice, theirs: lost }
}

function mergedSteps(base: readonly Step[], mine: readonly Step[], theirs: readonly Step[]) {
  const was = new Map(base.map((it) => [it.key, it]))
  const other = new Map(theirs.map((it) => [it.key, it]))
  const taken = new Set([...was.keys(), ...keysOf(mine), ...other.keys()])
  const twice: string[] = []
  const steps: Step[] = []
  const copyOf = (it: Step): Step => {
    const key = keyFor(it.key, taken)
    taken.add(key)
    twice.push(key)
    return { ...it, key }
  }
  for (const one of mine) {
    const [before, their] = [was.get(one.key), other.get(one.key)]
    const isMine = !before || !isSame(one, before)
    const isTheirs = their ? !before || !isSame(their, before) : false
    if (!their && before && !isMine) continue // they removed it, and I left it alone
    steps.push(isMine || !their ? one : their)
    if (isMine && isTheirs && !isSame(one, their)) steps.push(copyOf(their!))
  }
  for (const [i, their] of theirs.entries()) {
    if (mine.some((it) => it.key === their.key)) continue
    const before = was.get(their.key)
    if (before && isSame(before, their)) continue // I removed it, and they left it alone
    // It stands behind whom it stood behind at theirs.
    const behind = theirs.slice(0, i).findLast((it) => steps.some((own) => own.key === it.key))
    let at = behind ? steps.findIndex((it) => it.key === behind.key) + 1 : 0
    while (at < steps.length && twice.includes(steps[at]!.key)) at++
    steps.splice(at, 0, their)
  }
  return { steps, twice }
}

/** What the server takes: what has no words yet gets some. */
export function sendable(content: Content, untitled: string): Content {
  const said = (words: string, otherwise = '…') => (words.trim() === '' ? otherwise : words)
  return {
    ...content,
    title: said(content.title, untitled),
    steps: content.steps.map((step) => ({
      ...step,
      title: said(step.title, untitled),
      validation: withWords(step.validation, said),
    })),
  }
}

function withWords(it: Step['validation'], said: (words: string) => string): Step['validation'] {
  if (it.kind === 'choice')
    return { ...it, options: it.options.map((one) => ({ ...one, text: said(one.text) })) }
  if (it.kind === 'checklist')
    return { ...it, items: it.items.map((one) => ({ ...one, text: said(one.text) })) }
  return it.kind === 'aiCheck' ? { ...it, question: said(it.question) } : it
}
