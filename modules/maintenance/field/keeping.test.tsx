import { locks } from 'node:worker_threads'
import { IDBFactory } from 'fake-indexeddb'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { Problem } from '#kernel/contract.ts'
import { maintenance, publish, usualSteps } from '#tests/maintenance.ts'
import { tunnel } from '#tests/tunnel.tsx'
import { readPackage } from '../executions/contract.ts'
import { abandonExecution } from '../executions/office/contract.ts'
import { transact } from './database.tsx'
import { BrokenFile, readBack, writeFile } from './exports.tsx'
import { discardItem, moveItems, retryItem } from './queue.tsx'
import type { Kit } from './rows.tsx'
import { loadRun } from './run.tsx'
import { Sender } from './sending.tsx'
import { FieldStore } from './store.tsx'
import { forget, isProved } from './vouching.tsx'

Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })

async function scene() {
  const here = await maintenance()
  const { versionId } = await publish(here.ana, usualSteps)
  const kit: Kit = {
    id: versionId,
    procedureId: versionId,
    number: 1,
    title: 'Contrôle annuel',
    category: '',
    steps: usualSteps,
    fetchedAt: 0,
  }
  return { ...here, kit }
}

async function jpeg(): Promise<ArrayBuffer> {
  const create = { width: 8, height: 8, channels: 3, background: '#804020' } as const
  return new Uint8Array(await sharp({ create }).jpeg().toBuffer()).buffer
}

const picture = (executionId: string, bytes: ArrayBuffer, stepKey = 'photo') => ({
  executionId,
  stepKey,
  name: 'photo.jpg',
  type: 'image/jpeg',
  bytes,
})

test('what is typed is on the disk, and gone in the transaction that says it', async () => {
  const factory = new IDBFactory()
  const { kit } = await scene()
  const store = await FieldStore.open('member', factory)
  const id = await store.begin(kit)
  await store.keepDraft(id, 'riso', { typed: '4' })
  store.close()
  const again = await FieldStore.open('member', factory)
  expect(await again.draft(id, 'riso')).toEqual({ typed: '4' })
  // Refused as a whole: the draft stays.
  const wrong = { kind: 'skipped', stepKey: 'riso', reason: ' ' } as const
  await expect(again.add(id, [wrong], 'riso')).rejects.toThrow()
  expect(await again.draft(id, 'riso')).toEqual({ typed: '4' })
  expect(await again.eventsOf(id)).toEqual([])
  await again.add(id, [{ kind: 'done', stepKey: 'riso' }], 'riso')
  expect(await again.draft(id, 'riso')).toBeUndefined()
  again.close()
})

test('two answers in one breath are one after the other, not two that differ', async () => {
  const { kit, bob, ...world } = await scene()
  const store = await FieldStore.open(bob.id, new IDBFactory())
  const sender = new Sender(store, tunnel({ world, who: bob }).call)
  const id = await store.begin(kit)
  const say = (text: string) =>
    store.add(id, [{ kind: 'commented', stepKey: 'lock', text, base: null }])
  await Promise.all([say('un'), say('deux'), say('trois')])
  await sender.send()
  sender.stop()
  const run = await loadRun(store, id)
  expect(run?.tally.conflicts).toBe(0)
  expect(run?.steps[0]?.comment).toBe('trois')
  store.close()
})

test('a process that died between the bytes of a photo and the word takes it up again', async () => {
  const { kit, bob } = await scene()
  const factory = new IDBFactory()
  const store = await FieldStore.open(bob.id, factory)
  const id = await store.begin(kit)
  const photoId = await store.addPhoto(picture(id, await jpeg()))
  // As it lies there when only the first of the two transactions was reached.
  const kept = await store.photo(photoId)
  const names = ['events', 'queue', 'photos'] as const
  await transact(store.db, names, 'readwrite', async (on) => {
    for (const name of ['events', 'queue'] as const)
      for (const it of await on(name).where('executionId', id)) on(name).remove(it.id)
    on('photos').put(kept!)
    // And one whose bytes did not all arrive is none.
    on('photos').put({ ...kept!, id: 'half', bytes: kept!.bytes.slice(1) } as never)
  })
  store.close()
  const again = await FieldStore.open(bob.id, factory)
  const [event, ...others] = await again.eventsOf(id)
  expect(event?.event.what).toMatchObject({ kind: 'photographed', photoId })
  expect(others).toEqual([])
  again.close()
})

test('a phone that died while it was sending sends it again, on a line without a fault', async () => {
  const { kit, bob, ...world } = await scene()
  const factory = new IDBFactory()
  const store = await FieldStore.open(bob.id, factory)
  const id = await store.begin(kit)
  await store.add(id, [{ kind: 'done', stepKey: 'lock' }])
  const ids = (await store.items()).map((it) => it.id)
  await moveItems(store, ids, 'enqueue', 'phone')
  await moveItems(store, ids, 'send', 'phone')
  store.close()
  const again = await FieldStore.open(bob.id, factory)
  const sender = new Sender(again, tunnel({ world, who: bob }).call)
  await sender.send()
  sender.stop()
  expect(await isProved(again, id)).toBe(true)
  again.close()
})

