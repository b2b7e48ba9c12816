import { expect, test } from 'vitest'
import { createServer } from '#app/http.ts'
import { sentences } from '#app/texts.ts'
import { nameDomain, resolver, verifyDomain } from '#core/workspaces/domains/contract.ts'
import { createLog } from '#kernel/log.ts'
import { config, village } from '#tests/village.ts'

async function served() {
  const here = await village()
  const { app, ana, clients } = here
  const domain = await ana.call(nameDomain, { domain: 'ecole.be' })
  clients.set(resolver.name, { txt: async () => [domain.record.value] })
  const server = await createServer({
    app,
    config: config({ PUBLIC_URL: 'https://socle.example.org' }),
    sentences,
    log: createLog('silent'),
    pages: 'none',
    drain: { isOn: false },
  })
  const first = (host: string) =>
    server.inject({ url: '/', headers: { host, accept: 'text/html' } })
  return { ...here, server, first }
}

test('the first page of a proved domain is the door of its workspace; other hosts are as before', async () => {
  const { ana, server, first } = await served()
  expect((await first('ecole.be')).statusCode).toBe(404)
  await ana.call(verifyDomain)
  const led = await first('ECOLE.be')
  expect([led.statusCode, led.headers.location]).toEqual([302, '/join/tilleul'])
  for (const host of ['socle.example.org', 'autre.be', '127.0.0.1'])
    expect((await first(host)).statusCode).toBe(404)
  await server.close()
})

test('a session lives on the own domain, and another site still cannot use it', async () => {
  const { ana, server } = await served()
  await ana.call(verifyDomain)
  const post = (headers: Record<string, string>) =>
    server.inject({
      method: 'POST',
      url: '/api/auth/logout',
      headers: {
        host: 'ecole.be',
        cookie: '__Host-socle=anything',
        'content-type': 'application/json',
        ...headers,
      },
      payload: '{}',
    })
  // By an old browser, which says no more than the origin.
  expect((await post({ origin: 'https://ecole.be' })).statusCode).toBe(200)
  expect((await post({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
  expect((await post({ origin: 'https://evil.example' })).statusCode).toBe(403)
  expect((await post({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  await server.close()
})
