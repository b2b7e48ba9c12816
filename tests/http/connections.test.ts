/** What ends a session ends its open connections within five seconds, on every node. */
import { afterEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { directoryOf } from '#app/assemble.ts'
import { createServer } from '#app/http.ts'
import { parts } from '#app/modules.ts'
import { sentences } from '#app/texts.ts'
import { setActive } from '#core/identity/api.ts'
import {
  changePassword,
  forgotPassword,
  logIn,
  logOut,
  resetPassword,
} from '#core/identity/contract.ts'
import { endDevice, endOtherDevices, listDevices } from '#core/identity/devices/contract.ts'
import { leaveForGood } from '#core/identity/leaving/contract.ts'
import { createToken, revokeToken } from '#core/identity/tokens/contract.ts'
import { changeMember, leaveWorkspace, removeMember } from '#core/workspaces/contract.ts'
import { Application } from '#kernel/application.ts'
import { stream } from '#kernel/contract.ts'
import { createLog } from '#kernel/log.ts'
import { defineCore, onStream } from '#kernel/module.ts'
import { config, PASSWORD, tokenIn, village, voice } from '../village.ts'

const shape = { input: z.object({}), reply: z.object({}) }
const mine = stream('GET /watching/mine', { scope: 'installation', may: 'account', ...shape })
const ours = stream('GET /watching/ours', { may: 'members.read', ...shape })
async function* silence() {
  await new Promise(() => {})
  yield { data: {} }
}
const watching = defineCore({
  name: 'watching',
  uses: [],
  roles: {},
  routes: [onStream(mine, silence), onStream(ours, silence)],
  jobs: [],
})

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Two nodes on one database; whatever is ended on the first is to be felt on the second. */
async function nodes() {
  const here = await village()
  const log = createLog('silent')
  const app = new Application({
    parts: [...parts, watching],
    engines: new Map([['default', here.engine]]),
    directory: directoryOf([config().secret]),
    clients: here.clients,
    log,
    now: here.clock.now,
  })
  const closing = new AbortController()
  const serving = { app, config: config(), sentences, log, drain: { isOn: false } }
  const server = await createServer({ ...serving, pages: 'none', closing: closing.signal })
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  closers.push(async () => {
    closing.abort()
    await server.close()
  })

  /** Resolves with the milliseconds until the server ended the stream. */
  async function open(path: string, headers: Record<string, string>) {
    const answer = await fetch(`${address}/api${path}`, { headers })
    expect(answer.status).toBe(200)
    const reader = answer.body!.getReader()
    await reader.read() // ": open"
    let isOpen = true
    const over = (async () => {
      const began = performance.now()
      while (!(await reader.read()).done);
      isOpen = false
      return performance.now() - began
    })()
    return { over, isOpen: () => isOpen, close: () => reader.cancel() }
  }
  const logged = async (who: { email: string }) => {
    const given = { email: who.email, password: PASSWORD }
    const { session } = await here.app.answer(
      logIn,
      { session: null, origin: { requestId: 'r', address: '203.0.113.9', agent: 'phone' } },
      given,
    )
    const cookie = `socle=${session!.secret}`
    const found = await here.app.readRegistry((db) =>
      here.app.directory.session(db, { cookie: session!.secret }, here.app.now()),
    )
    return { headers: { cookie }, call: voice(here.app, found, 'tilleul'), id: found!.sessionId }
  }
  return { ...here, open, logged }
}

const soon = async (over: Promise<number>) => expect(await over).toBeLessThan(5000)

test('a session that ends closes its streams within five seconds, and no other', async () => {
  const here = await nodes()
  const { bob, cloe, ana, app, open, logged } = here
  const [revoked, others, reset] = [await logged(bob), await logged(cloe), await logged(ana)]
  const out = await logged(bob)
  const [everywhere, forgotten] = [await logged(here.guest), await logged(here.stranger)]
  const kept = await logged(here.admin)
  const streams = await Promise.all(
    [revoked, others, reset, out, everywhere, forgotten].map((it) =>
      open('/watching/mine', it.headers),
    ),
  )
  const stays = await open('/watching/mine', kept.headers)

  await bob.call(endDevice, { deviceId: revoked.id })
  await cloe.call(endOtherDevices)
  await ana.call(changePassword, { current: PASSWORD, password: 'une autre phrase assez longue' })
  await out.call(logOut, {})
  await here.guest.call(logOut, { everywhere: true })
  await here.nobody.call(forgotPassword, { email: here.stranger.email })
  await here.settle()
  const token = tokenIn(here.mails.findLast((it) => it.to === here.stranger.email)!)
  await here.nobody.call(resetPassword, { token, password: 'une autre phrase assez longue' })
  for (const { over } of streams) await soon(over)

  const closed = await open('/watching/mine', (await logged(here.guest)).headers)
  const leaving = await open('/watching/mine', (await logged(cloe)).headers)
  await app.system(({ db }) => setActive(db, here.guest.accountId, false))
  await cloe.call(leaveForGood, { password: PASSWORD })
  await Promise.all([soon(closed.over), soon(leaving.over)])
  expect(stays.isOpen()).toBe(true)
  await stays.close()
  expect((await here.admin.call(listDevices)).items).toHaveLength(2)
}, 120_000)

test('a membership or a role that ends closes the streams of that workspace alone', async () => {
  const { ana, bob, cloe, admin, open, logged } = await nodes()
  const here = await Promise.all(
    [bob, cloe, admin].map(async (it) => {
      const { headers } = await logged(it)
      const [inside, account] = [
        await open('/w/tilleul/watching/ours', headers),
        await open('/watching/mine', headers),
      ]
      return { inside, account }
    }),
  )
  await bob.call(leaveWorkspace)
  await ana.call(removeMember, { memberId: cloe.id })
  await ana.call(changeMember, { memberId: admin.id, roles: ['viewer'] }) // may not read the members
  for (const { inside } of here) await soon(inside.over)
  for (const { account } of here) expect(account.isOpen()).toBe(true)
  for (const { account } of here) await account.close()
}, 120_000)

test('a token that is revoked closes what it opened', async () => {
  const { ana, open } = await nodes()
  const made = await ana.call(createToken, {
    name: 'Écran',
    access: 'read',
    days: 30,
    password: PASSWORD,
  })
  const headers = { authorization: `Bearer ${made.secret}` }
  const screen = await open('/w/tilleul/watching/ours', headers)
  await ana.call(revokeToken, { tokenId: made.token.id })
  await soon(screen.over)
}, 120_000)
