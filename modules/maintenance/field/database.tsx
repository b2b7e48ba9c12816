/** The browser's own database, as promises: one for each member, so that no one finds another's work on a shared phone. */

/** Photos have a store of their own: a blob that fails takes no answer with it. */
const stores = {
  settings: [],
  carried: [],
  kits: [],
  events: ['executionId'],
  queue: ['executionId', 'state'],
  photos: ['executionId'],
  drafts: [],
  certificates: ['executionId'],
  pictures: [],
} as const
export type StoreName = keyof typeof stores

const VERSION = 1

/** Opens the database of a member; what an older release wrote is brought up to date. */
export function openDatabase(memberId: string, factory = indexedDB): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(`socle-field ${memberId}`, VERSION)
    opening.addEventListener('upgradeneeded', () => {
      for (const [name, indexes] of Object.entries(stores)) {
        if (opening.result.objectStoreNames.contains(name)) continue
        const store = opening.result.createObjectStore(name, { keyPath: 'id' })
        for (const it of indexes) store.createIndex(it, it)
      }
    })
    opening.addEventListener('success', () => {
      // Another tab has a newer release: it must not wait for this one.
      opening.result.addEventListener('versionchange', () => opening.result.close())
      resolve(opening.result)
    })
    opening.addEventListener('error', () => reject(opening.error!))
  })
}

/** The answer of one request inside a transaction. */
export const asked = <T,>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error!))
  })

/** One store inside a transaction. */
export type Shelf<Row extends { id: string }> = {
  get(id: string): Promise<Row | undefined>
  all(): Promise<Row[]>
  /** Those whose indexed field is this. */
  where(index: string, value: string): Promise<Row[]>
  put(row: Row): void
  remove(id: string): void
}

function shelf<Row extends { id: string }>(store: IDBObjectStore): Shelf<Row> {
  return {
    get: (id) => asked(store.get(id) as IDBRequest<Row | undefined>),
    all: () => asked(store.getAll() as IDBRequest<Row[]>),
    where: (index, value) => asked(store.index(index).getAll(value) as IDBRequest<Row[]>),
    put: (row) => void store.put(row),
    remove: (id) => void store.delete(id),
  }
}

export type Shelves = <Row extends { id: string }>(name: StoreName) => Shelf<Row>

/**
 * Runs `work` in one transaction and resolves when it is on the disk: all of it, or, when anything in it throws, nothing.
 * `work` waits for nothing but its own requests.
 */
export function transact<T>(
  db: IDBDatabase,
  names: readonly StoreName[],
  mode: 'readonly' | 'readwrite',
  work: (shelves: Shelves) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(names, mode, { durability: 'strict' })
    let result: T
    let thrown: unknown
    transaction.addEventListener('complete', () => resolve(result))
    transaction.addEventListener('abort', () =>
      reject(thrown ?? transaction.error ?? new Error('aborted')),
    )
    work((name) => shelf(transaction.objectStore(name))).then(
      (value) => void (result = value),
      (error: unknown) => {
        thrown = error
        try {
          transaction.abort()
        } catch {
          reject(error) // it was over already
        }
      },
    )
  })
}
