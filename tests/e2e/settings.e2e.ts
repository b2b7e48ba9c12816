import { expect, test } from 'vitest'
import { button, field, foundSchool, heading, openHouse, welcome, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('an owner dresses the school, names a mediator, and switches off a module in which something waits', async () => {
  const ana = await house.visit()
  const bea = await house.visit()
  const place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')
  await welcome(ana, bea, place, 'Béa Peeters', 'bea@exemple.be')
  const { page } = ana

  // A name and a colour, seen at once in the frame and by the other.
  await page.goto(`${place}/settings`)
  await page.getByText(say('settings.general-hint')).click()
  await heading(page, say('settings.general')).waitFor()
  await field(page, say('space.name')).fill('École du Tilleul')
  await button(page, say('settings.save')).click()
  await page.getByText('École du Tilleul').filter({ visible: true }).first().waitFor()
  await page.goto(`${place}/settings/appearance`)
  await field(page, say('branding.plum')).check({ force: true })
  await button(page, say('settings.save')).click()
  await page.getByText(say('branding.saved')).waitFor()
  const accent = () =>
    bea.page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--accent').trim(),
    )
  await bea.page.goto(place)
  await bea.page.getByText('École du Tilleul').filter({ visible: true }).first().waitFor()
  expect(await accent()).toBe('#5b3fa0')

  // Béa becomes a mediator; what she will be able to do is said before.
  await page.goto(`${place}/members`)
  await button(page, say('members.actions', { name: 'Béa Peeters' })).click()
  await page.getByRole('menuitem', { name: say('members.change-role') }).click()
  await page.getByRole('checkbox', { name: new RegExp(say('school.role.mediator')) }).check()
  await page.getByText(say('roles.will-may', { name: 'Béa Peeters' })).waitFor()
  await page.getByText(say('school.may.exchange-mediate')).first().waitFor()
  await button(page, say('members.role-save')).click()
  await page.getByText(`${say('role.member')} · ${say('school.role.mediator')}`).waitFor()

  // A module's settings lie below its own address; in the menu one is among the settings all the same.
  await page.goto(`${place}/exchange/settings`)
  await page.setViewportSize({ width: 1280, height: 860 })
  await expect
    .poll(() => page.locator('nav.nav [aria-current]').allInnerTexts())
    .toEqual([say('settings.menu')])
  await page.setViewportSize({ width: 390, height: 844 })

  // Thanks that wait for an answer hold the module.
  await page.goto(`${place}/exchange/thank`)
  await field(page, say('exchange.thank.to')).click()
  await page.getByRole('option', { name: 'Béa Peeters' }).click()
  await field(page, say('exchange.thank.units')).fill('60')
  await field(page, say('exchange.thank.reason')).fill('Une heure de couture')
  await button(page, say('exchange.thank.send')).click()
  await page.getByText('Béa Peeters').first().waitFor()
  await page.goto(`${place}/settings/modules`)
  const school = say('module.school')
  await button(page, say('modules.off-label', { module: school })).click()
  await button(page, say('modules.switch-off')).click()
  await page.getByText(say('school.pending.transfers_one', { count: 1 })).waitFor()
  await page.getByLabel(say('modules.force-read')).check()
  await button(page, say('modules.force')).click()
  await page.getByText(say('modules.switched-off', { module: school })).waitFor()
  await bea.page.goto(`${place}/exchange`)
  await expect.poll(() => bea.page.getByText('Une heure de couture').count()).toBe(0)

  // Back on: it waits where it was.
  await button(page, say('modules.on-label', { module: school })).click()
  await page.getByText(say('modules.switched-on', { module: school })).waitFor()
  await bea.page.goto(`${place}/exchange`)
  await bea.page.getByText('Une heure de couture').first().waitFor()
  expect(house.faults()).toEqual([])
})
