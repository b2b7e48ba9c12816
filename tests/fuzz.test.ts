/** Every endpoint of the OpenAPI document, everybody who may knock, whatever they may bring. */
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nameOf } from '#kernel/call.ts'
import type { Endpoint } from '#kernel/contract.ts'
import { HOUR, SECOND } from '#kernel/time.ts'
import { operationId } from '#kernel/openapi.ts'
import { readProof } from '#modules/school/exchange/contract.ts'
import { type Case, makeCase, type Operation } from './fuzz/cases.ts'
import { Dice } from './fuzz/dice.ts'
import { testEngine } from './engines/engines.ts'
import { type Caller, refusalOf, type Scene, scene } from './fuzz/scene.ts'

/** `SOCLE_FUZZ_SEED=… npx vitest run tests/fuzz` repeats the run that a failure names. */
const SEED = Number(process.env['SOCLE_FUZZ_SEED'] ?? Date.now() % 1_000_000)
/**
 * Requests per endpoint and caller: of who may call, and of who is refused whatever he sends. Every caller knocks
 * everywhere on each engine; SQLite hears more of them, because the engines differ in nothing before the statements.
 */
const [WELCOME, REFUSED] = testEngine() === 'sqlite' ? [9, 3] : [4, 1]
/** Longer than any answer of this product takes, argon2 included, on a busy machine. */
const SLOW_MS = 8 * SECOND

let here: Scene
let document: Record<string, Record<string, Operation>>
beforeAll(async () => {
  here = await scene()
  document = (await here.server.inject('/openapi.json')).json().paths
  // Two schools, their people and what they started; servers make the tables of both first.
}, 180_000)
afterAll(() => here.server.close())

type Walk = { url: string; method: string; operation: Operation; endpoint: Endpoint }

/** Who leaves takes invitations and open transfers along: that comes last. */
const isFarewell = (it: Endpoint) =>
  it.path === '/leave' ||
  it.path === '/auth/leaving' ||
  /^(PATCH|DELETE) \/members/.test(nameOf(it))

function walked(): Walk[] {
  const known = new Map(here.here.app.endpoints.map((it) => [operationId(it), it]))
  const walks: Walk[] = []
  for (const [url, methods] of Object.entries(document))
    for (const [method, operation] of Object.entries(methods)) {
      const endpoint = known.get(operation.operationId)!
      walks.push({ url, method: method.toUpperCase(), operation, endpoint })
    }
  return walks.toSorted((a, b) => Number(isFarewell(a.endpoint)) - Number(isFarewell(b.endpoint)))
}

test('whoever brings whatever is answered or told why, and reads nobody else’s rows', async () => {
  const dice = new Dice(SEED)
  const before = await foreignRows()
  const faults: string[] = []
  let turn = dice.below(100)
  let answered = 0
  for (const walk of walked())
    for (const caller of here.callers) {
      const refusal = refusalOf(walk.endpoint, caller)
      for (let i = refusal ? REFUSED : WELCOME; i > 0; i--) {
        const bent = makeCase(dice, { ...walk, slug: 'tilleul' }, here.stockOf(caller), turn++)
        const fault = await judged(walk, caller, bent)
        answered++
        if (fault) faults.push(fault)
      }
    }
  expect(faults.slice(0, 20), `${faults.length} faults; SOCLE_FUZZ_SEED=${SEED}`).toEqual([])
  expect(answered).toBeGreaterThan(2000)

  expect(await foreignRows()).toEqual(before)
  expect((await here.here.nobody.call(readProof)).sum).toBe(0)
  await here.here.settle()
  expect((await here.here.app.jobs.dead()).map((it) => `${it.name}: ${it.error}`)).toEqual([])
  // Twenty seconds on a quiet SQLite; three engines that share two cores take their time. One slow answer is a fault all the same.
}, 300_000)

const addressless = [
  '/api/w/%00/members',
  '/api/w/tilleul%00/members',
  '/api/w/%ED%A0%80/members',
  '/api/w/%zz/members',
  '/api/w/%/members',
  '/api/w/tilleul/exchange/transfers/%E0%A4%A',
  `/api/w/${'a'.repeat(201)}/members`,
  `/api/w/${'%F0%9F%91%A8'.repeat(30)}/members`,
  `/api/w/tilleul/exchange/offers/${'a'.repeat(100_000)}`,
  '/api/w//members',
  '/api/w/tilleul//members',
  '/api/w/../w/tilleul/members/..',
  '/api/w/__proto__/members',
  '/api/w/constructor/exchange/proof',
  '/api/w/registry/exchange/proof',
  '/api/w/%00/exchange/proof',
  `/api/w/${'%20'.repeat(50)}/exchange/proof`,
  '/api/w/TILLEUL/exchange/proof',
  '/api/nowhere',
  '/api',
  '/api/%2e%2e/%2e%2e/etc/passwd',
  '/%',
  '/%c0%ae%c0%ae/',
]

