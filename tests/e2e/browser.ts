/** A real browser before the real server: people with a screen each, their mails, and the words on screen. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { catalogues } from '#app/texts.ts'
import type { Language } from '#kernel/text.ts'
import { startServer } from '#tests/crash/server.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
export const PASSWORD = 'trois tilleuls dans la cour'
const PATIENCE_MS = 15_000

export type Screen = {
  width?: 390 | 1280
  scheme?: 'light' | 'dark'
  locale?: 'fr-BE' | 'nl-BE' | 'en'
  /** Somebody's open session, taken from another device of theirs. */
  session?: Awaited<ReturnType<BrowserContext['storageState']>>
  /** Another way to the same house, such as a proxy that can be cut. */
  by?: string
  /** A browser that runs no script at all. */
  script?: false
}
export type Visit = { page: Page; context: BrowserContext; faults: string[] }
export type House = Awaited<ReturnType<typeof openHouse>>

type Opening = { host?: string; env?: Record<string, string> }

/**
 * One server with an empty database and one browser, for the length of a test file. Passkeys belong to a name, never to a
 * number: their stories open the house at `localhost`.
 */
export async function openHouse({ host = '127.0.0.1', env = {} }: Opening = {}) {
  if (!existsSync('dist/web/index.html')) throw new Error('run "npm run build" first')
  const port = String(await freePort())
  const address = `http://${host}:${port}`
  const open: { close(): Promise<unknown> }[] = []
  // Inside of a hook nobody would run it, and both would outlive their file: a house is opened at the top of one.
  afterAll(() => Promise.all(open.map((it) => it.close())))
  const server = await startServer({ PORT: port, PUBLIC_URL: address, ...env }, 'built')
  open.push({ close: server.stop })
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: flags })
  open.push(browser)
  const visits: Visit[] = []
  const visit = async (screen?: Screen) => {
    const one = await newVisit(browser, screen?.by ?? address, screen)
    visits.push(one)
    return one
  }
  return {
    address,
    /** Somebody new, with a device of their own. */
    visit,
    /** What no page may do behind anybody's back: throw, or load something that is refused. */
    faults: () => visits.flatMap((it) => it.faults),
  }
}

async function newVisit(
  browser: Browser,
  baseURL: string,
  { width = 390, scheme = 'light', locale = 'fr-BE', session, script }: Screen = {},
): Promise<Visit> {
  const isPhone = width === 390
  const context = await browser.newContext({
    baseURL,
    locale,
    colorScheme: scheme,
    viewport: { width, height: isPhone ? 844 : 860 },
    isMobile: isPhone,
    hasTouch: isPhone,
    timezoneId: 'Europe/Brussels',
    javaScriptEnabled: script !== false,
    ...(session ? { storageState: session } : {}),
  })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (line) => {
    // An answer that refuses is written by the browser itself; the page shows it as a sentence.
    const isRefusal = /Failed to load resource: the server responded with a status of 4/.test(
      line.text(),
    )
    if (line.type() === 'error' && !isRefusal) faults.push(line.text())
  })
  return { page, context, faults }
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** The sentence that a key says, so that a test follows the screen's words. */
export function words(language: Language) {
  const known: Record<string, string> = Object.assign(
    {},
    ...Object.values(catalogues).map((it) => it[language]),
  )
  return (key: string, facts: Record<string, string | number> = {}) => {
    const sentence = known[key]
    if (sentence === undefined) throw new Error(`nobody says ${key} in ${language}`)
    return sentence.replaceAll(/\{([\w-]+)\}/g, (_, name: string) => String(facts[name]))
  }
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
export const heading = (page: Page, name?: string) =>
  page.getByRole('heading', { level: 1, ...(name ? { name } : {}) })
/** Required fields have their label alone; others say beside it that they are optional. */
export const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })

/** Opens the newest mail to an address in the development mailbox and returns its link. */
export async function linkFor(page: Page, email: string, path: RegExp): Promise<string> {
  const find = async () => {
    const answer = await page.request.get('/dev/mails', { headers: { accept: 'application/json' } })
    const { items } = (await answer.json()) as { items: { to: string; text: string }[] }
    const texts = items.filter((it) => it.to === email).map((it) => it.text)
    return texts.flatMap((it) => it.match(/https?:\/\/\S+/g) ?? []).find((it) => path.test(it))
  }
  await expect.poll(find, { timeout: PATIENCE_MS }).toBeTruthy()
  return (await find())!
}

/** Fills the form of a new account. */
export async function introduce(page: Page, name: string, email?: string) {
  const say = words('fr')
  await field(page, say('enter.name')).fill(name)
  if (email) await field(page, say('enter.email')).fill(email)
  await field(page, say('enter.password')).fill(PASSWORD)
}

/** The first account and its school, its address confirmed: how most stories begin. */
export async function foundSchool(
  page: Page,
  name: string,
  email: string,
  school: string,
  onSecondStep?: () => Promise<void>,
) {
  const say = words('fr')
  await page.goto('/')
  await introduce(page, name, email)
  await button(page, say('welcome.next')).click()
  await page.getByRole('radio', { name: say('kind.school') }).check({ force: true })
  await field(page, say('space.name')).fill(school)
  await onSecondStep?.()
  await button(page, say('space.create')).click()
  await page.waitForURL(/\/app\/[\w-]+$/)
  await page.goto(await linkFor(page, email, /\/verify\?/))
  await heading(page, say('verify.done')).waitFor()
  await button(page, say('login.continue')).click()
  await page.waitForURL(/\/app\/[\w-]+$/)
  return new URL(page.url()).pathname
}

/** Sends an invitation and lets its reader in with a new account, on their own device. */
export async function welcome(
  host: Visit,
  guest: Visit,
  place: string,
  name: string,
  email: string,
) {
  const say = words('fr')
  await host.page.goto(`${place}/invitations`)
  await field(host.page, say('invitations.emails')).fill(email)
  await button(host.page, say('invitations.submit')).click()
  await host.page.getByRole('listitem').filter({ hasText: email }).waitFor()
  await guest.page.goto(await linkFor(host.page, email, /\/invitations\//))
  await introduce(guest.page, name)
  await button(guest.page, say('join.create')).click()
  await guest.page.waitForURL((url) => url.pathname === place)
}
