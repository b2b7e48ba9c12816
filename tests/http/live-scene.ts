/** A school whose server has topics of every kind, and phones that follow them. */
import type { Socket } from 'node:net'
import { afterEach } from 'vitest'
import * as z from 'zod/mini'
import { directoryOf } from '#app/assemble.ts'
import { createServer } from '#app/http.ts'
import { parts } from '#app/modules.ts'
import { sentences } from '#app/texts.ts'
import { Application } from '#kernel/application.ts'
import { topic } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { aloneBus, type Bus } from '#kernel/live/bus.ts'
import { createLog } from '#kernel/log.ts'
import { type Context, defineCore, live, liveOf } from '#kernel/module.ts'
import { dial, listener } from '../listener.ts'
import { config, village } from '../village.ts'

const Note = z.object({ note: z.string() })
export const all = topic('talk/all', { may: 'workspace.read', of: 'workspace', payload: Note })
export const guarded = topic('talk/guarded', {
  may: 'members.read',
  of: 'workspace',
  payload: Note,
})
export const mine = topic('talk/mine', { may: 'workspace.read', of: 'member', payload: Note })
export const room = topic('talk/room', {
  may: 'workspace.read',
  of: 'thing',
  payload: Note,
  said: z.object({ typing: z.boolean() }),
  presence: true,
})
export const open = newId()
const talk = defineCore({
  name: 'talk',
  uses: [],
  roles: {},
  routes: [],
  jobs: [],
  topics: [live(all), live(guarded), live(mine), liveOf(room, (_, id) => id === open)],
})

export const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

/** A school on a node, and ways to publish and to listen there. */
export async function school() {
  const here = await village()
  const log = createLog('silent')
  /** A server process of its own, as far as one process can be two: nothing is shared but the database. */
  async function node(bus: Bus = aloneBus) {
    const app = new Application({
      parts: [...parts, talk],
      engines: new Map([['default', here.engine]]),
      directory: directoryOf([config().secret]),
      clients: here.clients,
      log,
      bus,
      now: here.clock.now,
    })
    const drain = { isOn: false }
    const server = await createServer({
      app,
      config: config(),
      sentences,
      log,
      drain,
      pages: 'none',
    })
    const sockets = new Set<Socket>()
    server.server.on('connection', (it) => sockets.add(it))
    const address = await server.listen({ port: 0, host: '127.0.0.1' })
    const close = async () => {
      await server.close()
      await app.live.close()
    }
    closers.push(close)
    /** Bytes that wait in memory for the slowest of all clients. */
    const waiting = () => Math.max(...[...sockets].map((it) => it.writableLength))
    return { app, address, close, waiting }
  }
  const first = await node()
  const cookie = (who: { cookie: string }) => ({ cookie: `socle=${who.cookie}` })
  const publish = (notes: string[], of?: string, to = all, app = first.app) =>
    app.system(async (ctx: Context) => {
      for (const note of notes) ctx.publish(to, { note }, of)
    }, here.workspace)
  const phone = async (who: { cookie: string }, at = first) => {
    const line = await dial(at.address, { headers: cookie(who) })
    closers.push(line.close)
    const follow = (n: number, it: { name: string }, more: object = {}) =>
      line.send({ do: 'follow', n, at: 'tilleul', topic: it.name, ...more })
    return { ...line, follow }
  }
  const listens = (who: { cookie: string }, it: { name: string }, at = first) => {
    const ear = listener(at.address, { headers: cookie(who) }, { at: 'tilleul', topic: it.name })
    closers.push(ear.end)
    return ear
  }
  return { ...here, node, first, cookie, publish, phone, listens }
}
