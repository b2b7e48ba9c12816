/** Brings what lies on the phone to the server: each thing once, in its order, and the rest goes on where one thing is refused. */
import { NotSignedIn, Problem, TooMany, Unavailable, WrongState } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { type Call, NetworkFailure } from '#web/api.tsx'
import {
  completeExecution,
  type EventOutcome,
  keepPhoto,
  MOST_AT_ONCE,
  PhotoDiffers,
  readPackage,
  sendEvents,
  startExecution,
} from '../executions/contract.ts'
import { isRunning } from '../executions/rules.ts'
import { bringFile } from './bringing.tsx'
import { alone } from './exclusive.tsx'
import { isSettled, moved, moveItems } from './queue.tsx'
import type { Carried, Item } from './rows.tsx'
import { isThere, isWaiting, waitMs } from './rules.ts'
import type { FieldStore } from './store.tsx'
import { vouch } from './vouching.tsx'

/** How the last try ended: the line is there, nothing answered, or somebody has to log in. */
export type Line = 'unknown' | 'open' | 'cut' | 'signed-out'

/** What waiting mends. */
const isSilence = (error: unknown) =>
  error instanceof NetworkFailure || Unavailable.is(error) || TooMany.is(error)
/** Ends the whole pass: nothing else would fare better. */
const endsAll = (error: unknown) =>
  isSilence(error) || NotSignedIn.is(error) || !(error instanceof Problem)

export class Sender {
  line: Line = 'unknown'
  readonly #store: FieldStore
  readonly #call: Call
  readonly #chance: () => number
  #again: ReturnType<typeof setTimeout> | undefined
  #isAsked = false
  #running: Promise<void> | undefined

  constructor(store: FieldStore, call: Call, chance = Math.random) {
    this.#store = store
    this.#chance = chance
    this.#call = (endpoint, input, options) => call(endpoint, input, { quiet: true, ...options })
  }

