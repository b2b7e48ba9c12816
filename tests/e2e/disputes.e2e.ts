import { expect, test } from 'vitest'
import { button, field, foundSchool, heading, openHouse, welcome, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('a disputed transfer is talked over and adjusted by a mediator who has no part in it', async () => {
  const ana = await house.visit()
  const bea = await house.visit()
  const cid = await house.visit()
  const place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')
  await welcome(ana, bea, place, 'Béa Peeters', 'bea@exemple.be')
  await welcome(ana, cid, place, 'Cid Renard', 'cid@exemple.be')

  // Béa thanks Cid with an hour, and finds afterwards that it was less.
  const { page } = bea
  await page.goto(`${place}/exchange/thank`)
  await field(page, say('exchange.thank.to')).click()
  await page.getByRole('option', { name: 'Cid Renard' }).click()
  await field(page, say('exchange.thank.units')).fill('60')
  await field(page, say('exchange.thank.reason')).fill('Une heure de couture')
  await button(page, say('exchange.thank.send')).click()
  await page.getByText('Cid Renard').first().waitFor()
  await cid.page.goto(`${place}/exchange`)
  await button(cid.page, say('exchange.move.confirm')).click()
  await cid.page.getByText(say('exchange.no-transfer')).first().waitFor({ state: 'hidden' })

  await page.goto(`${place}/exchange/transfers`)
  await page.getByRole('link', { name: say('exchange.thanks-to', { name: 'Cid Renard' }) }).click()
  await button(page, say('exchange.move.dispute')).first().click()
  await field(page, say('exchange.dispute-why')).fill('C’était une demi-heure')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('exchange.move.dispute'), exact: true })
    .click()
  await page
    .getByRole('link', { name: say('disputes.open-conversation') })
    .first()
    .click()
  await heading(page, 'Béa Peeters → Cid Renard').waitFor()

  // Cid answers; Ana, who has no part in it, takes it on and decides.
  const conversation = page.url()
  await cid.page.goto(conversation)
  await field(cid.page, say('disputes.write')).fill('C’est vrai, une demi-heure.')
  await button(cid.page, say('disputes.send')).click()
  await cid.page.getByText('C’est vrai, une demi-heure.').waitFor()

  await ana.page.goto(`${place}/exchange/disputes`)
  await ana.page.getByRole('link', { name: /Béa Peeters/ }).click()
  await button(ana.page, say('disputes.take')).click()
  await button(ana.page, say('disputes.settle')).click()
  await ana.page.getByLabel(say('disputes.outcome.adjusted')).click()
  await field(ana.page, say('disputes.units-back')).fill('30')
  await field(ana.page, say('disputes.decision')).fill('Vous êtes d’accord tous les deux.')
  await ana.page
    .getByRole('dialog')
    .getByRole('button', { name: say('disputes.settle'), exact: true })
    .click()
  await ana.page.getByText(say('disputes.state.adjusted')).first().waitFor()

  await page.goto(`${place}/exchange/transfers`)
  await page
    .getByText(/\+\s?30/)
    .first()
    .waitFor()
  await page.goto(conversation)
  await page.getByText('Vous êtes d’accord tous les deux.').waitFor()
  expect(house.faults()).toEqual([])
})
