import { createHash, randomBytes } from 'node:crypto'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { left, toyServer } from './toy.ts'

let toy: Awaited<ReturnType<typeof toyServer>>
beforeAll(async () => void (toy = await toyServer()))
afterAll(() => toy.close())

type Options = {
  method?: string
  body?: unknown
  headers?: Record<string, string>
  guest?: boolean
}

const ask = (path: string, { method, body, headers, guest }: Options = {}) =>
  fetch(toy.address + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(guest ? {} : { cookie: 'socle=ana' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })

test('an answer is cut to its contract', async () => {
  const answer = await ask('/api/toy/echo/7', { body: { text: 'salut' } })
  expect([answer.status, await answer.json()]).toEqual([200, { id: '7', text: 'salut' }])
})

test('the path wins over the body', async () => {
  const answer = await ask('/api/toy/echo/7', { body: { id: '8', text: 'salut' } })
  expect(await answer.json()).toEqual({ id: '7', text: 'salut' })
})

test('a problem is RFC 9457, in the language of the caller', async () => {
  const headers = { 'accept-language': 'nl-BE,nl;q=0.9' }
  const answer = await ask('/api/toy/echo/7', { body: { text: 'x'.repeat(21), n: 0.5 }, headers })
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  const problem = await answer.json()
  expect(problem).toMatchObject({
    type: '/problems/invalid-input',
    status: 400,
    code: 'invalid-input',
  })
  expect(problem.errors.map((it: { path: string }) => it.path).sort()).toEqual(['n', 'text'])
  expect(problem.instance).toBe(answer.headers.get('x-request-id'))
})

test('facts of a problem reach the caller', async () => {
  const answer = await ask('/api/toy/echo/7', { body: { text: 'tea' } })
  expect(await answer.json()).toMatchObject({ status: 418, code: 'toy/teapot', cups: 3 })
})

test('a bug is a 500 that says nothing but its request', async () => {
  const answer = await ask('/api/toy/echo/7', { body: { text: 'bug' } })
  const text = await answer.text()
  expect(answer.status).toBe(500)
  expect(text).not.toContain('42')
  expect(JSON.parse(text).requestId).toBe(answer.headers.get('x-request-id'))
})

test.for([
  ['broken JSON', '{"text": "x"', 400, 'invalid-input'],
  ['a prototype key', '{"text":"x","__proto__":{"admin":true}}', 400, 'invalid-input'],
  ['a constructor key', '{"text":"x","constructor":{"prototype":{}}}', 400, 'invalid-input'],
  ['a list for an object', '[]', 400, 'invalid-input'],
  ['five megabytes', JSON.stringify({ text: 'x'.repeat(5_000_000) }), 413, 'too-large'],
] as const)('%s is refused', async ([, body, status, code]) => {
  const answer = await ask('/api/toy/echo/7', { body })
  expect([answer.status, (await answer.json()).code]).toEqual([status, code])
})

test('a form from elsewhere is not a body', async () => {
  const headers = { 'content-type': 'text/plain' }
  const answer = await ask('/api/toy/echo/7', { body: 'text=x', headers })
  expect(answer.status).toBe(415)
})

test('without a session: 401; at an unknown address: 404', async () => {
  expect((await ask('/api/toy/echo/7', { body: { text: 'x' }, guest: true })).status).toBe(401)
  const nowhere = await ask('/api/nowhere')
  expect([nowhere.status, (await nowhere.json()).code]).toEqual([404, 'not-found'])
})

test('query strings are read by the shape', async () => {
  expect(await (await ask('/api/toy/find?n=5&deep=true')).json()).toEqual({ n: 5, deep: true })
  expect((await ask('/api/toy/find?n=five')).status).toBe(400)
})

test('too many calls are told when to come back', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => ask('/api/toy/find', { guest: true })),
  )
  const refused = answers.find((it) => it.status === 429)!
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})

test.for([
  ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a neighbour domain', { 'sec-fetch-site': 'same-site' }, 403],
  ['our page', { 'sec-fetch-site': 'same-origin' }, 200],
  ['another origin, old browser', { origin: 'https://evil.example' }, 403],
] as const)('a write with a cookie from %s answers %s', async ([, headers, status]) => {
  const answer = await ask('/api/toy/echo/7', { body: { text: 'x' }, headers })
  expect(answer.status).toBe(status)
})

test('a script with a bearer token needs no origin', async () => {
  const headers = { authorization: 'Bearer ana', 'sec-fetch-site': 'cross-site' }
  const answer = await ask('/api/toy/echo/7', { body: { text: 'x' }, headers, guest: true })
  expect(answer.status).toBe(200)
})

test('an idempotency key answers twice and writes once; another body is a conflict', async () => {
  const headers = { 'idempotency-key': 'k-1' }
  const send = (text: string) => ask('/api/toy/echo/7', { body: { text }, headers })
  const both = await Promise.all([send('one'), send('one')])
  expect(await Promise.all(both.map((it) => it.json()))).toEqual([
    { id: '7', text: 'one' },
    { id: '7', text: 'one' },
  ])
  expect((await send('two')).status).toBe(409)
  const audited = await toy.app.readRegistry((db) =>
    db
      .selectFrom('audit')
      .select('id')
      .where(
        'requestId',
        'in',
        both.map((it) => it.headers.get('x-request-id')),
      )
      .execute(),
  )
  expect(audited).toHaveLength(1)
})

