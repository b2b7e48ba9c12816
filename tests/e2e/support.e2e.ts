import { expect, test } from 'vitest'
import { button, field, foundSchool, heading, openHouse, welcome, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('a member asks for help, the office takes it and answers, the member answers, it is resolved and rated, on a phone', async () => {
  const ana = await house.visit()
  const bea = await house.visit()
  const place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')
  await welcome(ana, bea, place, 'Béa Peeters', 'bea@exemple.be')
  await heading(bea.page).waitFor()

  // Béa asks; what she typed survives a reload.
  await bea.page.goto(`${place}/help`)
  await bea.page.getByRole('link', { name: say('help.new') }).click()
  await field(bea.page, say('help.what')).fill('La porte grince')
  await bea.page.reload()
  expect(await field(bea.page, say('help.what')).inputValue()).toBe('La porte grince')
  await bea.page.getByLabel(say('help.words')).fill('Depuis lundi matin.')
  await button(bea.page, say('help.send')).click()
  await heading(bea.page, 'La porte grince').waitFor()
  await bea.page.getByText(say('tickets.mine-state.open')).waitFor()

  // Ana finds it, takes it, writes a note for colleagues and an answer.
  const { page } = ana
  await page.goto(`${place}/tickets`)
  await page.getByRole('link', { name: /La porte grince/ }).click()
  await heading(page, 'La porte grince').waitFor()
  await button(page, say('tickets.take')).click()
  await page.getByText(say('tickets.taken')).waitFor()
  await page.getByLabel(say('messaging.as-note'), { exact: true }).check({ force: true })
  await page.getByLabel(say('messaging.note-write')).fill('Demander l’huile au concierge.')
  await button(page, say('messaging.note-keep')).click()
  await page.getByText('Demander l’huile au concierge.').waitFor()
  await page.getByLabel(say('messaging.as-answer'), { exact: true }).check({ force: true })
  await page.getByPlaceholder(say('messaging.write')).fill('Nous passons demain.')
  await button(page, say('messaging.send')).click()
  await page.getByText('Nous passons demain.').waitFor()
  await button(page, say('tickets.wait')).click()
  await page.getByText(say('tickets.state.waiting')).first().waitFor()

  // Béa reads the answer and no note, and answers; the ticket goes on by itself.
  await bea.page.reload()
  await bea.page.getByText('Nous passons demain.').waitFor()
  expect(await bea.page.getByText('Demander l’huile au concierge.').count()).toBe(0)
  await bea.page.getByPlaceholder(say('messaging.write')).fill('Parfait, merci.')
  await button(bea.page, say('messaging.send')).click()
  await page.getByText('Parfait, merci.').waitFor()
  await page.getByText(say('tickets.state.in-progress')).first().waitFor()
  await button(page, say('tickets.resolve')).click()
  await page.getByText(say('tickets.resolved')).waitFor()

  // She is asked once how it was.
  await bea.page.reload()
  await bea.page.getByText(say('help.rate')).first().waitFor()
  await bea.page.getByLabel(say('help.rate.5')).check({ force: true })
  await button(bea.page, say('help.rate-send')).click()
  await bea.page.getByText(say('help.rated')).waitFor()
  await page.reload()
  await page.getByText('5 sur 5').waitFor()
  for (const one of [ana, bea])
    expect(await one.page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  expect(house.faults()).toEqual([])
})
