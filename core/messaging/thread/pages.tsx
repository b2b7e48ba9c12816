/** Puts pages of messages together: one list by number, in which a message is once. */
import type { Participant } from '../conversations/contract.ts'
import type { Message } from '../messages/contract.ts'

export type Page = {
  items: Message[]
  people: Participant[]
  hasEarlier: boolean
  hasLater: boolean
}
export type Loaded = {
  isReady: boolean
  items: readonly Message[]
  people: ReadonlyMap<string, Participant>
  first: number
  last: number
  hasEarlier: boolean
  hasLater: boolean
}
export type Arrived =
  | { page: Page; range: { after?: number; before?: number }; isWhole: boolean }
  /** Of one's own, as the server answered. */
  | { one: Message }

export const fresh = (): Loaded => ({
  isReady: false,
  items: [],
  people: new Map(),
  first: 0,
  last: 0,
  hasEarlier: false,
  hasLater: false,
})

export function merge(before: Loaded, arrived: Arrived): Loaded {
  if ('one' in arrived) return withOne(before, arrived.one)
  const { page, range, isWhole } = arrived
  const known = isWhole ? [] : before.items
  const items = inOrder(known, page.items)
  const people = new Map([...before.people, ...page.people.map((it) => [it.id, it] as const)])
  const reachesEnd = range.before === undefined && items.at(-1) === page.items.at(-1)
  const reachesStart = isWhole || (range.before !== undefined && range.after === undefined)
  return {
    isReady: true,
    items,
    people,
    first: items[0]?.seq ?? 0,
    last: items.at(-1)?.seq ?? 0,
    hasEarlier: reachesStart ? page.hasEarlier : before.hasEarlier,
    hasLater: reachesEnd || isWhole ? page.hasLater : before.hasLater,
  }
}

/** The answer to one's own words: in its place where it is known, at the end where it is the next. Else it comes with the others. */
function withOne(before: Loaded, one: Message): Loaded {
  const isKnown = before.items.some((it) => it.id === one.id)
  if (!before.isReady || (!isKnown && one.seq !== before.last + 1)) return before
  const items = inOrder(before.items, [one])
  return { ...before, items, first: items[0]!.seq, last: items.at(-1)!.seq }
}

function inOrder(known: readonly Message[], news: readonly Message[]): Message[] {
  const bySeq = new Map(known.map((it) => [it.seq, it]))
  for (const it of news) bySeq.set(it.seq, it)
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq)
}

/** Days between then and now on this device's calendar: 0 is today. */
export const daysAgo = (at: Date): number =>
  Math.round((midnight(new Date()) - midnight(at)) / 86_400_000)
const midnight = (at: Date) => new Date(at.toDateString()).getTime()

/** What stands together: messages of one author in a row, within a few minutes, on one day. */
export type Run = { key: string; author: string | null; items: Message[] }
export type Day = { day: string; runs: Run[] }
const TOGETHER_MS = 5 * 60_000

export function days(items: readonly Message[]): Day[] {
  const found: Day[] = []
  for (const it of items) {
    const day = new Date(it.postedAt).toDateString()
    let last = found.at(-1)
    if (last?.day !== day) found.push((last = { day, runs: [] }))
    const run = last.runs.at(-1)
    const before = run?.items.at(-1)
    const isSame =
      run &&
      before &&
      it.kind === 'words' &&
      before.kind === 'words' &&
      run.author === it.author &&
      Date.parse(it.postedAt) - Date.parse(before.postedAt) < TOGETHER_MS
    if (run && isSame) run.items.push(it)
    else last.runs.push({ key: it.id, author: it.author, items: [it] })
  }
  return found
}
