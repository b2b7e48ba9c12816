import { locks } from 'node:worker_threads'
import { IDBFactory } from 'fake-indexeddb'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Endpoint } from '#kernel/contract.ts'
import { everyPair } from '#tests/pairs.ts'
import { maintenance, publish, usualSteps } from '#tests/maintenance.ts'
import { type Fate, tunnel } from '#tests/tunnel.tsx'
import { Dice } from '#tests/fuzz/dice.ts'
import { readCertificate, readPackage, sendEvents } from '../executions/contract.ts'
import { byLease } from './exclusive.tsx'
import { moved, type QueueActor } from './queue.tsx'
import { type Item, type Kit, startId } from './rows.tsx'
import { type QueueMove, type QueueState, queueStates } from './rules.ts'
import { Sender } from './sending.tsx'
import { FieldStore } from './store.tsx'
import { forget, isProved } from './vouching.tsx'

// The locks of the platform that the tests run on are those of browsers.
Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })

const photoOf = async (seed: number, side = 24) => {
  const noise = Buffer.alloc(side * side * 3)
  for (let i = 0, x = seed + 1; i < noise.length; i++) {
    x = (x * 48_271) % 2_147_483_647
    noise[i] = x
  }
  const raw = { width: side, height: side, channels: 3 } as const
  const bytes = await sharp(noise, { raw }).jpeg({ quality: 95 }).toBuffer()
  return new Uint8Array(bytes).buffer
}

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

const photo = (executionId: string, stepKey: string, bytes: ArrayBuffer, name = 'photo.jpg') => ({
  executionId,
  stepKey,
  name,
  type: 'image/jpeg',
  bytes,
})

test('every state × move of the queue is as declared', async () => {
  const item = (state: QueueState) => ({ id: 'a', state }) as Item
  const attempt = async (at: { state: QueueState; move: QueueMove; actor: QueueActor }) =>
    moved(item(at.state), at.move, at.actor).state
  expect(await everyPair(queueStates, attempt)).toEqual([])
})

test('a day without a network arrives whole, and is forgotten only against a certificate that is right', async () => {
  const { kit, bob, ...world } = await scene()
  const factory = new IDBFactory()
  const store = await FieldStore.open(bob.id, factory)
  let fate: Fate = 'lost'
  let forged = {}
  const line = tunnel({
    world,
    who: bob,
    fateOf: () => fate,
    answer: (endpoint, reply) => (endpoint === readCertificate ? { ...reply, ...forged } : reply),
  })
  const sender = new Sender(store, line.call)
  const id = await store.begin(kit)
  const large = await photoOf(7, 800)
  expect(large.byteLength).toBeGreaterThan(2 * 256 * 1024)
  await store.add(id, [{ kind: 'done', stepKey: 'lock' }])
  await store.add(id, [
    { kind: 'answered', stepKey: 'riso', answer: { kind: 'measure', value: 42 }, base: null },
    { kind: 'commented', stepKey: 'riso', text: '  bien au sec  ', base: null },
    { kind: 'done', stepKey: 'riso' },
  ])
  await store.addPhoto(photo(id, 'photo', large))
  await store.add(id, [{ kind: 'done', stepKey: 'photo' }])
  await store.finish(id)
  await sender.send()
  sender.stop()
  expect(await forget(store, id)).toBe(false)

  // Nobody is logged in: nothing fails, nothing is lost.
  fate = 'signed-out'
  await sender.hurry()
  expect(sender.line).toBe('signed-out')
  expect((await store.items()).filter((it) => it.state === 'rejected')).toEqual([])

  // The line is back, and somebody forges the certificate.
  fate = 'well'
  forged = { digest: 'f'.repeat(64) }
  await sender.hurry()
  sender.stop()
  expect(new Set((await store.items()).map((it) => it.state))).toEqual(new Set(['acknowledged']))
  expect((await store.vouched())[0]?.differs).toEqual(['digest'])
  expect(await forget(store, id)).toBe(false)
  expect(await store.eventsOf(id)).toHaveLength(6)

  forged = {}
  await sender.hurry()
  sender.stop()
  expect(new Set((await store.items()).map((it) => it.state))).toEqual(new Set(['certified']))
  const { package: told } = await bob.call(readPackage, { executionId: id })
  expect(told?.execution.state).toBe('completed')
  expect(told?.events.map((it) => it.id).toSorted()).toEqual(
    (await store.eventsOf(id)).map((it) => it.id).toSorted(),
  )
  // One byte changed on the phone's own disk: it does not count as proved.
  const [kept] = await store.photosOf(id)
  const changed = kept!.bytes.slice(0)
  new Uint8Array(changed)[100]! ^= 1
  await store.write(['photos'], async (on) => on('photos').put({ ...kept!, bytes: changed } as any))
  expect(await isProved(store, id)).toBe(false)
  await store.write(['photos'], async (on) => on('photos').put(kept as any))
  expect(await forget(store, id)).toBe(true)
  expect(await store.carried(id)).toBeUndefined()
  expect(await store.items()).toEqual([])
  store.close()
})

