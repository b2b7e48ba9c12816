/** Whose rows are whose: strangers, members of another school, and neighbours in one's own. */
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServer } from '#app/http.ts'
import { sentences } from '#app/texts.ts'
import { inviteMember, listMembers } from '#core/workspaces/contract.ts'
import { nameOf } from '#kernel/call.ts'
import { type Endpoint, PIECE } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { urlOf } from '#kernel/openapi.ts'
import { proposePayment } from '#modules/school/exchange/contract.ts'
import { createOffer } from '#modules/school/offers/contract.ts'
import { bodies } from './bodies.ts'
import { Dice } from './fuzz/dice.ts'
import { config, PASSWORD, village } from './village.ts'

/** `SOCLE_ISOLATION_SEED=… npx vitest run tests/isolation` repeats the run that a failure names. */
const SEED = Number(process.env['SOCLE_ISOLATION_SEED'] ?? Date.now() % 1_000_000)
const said = (what: string) => `${what}; SOCLE_ISOLATION_SEED=${SEED}`
const ATTEMPTS = 1000

type Headers = Record<string, string | undefined>

/** The body of a write, with the headers that it and its caller need. */
function bodyOf(endpoint: Endpoint, id: string, headers: Headers) {
  const body = bodies[nameOf(endpoint)]
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE')
    return body ? { headers, query: body(id) as Record<string, string> } : { headers }
  if (!body) throw new Error(`write down a right body for ${nameOf(endpoint)}`)
  if (endpoint.kind !== 'piece') return { headers, payload: body(id) }
  const typed = { ...headers, 'content-type': PIECE }
  return { headers: typed, payload: Buffer.from('Moi'), query: body(id) as Record<string, string> }
}

let schools: Awaited<ReturnType<typeof twoSchools>>
beforeAll(async () => void (schools = await twoSchools()))
afterAll(() => schools.server.close())

/** Two schools in one installation; whoever belongs to one is a stranger in the other. */
async function twoSchools() {
  const here = await village({ slug: 'tilleul' })
  const { bob, cloe, ana } = here
  const dan = await here.neighbour('Dan', 'member')
  const there = await village({ slug: 'marronnier', in: here })
  const open = await bob.call(createOffer, { title: 'Ouvert aux voisins', category: 'music' })
  const draft = await bob.call(createOffer, {
    title: 'Secret de Bob',
    category: 'music',
    state: 'draft',
  })
  const transfer = await bob.call(proposePayment, {
    receiverId: cloe.id,
    units: 60,
    reason: 'Secret du Tilleul',
  })
  const invitation = await ana.call(inviteMember, {
    email: 'secret@exemple.test',
    roles: ['member'],
  })
  const ids = [open.id, draft.id, transfer.id, invitation.id, bob.id, cloe.id, ana.id]
  const log = createLog('silent')
  const serving = { app: here.app, config: config(), sentences, log, drain: { isOn: false } }
  const server = await createServer({ ...serving, pages: 'none' })
  const outsiders = await Promise.all(
    [there.ana, there.bob, there.guest, here.stranger].map((it) => credentials(server, it)),
  )
  const neighbour = await credentials(server, dan)
  return { here, there, ids, hidden: [draft.id, transfer.id], server, outsiders, neighbour }
}

/** What one person may present: the cookie of a browser, or a token opened with the password. */
async function credentials(
  server: FastifyInstance<any, any, any, any>,
  { cookie, email }: { cookie: string; email: string },
) {
  const answer = await server.inject({
    method: 'POST',
    url: '/api/auth/token',
    payload: { email, password: PASSWORD },
  })
  expect(answer.statusCode).toBe(200)
  const { accessToken } = answer.json<{ accessToken: string }>()
  return [{ cookie: `socle=${cookie}` }, { authorization: `Bearer ${accessToken}` }] as const
}

const ofSchools = () =>
  schools.here.app.endpoints.filter(
    (it) => it.scope === 'workspace' && it.may !== 'anyone' && it.may !== 'account',
  )

