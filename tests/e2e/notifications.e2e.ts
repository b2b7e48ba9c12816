import { expect, test } from 'vitest'
import { listNeighbours } from '#modules/school/exchange/contract.ts'
import { button, foundSchool, heading, openHouse, welcome, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('what happens to somebody shows in every tab, is read once, and is mailed as they choose', async () => {
  const ana = await house.visit({ width: 1280 })
  const bob = await house.visit()
  const place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')
  await welcome(ana, bob, place, 'Bob Maes', 'bob@exemple.be')
  const { page } = bob
  await page.goto(`${place}/notifications`)
  await heading(page, say('notices.title')).waitFor()
  await page.getByText(say('notices.none-unread')).waitFor()
  // Another tab of his, somewhere else.
  const other = await bob.context.newPage()
  await other.goto(`${place}/exchange`)
  const bell = (count: number) => say('menu.notices.bell_other', { count })
  await button(other, bell(0)).waitFor()

  const api = `/api/w/${place.split('/').at(-1)}`
  const { items } = await (await ana.page.request.get(`${api}${listNeighbours.path}`)).json()
  const receiverId = items.find((it: { name: string }) => it.name === 'Bob Maes').id
  const data = { receiverId, units: 15, reason: 'La tarte' }
  const thanked = await ana.page.request.post(`${api}/exchange/transfers`, { data })
  expect(thanked.status()).toBe(201)
  await button(page, bell(1)).waitFor()
  await button(other, bell(1)).waitFor()

  // From the bell of one tab to the thing itself: read in both.
  await button(other, bell(1)).click()
  const told = other.locator('.bell-box')
  await told.getByRole('link', { name: /Ana Lambert vous remercie/ }).click()
  await other.waitForURL(/\/exchange\/transfers\//)
  await button(page, bell(0)).waitFor()
  await page.getByText(say('notices.none-unread')).waitFor()

  // No mail of this kind any more.
  await page.getByRole('link', { name: say('notices.preferences') }).click()
  await heading(page, say('wishes.title')).waitFor()
  await page.getByLabel(say('notices.exchange'), { exact: true }).selectOption('never')
  await button(page, say('wishes.save')).click()
  await page.getByText(say('wishes.saved')).waitFor()
  await page.reload()
  const kept = page.getByLabel(say('notices.exchange'), { exact: true })
  await expect.poll(() => kept.inputValue()).toBe('never')

  // A link that is not ours changes nothing and says what to do.
  await page.goto(`/unsubscribe/${place.split('/').at(-1)}?token=${'a'.repeat(30)}`)
  await heading(page, say('wishes.link-dead')).waitFor()
  expect(house.faults()).toEqual([])
})
