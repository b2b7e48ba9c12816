import { expect, test } from 'vitest'
import { DAY, MINUTE } from '#kernel/time.ts'
import { device } from '#tests/device.ts'
import { PASSWORD, village } from '#tests/village.ts'
import { logIn } from '../contract.ts'
import { endDevice, endOtherDevices, listDevices } from './contract.ts'

async function withThree() {
  const here = await village()
  const { bob } = here
  const [phone, laptop] = [device(here), device(here)]
  for (const it of [phone, laptop]) await it.call(logIn, { email: bob.email, password: PASSWORD })
  return { ...here, phone: phone!, laptop: laptop! }
}

test('each device is listed once, this one first', async () => {
  const { bob, phone, clock } = await withThree()
  const { items } = await bob.call(listDevices)
  expect(items).toHaveLength(3)
  expect(items.map((it) => it.isCurrent)).toEqual([true, false, false])
  expect((await phone.call(listDevices)).items[0]).toMatchObject({
    isCurrent: true,
    browser: 'device',
    address: '203.0.113.9',
  })
  clock.advance(7 * DAY)
  expect((await bob.call(listDevices)).items).toHaveLength(1) // the others' cookies have ended
})

test('a device that is ended is out at its next request', async () => {
  const { bob, phone, laptop } = await withThree()
  const [mine] = (await phone.call(listDevices)).items
  await bob.call(endDevice, { deviceId: mine.id })
  await expect(phone.call(listDevices)).rejects.toThrow('not-signed-in')
  expect((await laptop.call(listDevices)).items).toHaveLength(2)
  await expect(bob.call(endDevice, { deviceId: mine.id })).rejects.toThrow('not-found')
})

test('nobody ends another’s device', async () => {
  const { cloe, phone } = await withThree()
  const [mine] = (await phone.call(listDevices)).items
  await expect(cloe.call(endDevice, { deviceId: mine.id })).rejects.toThrow('not-found')
  expect((await phone.call(listDevices)).items).toHaveLength(3)
})

test('all others are ended at once, this one stays', async () => {
  const { bob, phone, laptop } = await withThree()
  expect(await bob.call(endOtherDevices)).toEqual({ ended: 2 })
  for (const it of [phone, laptop])
    await expect(it.call(listDevices)).rejects.toThrow('not-signed-in')
  expect((await bob.call(listDevices)).items).toHaveLength(1)
})

test('its last use is noted when it is ten minutes old', async () => {
  const { app, bob, clock } = await withThree()
  const read = () =>
    app.readRegistry((db) => app.directory.session(db, { cookie: bob.cookie }, app.now()))
  expect(await read()).toMatchObject({ isDue: false })
  clock.advance(10 * MINUTE)
  const found = (await read())!
  expect(found).toMatchObject({ isDue: true })
  await app.system(({ db }) => app.directory.seen(db, found, app.now()))
  expect(await read()).toMatchObject({ isDue: false })
  expect((await bob.call(listDevices)).items[0]!.lastSeenAt).toBe(app.now().toISOString())
})
