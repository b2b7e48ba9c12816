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
import { Dice } from './fuzz/dice.ts'
import { config, PASSWORD, village } from './village.ts'

/** `SOCLE_ISOLATION_SEED=… npx vitest run tests/isolation` repeats the run that a failure names. */
const SEED = Number(process.env['SOCLE_ISOLATION_SEED'] ?? Date.now() % 1_000_000)
const said = (what: string) => `${what}; SOCLE_ISOLATION_SEED=${SEED}`
const ATTEMPTS = 1000

/** A right body for each write, and the query of reads that need one: what is refused is refused for its caller or its row, not for its shape. */
const nothing = () => ({})
const shut = { isOn: false, homeId: null, hasContact: true }
const told = { fr: { question: 'Pris', html: 'Pris' } }
const bodies: Record<string, (id: string) => object> = {
  'PATCH /': () => ({ name: 'Pris' }),
  'POST /leave': nothing,
  'PUT /logo': (fileId) => ({ fileId }),
  'POST /files': () => ({ purpose: 'workspaces.logo', name: 'a.png', bytes: 9 }),
  'PATCH /files/{fileId}': () => ({ offset: 0 }),
  'GET /files/{fileId}/content': () => ({ until: '4102444800', signature: 'x'.repeat(43) }),
  'POST /files/{fileId}/finish': nothing,
  'POST /files/{fileId}/links': nothing,
  'POST /notifications/read': () => ({ until: '2026-11-21T09:00:00.000Z' }),
  'POST /notifications/{noticeId}/read': nothing,
  'POST /notifications/{noticeId}/unread': nothing,
  'POST /notifications/{noticeId}/archive': nothing,
  'POST /notifications/{noticeId}/restore': nothing,
  'PUT /notifications/preferences': nothing,
  'POST /notifications/preferences/address': nothing,
  'PUT /notifications/rules': () => ({ role: 'member', rules: [] }),
  'PUT /notifications/rules/quiet': () => ({ isOn: false }),
  'POST /notifications/unsubscribe/{token}': nothing,
  'PUT /notifications/wishes/{token}': () => ({ off: [] }),
  'POST /support': () => ({ reason: 'Panne' }),
  'POST /support/end': nothing,
  'PATCH /members/{memberId}': () => ({ roles: ['viewer'] }),
  'POST /invitations': () => ({ email: 'zed@ailleurs.test', roles: ['member'] }),
  'POST /invitations/accept': () => ({ token: 'x'.repeat(43) }),
  'PUT /modules/{module}': () => ({ on: false }),
  'POST /life/pause': () => ({ name: 'École du Tilleul', password: PASSWORD }),
  'POST /life/resume': nothing,
  'POST /life/cancel': () => ({ name: 'École du Tilleul', password: PASSWORD }),
  'POST /life/restore': nothing,
  'PUT /calendar/hours': () => ({
    weekdays: [1],
    opensAt: '09:00',
    closesAt: '18:00',
    country: 'be',
  }),
  'POST /help': () => ({ title: 'Moi', words: 'Moi' }),
  'POST /help/{ticketId}/answers': () => ({ words: 'Moi' }),
  'POST /help/{ticketId}/close': nothing,
  'POST /help/{ticketId}/cancel': nothing,
  'POST /help/{ticketId}/rating': () => ({ score: 1 }),
  'POST /tickets': (requesterId) => ({ requesterId, title: 'Moi', words: 'Moi' }),
  'POST /tickets/visitors/{queuedId}': () => ({ title: 'Moi' }),
  'POST /tickets/several': (id) => ({ ticketIds: [id], act: 'cancel' }),
  'PATCH /tickets/{ticketId}': () => ({ title: 'Pris' }),
  'POST /tickets/{ticketId}/enter': nothing,
  'POST /tickets/{ticketId}/take': nothing,
  'POST /tickets/{ticketId}/wait': nothing,
  'POST /tickets/{ticketId}/resume': nothing,
  'POST /tickets/{ticketId}/resolve': nothing,
  'POST /tickets/{ticketId}/cancel': nothing,
  'POST /tickets/{ticketId}/merge': () => ({ into: 1 }),
  'POST /tickets/{ticketId}/assign': (assigneeId) => ({ assigneeId }),
  'POST /tickets/{ticketId}/answers': () => ({ words: 'Moi' }),
  'POST /tickets/{ticketId}/notes': () => ({ words: 'Moi' }),
  'POST /tickets/{ticketId}/links': (id) => ({ thing: { kind: 'school.transfer', id } }),
  'POST /tickets/filters': () => ({ name: 'Moi', filter: {} }),
  'PUT /tickets/targets': () => ({
    targets: ['low', 'normal', 'high', 'urgent', 'critical'].map((priority) => ({
      priority,
      firstHours: 1,
      resolveDays: 1,
    })),
  }),
  'POST /canned': () => ({ name: 'Moi', fr: 'Moi' }),
  'PUT /canned/{cannedId}': () => ({ name: 'Pris', fr: 'Pris' }),
  'GET /canned/{cannedId}/filled': (ticketId) => ({ ticketId }),
  'POST /announcements': () => ({ texts: { fr: { title: 'Pris', body: 'Pris' } } }),
  'PUT /announcements/{announcementId}': () => ({ texts: { fr: { title: 'Pris', body: 'Pris' } } }),
  'POST /announcements/{announcementId}/read': nothing,
  'POST /announcements/{announcementId}/understand': nothing,
  'POST /announcements/{announcementId}/files/{fileId}/links': nothing,
  'POST /announcements/{announcementId}/submit': nothing,
  'POST /announcements/{announcementId}/approve': nothing,
  'POST /announcements/{announcementId}/refuse': () => ({ reason: 'Non' }),
  'POST /announcements/{announcementId}/take-back': nothing,
  'POST /announcements/{announcementId}/cancel': nothing,
  'POST /announcements/{announcementId}/correct': nothing,
  'POST /announcements/{announcementId}/remind': nothing,
  'PUT /announcements/rules': () => ({
    quietFrom: '20:00',
    quietUntil: '07:00',
    quietWeekends: true,
    schoolCalendar: null,
    needsApproval: false,
  }),
  'POST /visitors/conversations': () => ({ name: 'Zed', email: 'zed@ailleurs.test', body: 'Pris' }),
  'POST /visitors/form': nothing,
  'POST /visitors/codes': () => ({ email: 'zed@ailleurs.test' }),
  'POST /visitors/sessions': () => ({ email: 'zed@ailleurs.test', code: '123456' }),
  'POST /visitors/conversations/{conversationId}/read': nothing,
  'POST /visitors/conversations/{conversationId}/messages': () => ({ body: 'Pris' }),
  'POST /visitors/conversations/{conversationId}/claim': nothing,
  'POST /visitors/queue/{queuedId}/take': nothing,
  'POST /visitors/queue/{queuedId}/leave': nothing,
  'POST /visitors/queue/{queuedId}/close': nothing,
  'POST /visitors/queue/{queuedId}/reopen': nothing,
  'POST /visitors/queue/{queuedId}/block': nothing,
  'POST /visitors/queue/{queuedId}/release': nothing,
  'PUT /visitors/rules': () => ({ isOpen: true, keptMonths: 36 }),
  'PUT /joining': () => ({ mode: 'open' }),
  'POST /ai/questions': () => ({ question: 'Qui ?' }),
  'POST /ai/answers/{answerId}/stop': nothing,
  'POST /ai/answers/{answerId}/retry': nothing,
  'PUT /ai/settings': () => ({ mode: 'off' }),
  'POST /joining/requests/{requestId}/approve': nothing,
  'POST /joining/requests/{requestId}/refuse': () => ({ reason: 'Non' }),
  'PUT /domain': () => ({ domain: 'tilleul.exemple.test' }),
  'POST /domain/verify': nothing,
  'POST /pages': () => ({ type: 'page', language: 'fr', title: 'Pris' }),
  'PATCH /pages/{pageId}': () => ({ visibility: 'public' }),
  'POST /pages/{pageId}/duplicate': nothing,
  'GET /pages/{pageId}/draft': () => ({ language: 'fr' }),
  'PUT /pages/{pageId}/draft': () => ({ language: 'fr', revision: 0, title: 'Pris' }),
  'POST /pages/{pageId}/publish': nothing,
  'POST /pages/{pageId}/unschedule': nothing,
  'POST /pages/{pageId}/archive': nothing,
  'POST /pages/{pageId}/reopen': nothing,
  'GET /pages/{pageId}/versions': () => ({ language: 'fr' }),
  'POST /pages/{pageId}/versions': nothing,
  'GET /pages/{pageId}/comparison': () => ({ language: 'fr', from: '1' }),
  'POST /pages/{pageId}/restore': () => ({ language: 'fr', number: 1 }),
  'POST /pages/pictures': (fileId) => ({ fileId, alt: 'Pris' }),
  'GET /faq/answers': () => ({ text: 'Pris' }),
  'POST /faq/categories': () => ({ names: { fr: 'Pris' } }),
  'PATCH /faq/categories/{categoryId}': () => ({ names: { fr: 'Pris' } }),
  'POST /faq/entries': (categoryId) => ({ categoryId, texts: told }),
  'PUT /faq/entries/{entryId}': () => ({ revision: 1, visibility: 'public', texts: told }),
  'PUT /faq/order': () => ({ categories: [] }),
  'POST /legal/{pageId}/acceptances': () => ({ number: 1 }),
  'PUT /site': () => ({ ...shut, languages: ['fr'], taglines: {}, menu: [] }),
  'POST /site/starter': nothing,
  'GET /site/previews/{pageId}': () => ({ language: 'fr' }),
  'POST /exchange/offers': () => ({ title: 'Piano', category: 'music' }),
  'PATCH /exchange/offers/{offerId}': () => ({ title: 'Pris' }),
  'POST /exchange/offers/{offerId}/activate': nothing,
  'POST /exchange/offers/{offerId}/pause': nothing,
  'POST /exchange/offers/{offerId}/archive': nothing,
  'POST /needs': () => ({ title: 'Piano', category: 'music' }),
  'PATCH /needs/{needId}': () => ({ title: 'Pris', category: 'music' }),
  'POST /needs/{needId}/close': nothing,
  'POST /needs/{needId}/renew': nothing,
  'POST /needs/{needId}/answers': () => ({ message: 'Moi' }),
  'POST /needs/answers/{answerId}/accept': nothing,
  'POST /needs/answers/{answerId}/decline': nothing,
  'POST /needs/answers/{answerId}/withdraw': nothing,
  'PUT /agenda/availability': () => ({ slots: ['wed-morning'] }),
  'POST /agenda/absences': () => ({ fromDay: '2027-01-01', untilDay: '2027-01-02' }),
  'POST /agenda/appointments': (offerId) => ({ offerId, day: '2026-12-01', time: '10:00' }),
  'POST /agenda/appointments/{appointmentId}/accept': nothing,
  'POST /agenda/appointments/{appointmentId}/decline': nothing,
  'POST /agenda/appointments/{appointmentId}/withdraw': nothing,
  'POST /agenda/appointments/{appointmentId}/cancel': nothing,
  'POST /exchange/transfers': (receiverId) => ({ receiverId, units: 60, reason: 'Merci' }),
  'POST /exchange/requests': (payerId) => ({ payerId, units: 60, reason: 'Merci' }),
  'POST /exchange/transfers/{transferId}/confirm': nothing,
  'POST /exchange/transfers/{transferId}/reject': () => ({ note: 'Non' }),
  'POST /exchange/transfers/{transferId}/cancel': () => ({ note: 'Non' }),
  'POST /exchange/transfers/{transferId}/dispute': () => ({ reason: 'Rien reçu' }),
  'POST /exchange/transfers/{transferId}/reverse': () => ({ reason: 'Rien reçu' }),
  'POST /conversations/direct': (memberId) => ({ memberId }),
  'POST /conversations/groups': (id) => ({ subject: 'Pris', memberIds: [id] }),
  'PATCH /conversations/{conversationId}': () => ({ subject: 'Pris' }),
  'POST /conversations/{conversationId}/participants': (id) => ({ memberIds: [id] }),
  'PATCH /conversations/{conversationId}/participants/{participantId}': () => ({ role: 'admin' }),
  'POST /conversations/{conversationId}/leave': nothing,
  'PUT /conversations/{conversationId}/standing': () => ({ readSeq: 1 }),
  'POST /conversations/{conversationId}/messages': () => ({ body: 'Moi' }),
  'POST /conversations/{conversationId}/notes': () => ({ body: 'Moi' }),
  'GET /messages': () => ({ search: 'Secret' }),
  'PATCH /messages/{messageId}': () => ({ body: 'Pris' }),
  'POST /messages/{messageId}/files/{fileId}/links': nothing,
  'POST /messages/{messageId}/reports': () => ({ reason: 'Moi' }),
  'POST /messages/reports/{reportId}/keep': nothing,
  'POST /messages/reports/{reportId}/remove': nothing,
  'POST /groups': (id) => ({ title: 'Couture', minutes: 60, memberIds: [id] }),
  'PATCH /groups/{groupId}': (id) => ({ title: 'Pris', minutes: 60, memberIds: [id] }),
  'POST /groups/{groupId}/participants': (id) => ({ memberIds: [id] }),
  'POST /groups/{groupId}/open': nothing,
  'POST /groups/{groupId}/confirm': nothing,
  'POST /groups/{groupId}/decline': nothing,
  'POST /groups/{groupId}/close': nothing,
  'POST /groups/{groupId}/cancel': nothing,
  'POST /badges/codes': () => ({ units: 60 }),
  'POST /badges/payments': () => ({ code: 'A'.repeat(22) }),
  'POST /membership/join': nothing,
  'POST /membership/leave': nothing,
  'POST /charter/acceptances': () => ({ version: 1 }),
  'PUT /charter/draft': () => ({ fr: 'Pris' }),
  'POST /charter/publish': nothing,
  'PUT /membership/settings': () => ({ needsOffer: false, lowestBound: -600, highestBound: 600 }),
  'POST /membership/members/{memberId}/suspend': () => ({ reason: 'Rien' }),
  'POST /membership/members/{memberId}/resume': nothing,
  'POST /membership/members/{memberId}/write-off': () => ({ reason: 'Rien' }),
  'PUT /membership/members/{memberId}/fee': nothing,
  'PUT /membership/members/{memberId}/limits': () => ({ lowest: -10, highest: 10 }),
  'POST /disputes/{transferId}/notes': () => ({ body: 'Moi' }),
  'POST /disputes/{transferId}/assign': nothing,
  'POST /disputes/{transferId}/withdraw': nothing,
  'POST /disputes/{transferId}/settle': () => ({ outcome: 'kept', decision: 'Moi' }),
}

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
