import { expect, test } from 'vitest'
import { button, field, foundSchool, heading, openHouse, welcome, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')
const zeg = words('nl')

test('a newcomer founds a school, invites a neighbour and thanks her, on a phone', async () => {
  const ana = await house.visit()
  const bea = await house.visit()

  const place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')
  expect(place).toBe('/app/ecole-evere')
  await heading(ana.page, say('home.title', { name: 'Ana' })).waitFor()
  await ana.page.getByText(say('home.steps-done', { done: 2, all: 4 })).waitFor()

  await welcome(ana, bea, place, 'Béa Peeters', 'bea@exemple.be')
  await heading(bea.page, say('home.title', { name: 'Béa' })).waitFor()

  const { page } = ana
  await page.goto(`${place}/exchange/thank`)
  await field(page, say('exchange.thank.to')).click()
  await page.getByRole('option', { name: 'Béa Peeters' }).click()
  await field(page, say('exchange.thank.units')).fill('60')
  await field(page, say('exchange.thank.reason')).fill('Une heure de couture')
  await button(page, say('exchange.thank.send')).click()
  await page.getByText('Béa Peeters').first().waitFor()

  await bea.page.goto(`${place}/exchange`)
  await bea.page.getByText('Une heure de couture').first().waitFor()
  await button(bea.page, say('exchange.move.confirm')).click()
  await bea.page.goto(`${place}/exchange/transfers`)
  await bea.page
    .getByText(/\+\s?1\sh/)
    .first()
    .waitFor()

  await page.goto(`${place}/exchange/transfers`)
  await page
    .getByText(/[−-]\s?1\sh/)
    .first()
    .waitFor()
  await page.getByText('Une heure de couture').first().waitFor()

  // The same statement, now in Dutch, and it stays Dutch after a reload.
  await button(page, say('app.account', { name: 'Ana Lambert' })).click()
  await page.getByLabel('Nederlands').filter({ visible: true }).click({ force: true })
  await heading(page, zeg('exchange.statement.title')).waitFor()
  await page.reload()
  await heading(page, zeg('exchange.statement.title')).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('nl-BE')
  expect(house.faults()).toEqual([])
})