  /** Sends all whose time has come; asked again while it does, it looks once more afterwards. */
  send(): Promise<void> {
    this.#isAsked = true
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** The line may be back: what waits does not wait for its hour. */
  async hurry(): Promise<void> {
    await this.#store.write(['queue'], async (on) => {
      for (const it of await on<Item>('queue').all())
        if (isWaiting(it.state) && it.nextAt > 0) on<Item>('queue').put({ ...it, nextAt: 0 })
    })
    await this.send()
  }

  stop(): void {
    clearTimeout(this.#again)
  }

  async #run(): Promise<void> {
    while (this.#isAsked) {
      this.#isAsked = false
      clearTimeout(this.#again)
      await alone(this.#store, () => this.#pass())
    }
    await this.#comeBack()
  }

  /** Nobody else sends now: what is «sending» was left behind by a process that died. */
  async #pass(): Promise<void> {
    const items = await this.#store.items()
    const inState = (state: Item['state']) =>
      items.filter((it) => it.state === state).map((it) => it.id)
    await moveItems(this.#store, inState('sending'), 'interrupt', 'phone')
    await moveItems(this.#store, inState('saved'), 'enqueue', 'phone')
    for (const carried of await this.#store.allCarried()) {
      try {
        await this.#sendOne(carried)
      } catch (error) {
        await this.#interrupt(carried.id, error)
        if (endsAll(error)) return
      }
    }
  }

  async #sendOne(carried: Carried): Promise<void> {
    const { id: executionId } = carried
    const items = await this.#store.itemsOf(executionId)
    if (items.length === 0) return this.refresh(carried)
    const start = items.find((it) => it.kind === 'start')
    if (start && isDue(start)) await this.#start(executionId, start)
    else if (start && !isThere(start.state)) return
    await this.#sendEvents(executionId)
    await this.#sendPhotos(executionId)
    const rest = await this.#store.itemsOf(executionId)
    const end = rest.find((it) => it.kind === 'complete')
    if (end && isDue(end) && isSettled(rest.filter((it) => it !== end)))
      await this.#complete(executionId, end)
    await this.#vouch(executionId)
  }

  async #start(executionId: string, item: Item): Promise<void> {
    const carried = await this.#store.carried(executionId)
    if (!carried?.startedAt) return
    const { versionId, startedAt, siteId, equipmentId } = carried
    const place = { ...(siteId ? { siteId } : {}), ...(equipmentId ? { equipmentId } : {}) }
    const input = { id: executionId, versionId, startedAt, ...place }
    await this.#ask(item, () => {
      const sentAt = new Date().toISOString()
      // Sent again it is told another hour: the execution's own id is what makes it one.
      return this.#call(startExecution, { ...input, sentAt }, { key: newId() })
    })
  }

  /** In the order of their numbers, and never one before the one before it. */
  async #sendEvents(executionId: string): Promise<void> {
    for (;;) {
      const kept = await this.#store.eventsOf(executionId)
      const items = new Map((await this.#store.itemsOf(executionId)).map((it) => [it.id, it]))
      const waiting = kept
        .filter((it) => items.get(it.id)?.state === 'queued')
        .toSorted((a, b) => a.event.sequence - b.event.sequence)
      const deviceId = waiting[0]?.event.deviceId
      const batch = waiting
        .filter((it) => it.event.deviceId === deviceId)
        .slice(0, MOST_AT_ONCE)
        .map((it) => it.event)
      const first = items.get(batch[0]?.id ?? '')
      if (!first || first.nextAt > Date.now()) return
      const ids = batch.map((it) => it.id)
      await moveItems(this.#store, ids, 'send', 'phone')
      const sentAt = new Date().toISOString()
      const reply = await this.#call(sendEvents, { executionId, sentAt, events: batch })
      this.#reached()
      await this.#store.set('drift', reply.driftMs)
      await this.#heard(executionId, reply.outcomes)
      if (reply.outcomes.some((it) => it.code === 'executions/out-of-order')) return
    }
  }

  async #heard(executionId: string, outcomes: readonly EventOutcome[]): Promise<void> {
    const events = new Map((await this.#store.eventsOf(executionId)).map((it) => [it.id, it.event]))
    await this.#store.write(['queue'], async (on) => {
      for (const { id, outcome, code } of outcomes) {
        const item = await on<Item>('queue').get(id)
        if (item?.state !== 'sending') continue
        // What came before it is missing there, and is sent first the next time.
        if (code === 'executions/out-of-order')
          on<Item>('queue').put(moved(item, 'interrupt', 'line', this.#later(item)))
        else if (code !== null) {
          on<Item>('queue').put(moved(item, 'reject', 'server', { code }))
          const what = events.get(id)?.what
          const photo = what?.kind === 'photographed' && (await on<Item>('queue').get(what.photoId))
          // Nobody waits for its bytes: it stays here until a person has looked at it.
          if (photo && photo.state === 'queued')
            on<Item>('queue').put(
              moved(moved(photo, 'send', 'phone'), 'reject', 'server', { code }),
            )
        } else if (outcome === 'conflict') on<Item>('queue').put(moved(item, 'clash', 'server'))
        else on<Item>('queue').put(moved(item, 'acknowledge', 'server'))
      }
    })
  }

  /** A photo that is refused keeps no other from leaving. */
  async #sendPhotos(executionId: string): Promise<void> {
    const items = await this.#store.itemsOf(executionId)
    const there = new Set(items.filter((it) => isThere(it.state)).map((it) => it.id))
    const said = new Set(
      (await this.#store.eventsOf(executionId)).flatMap(({ id, event: { what } }) =>
        what.kind === 'photographed' && there.has(id) ? [what.photoId] : [],
      ),
    )
    const due = items.filter((it) => it.kind === 'photo' && isDue(it) && said.has(it.id))
    for (const item of due.toSorted((a, b) => a.order - b.order)) {
      const photo = await this.#store.photo(item.id)
      if (!photo) continue
      await this.#ask(item, async () => {
        await bringFile(this.#call, photo, (sent) => this.#progress(item.id, sent))
        const { state } = await this.#call(keepPhoto, { executionId, photoId: photo.id })
        if (state === 'refused') throw PhotoDiffers()
      })
    }
  }

  #progress(id: string, sent: number): Promise<void> {
    return this.#store.write(['queue'], async (on) => {
      const item = await on<Item>('queue').get(id)
      if (item) on<Item>('queue').put({ ...item, sent })
    })
  }

  async #complete(executionId: string, item: Item): Promise<void> {
    await this.#ask(item, async () => {
      try {
        await this.#call(completeExecution, { executionId }, { key: item.key })
      } catch (error) {
        // An answer that was lost on its way: it is completed.
        const isDone = WrongState.is(error) && error.facts['state'] === 'completed'
        if (!isDone) throw error
      }
    })
  }

  /** Sends one thing, and writes down what became of it; throws only what ends the pass. */
  async #ask(item: Item, work: () => Promise<unknown>): Promise<void> {
    await moveItems(this.#store, [item.id], 'send', 'phone')
    try {
      await work()
    } catch (error) {
      if (endsAll(error) || !(error instanceof Problem)) throw error
      const { code, facts } = error
      this.#reached()
      await moveItems(this.#store, [item.id], 'reject', 'server', { code, facts })
      if (item.kind === 'start') throw error
      return
    }
    this.#reached()
    await moveItems(this.#store, [item.id], 'acknowledge', 'server')
  }

  /** What the server holds is compared with what the phone holds; then what others added is looked at. */
  async #vouch(executionId: string): Promise<void> {
    await vouch(this.#store, this.#call, executionId)
    const carried = await this.#store.carried(executionId)
    if (carried) await this.refresh(carried)
  }

  /** Reads what the server knows of an execution, when it is not what is known here. */
  async refresh(carried: Carried): Promise<void> {
    const known = carried.told?.stamp
    if (known && !isRunning(carried.told!.execution.state) && !carried.isFinished) return
    const input = { executionId: carried.id, ...(known ? { known } : {}) }
    const { package: told } = await this.#call(readPackage, input)
    this.#reached()
    if (told) await this.#store.keepPackage(told)
  }

  // ── the line ────────────────────────────────────────────────────────────────────────────────────

  #reached(): void {
    if (this.line === 'open') return
    this.line = 'open'
    this.#store.changed()
  }

  async #interrupt(executionId: string, error: unknown): Promise<void> {
    const items = await this.#store.itemsOf(executionId)
    const sending = items.filter((it) => it.state === 'sending').map((it) => it.id)
    if (!endsAll(error) && error instanceof Problem) {
      const { code, facts } = error
      return moveItems(this.#store, sending, 'reject', 'server', { code, facts })
    }
    // Who is logged out has failed at nothing.
    const isOut = NotSignedIn.is(error)
    const later = isOut ? {} : (it: Item) => this.#later(it)
    await moveItems(this.#store, sending, 'interrupt', 'line', later)
    if (isOut) this.line = 'signed-out'
    else if (isSilence(error)) this.line = 'cut'
    this.#store.changed()
    if (!isOut && !isSilence(error)) throw error
  }

  #later = (item: Item): Partial<Item> => ({
    failures: item.failures + 1,
    nextAt: Date.now() + waitMs(item.failures, this.#chance()),
  })

  /** Wakes when the first of those that wait may try again. */
  async #comeBack(): Promise<void> {
    if (this.line === 'signed-out') return
    const waiting = (await this.#store.items()).filter((it) => isWaiting(it.state))
    const next = Math.min(...waiting.map((it) => it.nextAt))
    if (!Number.isFinite(next)) return
    const wait = Math.max(next - Date.now(), LEAST_WAIT_MS)
    this.#again = setTimeout(() => void this.send(), wait)
  }
}

const LEAST_WAIT_MS = 500
const isDue = (it: Item) => it.state === 'queued' && it.nextAt <= Date.now()
