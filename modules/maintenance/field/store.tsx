/** What a technician has done, on the disk of the phone before the next screen shows. */
import * as z from 'zod/mini'
import { newId } from '#kernel/ids.ts'
import { ExecutionEvent, type Happening, type Package } from '../executions/contract.ts'
import { openDatabase, type Shelves, type StoreName, transact } from './database.tsx'
import { sha256 } from './digest.tsx'
import {
  type Carried,
  completeId,
  type Draft,
  draftId,
  type Item,
  type Kept,
  type Kit,
  type Photo,
  type Picture,
  type Setting,
  startId,
  type Vouched,
} from './rows.tsx'

/** The disk gave back something else than it was given: what the person sees must not say that it is saved. */
export class NotKept extends Error {
  constructor(cause?: unknown) {
    super('not-kept', { cause })
  }
}

/** Of the person as they act: what they say, without the ids and numbers that the store gives. */
export type Deed = { [Kind in Happening['kind']]: Happening & { kind: Kind } }[Happening['kind']]

const written: readonly StoreName[] = ['carried', 'events', 'queue', 'drafts', 'settings']

export class FieldStore {
  readonly db: IDBDatabase
  readonly memberId: string
  readonly #watchers = new Set<() => void>()
  readonly #others: BroadcastChannel | undefined

  private constructor(db: IDBDatabase, memberId: string) {
    this.db = db
    this.memberId = memberId
    if (typeof BroadcastChannel === 'undefined') return
    this.#others = new BroadcastChannel(`socle-field ${memberId}`)
    this.#others.addEventListener('message', () => this.#hear())
  }

  static async open(memberId: string, factory?: IDBFactory): Promise<FieldStore> {
    const store = new FieldStore(await openDatabase(memberId, factory), memberId)
    await store.#adopt()
    return store
  }

  close(): void {
    this.#others?.close()
    this.db.close()
  }