test('work on an execution that the office ended stays visible until a person gives it up, with a reason', async () => {
  const { kit, bob, ana, ...world } = await scene()
  const store = await FieldStore.open(bob.id, new IDBFactory())
  const sender = new Sender(store, tunnel({ world, who: bob }).call)
  const id = await store.begin(kit)
  await store.add(id, [{ kind: 'done', stepKey: 'lock' }])
  await sender.send()
  await ana.call(abandonExecution, { executionId: id, reason: 'Le client a annulé la visite.' })
  await store.add(id, [{ kind: 'commented', stepKey: 'riso', text: 'Trop tard', base: null }])
  const photoId = await store.addPhoto(picture(id, await jpeg()))
  await sender.hurry()
  const refused = async () =>
    (await store.itemsOf(id)).filter((it) => it.state === 'rejected').map((it) => it.code)
  expect(await refused()).toEqual(Array(3).fill('executions/closed'))
  expect((await loadRun(store, id))?.tally.rejected).toBe(3)
  expect(await forget(store, id)).toBe(false)

  // Sent again it is refused again; nobody throws it away but a person.
  const [first] = (await store.itemsOf(id)).filter((it) => it.state === 'rejected')
  await retryItem(store, first!.id)
  await sender.hurry()
  expect(await refused()).toHaveLength(3)
  await expect(discardItem(store, `start ${id}`, 'non')).rejects.toBeInstanceOf(Problem)
  for (const it of (await store.itemsOf(id)).filter((one) => one.state === 'rejected'))
    await discardItem(store, it.id, 'Vu avec le bureau')
  await sender.hurry()
  sender.stop()
  expect((await store.itemsOf(id)).find((it) => it.id === photoId)?.discardedFor).toBe(
    'Vu avec le bureau',
  )
  expect(await isProved(store, id)).toBe(true)
  expect(await forget(store, id)).toBe(true)
  // What was said too late is on the server all the same, and counts for nothing.
  const { package: told } = await bob.call(readPackage, { executionId: id })
  expect(told?.events.map((it) => it.refusal)).toEqual([
    null,
    'executions/closed',
    'executions/closed',
  ])
  store.close()
})

test('two phones that measured otherwise keep both values, and say so', async () => {
  const { kit, bob, ...world } = await scene()
  const { call } = tunnel({ world, who: bob })
  const phones = [
    await FieldStore.open(bob.id, new IDBFactory()),
    await FieldStore.open(bob.id, new IDBFactory()),
  ] as const
  const senders = phones.map((it) => new Sender(it, call))
  const id = await phones[0].begin(kit)
  await phones[0].add(id, [{ kind: 'done', stepKey: 'lock' }])
  await senders[0]!.send()
  const { package: told } = await bob.call(readPackage, { executionId: id })
  await phones[1].keepPackage(JSON.parse(JSON.stringify(told)))
  for (const [i, store] of phones.entries()) {
    const answer = { kind: 'measure', value: 10 + i } as const
    await store.add(id, [{ kind: 'answered', stepKey: 'riso', answer, base: null }])
  }
  for (const it of senders) await it.hurry()
  for (const it of senders) await it.hurry()
  // The end is refused, said with its reason, and the work stays open.
  await phones[0].finish(id)
  await senders[0]!.hurry()
  const [first] = [await loadRun(phones[0], id)]
  expect(first).toMatchObject({ isOpen: true, isFinished: false })
  expect(first?.refusedEnd?.code).toMatch(/^executions\/(conflict|step|gate)-open$/)
  senders.forEach((it) => it.stop())
  for (const store of phones) {
    const run = await loadRun(store, id)
    expect(run?.tally.conflicts).toBe(1)
    const values = run!.events.flatMap(({ what }) =>
      what.kind === 'answered' && what.answer.kind === 'measure' ? [what.answer.value] : [],
    )
    expect(values.toSorted()).toEqual([10, 11])
    store.close()
  }
})

test('a file brings the work of a drowned phone to another one; a broken one changes nothing', async () => {
  const { kit, bob, ...world } = await scene()
  const drowned = await FieldStore.open(bob.id, new IDBFactory())
  const id = await drowned.begin(kit)
  await drowned.add(id, [{ kind: 'done', stepKey: 'lock' }])
  await drowned.addPhoto(picture(id, await jpeg()))
  const file = await writeFile(drowned, id)
  drowned.close()

  const other = await FieldStore.open(bob.id, new IDBFactory())
  const bytes = new Uint8Array(await file.arrayBuffer())
  const broken = bytes.slice()
  broken[broken.length - 1]! ^= 1
  for (const it of [broken, bytes.slice(0, -10), bytes.slice(20), new Uint8Array(5)])
    await expect(readBack(other, new Blob([it]))).rejects.toBeInstanceOf(BrokenFile)
  expect(await other.allCarried()).toEqual([])
  expect(await readBack(other, file)).toBe(id)
  expect(await readBack(other, file)).toBe(id)
  // This phone goes on with numbers of its own.
  await other.add(id, [{ kind: 'commented', stepKey: 'riso', text: 'Repris', base: null }])
  const sender = new Sender(other, tunnel({ world, who: bob }).call)
  await sender.hurry()
  sender.stop()
  const { package: told } = await bob.call(readPackage, { executionId: id })
  expect(told?.events.map((it) => it.sequence).toSorted()).toEqual([1, 1, 2])
  expect(told?.photos.map((it) => it.state)).toEqual(['here'])
  expect(await isProved(other, id)).toBe(true)
  other.close()
})
