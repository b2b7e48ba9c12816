import { afterAll, expect, test } from 'vitest'
import { dnsResolver } from './resolver.ts'
import { startNameServer } from './simulator.ts'

const server = await startNameServer()
afterAll(() => server.close())
const resolver = dnsResolver({ servers: [server.address], timeoutMs: 150 })

test('every string at a name comes back whole, however many pieces it travelled in', async () => {
  server.answer('_socle-verify.ecole.be', {
    records: [['v=spf1 -all'], ['socle-', 'token', '']],
  })
  expect((await resolver.txt('_socle-verify.ecole.be')).toSorted()).toEqual([
    'socle-token',
    'v=spf1 -all',
  ])
})

test('a name that is not there, or has nothing of this sort, is an answer', async () => {
  expect(await resolver.txt('_socle-verify.nowhere.be')).toEqual([])
  server.answer('_socle-verify.empty.be', { records: [] })
  expect(await resolver.txt('_socle-verify.empty.be')).toEqual([])
})

test('a slow server is waited for, a silent or a broken one is a fault', async () => {
  server.answer('slow.be', { records: [['late']], afterMs: 60 })
  expect(await resolver.txt('slow.be')).toEqual(['late'])
  server.answer('silent.be', 'silent')
  await expect(resolver.txt('silent.be')).rejects.toMatchObject({ code: 'ETIMEOUT' })
  server.answer('broken.be', 'servfail')
  await expect(resolver.txt('broken.be')).rejects.toMatchObject({ code: 'ESERVFAIL' })
})
