/** Live updates over real sockets: published with a transaction, told once and in order, to whom they belong alone. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { FULL_BYTES } from '#app/line.ts'
import { endDevice } from '#core/identity/devices/contract.ts'
import { changeMember, leaveWorkspace, switchModule } from '#core/workspaces/contract.ts'
import { redisAnswers, redisBus } from '#edges/redis/bus.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { CLOSED, PROTOCOL } from '#kernel/wire.ts'
import { confirmTransfer, proposePayment } from '#modules/school/exchange/contract.ts'
import { dial } from '../listener.ts'
import { village } from '../village.ts'
import { all, closers, guarded, mine, open, room, school } from './live-scene.ts'

test('a message comes with the commit, and a transaction that fails tells nothing', async () => {
  const { ana, phone, publish, first, workspace } = await school()
  const line = await phone(ana)
  line.follow(1, all)
  expect(await line.next('following')).toMatchObject({ n: 1, seq: 0, isFresh: true })

  const lost = first.app.system(async (ctx) => {
    ctx.publish(all, { note: 'never' })
    throw new Error('it fails')
  }, workspace)
  await expect(lost).rejects.toThrow('it fails')
  await publish(['first', 'second'])
  await line.next('message', (it) => it.seq === 2)
  expect(line.frames.filter((it) => it.is === 'message')).toEqual([
    { is: 'message', n: 1, seq: 1, payload: { note: 'first' } },
    { is: 'message', n: 1, seq: 2, payload: { note: 'second' } },
  ])
})

test('forty messages missed in a cut come once, in order, also from another node', async () => {
  const { ana, node, first, publish, cookie } = await school()
  const second = await node()
  const ear = await dial(first.address, { headers: cookie(ana) })
  ear.send({ do: 'follow', n: 7, at: 'tilleul', topic: all.name })
  await ear.next('following')
  await publish(['before'])
  const { seq } = await ear.next('message')
  ear.close()
  for (let i = 0; i < 40; i++) await publish([`missed ${i}`])

  const back = await dial(second.address, { headers: cookie(ana) })
  closers.push(back.close)
  back.send({ do: 'follow', n: 7, at: 'tilleul', topic: all.name, since: seq })
  await back.next('message', (it) => it.seq === seq + 40)
  await publish(['after']) // on the first node: the second finds it by itself
  await back.next('message', (it) => it.seq === seq + 41)
  const came = back.frames.filter((it) => it.is === 'message').map((it) => it.seq)
  expect(came).toEqual(Array.from({ length: 41 }, (_, i) => seq + 1 + i))
  expect(back.frames[0]).toMatchObject({ is: 'following', seq, isFresh: false })
})

test('writers at once number without a gap or a double, whoever is cut meanwhile', async () => {
  const { ana, bob, cloe, publish, listens } = await school()
  const ears = [ana, bob, cloe].map((it) => listens(it, all))
  await Promise.all(ears.map((it) => it.following))
  const cutting = setInterval(() => ears[Math.floor(Math.random() * 3)]!.cut(), 40)
  await Promise.all(
    Array.from({ length: 12 }, async (_, writer) => {
      for (let i = 0; i < 10; i++) {
        await publish([`${writer}.${i}`])
        await sleep(10 + Math.random() * 20)
      }
    }),
  )
  clearInterval(cutting)
  const wanted = Array.from({ length: 120 }, (_, i) => i + 1)
  for (const ear of ears) {
    await expect.poll(() => ear.heard.length, { timeout: 15_000 }).toBe(120)
    expect(ear.heard.map((it) => it.seq)).toEqual(wanted)
    expect(new Set(ear.heard.map((it) => it.payload.note)).size).toBe(120)
    expect(ear.facts().gaps).toBe(0)
  }
  expect(ears.some((it) => it.facts().cuts > 0)).toBe(true)
}, 60_000)

test('nobody hears what is not theirs: another member, another thing, another school, no permission', async () => {
  const here = await school()
  const { ana, bob, guest, stranger, phone, publish } = here
  const other = await village({ slug: 'erable', in: here })
  const line = await phone(bob)
  const asked = [
    [mine, { of: ana.id }],
    [mine, { of: newId() }],
    [room, { of: newId() }],
    [room, {}],
    [all, { of: bob.id }],
    [all, { at: 'erable' }],
    [{ name: 'talk/unknown' }, {}],
  ] as const
  for (const [i, [it, more]] of asked.entries()) line.follow(i + 1, it, more)
  for (let n = 1; n <= asked.length; n++)
    expect(await line.next('refused', (it) => it.n === n)).toMatchObject({ code: 'not-found' })
  const looking = await phone(guest)
  looking.follow(1, guarded)
  expect((await looking.next('refused')).code).toBe('forbidden')
  const outside = await phone(stranger)
  outside.follow(1, all)
  expect((await outside.next('refused')).code).toBe('not-found')

  line.follow(20, mine)
  await line.next('following')
  await publish(['for Ana'], ana.id, mine)
  await publish(['for Bob'], bob.id, mine)
  await publish(['for all'])
  await here.app.system(async (ctx) => ctx.publish(all, { note: 'elsewhere' }), other.workspace)
  await line.next('message')
  await sleep(100)
  for (const it of [line, looking, outside])
    expect(
      it.frames.filter(({ is }) => is === 'message').map((m) => (m as any).payload.note),
    ).toEqual(it === line ? ['for Bob'] : [])
}, 60_000)

test('a role, a membership, a module or a session that ends is felt within five seconds', async () => {
  const { ana, bob, cloe, admin, phone, publish } = await school()
  const [demoted, leaving, ended, stays] = await Promise.all(
    [admin, bob, cloe, ana].map((it) => phone(it)),
  )
  demoted!.follow(1, guarded)
  demoted!.follow(2, all)
  for (const it of [leaving!, ended!, stays!]) it.follow(1, all)
  stays!.follow(2, { name: 'exchange/transfers' })
  await demoted!.next('following', (it) => it.n === 2)
  for (const it of [leaving!, ended!]) await it.next('following')
  await stays!.next('following', (it) => it.n === 2)

  const began = performance.now()
  await ana.call(changeMember, { memberId: admin.id, roles: ['viewer'] })
  await bob.call(leaveWorkspace)
  await cloe.call(endDevice, { deviceId: cloe.session.sessionId })
  await ana.call(switchModule, { module: 'school', on: false })
  expect(await demoted!.next('refused')).toMatchObject({ n: 1, code: 'forbidden' })
  expect(await leaving!.next('refused')).toMatchObject({ code: 'not-found' })
  expect(await stays!.next('refused')).toMatchObject({ n: 2, code: 'not-found' })
  expect(await ended!.closed).toBe(CLOSED.signedOut)
  expect(performance.now() - began).toBeLessThan(5000)

  await publish(['later'])
  await demoted!.next('message', (it) => it.n === 2)
  await stays!.next('message')
  expect(leaving!.frames.some((it) => it.is === 'message')).toBe(false)
  expect(stays!.isOpen()).toBe(true)
}, 60_000)

test('another site, a guest and an unknown token are not let in; a token is, by its protocol', async () => {
  const { ana, first, cookie, phone } = await school()
  const from = (headers: Record<string, string>) =>
    dial(first.address, { headers: { ...cookie(ana), ...headers } })
  await expect(from({ origin: 'https://evil.example' })).rejects.toThrow('403')
  await expect(from({ origin: first.address, 'sec-fetch-site': 'cross-site' })).rejects.toThrow(
    '403',
  )
  const ours = await from({ origin: first.address, 'sec-fetch-site': 'same-origin' })
  ours.close()
  for (const headers of [{}, { cookie: 'socle=nobody' }] as Record<string, string>[]) {
    const guest = await dial(first.address, { headers })
    expect(await guest.closed).toBe(CLOSED.signedOut)
  }
  const protocols = [PROTOCOL, 'bearer.socle_unknown']
  const unknown = await dial(first.address, { headers: cookie(ana), protocols })
  expect(await unknown.closed).toBe(CLOSED.signedOut)
  expect((await fetch(`${first.address}/api/live`)).status).toBe(404)
  const plain = await fetch(`${first.address}/health/live`, { headers: { 'x-upgrade': 'h2c' } })
  expect(plain.status).toBe(200)
  expect((await phone(ana)).socket.protocol).toBe(PROTOCOL)
})

test('who does not read is waited for, costs no more memory, and gets every message later', async () => {
  const { ana, bob, phone, publish, first } = await school()
  const [slow, quick] = await Promise.all([phone(ana), phone(bob)])
  for (const it of [slow, quick]) {
    it.follow(1, all)
    await it.next('following')
  }
  slow.socket.pause()
  const note = 'x'.repeat(12_000)
  const count = 1200 // 14 MB: far more than the line and the buffers of the system hold
  let most = 0
  for (let i = 0; i < count / 40; i++) {
    await publish(Array.from({ length: 40 }, () => note))
    await sleep(5)
    most = Math.max(most, first.waiting())
  }
  await quick.next('message', (it) => it.seq === count, 30_000)
  expect(most).toBeGreaterThan(FULL_BYTES)
  expect(most).toBeLessThan(FULL_BYTES + 2 * note.length)
  slow.socket.resume()
  await slow.next('message', (it) => it.seq === count, 30_000)
  const came = slow.frames.filter((it) => it.is === 'message').map((it) => it.seq)
  expect(came).toEqual(Array.from({ length: count }, (_, i) => i + 1))
}, 90_000)

test('who reads nothing for ten seconds is asked to come back', async () => {
  const { ana, phone, publish, first } = await school()
  const stuck = await phone(ana)
  stuck.follow(1, all)
  await stuck.next('following')
  stuck.socket.pause()
  const note = 'x'.repeat(12_000)
  for (let i = 0; i < 25; i++) await publish(Array.from({ length: 40 }, () => note))
  await expect.poll(() => first.app.live.followed, { timeout: 20_000 }).toBe(0)
}, 60_000)

test('bytes, nonsense, endless frames and endless asking end the connection', async () => {
  const { ana, phone } = await school()
  const ends = async (send: (line: Awaited<ReturnType<typeof phone>>) => void) => {
    const line = await phone(ana)
    send(line)
    return line.closed
  }
  expect(await ends((it) => it.socket.send(Buffer.from([1, 2])))).toBe(CLOSED.unreadable)
  expect(await ends((it) => it.socket.send('{'))).toBe(CLOSED.unreadable)
  expect(await ends((it) => it.send({ do: 'follow', n: 0 }))).toBe(CLOSED.unreadable)
  expect(await ends((it) => it.socket.send('x'.repeat(9000)))).toBe(1009)
  expect(await ends((it) => Array.from({ length: 300 }, () => it.send({ do: 'ping' })))).toBe(
    CLOSED.tooMany,
  )
  const line = await phone(ana)
  line.send({ do: 'ping' })
  await line.next('pong')
})

test('what is said in passing reaches the others alone, and who is there is known', async () => {
  const { ana, bob, cloe, phone } = await school()
  const [a, b] = [await phone(ana), await phone(bob)]
  a.follow(1, room, { of: open })
  await a.next('present', (it) => it.members.length === 1)
  b.follow(4, room, { of: open })
  const both = [ana.id, bob.id].toSorted()
  expect((await a.next('present', (it) => it.members.length === 2)).members).toEqual(both)
  a.send({ do: 'say', n: 1, what: { typing: true } })
  expect(await b.next('said')).toEqual({ is: 'said', n: 4, from: ana.id, what: { typing: true } })
  expect(a.frames.some((it) => it.is === 'said')).toBe(false)
  b.close()
  await a.next('present', (it) => it.members.join() === ana.id && a.frames.indexOf(it) > 2)
  const c = await phone(cloe)
  c.follow(1, all)
  await c.next('following')
  c.send({ do: 'say', n: 1, what: { typing: true } }) // nothing may be said there
  a.send({ do: 'say', n: 1, what: { typing: 'much' } })
  expect(await a.closed).toBe(CLOSED.unreadable)
  expect(c.isOpen()).toBe(true)
})

const REDIS = process.env['SOCLE_TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379'
const hasRedis = await redisAnswers(REDIS)

test.runIf(hasRedis)(
  'over Redis two nodes are as one: messages at once, typing, who is there',
  async () => {
    const { ana, bob, node, phone, publish } = await school()
    const prefix = `st_${newId()}_`
    const bus = () => redisBus({ url: REDIS, prefix, log: createLog('silent') })
    const [left, right] = [await node(bus()), await node(bus())]
    const [a, b] = [await phone(ana, left), await phone(bob, right)]
    a.follow(1, room, { of: open })
    b.follow(1, room, { of: open })
    b.follow(2, all)
    const both = [ana.id, bob.id].toSorted().join()
    await Promise.all([a, b].map((it) => it.next('present', (now) => now.members.join() === both)))
    await expect.poll(() => left.app.live.bus.state()).toBe('connected')
    a.send({ do: 'say', n: 1, what: { typing: true } })
    expect(await b.next('said')).toMatchObject({ from: ana.id, what: { typing: true } })

    // Ten in a row, each much sooner than the database would be asked.
    const began = performance.now()
    for (let i = 1; i <= 10; i++) {
      await publish([`${i}`], undefined, all, left.app)
      await b.next('message', (it) => it.seq === i)
    }
    expect(performance.now() - began).toBeLessThan(10 * 1000)
    b.close()
    await expect
      .poll(() => a.frames.findLast((it) => it.is === 'present')?.members)
      .toEqual([ana.id])
  },
)

test('messages of three days ago are forgotten, and who asks for them is told to read anew', async () => {
  const { ana, phone, publish, clock, workspace, app } = await school()
  await publish(['old', 'older'])
  clock.advance(3 * 86_400_000)
  await publish(['new'])
  await expect
    .poll(() =>
      app.open(workspace, ({ db }) => db.selectFrom('liveMessages').selectAll().execute()),
    )
    .toHaveLength(1)
  const line = await phone(ana)
  line.follow(1, all, { since: 1 })
  expect(await line.next('following')).toMatchObject({ seq: 3, isFresh: true })
  line.follow(2, all, { since: 99 })
  expect(await line.next('following', (it) => it.n === 2)).toMatchObject({ seq: 3, isFresh: true })
  line.follow(3, all, { since: 2 })
  expect(await line.next('message', (it) => it.n === 3)).toMatchObject({ seq: 3 })
})

test('a transfer is told to its two sides and nobody else', async () => {
  const { ana, bob, cloe, phone } = await school()
  const lines = await Promise.all([ana, bob, cloe].map((it) => phone(it)))
  for (const it of lines) {
    it.follow(1, { name: 'exchange/transfers' })
    await it.next('following')
  }
  // Written by another process, as far as this one knows: found without a bus.
  const { id } = await ana.call(proposePayment, { receiverId: bob.id, units: 30, reason: 'Tarte' })
  await bob.call(confirmTransfer, { transferId: id })
  for (const it of lines.slice(0, 2)) {
    await it.next('message', (m) => (m.payload as any).state === 'completed')
    const states = it.frames.flatMap((m) => (m.is === 'message' ? [m.payload] : []))
    expect(states).toEqual([
      { transferId: id, state: 'pending' },
      { transferId: id, state: 'completed' },
    ])
  }
  expect(lines[2]!.frames).toHaveLength(1)
})

test('who no longer answers is let go; who does stays', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const { ana, bob, phone, first, cookie } = await school()
    const gone = await dial(first.address, { headers: cookie(ana), isGone: true })
    const there = await phone(bob)
    const asked = () => new Promise((resolve) => there.socket.once('ping', resolve))
    for (let round = 0; round < 2; round++) {
      const ping = asked()
      vi.advanceTimersByTime(25_000)
      await ping
      // The answer is written before this one, so it has arrived when this one is answered.
      const known = there.frames.length
      there.send({ do: 'ping' })
      await expect.poll(() => there.frames.length).toBeGreaterThan(known)
    }
    expect(await gone.closed).toBe(1006)
    expect(there.isOpen()).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
