import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushService } from '#edges/push/push.ts'
import { startPushService, vapidKeys } from '#edges/push/simulator.ts'
import { HOUR } from '#kernel/time.ts'
import { transferProposed } from '#modules/school/exchange/notices.ts'
import { village } from '#tests/village.ts'
import { notify } from '../api.ts'
import { savePreferences } from '../preferences/contract.ts'
import { addPushDevice, listPushDevices, pusher, removePushDevice } from './contract.ts'

let there: Awaited<ReturnType<typeof startPushService>>
beforeAll(async () => {
  there = await startPushService()
})
afterAll(() => there.stop())

test('a notice comes to the devices of its reader: its title alone, when they want it, until they are gone', async () => {
  const here = await village()
  const { ana, bob, app, workspace, clients, clock, settle } = here
  const keys = { ...vapidKeys(), subject: 'mailto:post@socle.test' }
  expect(await bob.call(listPushDevices)).toEqual({ publicKey: null, devices: [] })
  await expect(bob.call(addPushDevice, there.device)).rejects.toThrow('not-found')
  clients.set(pusher.name, pushService(keys, there))

  await bob.call(addPushDevice, there.device)
  const { id: deviceId } = await bob.call(addPushDevice, there.device)
  expect((await bob.call(listPushDevices)).devices).toHaveLength(1)
  await expect(ana.call(removePushDevice, { deviceId })).rejects.toThrow('not-found')

  let key = 0
  const tell = async () => {
    const facts = { name: 'Ana', units: { say: 'exchange.units', count: 60 }, quote: 'Le divorce' }
    const told = { notice: transferProposed, to: [ana.id, bob.id], key: String(++key), facts }
    await app.system((ctx) => notify(ctx, { ...told, path: '/exchange' }), workspace)
    await settle()
    return there.heard.splice(0).map((it) => JSON.parse(it.words))
  }
  const [shown, ...more] = await tell()
  expect(more).toEqual([])
  expect(shown).toMatchObject({ house: 'École du Tilleul' })
  expect(shown.title).toMatch(/^Ana vous remercie/)
  expect(shown.url).toMatch(/\/app\/tilleul\/exchange$/)
  expect(JSON.stringify(shown)).not.toContain('divorce')

  const { group } = transferProposed
  const groups = (push: boolean) => ({ groups: [{ group, mail: null, push }] })
  await bob.call(savePreferences, groups(false))
  expect(await tell()).toEqual([])
  await bob.call(savePreferences, groups(true))
  clock.advance(13 * HOUR) // 23:00 in Brussels
  expect(await tell()).toEqual([])
  clock.advance(10 * HOUR)
  expect(await tell()).toHaveLength(1)

  there.answer(410)
  await tell()
  expect((await bob.call(listPushDevices)).devices).toEqual([])
  expect(there.faults).toEqual([])
})
