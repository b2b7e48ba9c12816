import { expect, test } from 'vitest'
import {
  button,
  field,
  foundSchool,
  heading,
  linkFor,
  openHouse,
  welcome,
  words,
} from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('an owner lets the administrator in, follows what they looked at, and closes the door', async () => {
  const rita = await house.visit({ width: 1280 })
  const ana = await house.visit()
  const first = await foundSchool(rita.page, 'Rita Maes', 'rita@exemple.be', 'École Évère')
  await welcome(rita, ana, first, 'Ana Lambert', 'ana@exemple.be')

  // Ana founds a school of her own; who runs the installation finds nothing there.
  const { page } = ana
  await page.goto('/account/workspaces/new')
  await page.getByRole('radio', { name: say('kind.school') }).check({ force: true })
  await field(page, say('space.name')).fill('École du Tilleul')
  await button(page, say('space.create')).click()
  await page.waitForURL(/\/app\/ecole-du-tilleul$/)
  const place = new URL(page.url()).pathname
  await rita.page.goto(place)
  await heading(rita.page, say('page.not-found')).waitFor()

  await page.goto(`${place}/settings`)
  await page.getByText(say('menu.support.hint')).click()
  await field(page, say('support.reason')).fill('La liste des membres reste vide')
  await button(page, say('support.grant')).click()
  await page.getByText(say('support.reads')).waitFor()
  await page.getByText(/encore 59 minutes/).waitFor()

  await rita.page.goto(await linkFor(rita.page, 'rita@exemple.be', /\/app\/ecole-du-tilleul/))
  await rita.page.goto(`${place}/members`)
  await rita.page.getByText('Ana Lambert').first().waitFor()
  await rita.page.getByText(/encore \d+ minutes/).waitFor()

  await page.goto(`${place}/settings/audit`)
  await page.getByText(say('act/support.granted')).first().waitFor()
  await page.getByText(say('act/support.acted')).first().waitFor()
  await page.getByText('GET /members', { exact: true }).first().waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByText(say('acts.download')).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^audit-ecole-du-tilleul-.*\.csv$/)

  await page.goto(`${place}/settings/support`)
  await button(page, say('support.end')).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('support.end') })
    .click()
  await page.getByText(say('support.was-ended')).waitFor()
  await rita.page.goto(`${place}/members`)
  await heading(rita.page, say('page.not-found')).waitFor()

  // The installation's own audit and its health are hers to read.
  await rita.page.goto('/account/installation/audit')
  await rita.page.getByText(say('act/workspaces.created')).first().waitFor()
  await rita.page.goto('/account/installation/health')
  await rita.page.getByText(say('health.registry')).waitFor()
  // What a member sees of their own, such as a balance in the menu, is not there for who helps from outside.
  expect(house.faults().filter((it) => !it.includes('not-found'))).toEqual([])
})