test('events arrive one by one and resume after the last one seen', async () => {
  const answer = await ask('/api/toy/ticks?count=5', { headers: { 'last-event-id': '2' } })
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  expect(await answer.text()).toBe(
    ': open\n\nid: 3\nevent: tick\ndata: {"tick":3}\n\nid: 4\nevent: tick\ndata: {"tick":4}\n\n',
  )
})

test('a stream stops when its reader leaves', async () => {
  const gone = new AbortController()
  const answer = await fetch(`${toy.address}/api/toy/ticks?count=100000`, { signal: gone.signal })
  await answer.body!.getReader().read()
  gone.abort()
  await expect.poll(() => left.length, { timeout: 5_000 }).toBe(1)
})

function photo(bytes: Uint8Array): FormData {
  const form = new FormData()
  form.set('title', 'Toit')
  form.set('file', new File([Buffer.from(bytes)], 'toit.jpg', { type: 'image/jpeg' }))
  return form
}
const send = (body: FormData) =>
  fetch(`${toy.address}/api/toy/photos`, { method: 'POST', body, headers: { cookie: 'socle=ana' } })

test('an upload is streamed, byte for byte', async () => {
  const bytes = randomBytes(2_500_000)
  const answer = await send(photo(bytes))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(await answer.json()).toEqual({
    title: 'Toit',
    name: 'toit.jpg',
    bytes: bytes.length,
    sha256,
  })
})

test('an upload over its limit is refused, not cut short', async () => {
  const answer = await send(photo(randomBytes(3_200_000)))
  expect([answer.status, (await answer.json()).code]).toEqual([413, 'too-large'])
})

test('an upload without a file says so', async () => {
  const form = new FormData()
  form.set('title', 'Toit')
  expect((await (await send(form)).json()).code).toBe('file-missing')
})

test('a download has its name and its type', async () => {
  const answer = await ask('/api/toy/report')
  expect(await answer.text()).toBe('Été')
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="etat 1.txt"; filename*=UTF-8''%C3%A9tat%201.txt`,
  )
})

test('a webhook sees the exact bytes', async () => {
  const body = '{ "id" :  "tr_1" }'
  const signature = createHash('sha256').update(body).digest('hex')
  const right = await ask('/api/toy/hook', { body, headers: { 'x-signature': signature } })
  expect(await right.json()).toEqual({ received: body.length })
  expect(
    (await ask('/api/toy/hook', { body: `${body} `, headers: { 'x-signature': signature } }))
      .status,
  ).toBe(404)
})

test('OpenAPI is a valid 3.1 document', async () => {
  const document = await (await ask('/openapi.json')).json()
  const { valid, errors } = await new Validator().validate(document)
  expect([valid, errors]).toEqual([true, undefined])
  expect(document.openapi).toBe('3.1.0')
  expect(document.paths['/api/toy/ticks'].get.responses['200'].content).toHaveProperty(
    'text/event-stream',
  )
})

test('the documentation needs no other host and no inline script', async () => {
  const page = await (await ask('/docs/')).text()
  expect(page).not.toMatch(/(src|href)="https?:/)
  expect(page).not.toMatch(/<script(?![^>]*src=)[^>]*>/)
  const script = /src="(\.?\/?[^"]+\.js)"/.exec(page)![1]!
  expect((await ask(new URL(script, `${toy.address}/docs/`).pathname)).status).toBe(200)
})

test('each problem has a page', async () => {
  const page = await ask('/problems/toy/teapot')
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  for (const code of ['cross-site', 'workspace-closed', 'unsupported-media-type', 'file-missing'])
    expect((await ask(`/problems/${code}`)).status).toBe(200)
  expect((await ask('/problems/nothing-like-this')).status).toBe(404)
})

test('health and metrics answer this machine', async () => {
  expect(await (await ask('/health/live')).json()).toEqual({ status: 'live' })
  expect(await (await ask('/health/ready')).json()).toEqual({
    status: 'ready',
    database: 'sqlite',
    live: 'alone',
  })
  expect(await (await ask('/metrics')).text()).toContain(
    'socle_http_request_duration_seconds_bucket',
  )
  expect((await ask('/metrics', { headers: { 'x-forwarded-for': '10.0.0.1' } })).status).toBe(403)
})

test('pages may run our scripts only', async () => {
  const policy = (await ask('/health/live')).headers.get('content-security-policy')
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'/)
  expect(policy).not.toContain('upgrade-insecure-requests')
})

test('answers of the API may run nothing at all', async () => {
  const { headers } = await ask('/api/auth/session')
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test('a server stops although somebody listens to a silent stream', async () => {
  const other = await toyServer()
  const answer = await fetch(`${other.address}/api/toy/silence`)
  const text = answer.text()
  const startedAt = Date.now()
  await other.close()
  expect(await text).toBe(': open\n\n')
  expect(Date.now() - startedAt).toBeLessThan(3_000)
})
