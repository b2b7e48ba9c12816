/** The worker that opens these pages without a network; a newer one takes over when no work is open in any tab. */

const WORKER = '/offline-worker.js'
const SCOPE = '/app/'
const OPEN = 'socle-field-open'

export const canWorkOffline = () => globalThis.isSecureContext && 'serviceWorker' in navigator

/** Where the pages come from sources there is no worker: then they need the network. */
export async function installWorker(): Promise<void> {
  if (!canWorkOffline()) return
  const worker = await navigator.serviceWorker
    .register(WORKER, { scope: SCOPE, updateViaCache: 'none' })
    .catch(() => undefined)
  await worker?.update().catch(() => undefined)
}

/** While work is open nothing is replaced: held until the returned function is called. */
export function holdRelease(): () => void {
  const locks = navigator.locks as LockManager | undefined
  if (!locks) return () => undefined
  let end: () => void = () => undefined
  const held = new Promise<void>((resolve) => (end = resolve))
  void locks.request(OPEN, { mode: 'shared' }, () => held)
  return end
}

/** Lets a newer release in, when no tab has work open. */
export async function takeOver(): Promise<void> {
  const locks = navigator.locks as LockManager | undefined
  if (!canWorkOffline() || !locks) return
  const worker = await navigator.serviceWorker.getRegistration(SCOPE)
  if (!worker?.waiting) return
  await locks.request(OPEN, { ifAvailable: true }, (lock) => {
    if (lock) worker.waiting?.postMessage('take-over')
  })
}