const short = (url: string) => (url.length > 60 ? `${url.slice(0, 60)}…` : url)
test.for(addressless.map((url) => [short(url), url] as const))(
  '%s is no address of ours',
  async ([, url]) => {
    for (const caller of here.callers)
      for (const method of ['GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'PUT'] as const) {
        const answer = await here.server.inject({ method, url, headers: cookieOf(caller) })
        const at = `${method} ${url} as ${caller.name}: ${answer.body.slice(0, 300)}`
        // 401 is the first thing that a guest hears of a school, whether there is one or not.
        expect(caller.cookie ? [404] : [404, 401], at).toContain(answer.statusCode)
        if (method !== 'HEAD') expect(faultOfRefusal(answer), at).toBeUndefined()
      }
  },
)

test.for([
  ['headers without end', `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 413],
  ['no HTTP at all', '\0\0\0\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
] as const)('%s is refused like everything else', async ([, bytes, status]) => {
  if (!here.server.server.listening) await here.server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = here.server.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  socket.write(bytes)
  const [head, body] = (await socket.toArray()).join('').split('\r\n\r\n')
  expect(head).toContain(`HTTP/1.1 ${status} `)
  expect(head).toContain('application/problem+json')
  expect(JSON.parse(body!)).toMatchObject({ status, title: expect.any(String) })
})

type Answer = Awaited<ReturnType<Scene['server']['inject']>>

const cookieOf = ({ cookie, bearer }: Caller) => ({
  ...(cookie ? { cookie: `socle=${cookie}` } : {}),
  ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
})

/** Sends one request; says what is wrong with its answer. */
async function judged(
  { method, endpoint }: Walk,
  caller: Caller,
  bent: Case,
): Promise<string | undefined> {
  const { url, payload, headers } = bent
  const refusal = refusalOf(endpoint, bent.anonymous ? here.callers[0]! : caller)
  const send = () =>
    here.server.inject({
      method: method as 'GET',
      url,
      headers: { ...cookieOf(caller), ...headers },
      remoteAddress: nextAddress(),
      ...(payload === undefined ? {} : { payload }),
    })
  const start = performance.now()
  let answer = await send()
  if (answer.statusCode === 429) {
    here.here.clock.advance(Number(answer.headers['retry-after']) * SECOND + HOUR)
    answer = await send()
  }
  const ms = performance.now() - start
  const bug = here.bugs.splice(0).map((it) => (it instanceof Error ? it.stack : it))
  // Any write may end a session or a membership, or change who somebody is: the next caller finds all as before.
  if (answer.statusCode < 300 && method !== 'GET') await here.mend()

  const fault =
    faultOfStatus(answer, bent, refusal, endpoint) ??
    (answer.statusCode < 400 ? undefined : faultOfRefusal(answer)) ??
    caller.hidden
      .filter((it) => answer.body.toUpperCase().includes(it.toUpperCase()))
      .filter((it) => !decodeURIComponent(encodeURI(url)).includes(it) && !payload?.includes(it))
      .map((it) => `reads ${it}`)[0] ??
    (ms > SLOW_MS ? `took ${Math.round(ms)} ms` : undefined)
  if (!fault) return undefined
  const sent = `${JSON.stringify(headers).slice(0, 200)} ${payload?.slice(0, 400) ?? ''}`
  const got = `${answer.statusCode} ${answer.body.slice(0, 300)} ${bug.join().slice(0, 900)}`
  return `${method} ${url.slice(0, 300)} as ${caller.name}, ${bent.bent}: ${fault}\n  ${sent}\n  ${got}`
}

let addresses = 0
/** Limits are per address for guests: everybody comes from somewhere else. */
const nextAddress = () =>
  `10.${(++addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`

function faultOfStatus(
  { statusCode }: Answer,
  bent: Case,
  refusal: number | undefined,
  { status, kind }: Endpoint,
): string | undefined {
  if (statusCode >= 500) return 'a bug'
  if (refusal && bent.exact && statusCode !== refusal) return `expected ${refusal}`
  if (refusal && statusCode < 400) return 'let in'
  // What an outside service sends is bytes, and read as such by the handler.
  const isRead = kind !== 'webhook'
  if (!refusal && isRead && bent.exact && bent.broken && statusCode !== 400) return 'expected 400'
  if (statusCode < 400 && statusCode !== status && statusCode !== 202) return `expected ${status}`
  return undefined
}

function faultOfRefusal({ statusCode, headers, body }: Answer): string | undefined {
  if (!String(headers['content-type']).startsWith('application/problem+json'))
    return `not a problem: ${headers['content-type']}`
  const { type, title, status, code, instance, errors } = JSON.parse(body)
  if (type !== `/problems/${code}` || status !== statusCode || !instance) return 'not RFC 9457'
  if (typeof title !== 'string' || title === code || title === '') return `no words for ${code}`
  if (code === 'invalid-input' && !errors?.length) return 'says nothing of what to repair'
  const wordless = errors?.find((it: { code: string; message: string }) => it.message === it.code)
  if (wordless) return `no words for the field ${wordless.code}`
  return undefined
}

/** What the other school holds; nothing that is sent to the first one may change it. */
async function foreignRows() {
  const { app, workspace } = here.there
  return app.open(workspace, async ({ reader }) => {
    const tables = ['exchangeOffers', 'exchangeTransfers', 'invitations', 'ledgerAccounts']
    const rows = await Promise.all(
      tables.map((it) => reader.selectFrom(it).selectAll().orderBy('id').execute()),
    )
    const members = reader.selectFrom('members').select(['id', 'roles', 'active'])
    return [...rows, await members.orderBy('id').execute()]
  })
}