  readonly watch = (watcher: () => void) => {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  /** Something has changed: this tab's pages and the other tabs' look again. A channel never hears itself. */
  changed(): void {
    this.#others?.postMessage('changed')
    this.#hear()
  }

  #hear(): void {
    for (const tell of this.#watchers) tell()
  }

  /** Reads and writes in one transaction. */
  async write<T>(names: readonly StoreName[], work: (shelves: Shelves) => Promise<T>): Promise<T> {
    const result = await transact(this.db, names, 'readwrite', work)
    this.changed()
    return result
  }

  read<T>(names: readonly StoreName[], work: (shelves: Shelves) => Promise<T>): Promise<T> {
    return transact(this.db, names, 'readonly', work)
  }

  // ── what is carried ─────────────────────────────────────────────────────────────────────────────

  carried = (id: string) => this.read(['carried'], (on) => on<Carried>('carried').get(id))
  allCarried = () => this.read(['carried'], (on) => on<Carried>('carried').all())
  kits = () => this.read(['kits'], (on) => on<Kit>('kits').all())
  pictures = () => this.read(['pictures'], (on) => on<Picture>('pictures').all())
  picture = (id: string) => this.read(['pictures'], (on) => on<Picture>('pictures').get(id))
  photo = (id: string) => this.read(['photos'], (on) => on<Photo>('photos').get(id))
  items = () => this.read(['queue'], (on) => on<Item>('queue').all())
  vouched = () => this.read(['certificates'], (on) => on<Vouched>('certificates').all())

  eventsOf(executionId: string): Promise<Kept[]> {
    return this.read(['events'], (on) => on<Kept>('events').where('executionId', executionId))
  }
  itemsOf(executionId: string): Promise<Item[]> {
    return this.read(['queue'], (on) => on<Item>('queue').where('executionId', executionId))
  }
  photosOf(executionId: string): Promise<Photo[]> {
    return this.read(['photos'], (on) => on<Photo>('photos').where('executionId', executionId))
  }

  async setting<T>(id: string): Promise<T | undefined> {
    const found = await this.read(['settings'], (on) => on<Setting>('settings').get(id))
    return found?.value as T | undefined
  }
  set(id: string, value: unknown): Promise<void> {
    return this.write(['settings'], async (on) => on<Setting>('settings').put({ id, value }))
  }

  keepKit(kit: Kit, pictures: readonly Picture[]): Promise<void> {
    return this.write(['kits', 'pictures'], async (on) => {
      // Of one procedure the newest is begun; what is under way has its own steps.
      for (const it of await on<Kit>('kits').all())
        if (it.procedureId === kit.procedureId) on<Kit>('kits').remove(it.id)
      on<Kit>('kits').put(kit)
      for (const it of pictures) on<Picture>('pictures').put(it)
    })
  }

  /** What the server says of an execution; the steps it was begun with are never replaced. */
  keepPackage(told: Package): Promise<void> {
    const { execution, steps } = told
    return this.write(['carried'], async (on) => {
      const known = await on<Carried>('carried').get(execution.id)
      const { title, version, versionId } = execution
      on<Carried>('carried').put({
        id: execution.id,
        title,
        version,
        versionId,
        steps,
        place: [execution.site?.name, execution.equipment?.name].filter(Boolean).join(' · '),
        createdAt: Date.now(),
        startedAt: null,
        isFinished: false,
        ...known,
        told,
        toldAt: Date.now(),
      })
    })
  }

  /** Begins work on this phone: at once, and on the server when there is a network. */
  begin(kit: Pick<Kit, 'id' | 'number' | 'title' | 'steps'>, planned?: Carried): Promise<string> {
    const id = planned?.id ?? newId()
    return this.write(['carried', 'queue'], async (on) => {
      const known = await on<Carried>('carried').get(id)
      if (known?.startedAt) return id
      on<Carried>('carried').put({
        id,
        title: kit.title,
        version: kit.number,
        versionId: kit.id,
        steps: kit.steps,
        place: '',
        createdAt: Date.now(),
        isFinished: false,
        told: null,
        toldAt: 0,
        ...known,
        startedAt: new Date().toISOString(),
      })
      on<Item>('queue').put(newItem({ id: startId(id), executionId: id, kind: 'start', order: 0 }))
      return id
    })
  }

  // ── what was done ───────────────────────────────────────────────────────────────────────────────

  /**
   * Adds what happened, in one transaction with the end of its draft. Resolves when it is on the disk. The server keeps the
   * very same text: it is brought into shape here, before anybody hashes it.
   */
  async add(executionId: string, deeds: readonly Deed[], step?: string): Promise<void> {
    const shaped = deeds.map((what) => shape({ ...blank, what }).what)
    await this.write(written, async (on) => {
      await append(on, executionId, shaped)
      if (step !== undefined) on<Draft>('drafts').remove(draftId(executionId, step))
    })
  }

  /** A photo: its bytes first, alone, read back and compared; then what says that it was taken. */
  async addPhoto(photo: Omit<Photo, 'id' | 'sha256' | 'at'>): Promise<string> {
    const row = { ...photo, id: newId(), sha256: await sha256(photo.bytes), at: Date.now() }
    await transact(this.db, ['photos'], 'readwrite', async (on) => on<Photo>('photos').put(row))
    const found = await this.photo(row.id)
    if (!found || (await sha256(found.bytes)) !== row.sha256) {
      await transact(this.db, ['photos'], 'readwrite', async (on) => on('photos').remove(row.id))
      throw new NotKept()
    }
    await this.#say(row)
    return row.id
  }

  #say(photo: Photo): Promise<void> {
    return this.write(written, async (on) => {
      if (await on<Item>('queue').get(photo.id)) return
      await append(on, photo.executionId, [photographed(photo)], photo)
    })
  }

