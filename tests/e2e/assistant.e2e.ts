/** A question, and an answer that comes while one looks at it. */
import { expect, test } from 'vitest'
import { button, field, foundSchool, heading, openHouse, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('a question is answered with what the school has, with a link to it, and a reload keeps both', async () => {
  const { page } = await house.visit()
  const place = await foundSchool(page, 'Ana Lambert', 'ana@exemple.be', 'École du Parc')
  const offered = await page.request.post(`${place.replace('/app/', '/api/w/')}/exchange/offers`, {
    data: {
      title: 'Réparer des vélos',
      description: 'Freins, pneus et dérailleur.',
      category: 'bicycle-repair',
    },
  })
  expect(offered.status()).toBe(201)

  await page.goto(`${place}/assistant`)
  await page.getByText(say('ai.empty-title')).waitFor()
  await field(page, say('ai.question')).fill('Qui peut m’aider avec un vélo ?')
  await button(page, say('ai.ask')).click()
  const source = page
    .getByRole('navigation', { name: say('ai.sources') })
    .getByRole('link', { name: /Réparer des vélos/ })
  await source.waitFor()
  const talk = page.locator('.talk')
  await talk.getByText('Freins, pneus et dérailleur').waitFor()
  await talk.getByText(say('ai.without-model')).waitFor()

  await page.reload()
  await talk.getByText('Qui peut m’aider avec un vélo ?').waitFor()
  await talk.getByText('Freins, pneus et dérailleur').waitFor()
  await source.click()
  await heading(page, 'Réparer des vélos').waitFor()
  expect(house.faults()).toEqual([])
})
