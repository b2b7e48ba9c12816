import { expect, test } from 'vitest'
import { button, field, foundSchool, heading, openHouse, welcome, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('three people share a workshop, and one pays by code, on phones', async () => {
  const ana = await house.visit()
  const bea = await house.visit()
  const cyr = await house.visit()
  const place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')
  await welcome(ana, bea, place, 'Béa Peeters', 'bea@exemple.be')
  await welcome(ana, cyr, place, 'Cyr Maes', 'cyr@exemple.be')

  const { page } = ana
  await page.goto(`${place}/exchange/groups/new`)
  await field(page, say('groups.name')).fill('Atelier couture')
  await field(page, say('groups.minutes')).fill('61')
  const search = page.getByPlaceholder(say('groups.find'))
  await search.fill('bea')
  await button(page, say('groups.add', { name: 'Béa Peeters' })).click()
  await search.fill('cyr')
  await search.press('Enter')
  await button(page, say('groups.create')).click()
  await heading(page, 'Atelier couture').waitFor()

  const group = page.url()
  for (const somebody of [bea, cyr]) {
    await somebody.page.goto(group)
    await button(somebody.page, say('groups.confirm-course')).click()
    await somebody.page.getByText(say('groups.answer.confirmed')).first().waitFor()
  }
  // The last yes settled it; the organiser's screen follows by itself.
  await page.getByText(say('groups.state.closed')).first().waitFor()
  await page
    .getByText(/31\sunités/)
    .first()
    .waitFor()

  await page.goto(`${place}/exchange/badge`)
  await field(page, say('badges.amount')).fill('30')
  await field(page, say('badges.reason')).fill('Gaufres')
  await button(page, say('badges.show')).click()
  const link = await field(page, say('badges.copy')).inputValue()
  await bea.page.goto(link)
  await button(bea.page, say('badges.pay', { units: '30 min' })).click()
  await bea.page.getByText(/Payé\s:\s30\smin/).waitFor()
  await page.getByText(/Reçu\s:\s30\smin\s·\s30\sunités\sde\sBéa\sPeeters/).waitFor()
  expect(house.faults()).toEqual([])
})