  /** The process died between the bytes and the word: the photo was taken all the same. */
  async #adopt(): Promise<void> {
    const [photos, items] = await Promise.all([
      this.read(['photos'], (on) => on<Photo>('photos').all()),
      this.items(),
    ])
    const said = new Set(items.map((it) => it.id))
    for (const it of photos) {
      if (said.has(it.id)) continue
      if ((await sha256(it.bytes)) === it.sha256) await this.#say(it)
    }
  }

  /** The technician says that all is done: sent when everything else is there. */
  finish(executionId: string): Promise<void> {
    return this.write(['carried', 'queue'], async (on) => {
      const known = await on<Carried>('carried').get(executionId)
      if (!known) return
      on<Carried>('carried').put({ ...known, isFinished: true })
      const id = completeId(executionId)
      on<Item>('queue').put(newItem({ id, executionId, kind: 'complete', order: LAST }))
    })
  }

  // ── what is being typed ─────────────────────────────────────────────────────────────────────────

  async draft(executionId: string, stepKey: string): Promise<unknown> {
    const id = draftId(executionId, stepKey)
    return (await this.read(['drafts'], (on) => on<Draft>('drafts').get(id)))?.value
  }
  keepDraft(executionId: string, stepKey: string, value: unknown): Promise<void> {
    const row = { id: draftId(executionId, stepKey), value, at: Date.now() }
    return transact(this.db, ['drafts'], 'readwrite', async (on) => on<Draft>('drafts').put(row))
  }
}

const LAST = Number.MAX_SAFE_INTEGER

const blank = {
  id: '00000000-0000-7000-8000-000000000000',
  deviceId: '00000000-0000-7000-8000-000000000000',
  sequence: 1,
  deviceAt: '2026-01-01T00:00:00.000Z',
  steadyMs: 0,
}
/** As it is after a journey in JSON, and as the server's own shape leaves it. */
const shape = (event: unknown) => z.parse(ExecutionEvent, JSON.parse(JSON.stringify(event)))

const photographed = (photo: Photo): Deed => ({
  kind: 'photographed',
  stepKey: photo.stepKey,
  photoId: photo.id,
  sha256: photo.sha256,
  bytes: photo.bytes.byteLength,
  name: photo.name,
})

const newItem = (
  about: Pick<Item, 'id' | 'executionId' | 'kind' | 'order'> & Partial<Item>,
): Item => ({
  state: 'saved',
  key: newId(),
  failures: 0,
  nextAt: 0,
  savedAt: Date.now(),
  code: null,
  facts: {},
  bytes: 0,
  sent: 0,
  discardedFor: null,
  ...about,
})

/** Numbers follow on without a gap, whichever tab adds: transactions on one store wait for each other. */
async function append(
  on: Shelves,
  executionId: string,
  deeds: readonly Deed[],
  photo?: Photo,
): Promise<void> {
  const deviceId = await deviceOf(on)
  const known = await on<Kept>('events').where('executionId', executionId)
  const own = known
    .filter((it) => it.event.deviceId === deviceId)
    .toSorted((a, b) => a.event.sequence - b.event.sequence)
  let sequence = own.at(-1)?.event.sequence ?? 0
  for (const what of deeds) {
    sequence += 1
    const id = newId()
    const deviceAt = new Date().toISOString()
    const steadyMs = Math.round(performance.now())
    const event = shape({ id, deviceId, sequence, deviceAt, steadyMs, what: onTop(what, own) })
    own.push({ id, executionId, event })
    on<Kept>('events').put({ id, executionId, event })
    on<Item>('queue').put(newItem({ id, executionId, kind: 'event', order: sequence }))
    if (!photo) continue
    const bytes = photo.bytes.byteLength
    const order = sequence
    on<Item>('queue').put(newItem({ id: photo.id, executionId, kind: 'photo', order, bytes }))
  }
}

/** Two answers in one breath: each was given on top of the one before, which the page had not seen yet. */
function onTop(what: Deed, own: readonly Kept[]): Deed {
  if (what.kind !== 'answered' && what.kind !== 'commented') return what
  const { kind, stepKey, base } = what
  const same = own.filter(({ event: it }) => it.what.kind === kind && it.what.stepKey === stepKey)
  const isUnseen = same.some(({ event: it }) => 'base' in it.what && it.what.base === base)
  return isUnseen ? { ...what, base: same.at(-1)!.id } : what
}

/** This browser, for this member: made once, and counted by. */
async function deviceOf(on: Shelves): Promise<string> {
  const found = await on<Setting>('settings').get('device')
  if (found) return String(found.value)
  const id = newId()
  on<Setting>('settings').put({ id: 'device', value: id })
  return id
}
