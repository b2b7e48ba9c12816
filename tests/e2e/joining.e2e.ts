import { expect, test } from 'vitest'
import {
  button,
  field,
  foundSchool,
  heading,
  introduce,
  linkFor,
  openHouse,
  PASSWORD,
  words,
} from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('somebody asks to join, is welcomed and gets in; the owner closes the school and takes it back', async () => {
  const ana = await house.visit()
  const bea = await house.visit()
  const place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')

  await ana.page.goto(`${place}/settings/joining`)
  await ana.page.getByText(say('joining.mode-request'), { exact: true }).click()
  await button(ana.page, say('joining.save')).click()
  await ana.page.getByText(say('joining.saved')).waitFor()

  // Béa has no account yet: she makes one, proves her address, and comes back to the door.
  await bea.page.goto('/join/ecole-evere')
  await heading(bea.page, 'École Évère').waitFor()
  await bea.page.getByRole('link', { name: say('joining.register') }).click()
  await introduce(bea.page, 'Béa Peeters', 'bea@exemple.be')
  await bea.page.locator('form button[type=submit]').click()
  await bea.page.waitForURL(/\/join\/ecole-evere$/)
  await bea.page.goto(await linkFor(bea.page, 'bea@exemple.be', /\/verify\?/))
  await heading(bea.page, say('verify.done')).waitFor()
  await bea.page.goto('/join/ecole-evere')
  await bea.page.getByLabel(say('joining.message')).fill('La voisine du 12')
  await button(bea.page, say('joining.ask')).click()
  await bea.page.getByText(say('joining.asked')).waitFor()

  await ana.page.goto(`${place}/requests`)
  await ana.page.getByText(/La voisine du 12/).waitFor()
  await button(ana.page, say('joining.approve')).click()
  await ana.page
    .getByRole('dialog')
    .getByRole('button', { name: say('joining.approve'), exact: true })
    .click()
  await ana.page.getByText(say('joining.approve-done', { name: 'Béa Peeters' })).waitFor()
  await bea.page.goto(await linkFor(bea.page, 'bea@exemple.be', /\/app\/ecole-evere/))
  await heading(bea.page, say('home.title', { name: 'Béa' })).waitFor()

  await ana.page.goto(`${place}/settings/danger`)
  await button(ana.page, say('life.cancel-do')).click()
  await field(ana.page, say('life.sure-name')).fill('École Évère')
  await field(ana.page, say('factors.password')).fill(PASSWORD)
  await ana.page
    .getByRole('dialog')
    .getByRole('button', { name: say('life.cancel-do'), exact: true })
    .click()
  await button(ana.page, say('life.restore')).waitFor()
  await bea.page.goto(place)
  await bea.page.getByText(/sera effacé le/).waitFor()
  await button(ana.page, say('life.restore')).click()
  await button(ana.page, say('life.pause-do')).waitFor()
  await bea.page.reload()
  await heading(bea.page, say('home.title', { name: 'Béa' })).waitFor()
  expect(await bea.page.getByText(/sera effacé le/).count()).toBe(0)
  expect(house.faults()).toEqual([])
})
