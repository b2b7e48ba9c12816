/** A photo whose line breaks on its way, and a sign for the workspace: what people see of files. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { button, foundSchool, openHouse, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')

/** As large as a phone's: noise does not become small. */
const noise = (side: number) =>
  sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
const choose = (page: Page, name: string, mimeType: string, buffer: Buffer) =>
  page.locator('input[type=file]').first().setInputFiles({ name, mimeType, buffer })
const isDrawn = (page: Page, selector: string) => async () =>
  page
    .locator(selector)
    .first()
    .evaluate((it) => (it as HTMLImageElement).naturalWidth)
    .catch(() => 0)

/** A line to the server that breaks once, in the middle of a photo, and stays broken for a while. */
async function brokenLine(target: string, cutAfter: number, brokenMs: number) {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let [sent, isBroken, wasCut] = [0, false, false]
  const server = createServer((near) => {
    if (isBroken) return void near.destroy()
    const far = connect(Number(port), hostname)
    for (const [it, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(it)
      it.on('error', () => other.destroy())
      it.on('close', () => other.destroy())
    }
    far.pipe(near)
    near.on('data', (chunk: Buffer) => {
      sent += chunk.length
      far.write(chunk)
      if (wasCut || sent < cutAfter) return
      wasCut = isBroken = true
      for (const it of sockets) it.destroy()
      setTimeout(() => (isBroken = false), brokenMs)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    for (const it of sockets) it.destroy()
    server.close()
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { address, sent: () => sent, wasCut: () => wasCut }
}

test('a photo is cut in the middle, goes on from there, and is the person’s face everywhere', async () => {
  const ana = await house.visit()
  const { page } = ana
  await foundSchool(page, 'Ana Lambert', 'ana@exemple.be', 'École du Tilleul')
  const photo = await noise(1500).jpeg({ quality: 92 }).toBuffer()
  expect(photo.length).toBeGreaterThan(1_500_000)

  const line = await brokenLine(house.address, 900_000, 1500)
  await page.goto(`${line.address}/account`)
  await page.getByText(say('picture.title')).waitFor()
  await choose(page, 'moi.jpg', 'image/jpeg', photo)
  await page.getByText(say('files.waiting')).waitFor()
  expect(line.wasCut()).toBe(true)
  await page.getByText(say('picture.saved')).waitFor({ timeout: 60_000 })
  // All of it once, at most a piece twice, and what the pages are made of.
  expect(line.sent()).toBeLessThan(photo.length + 1_100_000)
  await expect.poll(isDrawn(page, '.person-button .avatar img')).toBe(256)

  await page.goto(`${house.address}/account`)
  await button(page, say('files.remove')).click()
  await page.getByText(say('picture.removed')).waitFor()
  await expect.poll(() => page.locator('.avatar img').count()).toBe(0)
})

test('a logo stands in the frame and in mails; what is no picture is refused with a sentence, on a wide screen', async () => {
  const ana = await house.visit({ width: 1280 })
  const { page } = ana
  await page.goto('/login')
  await page.getByLabel(say('enter.email'), { exact: true }).fill('ana@exemple.be')
  await page.getByLabel(say('enter.password'), { exact: true }).fill('trois tilleuls dans la cour')
  await button(page, say('login.submit')).click()
  await page.waitForURL(/\/app\/[\w-]+$/)
  const place = new URL(page.url()).pathname
  await page.goto(`${place}/settings/appearance`)
  await page.getByText(say('branding.logo-hint')).waitFor()

  await choose(page, 'logo.png', 'image/png', Buffer.from('Ceci n’est pas un logo.'))
  await page.getByText(say('files/type-refused')).waitFor()
  await choose(
    page,
    'logo.svg',
    'image/svg+xml',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  )
  await page.getByText(say('files/svg-refused')).waitFor()

  const logo = await sharp({
    create: { width: 600, height: 200, channels: 4, background: '#5b3fa0' },
  })
    .png()
    .toBuffer()
  await choose(page, 'logo.png', 'image/png', logo)
  await page.getByText(say('branding.logo-saved')).waitFor()
  await expect.poll(isDrawn(page, '.side .place-logo')).toBe(480)

  await page.goto(`${place}/invitations`)
  await page.getByLabel(say('invitations.emails'), { exact: true }).fill('bea@exemple.be')
  await button(page, say('invitations.submit')).click()
  await page.getByRole('listitem').filter({ hasText: 'bea@exemple.be' }).waitFor()
  const source = async () => {
    const answer = await page.request.get('/dev/mails', { headers: { accept: 'application/json' } })
    const { items } = (await answer.json()) as { items: { to: string; html: string }[] }
    const html = items.find((it) => it.to === 'bea@exemple.be')?.html ?? ''
    return /<img src="([^"]+)"/.exec(html)?.[1]
  }
  await expect.poll(source).toBeTruthy()
  // As a mail program asks: without a session.
  const seen = await fetch((await source())!)
  expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(house.faults().filter((it) => !/net::ERR_|Failed to load resource/.test(it))).toEqual([])
})
