/** An outside service: a client of our own behind the port of a part, and a local server that behaves badly. */
import { camel, capital, type Files, files } from './words.ts'

export function edgeFiles(name: string): Files {
  const word = camel(name)
  return files({
    [`edges/${name}/client.ts`]: client(name, word),
    [`edges/${name}/simulator.ts`]: simulator(capital(word)),
    [`edges/${name}/client.test.ts`]: story(word, capital(word)),
  })
}

const client = (name: string, word: string) => `\
/** Talks to ${name}: one function per call, each answer checked. Nothing here tries again: a job does. */
import * as z from 'zod/mini'

const TIMEOUT_MS = 10_000

const Thing = z.object({ id: z.string(), state: z.string() })

/** The service refused; \`status\` is its own. */
export class ${capital(word)}Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(\`${name} answered \${status}\`)
    this.status = status
  }
}

/** \`address\` without a trailing slash; \`key\` is the account's secret. */
export function ${word}Client(address: string, key: string, timeoutMs = TIMEOUT_MS) {
  async function ask<Shape extends z.core.$ZodType>(path: string, shape: Shape) {
    const answer = await fetch(\`\${address}\${path}\`, {
      headers: { authorization: \`Bearer \${key}\` },
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (!answer.ok) throw new ${capital(word)}Refused(answer.status)
    return z.parse(shape, await answer.json())
  }
  return {
    readThing: (id: string) => ask(\`/things/\${encodeURIComponent(id)}\`, Thing),
  }
}
`

const simulator = (Word: string) => `\
/** A server of our own for tests: right once, then slow, refusing or lying, as the test asks. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Mood = 'right' | 'slow' | 'refusing' | 'lying'

export async function start${Word}(key: string) {
  let mood: Mood = 'right'
  const server = createServer((request, response) => {
    const isKnown = request.headers.authorization === \`Bearer \${key}\`
    if (mood === 'slow') return // never answers
    response.statusCode = !isKnown ? 401 : mood === 'refusing' ? 503 : 200
    response.setHeader('content-type', 'application/json')
    const id = request.url?.split('/').at(-1)
    response.end(JSON.stringify(mood === 'lying' ? { id: 7 } : { id, state: 'ready' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: \`http://127.0.0.1:\${port}\`,
    become: (next: Mood) => {
      mood = next
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
`

const story = (word: string, Word: string) => `\
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ${word}Client } from './client.ts'
import { start${Word} } from './simulator.ts'

let there: Awaited<ReturnType<typeof start${Word}>>
beforeAll(async () => {
  there = await start${Word}('a key')
})
afterAll(() => there.stop())

const reading = (key = 'a key') => ${word}Client(there.address, key, 200).readThing('x 1')

test('reads a thing', async () => {
  there.become('right')
  expect(await reading()).toEqual({ id: 'x%201', state: 'ready' })
})

test('a wrong key is refused', async () => {
  there.become('right')
  await expect(reading('another')).rejects.toThrow('401')
})

test.each(['slow', 'refusing', 'lying'] as const)('a server that is %s fails the call', async (mood) => {
  there.become(mood)
  await expect(reading()).rejects.toThrow()
})
`