test(`T-C5: ${ATTEMPTS} attempts on another school: 401 without a session, otherwise 404, and nothing leaks`, async () => {
  const { here, ids, server, outsiders } = schools
  const dice = new Dice(SEED)
  const inside = ofSchools()
  const slugs = [
    'tilleul',
    'tilleul',
    'TILLEUL',
    'tilleul%2F..%2Ftilleul',
    '%74illeul',
    here.workspace.id,
    here.workspace.namespace,
  ]
  const tricks: Record<string, string>[] = [
    {},
    { 'x-workspace': 'tilleul' },
    { 'x-workspace-id': here.workspace.id },
    { 'x-forwarded-host': 'tilleul.exemple.test' },
    { 'x-original-url': '/api/w/marronnier' },
  ]
  const asked = { none: 0, cookie: 0, authorization: 0 }
  for (let i = 0; i < ATTEMPTS; i++) {
    const endpoint = dice.pick(inside)
    const known = dice.chance(0.15) ? undefined : dice.pick(dice.pick(outsiders))
    const forged = dice.chance(0.5) ? { authorization: `Bearer ${newId()}` } : {}
    const headers = { ...(known ?? forged), ...dice.pick(tricks) }
    const url = addressOf(endpoint, dice.pick(slugs), () => dice.pick(ids))
    const { method } = endpoint
    const answer = await server.inject({
      method,
      url,
      ...bodyOf(endpoint, dice.pick(ids), headers),
    })
    asked[known ? ('cookie' in known ? 'cookie' : 'authorization') : 'none']++
    const what = said(`${method} ${url}`)
    expect(answer.statusCode, what).toBe(known ? 404 : 401)
    expect(answer.headers['content-type'], what).toContain('application/problem+json')
    expect(answer.body, what).not.toMatch(/Secret|Ouvert|exemple\.test|Cloé/)
  }
  expect(Math.min(...Object.values(asked))).toBeGreaterThan(50)
}, 180_000)

test('what a neighbour keeps to themselves is not there for other members', async () => {
  const { hidden, server, neighbour } = schools
  const dice = new Dice(SEED)
  const rows = ofSchools().filter(
    (it) => /\{(offer|transfer)Id\}/.test(it.path) && !/^exchange\.(manage|mediate)$/.test(it.may),
  )
  const lists = [
    'offers',
    'offers?mine=true',
    'offers?mine=true&state=draft',
    'offers?state=draft',
    `offers?state=draft&ownerId=${schools.here.bob.id}`,
    'offers?search=secret',
    'transfers',
    'transfers?state=pending',
    'transfers?waiting=true',
    'members',
    'account',
  ].map((it) => `/api/w/tilleul/exchange/${it}`)
  for (let i = 0; i < ATTEMPTS / 2; i++) {
    const headers = dice.pick(neighbour)
    if (dice.chance(0.2)) {
      const url = dice.pick(lists)
      const answer = await server.inject({ method: 'GET', url, headers })
      expect([answer.statusCode, answer.body.includes('Secret')], said(url)).toEqual([200, false])
      continue
    }
    const endpoint = dice.pick(rows)
    const url = addressOf(endpoint, 'tilleul', () => dice.pick(hidden))
    const { method } = endpoint
    const answer = await server.inject({ method, url, ...bodyOf(endpoint, '', headers) })
    expect(answer.statusCode, said(`${method} ${url}`)).toBe(404)
    expect(answer.body, said(`${method} ${url}`)).not.toContain('Secret')
  }
}, 120_000)

test('in one’s own school, the rows of another are not there', async () => {
  const { here, there, ids, server, outsiders } = schools
  const [asAna] = outsiders[0]!
  const named = ofSchools().filter((it) => /\{\w+Id\}/.test(it.path))
  const meeting = ofSchools().filter((it) =>
    ['POST /exchange/transfers', 'POST /exchange/requests'].includes(nameOf(it)),
  )
  expect([named.length, meeting.length]).toEqual([expect.toSatisfy((it) => it > 12), 2])
  for (const endpoint of [...named, ...meeting])
    for (const id of ids) {
      const url = addressOf(endpoint, 'marronnier', () => id)
      const { method } = endpoint
      const body = bodyOf(endpoint, id, asAna!)
      const answer = await server.inject({ method, url, ...body })
      expect(answer.statusCode, `${method} ${url} ${answer.body}`).toBe(404)
      expect(answer.body).not.toContain('Secret')
    }
  const { items } = await there.ana.call(listMembers, {})
  expect(items.map((it) => it.id)).not.toContain(here.bob.id)
})

function addressOf(endpoint: Endpoint, slug: string, id: () => string): string {
  return urlOf(endpoint)
    .replace('{slug}', slug)
    .replaceAll(/\{\w+\}/g, id)
}
