/** A technician in a basement: no network, a phone that dies, a certificate that lies. Everything arrives, once. */
import { createHash, randomBytes } from 'node:crypto'
import type { Page, Request } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import type { KeptEvent, Package } from '#modules/maintenance/executions/contract.ts'
import type { Step } from '#modules/maintenance/steps/contract.ts'
import { startProxy } from '#tests/crash/proxying.ts'
import { Dice } from '#tests/fuzz/dice.ts'
import { button, field, foundSchool, heading, openHouse, words } from './browser.ts'
import { newHandset } from './handset.ts'

const KILLS = Number(process.env['SOCLE_KILLS'] ?? 4)
const PHOTOS = Number(process.env['SOCLE_PHOTOS'] ?? 2)
/** Of the photos that are chosen; a phone's own have twelve million points. */
const WIDTH = Number(process.env['SOCLE_PHOTO_WIDTH'] ?? 800)
const HEIGHT = (WIDTH * 3) / 4
const BYTES_PER_S = Number(process.env['SOCLE_LINE'] ?? 1_000_000)
const CUT_SHARE = Number(process.env['SOCLE_CUTS'] ?? 0.01)
const SEED = Number(process.env['SOCLE_SEED'] ?? 5)
const LONG_MS = Number(process.env['SOCLE_LONG_MS'] ?? 300_000)
const SLUG = 'soleil'
const API = `/api/w/${SLUG}`
const PLACE = `/app/${SLUG}`
const patience = { timeout: 60_000 }

const house = await openHouse()
const network = await startProxy([Number(new URL(house.address).port)])
afterAll(() => network.end())
// What a test begins ends here: inside of it nobody would.
const handset = newHandset()
afterAll(() => handset.end())
const say = words('fr')

const step = (asked: Partial<Step> & Pick<Step, 'key' | 'title'>): Step => ({
  description: '',
  instructions: '',
  validation: { kind: 'manual' },
  isGate: false,
  isCritical: false,
  isRequired: true,
  isSkippable: false,
  isPhotoExempt: false,
  fileIds: [],
  sourcePage: null,
  ...asked,
})
const steps = [
  step({ key: 'lock', title: 'Consigner', isGate: true }),
  step({
    key: 'riso',
    title: 'Mesurer l’isolement',
    validation: { kind: 'measure', unit: 'MΩ', min: 1, max: null, instrument: '' },
  }),
  ...Array.from({ length: 3 }, (_, i) =>
    step({
      key: `photo-${i + 1}`,
      title: `Photographier ${i + 1}`,
      validation: { kind: 'photo', min: PHOTOS, max: 40 },
    }),
  ),
  step({ key: 'word', title: 'Décrire', validation: { kind: 'text' } }),
  step({ key: 'end', title: 'Remettre en service' }),
]

/** Ana keeps a house that maintains installations; the procedure is published, and her phone has seen it. */
async function scene() {
  const ana = await house.visit()
  await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')
  const post = async (path: string, data: object = {}) => {
    const answer = await ana.page.request.post(path, { data })
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
    return (await answer.json()) as any
  }
  await post('/api/workspaces', { name: 'Soleil du Brabant', slug: SLUG, kind: 'maintenance' })
  const { versionId } = await post(`${API}/procedures`, { title: 'Contrôle annuel', steps })
  for (const move of ['submit', 'publish'])
    await post(`${API}/procedures/versions/${versionId}/${move}`)
  const cookies = await ana.context.cookies()
  handset.open(network.address, cookies)
  const read = async <T>(path: string) =>
    (await (await ana.page.request.get(`${API}${path}`)).json()) as T
  return { ana, post, read }
}

const opened = (page: Page, key: string) =>
  page.getByRole('heading', { level: 2, name: steps.find((it) => it.key === key)!.title })

/** The page stands on what the worker kept: it opens without a network from now on. */
const isCarried = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
    return true
  })

/** A photo as a camera makes it: too large for one piece, and no two of them alike. */
function pictured(number: number): Promise<Buffer> {
  const noise = randomBytes(WIDTH * HEIGHT)
  noise[0] = number
  const raw = { width: WIDTH, height: HEIGHT, channels: 1 } as const
  return sharp(noise, { raw }).blur(0.6).jpeg({ quality: 85 }).toBuffer()
}

