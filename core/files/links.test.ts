import type { AddressInfo } from 'node:net'
import { readdirSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { createServer } from '#app/http.ts'
import { parts } from '#app/modules.ts'
import { sentences } from '#app/texts.ts'
import { logOut } from '#core/identity/contract.ts'
import { changeMember, removeMember } from '#core/workspaces/contract.ts'
import { createLog } from '#kernel/log.ts'
import { urlOf } from '#kernel/openapi.ts'
import { MINUTE } from '#kernel/time.ts'
import { bring, trial } from '#tests/files.ts'
import { config, village, world } from '#tests/village.ts'
import { linkFile, listFileLinks, readContent } from './contract.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => void (await Promise.all(closing.splice(0).map((it) => it()))))

/** A village behind a real server, where Bob has a file. */
async function served(content: string | Uint8Array = 'Les mots de Bob.', name = 'été (1)*.txt') {
  const here = await village({ in: await world({}, [...parts, trial]) })
  const { app, bob } = here
  const serving = { app, config: config(), sentences, log: createLog('silent') }
  const server = await createServer({ ...serving, drain: { isOn: false }, pages: 'none' })
  await server.listen({ port: 0, host: '127.0.0.1' })
  closing.push(() => server.close())
  const { port } = server.server.address() as AddressInfo
  const file = await bring(app, bob, content, { name })
  const { url } = await bob.call(linkFile, { fileId: file.id })
  const ask = (who: { cookie?: string }, headers: Record<string, string> = {}, at = url) =>
    fetch(`http://127.0.0.1:${port}${at}`, {
      headers: { ...headers, ...(who.cookie ? { cookie: `socle=${who.cookie}` } : {}) },
    })
  return { ...here, file, url, ask }
}

test('T-B10: a link is for who asked, for ten minutes, with a living session, and written down', async () => {
  const { ask, bob, cloe, ana, stranger, clock, url, file, app } = await served()
  expect(await (await ask(bob)).text()).toBe('Les mots de Bob.')
  expect((await ask({})).status).toBe(401)
  for (const who of [cloe, ana, stranger]) expect((await ask(who)).status).toBe(404)
  const changed = new URL(url, 'http://here')
  changed.searchParams.set('until', String(Number(changed.searchParams.get('until')) + 1))
  expect((await ask(bob, {}, changed.pathname + changed.search)).status).toBe(404)

  const { items } = await bob.call(listFileLinks, { fileId: file.id })
  expect(items).toMatchObject([{ memberId: bob.id, variant: 'original' }])
  await expect(cloe.call(listFileLinks, { fileId: file.id })).rejects.toThrow('not-found')

  clock.advance(10 * MINUTE + 1)
  const late = await ask(bob)
  expect([late.status, ((await late.json()) as { code: string }).code]).toEqual([
    410,
    'files/link-expired',
  ])
  const fresh = await bob.call(linkFile, { fileId: file.id })
  expect((await ask(bob, {}, fresh.url)).status).toBe(200)
  await app.call(
    logOut,
    { session: bob.session, origin: { requestId: 'x', address: '', agent: '' } },
    { everywhere: true },
  )
  expect((await ask(bob, {}, fresh.url)).status).toBe(401)
})

test('who leaves the workspace, or may no longer read, follows no link of before', async () => {
  const { ask, bob, ana } = await served()
  expect((await ask(bob)).status).toBe(200)
  await ana.call(changeMember, { memberId: bob.id, active: false })
  expect((await ask(bob)).status).toBe(404)
  await ana.call(changeMember, { memberId: bob.id, active: true })
  expect((await ask(bob)).status).toBe(200)
  await ana.call(removeMember, { memberId: bob.id })
  expect((await ask(bob)).status).toBe(404)
})

test('what is sent runs nowhere, says its name in every alphabet, and is kept by nobody else', async () => {
  const { ask, bob } = await served()
  const { headers } = await ask(bob)
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*sandbox$/)
  expect(headers.get('cache-control')).toBe('private, no-cache')
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="ete (1)_.txt"; filename*=UTF-8''%C3%A9t%C3%A9%20%281%29_.txt`,
  )
})

test('ranges: a part, the end, what lies outside, a content that changed, what is known already', async () => {
  const content = 'a'.repeat(3000) + 'bcdefghij'
  const { ask, bob, file } = await served(content)
  const whole = await ask(bob, { 'accept-encoding': 'gzip, br' })
  expect(whole.headers.get('content-encoding')).toBe(null)
  expect(whole.headers.get('accept-ranges')).toBe('bytes')
  const etag = whole.headers.get('etag')!
  const part = async (range: string, more: Record<string, string> = {}) => {
    const answer = await ask(bob, { range, ...more })
    const body = await answer.text()
    return [
      answer.status,
      answer.headers.get('content-range'),
      body.length > 50 ? body.length : body,
    ]
  }
  expect(await part('bytes=3000-3002')).toEqual([206, 'bytes 3000-3002/3009', 'bcd'])
  expect(await part('bytes=3005-')).toEqual([206, 'bytes 3005-3008/3009', 'ghij'])
  expect(await part('bytes=-2')).toEqual([206, 'bytes 3007-3008/3009', 'ij'])
  expect(await part('bytes=3007-9999')).toEqual([206, 'bytes 3007-3008/3009', 'ij'])
  expect(await part('bytes=-9999')).toEqual([206, 'bytes 0-3008/3009', 3009])
  expect(await part('bytes=3009-')).toEqual([416, 'bytes */3009', ''])
  expect(await part('bytes=-0')).toEqual([416, 'bytes */3009', ''])
  for (const odd of ['bytes=5-2', 'bytes=0-1,4-5', 'lines=0-1', 'bytes=-', 'bytes=a-b'])
    expect(await part(odd)).toEqual([200, null, 3009])
  expect(await part('bytes=0-2', { 'if-range': etag })).toEqual([206, 'bytes 0-2/3009', 'aaa'])
  expect(await part('bytes=0-2', { 'if-range': '"other"' })).toEqual([200, null, 3009])
  expect((await ask(bob, { 'if-none-match': etag })).status).toBe(304)
  expect(etag).toMatch(/^"[0-9a-f]{64}"$/)
  expect(file.bytes).toBe(3009)
})

test('T-B13, T-B14: no address comes from a client, and no switch makes a private file public', async () => {
  const { app } = await served()
  const writes = app.endpoints.filter((it) => it.path.includes('/files') && it.method !== 'GET')
  expect(writes.length).toBeGreaterThan(6)
  for (const { input, path } of writes) {
    const fields = Object.keys((input as unknown as { shape: object }).shape)
    expect(
      fields.filter((it) => /url|address|path|public|visib/i.test(it)),
      path,
    ).toEqual([])
  }
})

test('T-B10: nothing of the storage lies where pages are served from', async () => {
  expect(urlOf(readContent)).toBe('/api/w/{slug}/files/{fileId}/content')
  const { ask, bob, file } = await served()
  for (const path of ['/files/', '/uploads/', '/data/files/', `/files/${file.id}`, '/.parts/'])
    expect((await ask(bob, {}, path)).headers.get('content-type')).not.toContain('text/plain')
  expect(readdirSync('.').includes('data') && readdirSync('data').includes('files')).toBe(false)
})
