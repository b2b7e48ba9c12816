import { expect, test } from 'vitest'
import { createServer } from '#app/http.ts'
import { sentences } from '#app/texts.ts'
import { inviteMember, listMembers } from '#core/workspaces/contract.ts'
import type { Endpoint } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { urlOf } from '#kernel/openapi.ts'
import { createOffer, proposePayment } from '#modules/school/exchange/contract.ts'
import { config, village } from './village.ts'

const ATTEMPTS = 1000

/** Two schools in one installation; whoever belongs to one is a stranger in the other. */
async function twoSchools() {
  const here = await village({ slug: 'tilleul' })
  const { bob, cloe, ana } = here
  const there = await village({ slug: 'marronnier', in: here })
  const offer = await bob.call(createOffer, { title: 'Secret du Tilleul', category: 'music' })
  const transfer = await bob.call(proposePayment, {
    receiverId: cloe.id,
    units: 60,
    reason: 'Secret du Tilleul',
  })
  const invitation = await ana.call(inviteMember, {
    email: 'secret@exemple.test',
    roles: ['member'],
  })
  const ids = [offer.id, transfer.id, invitation.id, bob.id, cloe.id, ana.id]
  const log = createLog('silent')
  const serving = { app: here.app, config: config(), sentences, log, drain: { isOn: false } }
  const server = await createServer({ ...serving, pages: 'none' })
  return { here, there, ids, server }
}

test(`${ATTEMPTS} attempts on another school: 401 without a session, otherwise 404, and nothing leaks`, async () => {
  const { here, there, ids, server } = await twoSchools()
  const inside = here.app.endpoints.filter(
    (it) => it.scope === 'workspace' && it.may !== 'anyone' && it.may !== 'account',
  )
  const attackers = [there.ana, there.bob, there.guest, here.stranger]
  const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!

  let without = 0
  for (let i = 0; i < ATTEMPTS; i++) {
    const endpoint = pick(inside)
    const attacker = Math.random() < 0.15 ? null : pick(attackers)
    const slug = pick([
      'tilleul',
      'tilleul',
      'TILLEUL',
      'tilleul%2F..%2Ftilleul',
      '%74illeul',
      here.workspace.id,
      here.workspace.namespace,
    ])
    const headers: Record<string, string> = {
      ...(attacker ? { cookie: `socle=${attacker.cookie}` } : {}),
      ...pick<Record<string, string>>([
        {},
        { 'x-workspace': 'tilleul' },
        { 'x-workspace-id': here.workspace.id },
        { 'x-forwarded-host': 'tilleul.exemple.test' },
        { 'x-original-url': '/api/w/marronnier' },
        attacker ? {} : { authorization: `Bearer ${newId()}` },
      ]),
    }
    const url = addressOf(endpoint, slug, () => pick(ids))
    const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE'
    const answer = await server.inject({
      method: endpoint.method,
      url,
      headers,
      ...(hasBody
        ? { payload: { id: pick(ids), receiverId: here.bob.id, units: 60, reason: 'x' } }
        : {}),
    })
    const expected = attacker ? 404 : 401
    if (!attacker) without++
    expect([answer.statusCode, `${endpoint.method} ${url}`]).toEqual([
      expected,
      `${endpoint.method} ${url}`,
    ])
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.body).not.toMatch(/Secret|exemple\.test|Cloé/)
  }
  expect(without).toBeGreaterThan(50)
  await server.close()
}, 180_000)

test('in one’s own school, the rows of another are not there', async () => {
  const { here, there, ids, server } = await twoSchools()
  const oneThing = here.app.endpoints.filter(
    (it) => it.scope === 'workspace' && it.path.includes('{'),
  )
  for (const endpoint of oneThing) {
    for (const id of ids) {
      const url = addressOf(endpoint, 'marronnier', () => id)
      const answer = await server.inject({
        method: endpoint.method,
        url,
        headers: { cookie: `socle=${there.ana.cookie}` },
        ...(endpoint.method === 'GET'
          ? {}
          : { payload: { reason: 'x', on: true, roles: ['member'] } }),
      })
      // 400 or 422 where the thing is not named by an id (a module's name): a shape, not a row.
      expect([400, 404, 422], `${endpoint.method} ${url}`).toContain(answer.statusCode)
      expect(answer.body).not.toContain('Secret')
    }
  }
  const { items } = await there.ana.call(listMembers, {})
  expect(items.map((it) => it.id)).not.toContain(here.bob.id)
  await server.close()
})

function addressOf(endpoint: Endpoint, slug: string, id: () => string): string {
  return urlOf(endpoint)
    .replace('{slug}', slug)
    .replaceAll(/\{\w+\}/g, id)
}