/** Until a step has its photos: the first from the camera, the others from the phone's own. */
async function photograph(page: Page): Promise<void> {
  const gallery = page.locator('.fieldgallery li')
  await page.locator('.fieldphotos').waitFor()
  const taken = async (count: number) =>
    expect.poll(() => gallery.count(), patience).toBeGreaterThanOrEqual(count)
  // What lies there shows a moment after the step.
  await pause(100)
  if ((await gallery.count()) === 0) {
    await button(page, say('fieldwork.photo.take')).click()
    await button(page, say('fieldwork.photo.shoot')).click()
    await taken(1)
    await button(page, say('fieldwork.photo.close')).click()
  }
  for (let at = await gallery.count(); at < PHOTOS; at++) {
    const file = { name: `${at}.jpg`, mimeType: 'image/jpeg', buffer: await pictured(at) }
    await page.locator('.fieldphotos input[type=file]').setInputFiles(file)
    await taken(at + 1)
  }
}

async function carryOut(page: Page, key: string): Promise<void> {
  if (key === 'riso') await field(page, say('fieldwork.measure.label')).fill('42,5')
  if (key === 'word') await field(page, say('fieldwork.text.label')).fill('Tout est sec.')
  if (key.startsWith('photo')) await photograph(page)
  await button(page, say('fieldwork.done')).click()
}

const CERTIFICATES = '**/certificate?*'

