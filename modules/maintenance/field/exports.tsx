/** A `.socle` file: all of an execution that lies on this phone, photos included, to be read back here or elsewhere. */
import * as z from 'zod/mini'
import { newId } from '#kernel/ids.ts'
import { ExecutionEvent } from '../executions/contract.ts'
import { Step } from '../steps/contract.ts'
import { sha256 } from './digest.tsx'
import { type Carried, type Item, type Kept, type Photo, startId } from './rows.tsx'
import type { FieldStore } from './store.tsx'

/** First the length of what follows as JSON, then that, then the bytes of the photos one after the other. */
const SIGN = 'SOCLE-FIELD 1\n'
const LENGTH_DIGITS = 12

const Contents = z.object({
  execution: z.object({
    id: z.uuid(),
    title: z.string(),
    version: z.int(),
    versionId: z.uuid(),
    place: z.string(),
    steps: z.array(Step),
    createdAt: z.number(),
    startedAt: z.nullable(z.string()),
    isFinished: z.boolean(),
  }),
  events: z.array(ExecutionEvent),
  photos: z.array(
    z.object({
      id: z.uuid(),
      stepKey: z.string(),
      name: z.string(),
      type: z.string(),
      sha256: z.string(),
      bytes: z.int(),
      at: z.number(),
    }),
  ),
})

/** It is no such file, it was cut, or a photo in it is not what it was. */
export class BrokenFile extends Error {}

export async function writeFile(store: FieldStore, executionId: string): Promise<Blob> {
  const [carried, kept, photos] = await Promise.all([
    store.carried(executionId),
    store.eventsOf(executionId),
    store.photosOf(executionId),
  ])
  if (!carried) throw new BrokenFile('nothing is here')
  const contents = {
    execution: carried,
    events: kept.map((it) => it.event).toSorted((a, b) => a.sequence - b.sequence),
    photos: photos.map((it) => ({ ...it, bytes: it.bytes.byteLength })),
  }
  const words = new TextEncoder().encode(JSON.stringify(z.parse(Contents, contents)))
  const length = String(words.byteLength).padStart(LENGTH_DIGITS, '0')
  return new Blob([SIGN, length, '\n', words, ...photos.map((it) => it.bytes)], {
    type: 'application/octet-stream',
  })
}

/** Puts what is missing back on the disk, to be sent; what is here already stays as it is. Answers the execution's id. */
export async function readBack(store: FieldStore, file: Blob): Promise<string> {
  const { execution, events, photos } = await opened(file)
  await store.write(['carried', 'events', 'queue'], async (on) => {
    const known = await on<Carried>('carried').get(execution.id)
    if (!known) on<Carried>('carried').put({ ...execution, told: null, toldAt: 0 })
    const item = (about: Pick<Item, 'id' | 'kind' | 'order'> & Partial<Item>) =>
      put(on('queue'), { executionId: execution.id, ...about })
    if (execution.startedAt) await item({ id: startId(execution.id), kind: 'start', order: 0 })
    for (const event of events) {
      const { id, sequence: order } = event
      if (!(await on<Kept>('events').get(id)))
        on<Kept>('events').put({ id, executionId: execution.id, event })
      await item({ id, kind: 'event', order })
    }
  })
  for (const { row, bytes } of photos) {
    await store.write(['photos', 'queue', 'events'], async (on) => {
      const { id, stepKey, name, type, sha256: digest, at } = row
      const photo = {
        id,
        executionId: execution.id,
        stepKey,
        name,
        type,
        sha256: digest,
        at,
        bytes,
      }
      if (!(await on<Photo>('photos').get(id))) on<Photo>('photos').put(photo)
      const order = events.find(
        ({ what }) => what.kind === 'photographed' && what.photoId === id,
      )?.sequence
      const size = { order: order ?? 0, bytes: bytes.byteLength }
      await put(on('queue'), { id, executionId: execution.id, kind: 'photo', ...size })
    })
  }
  return execution.id
}

type Queue = { get(id: string): Promise<unknown>; put(row: Item): void }

async function put(
  queue: Queue,
  about: Pick<Item, 'id' | 'executionId' | 'kind' | 'order'> & Partial<Item>,
): Promise<void> {
  if (await queue.get(about.id)) return
  queue.put({
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
}

async function opened(file: Blob) {
  const head = SIGN.length + LENGTH_DIGITS + 1
  const beginning = await file.slice(0, head).text()
  const length = Number(beginning.slice(SIGN.length, head - 1))
  if (!beginning.startsWith(SIGN) || !Number.isInteger(length)) throw new BrokenFile('no such file')
  const read = z.safeParse(Contents, parsed(await file.slice(head, head + length).text()))
  if (!read.success) throw new BrokenFile('not whole')
  let at = head + length
  const photos = []
  for (const row of read.data.photos) {
    const bytes = await file.slice(at, at + row.bytes).arrayBuffer()
    if ((await sha256(bytes)) !== row.sha256) throw new BrokenFile(row.name)
    photos.push({ row, bytes })
    at += row.bytes
  }
  return { ...read.data, photos }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
