import { expect, test } from 'vitest'
import { button, field, foundSchool, heading, openHouse, welcome, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('a neighbour looks for help, another answers with a moment, both have it in their agenda, on a phone', async () => {
  const ana = await house.visit()
  const bea = await house.visit()
  const place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')
  await welcome(ana, bea, place, 'Béa Peeters', 'bea@exemple.be')
  await heading(bea.page).waitFor()

  // Béa says what she likes doing, and when.
  await bea.page.goto(`${place}/exchange/offers/new`)
  await bea.page.getByLabel(say('exchange.category.sewing')).check({ force: true })
  await field(bea.page, say('exchange.offer.title')).fill('Rideaux et ourlets')
  await button(bea.page, say('exchange.offer-move.activate')).click()
  await heading(bea.page, 'Rideaux et ourlets').waitFor()
  await bea.page.goto(`${place}/exchange/agenda`)
  await bea.page.getByLabel('mercredi, après-midi').check({ force: true })
  await button(bea.page, say('agenda.save')).click()
  await bea.page.getByText(say('agenda.week-saved')).waitFor()

  // Ana asks; what Béa offers is shown to her, with the reason.
  const { page } = ana
  await page.goto(`${place}/exchange/needs`)
  await page.getByRole('link', { name: say('needs.new') }).click()
  await page.getByLabel(say('exchange.category.sewing')).check({ force: true })
  await field(page, say('needs.what')).fill('Raccourcir un rideau')
  await page.getByLabel('mercredi, après-midi').check({ force: true })
  await page.getByLabel(say('needs.units')).fill('90')
  await button(page, say('needs.post')).click()
  await heading(page, 'Raccourcir un rideau').waitFor()
  await page.getByText('Rideaux et ourlets').waitFor()
  await page.getByText(/même catégorie.*disponible mercredi/).waitFor()

  // Béa finds it on the home of the exchange and answers.
  await bea.page.goto(`${place}/exchange`)
  await bea.page.getByRole('link', { name: 'Raccourcir un rideau' }).click()
  await bea.page
    .getByLabel(say('needs.help-words', { name: 'Ana Lambert' }))
    .fill('Avec plaisir, chez moi.')
  const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
  await bea.page.getByLabel(say('needs.help-day')).fill(day)
  await bea.page.getByLabel(say('needs.help-time')).fill('14:30')
  await button(bea.page, say('needs.help')).click()
  await bea.page.getByText(say('needs.my-answer')).waitFor()

  await page.reload()
  await page.getByText('Avec plaisir, chez moi.').waitFor()
  await button(page, say('needs.answer.accept')).click()
  await page.getByText(say('needs.state.matched')).waitFor()

  // The moment is in both agendas, and leaves as a calendar file.
  for (const one of [ana, bea]) {
    await one.page.goto(`${place}/exchange/agenda`)
    await one.page.getByText(/de 14:30 à 15:30/).waitFor()
    const coming = one.page.waitForEvent('download')
    await one.page.getByRole('link', { name: say('agenda.download') }).click()
    expect((await coming).suggestedFilename()).toMatch(/\.ics$/)
    const wide = await one.page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBe(390)
  }

  // Thanking begins with what is known.
  await page.goto(`${place}/exchange/needs?view=mine`)
  await page.getByRole('link', { name: 'Raccourcir un rideau' }).click()
  await page.getByRole('link', { name: say('needs.thank', { name: 'Béa Peeters' }) }).click()
  expect(await field(page, say('exchange.thank.units')).inputValue()).toBe('90')
  expect(await field(page, say('exchange.thank.reason')).inputValue()).toBe('Raccourcir un rideau')
  await button(page, say('exchange.thank.send')).click()
  await page.getByText('Béa Peeters').first().waitFor()
  expect(house.faults()).toEqual([])
})
