import { afterEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { endpoint, type Problem } from '#kernel/contract.ts'
import { NetworkFailure, overHttp, place, queryOf } from './http.tsx'
import { safeReturn } from './session.tsx'

const readThing = endpoint('GET /things/{id}', {
  may: 'things.read',
  input: z.object({ id: z.string(), tags: z.optional(z.array(z.string())) }),
  reply: z.object({ name: z.string() }),
})
const moveThing = endpoint('POST /things/{id}/move', {
  may: 'things.move',
  input: z.object({ id: z.string(), to: z.string() }),
  reply: z.object({ name: z.string() }),
})
const readSession = endpoint('GET /auth/session', {
  scope: 'installation',
  may: 'account',
  input: z.object({}),
  reply: z.object({}),
})

afterEach(() => vi.unstubAllGlobals())

type Sent = { address: string; method: string; headers: Record<string, string>; body: unknown }

/** The network is the edge of the browser: here it answers what the story needs. */
function network(status: number, body: unknown): Sent[] {
  const sent: Sent[] = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const { method = '', headers } = init
    sent.push({ address, method, headers: headers as Record<string, string>, body: init.body })
    if (status === 0) throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(body), { status })
  })
  return sent
}

const call = overHttp({ slug: 'ecole-evere', locale: () => 'nl-BE' })

test('path parameters leave the input, the rest becomes the query', async () => {
  const sent = network(200, { name: 'Ballon' })
  await call(readThing, { id: 'a/b', tags: ['x', 'y'] })
  expect(sent[0]).toMatchObject({
    address: '/api/w/ecole-evere/things/a%2Fb?tags=x&tags=y',
    method: 'GET',
  })
  expect(sent[0]!.headers['accept-language']).toBe('nl-BE')
})

test('a write carries its key and only what the path has not taken', async () => {
  const sent = network(200, { name: 'Ballon' })
  await call(moveThing, { id: '7', to: 'attic' }, { key: 'one-attempt' })
  expect(sent[0]!.headers['idempotency-key']).toBe('one-attempt')
  expect(sent[0]!.body).toBe('{"to":"attic"}')
})

test('an endpoint of the installation has no workspace in its address', () => {
  expect(place(readSession, {}).address).toBe('/api/auth/session')
  expect(() => place(readThing, { id: '7' })).toThrow('belongs to a workspace')
})

test('a refusal arrives as the problem that was thrown', async () => {
  network(409, {
    type: '/problems/things/stuck',
    code: 'things/stuck',
    title: 'Coincé',
    status: 409,
    floor: 3,
  })
  const problem = (await call(moveThing, { id: '7', to: 'attic' }).catch(
    (it: unknown) => it,
  )) as Problem
  expect(problem).toMatchObject({ code: 'things/stuck', status: 409, facts: { floor: 3 } })
})

test('a proxy that answers a page still says what happened', async () => {
  vi.stubGlobal('fetch', async () => new Response('<h1>Bad gateway</h1>', { status: 502 }))
  await expect(call(readThing, { id: '7' })).rejects.toMatchObject({
    code: 'unavailable',
    status: 502,
  })
})

test('silence is not a refusal', async () => {
  network(0, undefined)
  await expect(call(readThing, { id: '7' })).rejects.toBeInstanceOf(NetworkFailure)
})

test('empty values stay out of the query', () => {
  expect(queryOf({ search: '', state: undefined, page: 0 })).toBe('?page=0')
  expect(queryOf({ search: '' })).toBe('')
})

test('a return address never leaves this origin', () => {
  expect(safeReturn('/app/evere/exchange?state=pending')).toBe('/app/evere/exchange?state=pending')
  for (const hostile of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    7,
  ])
    expect(safeReturn(hostile)).toBe('/app')
})
