/** One sender at a time, however many tabs are open. */
import { newId } from '#kernel/ids.ts'
import { SECOND } from '#kernel/time.ts'
import type { Setting } from './rows.tsx'
import type { FieldStore } from './store.tsx'

const LEASE_MS = 20 * SECOND
const RENEW_MS = 5 * SECOND
const LEASE = 'lease'
type Lease = { holder: string; until: number }

/** Runs `work` unless another tab is at it; says whether it ran. */
export function alone(store: FieldStore, work: () => Promise<void>): Promise<boolean> {
  // An address without https has none.
  const locks = navigator.locks as LockManager | undefined
  return locks ? byLock(locks, store, work) : byLease(store, work)
}

async function byLock(
  locks: LockManager,
  store: FieldStore,
  work: () => Promise<void>,
): Promise<boolean> {
  const name = `socle-field ${store.memberId}`
  return locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work()
    return lock !== null
  })
}

/** Where the browser has no locks: a word in the database that ends by itself when its tab dies. */
export async function byLease(
  store: FieldStore,
  work: () => Promise<void>,
  now: () => number = Date.now,
): Promise<boolean> {
  const holder = newId()
  const take = (isFirst: boolean) =>
    store.write(['settings'], async (on) => {
      const found = (await on<Setting>('settings').get(LEASE))?.value as Lease | undefined
      const isFree = !found || found.until <= now()
      if (isFirst ? !isFree : found?.holder !== holder) return false
      on<Setting>('settings').put({ id: LEASE, value: { holder, until: now() + LEASE_MS } })
      return true
    })
  const end = () =>
    store.write(['settings'], async (on) => {
      const found = (await on<Setting>('settings').get(LEASE))?.value as Lease | undefined
      if (found?.holder === holder) on<Setting>('settings').remove(LEASE)
    })
  if (!(await take(true))) return false
  const renewing = setInterval(() => void take(false), RENEW_MS)
  try {
    await work()
  } finally {
    clearInterval(renewing)
    await end()
  }
  return true
}
