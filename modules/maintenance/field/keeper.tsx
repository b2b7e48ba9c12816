/** Holds the store of who is logged in, and keeps sending while any page of the workspace is open. */
import { use, useEffect, useState, useSyncExternalStore } from 'react'
import { type Call, useCall } from '#web/api.tsx'
import { useWorkspace } from '#web/session.tsx'
import type { Sender } from './sending.tsx'
import { FieldStore } from './store.tsx'

export type Keeper = { store: FieldStore; sender: Sender }

const open = new Map<string, Promise<Keeper>>()

function keeperOf(memberId: string, call: Call): Promise<Keeper> {
  const known = open.get(memberId)
  if (known) return known
  const opening = begin(memberId, call)
  open.set(memberId, opening)
  opening.catch(() => open.delete(memberId))
  return opening
}

/** What sends comes after the page: it is not needed to see what is here. */
async function begin(memberId: string, call: Call): Promise<Keeper> {
  const [store, { Sender }, { tidy }] = await Promise.all([
    FieldStore.open(memberId),
    import('./sending.tsx'),
    import('./vouching.tsx'),
  ])
  void tidy(store).catch(() => undefined) // next time
  return { store, sender: new Sender(store, call) }
}

/** The phone's store and what sends from it. Suspends until the database is open. */
export function useKeeper(): Keeper {
  const call = useCall()
  const { member } = useWorkspace()
  return use(keeperOf(member?.id ?? '', call))
}

/** Sends as soon as something is added, when the line is back, and when the person looks again. */
export function useSending({ store, sender }: Keeper): void {
  useEffect(() => {
    const hurry = () => void sender.hurry()
    const look = () => document.visibilityState === 'visible' && hurry()
    let waiting = 0
    const send = async () => {
      const now = (await store.items()).filter((it) => it.state === 'saved').length
      if (now > 0 && now !== waiting) void sender.send()
      waiting = now
    }
    hurry()
    const end = store.watch(() => void send())
    addEventListener('online', hurry)
    document.addEventListener('visibilitychange', look)
    return () => {
      end()
      removeEventListener('online', hurry)
      document.removeEventListener('visibilitychange', look)
    }
  }, [store, sender])
}

/** What the store holds, read anew after each change; undefined until it was read first. */
export function useStored<T>(
  store: FieldStore,
  load: () => Promise<T>,
  key: string,
): T | undefined {
  const [found, set] = useState<{ key: string; value: T }>()
  useEffect(() => {
    let isGone = false
    let turn = 0
    const read = async () => {
      const mine = ++turn
      const value = await load()
      if (!isGone && mine === turn) set({ key, value })
    }
    void read()
    const end = store.watch(() => void read())
    return () => {
      isGone = true
      end()
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says what is loaded
  }, [store, key])
  return found?.key === key ? found.value : undefined
}

const lineWatch = (tell: () => void) => {
  addEventListener('online', tell)
  addEventListener('offline', tell)
  return () => {
    removeEventListener('online', tell)
    removeEventListener('offline', tell)
  }
}

/** Whether the server was reached when it was last tried, as far as the device itself does not know better. */
export function useLine({ store, sender }: Keeper) {
  const line = useSyncExternalStore(store.watch, () => sender.line)
  const isOnline = useSyncExternalStore(lineWatch, () => navigator.onLine)
  return isOnline ? line : 'cut'
}