test('two tabs send at once, and everything arrives once', async () => {
  const { kit, bob, ...world } = await scene()
  const factory = new IDBFactory()
  const tabs = [await FieldStore.open(bob.id, factory), await FieldStore.open(bob.id, factory)]
  const line = tunnel({ world, who: bob })
  const senders = tabs.map((it) => new Sender(it, line.call))
  const id = await tabs[0]!.begin(kit)
  await Promise.all(
    tabs.map((it, i) =>
      it.add(id, [{ kind: 'commented', stepKey: 'lock', text: `${i}`, base: null }]),
    ),
  )
  await Promise.all(senders.map((it) => it.send()))
  await Promise.all(senders.map((it) => it.hurry()))
  senders.forEach((it) => it.stop())
  const sent = line.seen.filter((it) => it.endpoint === sendEvents).flatMap((it) => it.input.events)
  expect(sent.map((it: { sequence: number }) => it.sequence)).toEqual([1, 2])
  expect(line.seen.filter((it) => it.endpoint.path === '/executions')).toHaveLength(1)
  tabs.forEach((it) => it.close())
})

test('without locks a lease does the same, and ends by itself when its tab has died', async () => {
  const store = await FieldStore.open('member', new IDBFactory())
  let now = 0
  const clock = () => now
  const done: string[] = []
  let finish = () => {}
  const first = byLease(store, () => new Promise((resolve) => (finish = resolve)), clock)
  await new Promise((next) => setTimeout(next, 20))
  expect(await byLease(store, async () => void done.push('second'), clock)).toBe(false)
  // The first tab is dead as far as anybody can see.
  now += 21_000
  expect(await byLease(store, async () => void done.push('third'), clock)).toBe(true)
  finish()
  expect(await first).toBe(true)
  expect(await byLease(store, async () => void done.push('fourth'), clock)).toBe(true)
  expect(done).toEqual(['third', 'fourth'])
  store.close()
})

const ROUNDS = Number(process.env['SOCLE_ROUNDS'] ?? 1000)
const ROUNDS_EACH = 100

test(
  `${ROUNDS} rounds of lost requests, lost answers and dying phones: nothing is lost, nothing is there twice`,
  async () => {
    const { kit, bob, ...world } = await scene()
    const chance = new Dice(Number(process.env['SOCLE_SEED'] ?? 20_261_121))
    const fates: Fate[] = ['well', 'well', 'well', 'lost', 'unheard', 'busy']
    let isMended = false
    const fateOf = (_: Endpoint<any, any>): Fate => (isMended ? 'well' : chance.pick(fates))
    const turns = () => chance.below(3)
    const { call } = tunnel({ world, who: bob, fateOf, turns })
    const pictures = await Promise.all(Array.from({ length: 5 }, (_, i) => photoOf(i)))

    for (let done = 0; done < ROUNDS; done += ROUNDS_EACH) {
      const factory = new IDBFactory()
      let store = await FieldStore.open(bob.id, factory)
      let sender = new Sender(store, call, () => 0)
      const id = await store.begin(kit)
      /** What the person was told is on the disk. */
      let [answers, photos] = [0, 0]
      isMended = false
      for (let round = 0; round < ROUNDS_EACH; round++) {
        const dies = chance.below(6) === 0
        const sending = chance.below(2) === 0 ? sender.hurry() : Promise.resolve()
        const doing =
          chance.below(8) === 0
            ? store.addPhoto(photo(id, 'photo', chance.pick(pictures))).then(() => photos++)
            : store
                .add(id, [{ kind: 'commented', stepKey: 'clean', text: `${round}`, base: null }])
                .then(() => answers++)
        if (!dies) {
          await Promise.all([doing, sending])
          continue
        }
        for (let wait = chance.below(12); wait > 0; wait--)
          await new Promise((next) => setTimeout(next))
        sender.stop()
        store.close()
        await Promise.allSettled([doing, sending])
        sender.stop()
        store = await FieldStore.open(bob.id, factory)
        sender = new Sender(store, call, () => 0)
      }
      isMended = true
      for (let i = 0; i < 3; i++) await sender.hurry()
      sender.stop()

      const kept = (await store.eventsOf(id)).map((it) => it.event)
      const ofPhotos = kept.filter((it) => it.what.kind === 'photographed')
      // A phone that died in the very moment may have kept what it had not said yet.
      expect(kept.length - ofPhotos.length).toBeGreaterThanOrEqual(answers)
      expect(ofPhotos.length).toBeGreaterThanOrEqual(photos)
      const { package: told } = await bob.call(readPackage, { executionId: id })
      const order = (it: { sequence: number }) => it.sequence
      expect(told!.events.map(order).toSorted((a, b) => a - b)).toEqual(kept.map((_, i) => i + 1))
      expect(new Set(told!.events.map((it) => it.id))).toEqual(new Set(kept.map((it) => it.id)))
      expect(told!.events.filter((it) => it.refusal !== null)).toEqual([])
      expect(told!.photos.filter((it) => it.state !== 'here')).toEqual([])
      expect(told!.photos).toHaveLength(ofPhotos.length)
      const states = (await store.itemsOf(id)).map((it) => it.state)
      expect(new Set(states)).toEqual(new Set(['certified']))
      expect((await store.itemsOf(id)).some((it) => it.id === startId(id))).toBe(true)
      expect(await isProved(store, id)).toBe(true)
      store.close()
    }
  },
  240_000 + ROUNDS * 100,
)
