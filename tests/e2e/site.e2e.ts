/** The public site: written and published by one person, read by another without any script. */
import { expect, test } from 'vitest'
import { payloads } from '#tests/payloads.ts'
import { button, field, foundSchool, heading, openHouse, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('a page is written, previewed and published; a visitor reads it on a phone, without script', async () => {
  const ana = await house.visit({ width: 1280 })
  const { page } = ana
  const place = await foundSchool(page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')

  await page.goto(`${place}/settings/site`)
  await page.getByLabel(say('content.site-open')).check()
  await button(page, say('content.save')).click()
  await page.getByText(say('content.site-saved')).waitFor()

  await page.goto(`${place}/site`)
  await button(page, say('content.new')).click()
  await field(page, say('content.title')).fill('Notre potager')
  await button(page, say('content.begin')).click()
  const text = page.locator('.ProseMirror')
  await text.click()
  await page.getByRole('button', { name: say('content.tool-heading'), exact: true }).click()
  await page.keyboard.type('Venez samedi')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Des gants et ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('de la soupe')
  await page.keyboard.press('Control+b')
  // A slash offers what the next line can be, for hands that stay on the keys.
  await page.keyboard.press('Enter')
  await page.keyboard.type('/')
  const offered = page.getByRole('listbox', { name: say('content.slash') })
  await offered.waitFor()
  await page.keyboard.press('Escape')
  await offered.waitFor({ state: 'detached' })
  await page.keyboard.press('Backspace')
  await page.keyboard.type('/num')
  await page.getByRole('option', { name: say('content.tool-numbers') }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Une bêche')
  expect(await page.locator('.ProseMirror ol').textContent()).toBe('Une bêche')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('et/ou rien /zzz')
  await page.getByText(say('content.slash-none')).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('/')
  await offered.waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.type('À bientôt')
  expect(await page.locator('.ProseMirror h3').textContent()).toBe('À bientôt')
  await page.getByText(say('content.saved'), { exact: true }).waitFor()

  const [preview] = await Promise.all([
    ana.context.waitForEvent('page'),
    button(page, say('content.preview')).click(),
  ])
  await preview.getByText(say('site.preview')).waitFor()
  expect(await preview.locator('article strong').textContent()).toContain('de la soupe')
  await preview.close()

  // Not before it is published.
  const guest = await house.visit()
  expect((await guest.page.goto('/ecole-evere/fr/notre-potager'))!.status()).toBe(404)
  await button(page, say('content.publish')).click()
  await button(page, say('content.publish-now')).click()
  await page.getByText(say('content.published')).waitFor()

  const reader = await house.visit({ script: false })
  await reader.page.goto('/ecole-evere')
  await reader.page.goto('/ecole-evere/notre-potager')
  await heading(reader.page, 'Notre potager').waitFor()
  expect(reader.page.url()).toContain('/ecole-evere/fr/notre-potager')
  expect(await reader.page.locator('h2').textContent()).toBe('Venez samedi')
  expect((await reader.page.locator('body').boundingBox())!.width).toBeLessThanOrEqual(390)

  // Another address: the old one still leads there.
  await field(page, say('content.address')).fill('potager')
  await page.getByText(say('content.saved'), { exact: true }).waitFor()
  await button(page, say('content.publish-changes')).click()
  await button(page, say('content.publish-now')).click()
  await reader.page.goto('/ecole-evere/fr/notre-potager')
  await reader.page.waitForURL('**/fr/potager')

  // Somebody who means harm writes through the same route; a browser with scripts on reads it.
  const answer = await page.request.get('/api/w/ecole-evere/pages?limit=1')
  const { items } = (await answer.json()) as { items: { id: string }[] }
  const at = `/api/w/ecole-evere/pages/${items[0]!.id}`
  const draft = (await (await page.request.get(`${at}/draft?language=fr`)).json()) as {
    revision: number
  }
  const saved = await page.request.put(`${at}/draft`, {
    data: {
      ...{ language: 'fr', revision: draft.revision, title: payloads[0]!, slug: 'potager' },
      ...{ excerpt: payloads[3]!, metaDescription: payloads[35]! },
      html: payloads.map((it) => `<p>${it}</p>`).join('\n'),
    },
  })
  expect(saved.status()).toBe(200)
  expect((await page.request.post(`${at}/publish`, { data: {} })).status()).toBe(200)
  const refused: unknown[] = []
  await guest.page.exposeFunction('tellRefusal', (it: unknown) => refused.push(it))
  await guest.page.addInitScript(
    `document.addEventListener('securitypolicyviolation', (it) => tellRefusal(it.violatedDirective + ' ' + it.blockedURI))`,
  )
  await guest.page.goto('/ecole-evere/fr/potager')
  for (const link of await guest.page.locator('article a').all())
    if ((await link.getAttribute('href'))?.startsWith('#')) await link.click()
  await guest.page.mouse.move(100, 300)
  await guest.page.waitForLoadState('networkidle')
  expect(await guest.page.evaluate('window.PWN')).toBeUndefined()
  expect(refused).toEqual([])
  expect(house.faults()).toEqual([])
})
