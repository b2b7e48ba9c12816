/** The scanner itself, with one signature of our own: nothing is fetched, and no real virus is needed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { has, inCi } from '#tests/tools.ts'
import { zip } from '#tests/zips.ts'
import { clamScanner } from './scanner.ts'

const SIGNATURE = 'SOCLE-TEST-SIGNATURE-AND-NO-VIRUS'
const MEBIBYTE = 1024 * 1024

const folder = mkdtempSync(join(tmpdir(), 'socle-clamd-'))
afterAll(() => rmSync(folder, { recursive: true }))

function start() {
  const database = join(folder, 'signatures')
  mkdirSync(database)
  // Name, any kind of file, anywhere in it, these bytes.
  const line = `Socle.Test:0:*:${Buffer.from(SIGNATURE).toString('hex')}\n`
  writeFileSync(join(database, 'own.ndb'), line)
  const socket = join(folder, 'clamd.ctl')
  const settings = {
    DatabaseDirectory: database,
    LocalSocket: socket,
    Foreground: 'yes',
    SelfCheck: 0,
    StreamMaxLength: '1M',
    User: userInfo().username,
  }
  const file = join(folder, 'clamd.conf')
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`)
  writeFileSync(file, lines.join(''))
  const daemon = spawn('clamd', ['--config-file', file], { stdio: 'ignore' })
  return { daemon, scanner: clamScanner(`unix://${socket}`) }
}

async function* pieces(...parts: (string | Buffer)[]) {
  for (const it of parts) yield Buffer.from(it as string)
}

test('clamd lets clean files pass, names what it finds, and refuses what is too long', async () => {
  expect(has('clamd') || !inCi).toBe(true)
  if (!has('clamd')) return
  const { daemon, scanner } = start()
  try {
    const clean = () => scanner.scan(pieces('bonjour ', 'à tous'))
    await vi.waitFor(clean, { timeout: 20_000, interval: 50 })
    expect(await clean()).toEqual({ virus: null })
    expect(await scanner.scan(pieces(''))).toEqual({ virus: null })

    const found = { virus: 'Socle.Test.UNOFFICIAL' }
    const [head, tail] = [SIGNATURE.slice(0, 9), SIGNATURE.slice(9)]
    expect(await scanner.scan(pieces('avant ', head, '', tail, ' après'))).toEqual(found)
    expect(await scanner.scan(pieces(Buffer.alloc(MEBIBYTE / 2), SIGNATURE))).toEqual(found)
    expect(await scanner.scan(pieces(zip([{ name: 'facture.txt', content: SIGNATURE }])))).toEqual(
      found,
    )

    // One byte too many, and many that come long after it has hung up: never a verdict, though whether its last words
    // arrive before the connection breaks is chance.
    const refused = /size limit exceeded|ECONNRESET|EPIPE/
    const half = Buffer.alloc(MEBIBYTE / 2)
    await expect(scanner.scan(pieces(half, half, 'x'))).rejects.toThrow(refused)
    const endless = Array.from({ length: 200 }, () => half)
    await expect(scanner.scan(pieces(...endless))).rejects.toThrow(refused)
    expect(await Promise.all(Array.from({ length: 20 }, clean))).toHaveLength(20)
  } finally {
    daemon.kill()
    if (daemon.exitCode === null) await once(daemon, 'exit')
  }
  await expect(scanner.scan(pieces('bonjour'))).rejects.toThrow(/ENOENT|ECONNREFUSED/)
})
