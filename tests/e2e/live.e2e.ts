import { expect, test } from 'vitest'
import { listNeighbours } from '#modules/school/exchange/contract.ts'
import { startProxy } from '#tests/crash/proxying.ts'
import { button, foundSchool, heading, openHouse, welcome, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('what one phone sends, the other shows at once; after a cut everything is there, once and in order', async () => {
  const network = await startProxy([Number(new URL(house.address).port)])
  try {
    const ana = await house.visit()
    const joining = await house.visit()
    const place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')
    await welcome(ana, joining, place, 'Bob Maes', 'bob@exemple.be')
    const session = await joining.context.storageState()
    await joining.page.close()

    // Bob's phone comes by a network that can be cut.
    const { page } = await house.visit({ by: network.address, session })
    await page.goto(`${place}/exchange`)
    await heading(page).waitFor()
    await page.evaluate(() => Object.assign(globalThis, { stayed: true }))

    const api = `/api/w/${place.split('/').at(-1)}`
    const neighbours = await ana.page.request.get(`${api}${listNeighbours.path}`)
    const { items } = await neighbours.json()
    const bob = items.find((it: { name: string }) => it.name === 'Bob Maes')
    const thank = async (reason: string) => {
      const data = { receiverId: bob.id, units: 5, reason }
      const answer = await ana.page.request.post(`${api}/exchange/transfers`, { data })
      expect(answer.status()).toBe(201)
      return (await answer.json()).id as string
    }
    const cards = page.locator('.waiting-card')
    const badge = page.locator('.bar-badge').getByText('1', { exact: true })

    const began = Date.now()
    const first = await thank('La tarte')
    await cards.filter({ hasText: 'La tarte' }).waitFor()
    await badge.waitFor()
    expect(Date.now() - began).toBeLessThan(10_000)

    // The answer of one phone reaches the other as fast.
    await ana.page.goto(`${place}/exchange/transfers/${first}`)
    await heading(ana.page).waitFor()
    await button(page, say('exchange.move.confirm')).click()
    await ana.page.getByText(say('exchange.state.completed')).first().waitFor()
    await expect.poll(() => cards.count()).toBe(0)

    network.cut()
    const missed = ['Un', 'Deux', 'Trois', 'Quatre']
    for (const reason of missed) await thank(`Merci ${reason}`)
    await page.waitForTimeout(1500)
    expect(await cards.count()).toBe(0)
    network.mend()
    await expect.poll(() => cards.count(), { timeout: 30_000 }).toBe(missed.length)
    await thank('Merci Cinq')
    await expect.poll(() => cards.count()).toBe(missed.length + 1)
    const shown = await cards.locator('.hint').allInnerTexts()
    const inOrder = [...missed, 'Cinq'].map((it) =>
      shown.findIndex((text) => text.includes(`Merci ${it} `)),
    )
    const newestFirst = inOrder.toSorted((a, b) => b - a)
    expect([inOrder.toSorted((a, b) => a - b), newestFirst]).toContainEqual(inOrder)
    expect(new Set(inOrder).size).toBe(missed.length + 1)
    // All of that without a reload.
    expect(await page.evaluate(() => 'stayed' in globalThis)).toBe(true)
  } finally {
    network.end()
  }
})
