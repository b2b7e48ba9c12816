import { afterEach, expect, test } from 'vitest'
import { createServer } from '#app/http.ts'
import { sentences } from '#app/texts.ts'
import { register } from '#core/identity/contract.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { config, person, world } from '#tests/village.ts'

type Server = Awaited<ReturnType<typeof createServer>>
let server: Server | undefined
afterEach(() => server?.close())

async function served(env: Record<string, string> = {}) {
  const here = await world()
  const origin = { requestId: newId(), address: '127.0.0.1', agent: '', isLocal: true }
  const ana = {
    email: 'ana@exemple.test',
    name: 'Ana <script>',
    password: 'une phrase bien longue',
  }
  await here.app.call(register, { session: null, origin }, ana)
  await here.settle()
  const serving = { app: here.app, sentences, log: createLog('silent'), drain: { isOn: false } }
  server = await createServer({ ...serving, config: config(env), pages: 'none' })
  return { ...here, server }
}
const production = { NODE_ENV: 'production', PUBLIC_URL: 'http://ecole.exemple.test' }
const get = (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  server!.inject({ url: '/dev/mails', headers, remoteAddress })

test('this machine reads the mails, escaped', async () => {
  await served()
  const answer = await get()
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toContain('ana@exemple.test')
  expect(answer.body).not.toContain('<script>')
})

test.for([
  ['another machine', {}, '192.0.2.4'],
  ['a proxy on this machine', { 'x-forwarded-for': '192.0.2.4' }, '127.0.0.1'],
] as const)('%s is told that there is nothing', async ([, headers, from]) => {
  await served()
  expect((await get(headers, from)).statusCode).toBe(404)
})

test('an administrator reads them from anywhere, others do not', async () => {
  const here = await served()
  const chief = await person(here, { name: 'Chef', admin: true })
  const bob = await person(here, { name: 'Bob' })
  expect((await get({ cookie: `socle=${chief.cookie}` }, '192.0.2.4')).statusCode).toBe(200)
  expect((await get({ cookie: `socle=${bob.cookie}` }, '192.0.2.4')).statusCode).toBe(404)
})

test('in production there is no such page', async () => {
  await served(production)
  expect((await get()).statusCode).toBe(404)
})
