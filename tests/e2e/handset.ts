/** A phone whose browser can be killed: a process of its own with a profile that stays, and a camera that is not there. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=fr-BE',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--remote-debugging-port=0',
]
const PATIENCE_MS = 15_000

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** Switched off, and nobody's yet; whoever makes it ends it. */
export function newHandset() {
  const folder = mkdtempSync(join(tmpdir(), 'socle-handset-'))
  let running: Running | undefined
  let hostname = ''
  let cookies: Cookies = []

  /** Gives it to somebody, whose session was opened on another device. */
  function open(address: string, session: Cookies): void {
    hostname = new URL(address).hostname
    cookies = session
  }

  /** Switches it on, with all that it knew. */
  async function on(): Promise<Page> {
    running = await start(folder)
    const { context } = running
    // The browser writes its own cookies to the disk at its leisure, which a kill does not wait for.
    await context.addCookies(cookies.map((it) => ({ ...it, domain: hostname })))
    return newTab()
  }

  async function newTab(): Promise<Page> {
    const page = await running!.context.newPage()
    page.setDefaultTimeout(PATIENCE_MS)
    await page.setViewportSize({ width: 390, height: 844 })
    return page
  }

  /** No goodbye: as when the battery is pulled out. */
  async function kill(): Promise<void> {
    const dying = running
    running = undefined
    if (!dying) return
    try {
      process.kill(-dying.pid, 'SIGKILL')
    } catch {
      return // it had died by itself
    }
    await dying.ended
  }

  async function end(): Promise<void> {
    await kill()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return { open, on, newTab, kill, end }
}

type Running = { pid: number; ended: Promise<unknown>; context: BrowserContext }

async function start(folder: string): Promise<Running> {
  const child = spawn(CHROMIUM, [...flags, `--user-data-dir=${folder}`, 'about:blank'], {
    detached: true, // its helpers die with it
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  // Whatever becomes of the test, its browser goes with it.
  const reap = () => void (child.exitCode === null && process.kill(-child.pid!, 'SIGKILL'))
  process.once('exit', reap)
  void ended.then(() => process.off('exit', reap))
  const endpoint = await new Promise<string>((resolve, reject) => {
    createInterface(child.stderr!).on('line', (line) => {
      const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
    void ended.then((code) => reject(new Error(`the browser ended with ${String(code)}`)))
  })
  const browser = await chromium.connectOverCDP(endpoint)
  return { pid: child.pid!, ended, context: browser.contexts()[0]! }
}
