import { expect, test } from 'vitest'
import { startProxy } from '#tests/crash/proxying.ts'
import { button, field, foundSchool, heading, openHouse, welcome, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')
const patience = { timeout: 30_000 }

test('two phones talk, see each other type, and after a tunnel every message is there once, in order', async () => {
  const network = await startProxy([Number(new URL(house.address).port)])
  try {
    const ana = await house.visit()
    const joining = await house.visit()
    const place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École Évère')
    await welcome(ana, joining, place, 'Bob Maes', 'bob@exemple.be')
    const session = await joining.context.storageState()
    await joining.page.close()
    const bob = await house.visit({ by: network.address, session })
    await bob.page.goto(`${place}/messages`)
    await heading(bob.page, say('messaging.title')).waitFor()

    // Ana begins; Bob's list shows it at once, with its number.
    await ana.page.goto(`${place}/messages`)
    await button(ana.page, say('messaging.new')).click()
    await field(ana.page, say('messaging.person')).fill('maes')
    await button(ana.page, 'Bob Maes').click()
    const hers = ana.page.getByRole('textbox', {
      name: say('messaging.write-to', { name: 'Bob Maes' }),
    })
    const his = bob.page.getByRole('textbox', {
      name: say('messaging.write-to', { name: 'Ana Lambert' }),
    })
    const send = async ({ page }: typeof ana, box: typeof hers, body: string) => {
      await box.fill(body)
      await button(page, say('messaging.send')).click()
    }
    const said = ({ page }: typeof ana) =>
      page.locator('.thread-log .bubble-row .bubble-words').allInnerTexts()
    await send(ana, hers, 'Bonjour Bob')
    await bob.page.getByRole('link', { name: /Ana Lambert.*Bonjour Bob/ }).click()
    await bob.page.locator('.bubble-words', { hasText: 'Bonjour Bob' }).waitFor()
    await ana.page.getByText(say('messaging.read'), { exact: true }).waitFor()
    await ana.page.getByText(say('messaging.online'), { exact: true }).waitFor()

    await his.pressSequentially('Bonjo')
    await ana.page.getByText(say('messaging.typing-one', { name: 'Bob Maes' })).waitFor()
    // What is typed survives a reload.
    await bob.page.reload()
    await expect.poll(() => his.inputValue(), patience).toBe('Bonjo')
    await send(bob, his, 'Bonjour Ana')
    await ana.page.locator('.bubble-words', { hasText: 'Bonjour Ana' }).waitFor()

    // The tunnel: both write on. What Bob writes waits, and survives the tunnel.
    await bob.page.evaluate(() => Object.assign(globalThis, { stayed: true }))
    network.cut()
    const written = ['Du tunnel, un', 'Du tunnel, deux']
    for (const body of written) await send(bob, his, body)
    await bob.page.getByText(say('messaging.waiting')).first().waitFor()
    const missed = Array.from({ length: 12 }, (_, i) => `Pendant ce temps ${i}`)
    for (const body of missed) await send(ana, hers, body)
    await expect.poll(() => said(ana), patience).toHaveLength(2 + missed.length)
    expect((await said(bob)).filter((it) => it.startsWith('Pendant'))).toEqual([])
    network.mend()

    const wanted = ['Bonjour Bob', 'Bonjour Ana', ...missed, ...written]
    await expect.poll(() => said(bob), patience).toEqual(wanted)
    await expect.poll(() => said(ana), patience).toEqual(wanted)
    await expect.poll(() => bob.page.locator('[data-waiting]').count(), patience).toBe(0)
    expect(await bob.page.evaluate(() => 'stayed' in globalThis)).toBe(true)
    const silence = /ERR_|WebSocket|Failed to load/
    expect(house.faults().filter((it) => !silence.test(it))).toEqual([])
  } finally {
    network.end()
  }
}, 120_000)
