import { afterAll, beforeEach, expect, test } from 'vitest'
import { clamScanner } from './scanner.ts'
import { startScanner, VIRUS } from './simulator.ts'

const server = await startScanner()
afterAll(() => server.close())
beforeEach(() => server.become('right'))
const scanner = clamScanner(server.url, { silenceMs: 150 })

async function* chunks(...parts: (string | Buffer)[]) {
  for (const it of parts) yield Buffer.from(it as string)
}

test('clean is clean, a virus has its name, also across two pieces and around an empty one', async () => {
  expect(await scanner.scan(chunks('bonjour', '', ' à tous'))).toEqual({ virus: null })
  expect(await scanner.scan(chunks('avant ', VIRUS.slice(0, 9), '', VIRUS.slice(9)))).toEqual({
    virus: 'Test.Virus',
  })
  expect(await scanner.scan(chunks())).toEqual({ virus: null })
})

test('a scanner that has seen enough answers before the end', async () => {
  server.become('early')
  const long = chunks(VIRUS, ...Array.from({ length: 400 }, () => Buffer.alloc(256 * 1024)))
  expect(await scanner.scan(long)).toEqual({ virus: 'Test.Virus' })
})

test.for([
  ['silent', 'does not answer'],
  ['slow', 'does not answer'],
  ['cut', ''],
  ['nonsense', 'says'],
  ['talkative', ''],
  ['too long', 'size limit'],
] as const)('a scanner that is %s is a fault, never a verdict', async ([mood, words]) => {
  server.become(mood)
  await expect(scanner.scan(chunks('x'.repeat(1000), VIRUS))).rejects.toThrow(words)
})

test('patience suffices for a slow one', async () => {
  server.become('slow')
  const patient = clamScanner(server.url, { silenceMs: 5000 })
  expect(await patient.scan(chunks('bonjour'))).toEqual({ virus: null })
})

test('one that is not there is a fault', async () => {
  await expect(clamScanner('tcp://127.0.0.1:9').scan(chunks('x'))).rejects.toThrow('ECONNREFUSED')
  await expect(clamScanner('unix:///nowhere/clamd.ctl').scan(chunks('x'))).rejects.toThrow('ENOENT')
})

test('a fault of the bytes themselves is told as such', async () => {
  async function* broken() {
    yield Buffer.from('x')
    throw new Error('the disk is gone')
  }
  await expect(scanner.scan(broken())).rejects.toThrow('the disk is gone')
})
