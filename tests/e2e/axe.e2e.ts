import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  button,
  foundSchool,
  heading,
  introduce,
  linkFor,
  openHouse,
  type Screen,
  welcome,
  words,
} from './browser.ts'
import { judge } from './judge.ts'

const house = await openHouse()
const say = words('fr')

/** Screens with something in them are judged in screens.e2e.ts; here the empty ones, the doors and what opens above. */
const screens: Screen[] = [
  { width: 390, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
]
const NOTHING = 'a'.repeat(30)
/** Some twenty screens, each judged by a slow machine. */
const LONG_MS = 400_000
let place = ''
let waiting = ''
let session: Awaited<ReturnType<typeof storageOf>>

test('the first page of an empty installation', async () => {
  for (const screen of screens) {
    const { page } = await house.visit(screen)
    await look(page, '/welcome')
    await button(page, say('welcome.next')).click()
    await page.getByRole('group', { name: /champs/ }).waitFor()
    await judge(page, 'welcome with errors', screen)
  }
})

test(
  'a school comes to life',
  async () => {
    const ana = await house.visit()
    const bea = await house.visit()
    await ana.page.goto('/')
    await introduce(ana.page, 'Ana Lambert', 'ana@exemple.be')
    await judge(ana.page, 'welcome filled')
    await ana.page.goto('/')
    place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère', () =>
      judge(ana.page, 'the second step'),
    )
    session = await storageOf(ana.page)
    for (const screen of screens) {
      const { page } = await house.visit({ ...screen, session })
      const empty = [
        '',
        '/invitations',
        '/requests',
        '/members?q=zzz',
        '/nowhere',
        '/exchange',
        '/exchange/transfers',
        '/exchange/offers',
        '/exchange/needs',
        '/exchange/agenda',
        '/exchange/groups',
        '/exchange/disputes',
      ]
      for (const path of empty) await look(page, place + path, screen)
    }
    await welcome(ana, bea, place, 'Béa Peeters', 'bea@exemple.be')
    await ana.page.goto(`${place}/invitations`)
    await ana.page.getByLabel(say('invitations.emails')).fill('carl@exemple.be')
    await button(ana.page, say('invitations.submit')).click()
    waiting = await linkFor(ana.page, 'carl@exemple.be', /\/invitations\//)
  },
  LONG_MS,
)

test.each(screens)(
  'doors for guests, $width px, $scheme',
  async (screen) => {
    const { page } = await house.visit(screen)
    const paths = [
      '/login',
      '/register',
      '/password/forgot',
      `/password/reset?token=${NOTHING}`,
      `/verify?token=${NOTHING}`,
      `/invitations/ecole-evere?token=${NOTHING}`,
      waiting,
      '/welcome',
      '/proof/ecole-evere',
      '/nowhere',
    ]
    for (const path of paths) await look(page, path, screen)

    await page.goto('/login')
    await button(page, say('login.submit')).click()
    await judge(page, 'login without a word', screen)
    await page.getByLabel(say('enter.email')).fill('ana@exemple.be')
    await page.getByLabel(say('enter.password')).first().fill('pas le bon')
    await button(page, say('login.submit')).click()
    await page.getByRole('alert').waitFor()
    await judge(page, 'login refused', screen)
  },
  LONG_MS,
)

test.each(screens)('what opens above a page, $width px, $scheme', async (screen) => {
  const { page } = await house.visit({ ...screen, session })
  await page.goto(`${place}/members`)
  await button(page, say('members.actions', { name: 'Béa Peeters' })).click()
  await judge(page, 'menu of a member', screen)
  await page.getByRole('menuitem', { name: say('members.change-role') }).click()
  await page.getByRole('dialog').waitFor()
  await judge(page, 'role dialog', screen)
  await page.keyboard.press('Escape')
  await button(page, say('members.actions', { name: 'Béa Peeters' })).click()
  await page.getByRole('menuitem', { name: say('members.remove') }).click()
  await page.getByRole('dialog').waitFor()
  await judge(page, 'question', screen)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: say('palette.title') }).waitFor()
  await judge(page, 'palette', screen)
  await page.keyboard.press('Escape')
  await button(page, say('app.account', { name: 'Ana Lambert' })).click()
  await judge(page, 'account menu', screen)

  await page.goto(`${place}/exchange/thank`)
  await button(page, say('exchange.thank.send')).click()
  await judge(page, 'thank without a word', screen)
  expect(house.faults()).toEqual([])
})

const storageOf = (page: Page) => page.context().storageState()

async function look(page: Page, path: string, screen?: Screen) {
  await page.goto(path)
  await heading(page).first().waitFor()
  await judge(page, path, screen)
}
