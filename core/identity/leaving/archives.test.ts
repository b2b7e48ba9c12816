import { expect, test } from 'vitest'
import { createServer } from '#app/http.ts'
import { sentences } from '#app/texts.ts'
import { createLog } from '#kernel/log.ts'
import { config, PASSWORD, village } from '#tests/village.ts'
import { createToken } from '../tokens/contract.ts'

test('a person takes along what every part and workspace knows, and nothing of others', async () => {
  const here = await village()
  const there = await village({ slug: 'marronnier', in: here })
  const { app, bob, cloe } = here
  await bob.call(createToken, { name: 'Sauvegarde', access: 'read', days: 30, password: PASSWORD })
  const log = createLog('silent')
  const serving = { app, config: config(), sentences, log, drain: { isOn: false } }
  const server = await createServer({ ...serving, pages: 'none' })
  const ask = (cookie?: string) =>
    server.inject({ url: '/api/auth/export', headers: cookie ? { cookie } : {} })
  const entered = await server.inject({
    method: 'POST',
    url: '/api/auth/login',
    payload: { email: bob.email, password: PASSWORD },
  })
  const answer = await ask(`socle=${entered.cookies[0]!.value}`)
  expect([answer.statusCode, (await ask()).statusCode]).toEqual([200, 401])
  expect(answer.headers['content-disposition']).toContain('socle-2026-11-21.json')

  const archive = JSON.parse(answer.body)
  expect(archive.account.identity.account).toMatchObject({ email: bob.email, name: 'Bob' })
  expect(archive.account.identity.tokens).toMatchObject([{ name: 'Sauvegarde' }])
  expect(archive.workspaces.map((it: { slug: string }) => it.slug)).toEqual(['tilleul'])
  expect(archive.workspaces[0].parts.workspaces.member).toMatchObject({ id: bob.id })
  expect(answer.body).not.toContain(cloe.email)
  expect(answer.body).not.toContain(there.workspace.id)
  expect(answer.body).not.toContain('argon2')
  await server.close()
})
