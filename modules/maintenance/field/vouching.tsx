/** The server's word that it has all: compared with the phone's own count, and only then may anything be forgotten. */
import type { Call } from '#web/api.tsx'
import { type Certificate, readCertificate } from '../executions/contract.ts'
import { isRunning } from '../executions/rules.ts'
import { chainOf, sha256 } from './digest.tsx'
import { moveItems } from './queue.tsx'
import type { Carried, Draft, Item, Vouched } from './rows.tsx'
import { differences, isThere, KEPT_AFTER_MS, type OwnCount } from './rules.ts'
import type { FieldStore } from './store.tsx'

/** What this phone holds of an execution, by device: another one's work may have been read back here from a file. */
export async function ownCounts(store: FieldStore, executionId: string): Promise<OwnCount[]> {
  const [kept, items] = await Promise.all([store.eventsOf(executionId), store.itemsOf(executionId)])
  // What was refused is not there, and keeps everything here until a person has decided.
  const refused = new Set(items.filter((it) => isAnswered(it.state)).map((it) => it.id))
  const devices = [...new Set(kept.map((it) => it.event.deviceId))]
  return Promise.all(
    devices.map(async (deviceId) => {
      const events = kept
        .filter((it) => it.event.deviceId === deviceId)
        .map((it) => it.event)
        .toSorted((a, b) => a.sequence - b.sequence)
      const files = events.flatMap(({ what }) =>
        what.kind === 'photographed' && !refused.has(what.photoId)
          ? [{ photoId: what.photoId, sha256: what.sha256 }]
          : [],
      )
      const digest = await chainOf(executionId, deviceId, events)
      return { executionId, deviceId, events: events.length, digest, files }
    }),
  )
}

const vouchedId = (of: { executionId: string; deviceId: string }) =>
  `${of.executionId} ${of.deviceId}`

/** Asks for the certificate when there is nothing left to send that it could lack. */
export async function vouch(store: FieldStore, call: Call, executionId: string): Promise<void> {
  const items = await store.itemsOf(executionId)
  const isSent = items.every(
    (it) => it.kind === 'complete' || isThere(it.state) || isAnswered(it.state),
  )
  if (!isSent) return
  const counts = await ownCounts(store, executionId)
  const isNew = items.some((it) => it.state === 'acknowledged' || it.state === 'conflict')
  if (!isNew && (await isVouched(store, counts))) return
  let isWhole = true
  for (const own of counts) {
    const { deviceId } = own
    const certificate = await call(readCertificate, { executionId, deviceId })
    const found = differences(certificate, own)
    await keep(store, certificate, own, found)
    if (found.length > 0) isWhole = false
  }
  if (!isWhole) return
  const ids = items.map((it) => it.id)
  await moveItems(store, ids, 'certify', 'phone')
}

const isAnswered = (state: Item['state']) => state === 'rejected' || state === 'discarded'

function keep(
  store: FieldStore,
  certificate: Certificate,
  own: OwnCount,
  differs: string[],
): Promise<void> {
  const { executionId, deviceId } = own
  const { events, digest, files, issuedAt } = certificate
  const id = vouchedId(own)
  const row = { id, executionId, deviceId, events, digest, files, issuedAt, differs }
  return store.write(['certificates'], async (on) => on<Vouched>('certificates').put(row))
}

/**
 * Whether all that this phone holds of it is on the server, by a certificate that says the same as the phone counts now,
 * bytes of photos included.
 */
export async function isProved(store: FieldStore, executionId: string): Promise<boolean> {
  const items = await store.itemsOf(executionId)
  const isDone = (it: Item) =>
    it.state === 'certified' || it.state === 'purgeable' || it.state === 'discarded'
  if (!items.every(isDone)) return false
  const counts = await ownCounts(store, executionId)
  if (!(await isVouched(store, counts))) return false
  const wanted = new Map(counts.flatMap((it) => it.files).map((it) => [it.photoId, it.sha256]))
  for (const photo of await store.photosOf(executionId)) {
    const said = wanted.get(photo.id)
    if (said !== undefined && (await sha256(photo.bytes)) !== said) return false
  }
  return true
}

/** The last certificates say what is counted now. */
async function isVouched(store: FieldStore, counts: readonly OwnCount[]): Promise<boolean> {
  const proofs = new Map((await store.vouched()).map((it) => [it.id, it]))
  return counts.every((own) => {
    const proof = proofs.get(vouchedId(own))
    return proof !== undefined && differences(proof, own).length === 0
  })
}

/** Forgets an execution on this phone; refuses while anything of it is only here. */
export async function forget(store: FieldStore, executionId: string): Promise<boolean> {
  if (!(await isProved(store, executionId))) return false
  const items = await store.itemsOf(executionId)
  await moveItems(
    store,
    items.map((it) => it.id),
    'release',
    'phone',
  )
  const photos = (await store.photosOf(executionId)).map((it) => it.id)
  const names = ['carried', 'events', 'queue', 'photos', 'drafts', 'certificates'] as const
  await store.write(names, async (on) => {
    // Something was added in this very moment: it stays, and so does the rest.
    const now = await on<Item>('queue').where('executionId', executionId)
    if (now.length !== items.length) return
    for (const name of ['events', 'queue', 'certificates'] as const)
      for (const it of await on(name).where('executionId', executionId)) on(name).remove(it.id)
    for (const id of photos) on('photos').remove(id)
    for (const it of await on<Draft>('drafts').all())
      if (it.id.startsWith(executionId)) on('drafts').remove(it.id)
    on<Carried>('carried').remove(executionId)
  })
  return true
}

/** What is over, proved, and was looked at a week ago leaves the phone by itself. */
export async function tidy(store: FieldStore, now = Date.now()): Promise<void> {
  for (const { id, told, toldAt } of await store.allCarried()) {
    const isOver = told !== null && !isRunning(told.execution.state)
    if (isOver && told.execution.state !== 'planned' && now - toldAt > KEPT_AFTER_MS)
      await forget(store, id)
  }
}