/** Certificates that this tab asks for say something else. Answers what of it is on its way to the server. */
async function forging(tab: Page): Promise<Set<object>> {
  await tab.route(CERTIFICATES, async (route) => {
    const answer = await route.fetch().catch(() => null)
    if (!answer?.ok()) return route.abort()
    const json = (await answer.json()) as object
    await route.fulfill({ response: answer, json: { ...json, digest: 'f'.repeat(64) } })
  })
  const under = new Set<object>()
  const isSending = (it: Request) =>
    it.method() === 'PATCH' || (it.method() === 'POST' && it.url().endsWith('/events'))
  tab.on('request', (it) => isSending(it) && under.add(it))
  tab.on('requestfinished', (it) => under.delete(it))
  tab.on('requestfailed', (it) => under.delete(it))
  return under
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** From the overview to the end, screen after screen. */
async function work(page: Page, told: (key: string) => void): Promise<void> {
  await page.locator('.fieldstep').first().waitFor()
  const states = await page.locator('.fieldstep .status').allInnerTexts()
  const first = states.findIndex((it) => it !== say('fieldwork.step.done'))
  if (first < 0) return
  await page.locator('.fieldstep').nth(first).click()
  for (const { key } of steps.slice(first)) {
    await opened(page, key).waitFor()
    await carryOut(page, key)
    // The next screen is there: what was said before is on the disk.
    await opened(page, key).waitFor({ state: 'detached' })
    told(key)
  }
}

test('the application can be installed: a manifest with its pictures, and a worker that is never an old one', async () => {
  const { page } = await house.visit()
  await page.goto('/login')
  const place = await page.locator('link[rel=manifest]').getAttribute('href')
  const answer = await page.request.get(place!)
  expect(answer.headers()['content-type']).toMatch(/^application\/manifest\+json/)
  const { icons, start_url } = (await answer.json()) as {
    icons: { src: string; sizes: string }[]
    start_url: string
  }
  expect(start_url).toBe('/app')
  expect(icons.map((it) => it.sizes)).toContain('512x512')
  for (const { src } of icons) {
    const picture = await page.request.get(src)
    expect(picture.headers()['content-type'], src).toMatch(/^image\//)
  }
  const worker = await page.request.get('/offline-worker.js')
  expect(worker.headers()['cache-control']).toBe('no-cache')
  // All that it keeps is there to be kept.
  const files = /const FILES = (\[.*\])/.exec(await worker.text())![1]!
  for (const it of JSON.parse(files) as string[])
    expect((await page.request.head(it)).status(), it).toBe(200)
})

test(
  'a procedure is carried out in a basement by a phone that dies again and again, and arrives once',
  async () => {
    const { ana, read, post } = await scene()
    const dice = new Dice(SEED)
    let page = await handset.on()
    await page.goto(`${network.address}${PLACE}/field`)
    await heading(page, say('fieldwork.title')).waitFor()
    await isCarried(page)
    await button(page, say('fieldwork.begin.download', { title: 'Contrôle annuel' })).click()
    await page.getByText(`· ${say('fieldwork.begin.here')}`).waitFor()
    await page.reload()
    await page.getByText(`· ${say('fieldwork.begin.here')}`).waitFor()

    // Down the stairs.
    network.cut()
    await page.reload()
    await button(page, say('fieldwork.begin.start', { title: 'Contrôle annuel' })).click()
    await page.waitForURL(/\/field\/[0-9a-f-]{36}$/)
    const at = page.url()
    const id = at.split('/').at(-1)!
    await page
      .getByText(say('fieldwork.bar.offline', { answers: '0 réponse', photos: '0 photo' }))
      .waitFor()

    const done = new Set<string>()
    for (let kills = 0; kills < KILLS; kills++) {
      const before = new Set(done)
      const found = new Set<string>()
      const working = work(page, (key) => {
        found.add(key)
        done.add(key)
      }).catch(() => 'died')
      // So far, and then some moment more: while a photo is written, or a word, or nothing at all.
      const enough = Math.floor((steps.length * (kills + 1)) / (KILLS + 1))
      const until = Date.now() + 20_000
      while (done.size < enough && Date.now() < until) await pause(50)
      await Promise.race([working, pause(dice.below(900))])
      await handset.kill()
      await working
      page = await handset.on()
      await page.goto(at)
      await page.locator('.fieldstep').first().waitFor()
      const states = await page.locator('.fieldstep .status').allInnerTexts()
      const kept = steps.filter((_, i) => states[i] === say('fieldwork.step.done'))
      const keys = new Set(kept.map((it) => it.key))
      expect([...before, ...found].filter((it) => !keys.has(it))).toEqual([])
    }
    await work(page, (key) => done.add(key))
    await page.goto(at)
    await button(page, say('fieldwork.finish')).click()
    await page.getByText(say('fieldwork.finished')).waitFor()

    // Up again, on a poor line, and somebody on the way lies about what has arrived. It dies once more meanwhile.
    const sending = await forging(page)
    network.worsen({ bytesPerS: BYTES_PER_S, lateShare: 0.2, cutShare: CUT_SHARE })
    await page.goto(at)
    await expect.poll(() => sending.size, patience).toBeGreaterThan(0)
    await pause(dice.below(800))
    await handset.kill()
    page = await handset.on()
    const second = await handset.newTab()
    const tabs = [await forging(page), await forging(second)]
    let both = 0
    const look = setInterval(() => (both += tabs.every((it) => it.size > 0) ? 1 : 0), 5)
    await Promise.all([second.goto(at), page.goto(at)])
    await page.getByText(say('fieldwork.differs')).waitFor({ timeout: LONG_MS })
    clearInterval(look)
    // Of two tabs one sends; and nothing is forgotten against a certificate that is not right.
    expect(both).toBe(0)
    expect(await page.locator('.fieldstep').count()).toBe(steps.length)
    expect(await button(page, say('fieldwork.make-room')).count()).toBe(0)

    network.mend()
    await page.unroute(CERTIFICATES)
    await second.unroute(CERTIFICATES)
    await page.goto(at)
    await button(page, say('fieldwork.make-room')).waitFor(patience)

    const { package: told } = await read<{ package: Package }>(`/executions/${id}/package`)
    expect(told.execution.state).toBe('completed')
    const sequences = told.events.map((it) => it.sequence).toSorted((a, b) => a - b)
    expect(sequences).toEqual(sequences.map((_, i) => i + 1))
    expect(told.events.filter((it) => it.refusal !== null)).toEqual([])
    expect(told.steps.map((it) => it.key)).toEqual(steps.map((it) => it.key))
    const photos = told.events.flatMap(({ what }: KeptEvent) =>
      what.kind === 'photographed' ? [what] : [],
    )
    expect(photos.length).toBeGreaterThanOrEqual(PHOTOS * 3)
    expect(told.photos.map((it) => it.state)).toEqual(photos.map(() => 'here'))
    for (const { photoId, sha256 } of photos) {
      const links = `${API}/executions/${id}/photos/${photoId}/links`
      const { url } = await post(links, { variant: 'original' })
      const bytes = await (await ana.page.request.get(url)).body()
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    }

    await button(page, say('fieldwork.make-room')).click()
    await page.waitForURL(/\/field$/)
    await page.getByText(say('fieldwork.empty'), { exact: true }).waitFor()
    expect(house.faults()).toEqual([])
  },
  LONG_MS,
)
