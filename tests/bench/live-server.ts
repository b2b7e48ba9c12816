/** The product with one more topic, that a whole school follows, and a way to publish on it. */
import * as z from 'zod/mini'
import { directoryOf } from '#app/assemble.ts'
import { busOf, clientsOf } from '#app/edges.ts'
import { createServer } from '#app/http.ts'
import { parts } from '#app/modules.ts'
import { sentences } from '#app/texts.ts'
import { Application } from '#kernel/application.ts'
import { readConfig } from '#kernel/config.ts'
import { endpoint, topic } from '#kernel/contract.ts'
import { openEngine } from '#kernel/data/engine.ts'
import { createLog } from '#kernel/log.ts'
import { defineCore, live, on } from '#kernel/module.ts'

const Cry = z.object({ at: z.number() })
const cried = topic('bench/cried', { may: 'workspace.read', of: 'workspace', payload: Cry })
const cry = endpoint('POST /bench/cries', {
  may: 'workspace.read',
  input: Cry,
  reply: z.object({}),
})
const bench = defineCore({
  name: 'bench',
  uses: [],
  roles: {},
  routes: [
    on(cry, (ctx, { at }) => {
      ctx.publish(cried, { at })
      return {}
    }),
  ],
  jobs: [],
  topics: [live(cried)],
})

const config = readConfig(process.env)
const log = createLog('error')
const app = new Application({
  parts: [...parts, bench],
  engines: new Map([
    [
      'default',
      openEngine(config.databaseUrl, { dir: `${config.folder}/db`, prefix: config.prefix }),
    ],
  ]),
  directory: directoryOf([config.secret]),
  clients: clientsOf(config, '12345678'),
  log,
  bus: busOf(config, log),
})
await app.prepare()
const drain = { isOn: false }
const server = await createServer({ app, config, sentences, log, drain, pages: 'none' })
console.log(`is ready: ${await server.listen({ port: config.port, host: '127.0.0.1' })}`)
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)))
