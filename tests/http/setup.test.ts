import { afterEach, expect, test } from 'vitest'
import { createServer } from '#app/http.ts'
import { sentences } from '#app/texts.ts'
import { createLog } from '#kernel/log.ts'
import { config, world } from '#tests/village.ts'

let server: Awaited<ReturnType<typeof createServer>> | undefined
afterEach(() => server?.close())

const CODE = '12345678' // what tests/village.ts has the installation print
const proxied = { SOCLE_TRUST_PROXY: 'yes' }

/** Registers the first account of an empty installation; answers its status and whether it administers. */
async function found(env: Record<string, string>, headers: Record<string, string>, code?: string) {
  const { app } = await world()
  const serving = { app, sentences, log: createLog('silent'), drain: { isOn: false } }
  server = await createServer({ ...serving, config: config(env), pages: 'none' })
  const person = { email: 'ana@exemple.test', name: 'Ana', password: 'une phrase bien longue' }
  const answer = await server.inject({
    method: 'POST',
    url: '/api/auth/register',
    headers,
    remoteAddress: '127.0.0.1',
    payload: code ? { ...person, setupCode: code } : person,
  })
  return answer.statusCode
}

test('from this very machine the first account needs no code', async () => {
  expect(await found({}, {})).toBe(201)
})

test.for([
  ['a proxy that nobody declared', {}, { 'x-forwarded-for': '192.0.2.7' }],
  ['a proxy that was declared', proxied, { 'x-forwarded-for': '192.0.2.7' }],
  [
    'somebody who writes the header himself',
    proxied,
    { 'x-forwarded-for': '127.0.0.1, 192.0.2.7' },
  ],
  ['somebody who forges it without a proxy', {}, { 'x-forwarded-for': '127.0.0.1' }],
  ['the newer header', {}, { forwarded: 'for=192.0.2.7' }],
] as const)('through %s it needs the printed code', async ([, env, headers]) => {
  expect(await found(env, headers)).toBe(403)
  expect(await found(env, headers, CODE)).toBe(201)
})

test('wrong logins are counted where they come from, whatever the header pretends', async () => {
  await found(proxied, { 'x-forwarded-for': '192.0.2.7' }, CODE)
  const guess = (n: number) =>
    server!.inject({
      method: 'POST',
      url: '/api/auth/login',
      headers: { 'x-forwarded-for': `198.51.100.${n}, 192.0.2.9` },
      payload: { email: 'ana@exemple.test', password: `faux mot de passe ${n}` },
    })
  const statuses: number[] = []
  for (let n = 0; n < 7; n++) statuses.push((await guess(n)).statusCode)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
})
