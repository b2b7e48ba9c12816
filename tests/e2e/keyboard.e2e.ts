import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { foundSchool, openHouse, welcome, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('the keyboard alone thanks a neighbour, and the neighbour confirms with hers', async () => {
  const ana = await house.visit({ width: 1280 })
  const bea = await house.visit({ width: 1280 })
  const place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')
  await welcome(ana, bea, place, 'Béa Peeters', 'bea@exemple.be')

  const { page } = ana
  await page.goto(place)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: say('palette.title') }).waitFor()
  await page.keyboard.type(say('exchange.thank.title'))
  await page.keyboard.press('Enter')
  await page.waitForURL(/exchange\/thank/)

  await reach(page, say('exchange.thank.to'))
  await page.keyboard.type('bea')
  await page.keyboard.press('Enter')
  await reach(page, say('exchange.thank.units'))
  await page.keyboard.type('30')
  await reach(page, say('exchange.thank.reason'))
  await page.keyboard.type('Des boutures')
  await reach(page, say('exchange.thank.send'))
  await page.keyboard.press('Enter')
  await page.getByText('Des boutures').first().waitFor()

  await bea.page.goto(`${place}/exchange`)
  await bea.page.getByText('Des boutures').first().waitFor()
  await reach(bea.page, say('exchange.move.confirm'))
  await bea.page.keyboard.press('Enter')
  await bea.page.goto(`${place}/exchange/transfers`)
  await bea.page
    .getByText(/\+\s?30/)
    .first()
    .waitFor()
})

const FARTHEST = 60

/** Presses Tab until the element with this name has the focus, and can be seen to have it. */
async function reach(page: Page, name: string) {
  for (let pressed = 0; pressed < FARTHEST; pressed++) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if ((await focused.count()) === 0) continue
    const found = await focused.evaluate((it) => {
      const label = it.id && document.querySelector(`label[for="${it.id}"]`)?.textContent
      const said = it.getAttribute('aria-label') ?? (label || it.textContent?.trim())
      return said?.replaceAll('\u00A0', ' ')
    })
    if (found !== name) continue
    const isShown = await focused.evaluate((it) => {
      const style = getComputedStyle(it)
      return style.outlineStyle !== 'none' || style.boxShadow !== 'none'
    })
    expect(isShown, `the focus on « ${name} » can be seen`).toBe(true)
    return
  }
  throw new Error(`Tab never reached « ${name} »`)
}
