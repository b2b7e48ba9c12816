/** Moves what waits from state to state: only as declared, and only by whom it is allowed. */
import { Forbidden, WrongState } from '#kernel/contract.ts'
import type { ActorOf } from '#kernel/machine.ts'
import type { Shelves } from './database.tsx'
import type { Item } from './rows.tsx'
import { isThere, isWaiting, type QueueMove, queueStates } from './rules.ts'
import type { FieldStore } from './store.tsx'

export type QueueActor = ActorOf<typeof queueStates>

/** The same item in its next state; refused where the machine does not know the move. */
export function moved(
  item: Item,
  move: QueueMove,
  by: QueueActor,
  changes: Partial<Item> = {},
): Item {
  const { state } = item
  const next = queueStates.next(move, state)
  if (next === undefined) throw WrongState({ state, allowed: queueStates.allowed(state) })
  if (!queueStates.allowed(state, by).includes(move)) throw Forbidden({ needs: move })
  return { ...item, ...changes, state: next }
}

/** Moves items as they are on the disk now; who is elsewhere by then is left alone. */
export function moveItems(
  store: FieldStore,
  ids: readonly string[],
  move: QueueMove,
  by: QueueActor,
  changes: Partial<Item> | ((item: Item) => Partial<Item>) = {},
): Promise<void> {
  return store.write(['queue'], async (on) => {
    for (const id of ids) await moveOne(on, id, move, by, changes)
  })
}

async function moveOne(
  on: Shelves,
  id: string,
  move: QueueMove,
  by: QueueActor,
  changes: Partial<Item> | ((item: Item) => Partial<Item>),
): Promise<void> {
  const item = await on<Item>('queue').get(id)
  if (!item || queueStates.next(move, item.state) === undefined) return
  const wanted = typeof changes === 'function' ? changes(item) : changes
  on<Item>('queue').put(moved(item, move, by, wanted))
}

const again = { failures: 0, nextAt: 0, code: null, facts: {} }

/** The person sends it once more. */
export const retryItem = (store: FieldStore, id: string) =>
  store.write(['queue'], async (on) => {
    const item = await on<Item>('queue').get(id)
    if (!item) return
    // What only waits for its next try is not refused: its time has come.
    if (isWaiting(item.state)) on<Item>('queue').put({ ...item, nextAt: 0 })
    else on<Item>('queue').put(moved(item, 'retry', 'person', again))
  })

/** All that was refused of one execution, such as after the office has opened it again. */
export const retryAll = (store: FieldStore, executionId: string) =>
  store.write(['queue'], async (on) => {
    for (const it of await on<Item>('queue').where('executionId', executionId))
      if (it.state === 'rejected') on<Item>('queue').put(moved(it, 'retry', 'person', again))
  })

/** The person gives it up, and says why; it stays on the phone, with the reason, until all else is certified. */
export const discardItem = (store: FieldStore, id: string, reason: string) =>
  store.write(['queue'], async (on) => {
    const item = await on<Item>('queue').get(id)
    if (item) on<Item>('queue').put(moved(item, 'discard', 'person', { discardedFor: reason }))
  })

/** Nothing of it is left to send, to decide or to prove. */
export const isSettled = (items: readonly Item[]) =>
  items.every((it) => isThere(it.state) || it.state === 'discarded')
