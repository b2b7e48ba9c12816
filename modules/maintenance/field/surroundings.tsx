/** What the phone says about itself: how full it is, whether it keeps what it has, what its clock says. */
import type { Item } from './rows.tsx'
import { isWaiting, type Warning, warnings } from './rules.ts'
import type { FieldStore } from './store.tsx'

/** Asks the browser to keep what is here, even when space is short. */
export async function askToKeep(): Promise<void> {
  if (!navigator.storage?.persist || (await navigator.storage.persisted())) return
  await navigator.storage.persist()
}

export async function warningsHere(store: FieldStore): Promise<Warning[]> {
  const [items, driftMs, estimate, isPersisted] = await Promise.all([
    store.items(),
    store.setting<number | null>('drift'),
    navigator.storage?.estimate?.() ?? {},
    navigator.storage?.persisted?.() ?? false,
  ])
  const isOnlyHere = (it: Item) => isWaiting(it.state) || it.state === 'rejected'
  const savedAt = items.filter(isOnlyHere).map((it) => it.savedAt)
  return warnings({
    isSecure: globalThis.isSecureContext,
    // Nothing is at stake while nothing is here.
    isPersisted: isPersisted || savedAt.length === 0,
    usage: estimate.usage ?? null,
    quota: estimate.quota ?? null,
    oldestAt: savedAt.length > 0 ? Math.min(...savedAt) : null,
    now: Date.now(),
    driftMs: driftMs ?? null,
  })
}
