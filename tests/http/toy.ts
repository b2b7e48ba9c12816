/** A part with one endpoint of each kind, served by the real server: what HTTP promises, without any feature. */
import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod/mini'
import { createServer } from '#app/http.ts'
import { Application } from '#kernel/application.ts'
import { readConfig } from '#kernel/config.ts'
import { download, endpoint, Problem, problem, stream, upload, webhook } from '#kernel/contract.ts'
import { SqliteEngine } from '#kernel/data/engine.ts'
import type { Directory } from '#kernel/directory.ts'
import { createLog } from '#kernel/log.ts'
import { Sentences } from '#kernel/sentences.ts'
import { defineCore, on, onDownload, onStream, onUpload, onWebhook } from '#kernel/module.ts'

import en from '#web/locales/en.ts'
import fr from '#web/locales/fr.ts'
import nl from '#web/locales/nl.ts'

const scope = 'installation'
const sentences = new Sentences([{ fr, nl, en }])
export const Teapot = problem<{ cups: number }>('toy/teapot', 418)

export const echo = endpoint('POST /toy/echo/{id}', {
  scope,
  may: 'account',
  input: z.object({
    id: z.string(),
    text: z.string().check(z.maxLength(20)),
    n: z.optional(z.int()),
  }),
  reply: z.object({ id: z.string(), text: z.string() }),
  problems: [Teapot],
})
export const find = endpoint('GET /toy/find', {
  scope,
  may: 'anyone',
  input: z.object({ n: z._default(z.int(), 1), deep: z.optional(z.boolean()) }),
  reply: z.object({ n: z.int(), deep: z.optional(z.boolean()) }),
  rate: { max: 50, windowMs: 60_000 },
})
export const ticks = stream('GET /toy/ticks', {
  scope,
  may: 'anyone',
  input: z.object({ count: z.int() }),
  reply: z.object({ tick: z.int() }),
})
/** A stream on which nothing ever happens. */
export const silence = stream('GET /toy/silence', {
  scope,
  may: 'anyone',
  input: z.object({}),
  reply: z.object({}),
})
export const photo = upload('POST /toy/photos', {
  scope,
  may: 'account',
  maxBytes: 3_000_000,
  input: z.object({ title: z.string() }),
  reply: z.object({ title: z.string(), name: z.string(), bytes: z.int(), sha256: z.string() }),
})
export const report = download('GET /toy/report', {
  scope,
  may: 'anyone',
  input: z.object({}),
  reply: z.unknown(),
})
export const hook = webhook('POST /toy/hook', {
  scope,
  may: 'anyone',
  input: z.object({}),
  reply: z.object({ received: z.int() }),
})

/** Streams that a caller left before their end. */
export const left: number[] = []

const toy = defineCore({
  name: 'toy',
  uses: [],
  roles: {},
  jobs: [],
  routes: [
    on(echo, async (_, { id, text }) => {
      if (text === 'bug') throw new Error('the secret of the database is 42')
      if (text === 'tea') throw Teapot({ cups: 3 })
      return { id, text, hash: 'never leaves' } as { id: string; text: string }
    }),
    on(find, async (_, input) => input),
    onStream(ticks, async function* (_, { count }, { lastEventId }) {
      const from = lastEventId ? Number(lastEventId) + 1 : 0
      let tick = from
      try {
        for (; tick < count; tick++) {
          yield { id: String(tick), event: 'tick', data: { tick } }
          await sleep(5)
        }
      } finally {
        if (tick < count) left.push(tick)
      }
    }),
    onStream(silence, async function* () {
      await new Promise(() => {})
      yield { data: {} }
    }),
    onUpload(photo, async (_, { title }, { file }) => {
      const hash = createHash('sha256')
      let bytes = 0
      for await (const chunk of file.bytes) {
        hash.update(chunk)
        bytes += chunk.length
      }
      return { title, name: file.name, bytes, sha256: hash.digest('hex') }
    }),
    onDownload(report, async () => ({
      name: 'état 1.txt',
      type: 'text/plain; charset=utf-8',
      bytes: Buffer.from('Été'),
    })),
    onWebhook(hook, async (_, __, { raw, headers }) => {
      const right = createHash('sha256').update(raw).digest('hex')
      if (headers['x-signature'] !== right) throw new Problem('not-found', 404)
      return { received: raw.length }
    }),
  ],
})

/** Whoever shows the cookie or token `ana` is Ana. */
const directory: Directory = {
  session: async (_, { cookie, bearer }) =>
    (cookie ?? bearer) === 'ana'
      ? {
          sessionId: 's',
          accountId: '0192f0c1-2345-7abc-8def-0123456789ab',
          verified: true,
          admin: false,
        }
      : null,
  living: async (_, sessions) => new Set(sessions.map((it) => it.sessionId)),
  seen: async () => {},
  workspace: async () => null,
  workspaceById: async () => null,
  workspaces: async () => [],
  support: async () => null,
  trace: async () => {},
  member: async () => null,
}

export async function toyServer(env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'socle-http-'))
  const config = readConfig({ SOCLE_DATA: folder, SOCLE_LOG: 'silent', ...env })
  const log = createLog(config.logLevel)
  const engine = new SqliteEngine({ dir: join(folder, 'db') })
  const engines = new Map([['default', engine]])
  const app = new Application({ parts: [toy], engines, directory, clients: new Map(), log })
  await app.prepare()
  const closing = new AbortController()
  const serving = { app, config, sentences, log, drain: { isOn: false } }
  const server = await createServer({ ...serving, pages: 'none', closing: closing.signal })
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  const close = async () => {
    closing.abort()
    await server.close()
    await app.close()
  }
  return { server, app, address, close }
}
