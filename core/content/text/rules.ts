/** Pure arithmetic on texts: what they say, where links may lead, what differs. Runs in both. */
import type { Block, Blocks, Change, Run } from './contract.ts'

export const spoken = (runs: readonly Run[]): string => runs.map((it) => it.text).join('')

/** The words of a block, without how they look. */
export function wordsOf(block: Block): string {
  if (block.kind === 'picture') return block.alt
  if (block.kind === 'rule') return ''
  if (block.kind === 'table')
    return block.rows.map((row) => row.map((it) => spoken(it.runs)).join(' | ')).join('\n')
  return spoken(block.runs)
}

export const plain = (blocks: Blocks): string => blocks.map(wordsOf).filter(Boolean).join('\n\n')

/** The beginning, cut after a word, for lists and for what search engines show. */
export function beginning(blocks: Blocks, most = 160): string {
  const text = blocks
    .filter((it) => it.kind === 'paragraph' || it.kind === 'item' || it.kind === 'quote')
    .map(wordsOf)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (text.length <= most) return text
  const cut = text.slice(0, most)
  return `${cut.slice(0, cut.lastIndexOf(' ') + 1 || most).trim()}…`
}

export const picturesIn = (blocks: Blocks) =>
  blocks.filter((it): it is Extract<Block, { kind: 'picture' }> => it.kind === 'picture')

/** Web, mail, telephone, and places of this site; everything else leads nowhere. */
export function safeHref(typed: string): string | undefined {
  const href = typed.trim()
  if (href === '' || href.length > 2000 || /[\p{Cc}\\]/u.test(href)) return undefined
  if (/^https?:\/\//i.test(href)) return URL.canParse(href) ? href : undefined
  if (/^(mailto:[^\s@]+@|tel:[+\d])[^\s]*$/i.test(href)) return href
  if (/^\/(?!\/)|^#/.test(href)) return href
  if (/^[\p{L}\d-]+(\.[\p{L}\d-]+)+([/?#]\S*)?$/u.test(href)) return `https://${href}`
  return undefined
}

/** «L’école, à vélo !» → `l-ecole-a-velo`. */
export function slugFrom(title: string): string {
  return title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replaceAll(/^-+|-+$/g, '')
}

/** More cells than this are not compared one by one: the whole is then one change. */
const MOST_CELLS = 250_000

type Step<T> = { change: 'same' | 'added' | 'removed'; item: T }

/** The shortest way from one list to the other, by their longest common part. */
export function stepsBetween<T>(
  from: readonly T[],
  to: readonly T[],
  keyOf: (item: T) => string,
): Step<T>[] {
  const [a, b] = [from.map(keyOf), to.map(keyOf)]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail))
    tail++
  const same = (items: readonly T[]): Step<T>[] => items.map((item) => ({ change: 'same', item }))
  const middle = between(
    from.slice(head, from.length - tail),
    to.slice(head, to.length - tail),
    keyOf,
  )
  return [...same(to.slice(0, head)), ...middle, ...same(to.slice(to.length - tail))]
}

function between<T>(from: readonly T[], to: readonly T[], keyOf: (item: T) => string): Step<T>[] {
  const removed = (item: T): Step<T> => ({ change: 'removed', item })
  const added = (item: T): Step<T> => ({ change: 'added', item })
  if (from.length * to.length > MOST_CELLS || from.length === 0 || to.length === 0)
    return [...from.map(removed), ...to.map(added)]
  const [a, b] = [from.map(keyOf), to.map(keyOf)]
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
  const steps: Step<T>[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      steps.push({ change: 'same', item: to[j]! })
      i++
      j++
    } else if (
      j >= b.length ||
      (i < a.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)
    )
      steps.push(removed(from[i++]!))
    else steps.push(added(to[j++]!))
  }
  return steps
}

const tokens = (text: string) => text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []

/** The words of one line that became another, neighbours joined. */
export function wordChanges(before: string, after: string): Change['words'] {
  const joined: Change['words'] = []
  for (const { change, item } of stepsBetween(tokens(before), tokens(after), (it) => it)) {
    const last = joined.at(-1)
    if (last?.change === change) last.text += item
    else joined.push({ change, text: item })
  }
  return joined
}

/** What a reader sees of the way from one text to another: block by block, and word by word where a block was changed. */
export function compare(before: Blocks, after: Blocks): Change[] {
  const changes: Change[] = []
  const steps = stepsBetween(before, after, (it) => JSON.stringify(it))
  for (let i = 0; i < steps.length; i++) {
    const { change, item } = steps[i]!
    if (change !== 'removed') {
      changes.push({ change, kind: item.kind, words: [{ change, text: wordsOf(item) }] })
      continue
    }
    // What went and what came in its place are one block that was changed, as far as they pair up.
    const gone = run(steps, i, 'removed')
    const come = run(steps, i + gone.length, 'added')
    for (let k = 0; k < Math.max(gone.length, come.length); k++) {
      const [old, fresh] = [gone[k], come[k]]
      if (old && fresh && old.kind === fresh.kind)
        changes.push({
          change: 'changed',
          kind: fresh.kind,
          words: wordChanges(wordsOf(old), wordsOf(fresh)),
        })
      else {
        if (old) changes.push(whole('removed', old))
        if (fresh) changes.push(whole('added', fresh))
      }
    }
    i += gone.length + come.length - 1
  }
  return changes
}

const whole = (change: 'added' | 'removed', block: Block): Change => ({
  change,
  kind: block.kind,
  words: [{ change, text: wordsOf(block) }],
})

function run(steps: readonly Step<Block>[], from: number, change: Step<Block>['change']): Block[] {
  const found: Block[] = []
  for (let i = from; steps[i]?.change === change; i++) found.push(steps[i]!.item)
  return found
}
