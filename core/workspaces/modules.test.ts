import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { changeWorkspace, listModules, readWorkspace, switchModule } from './contract.ts'

test('a module is switched off and on again at the next request', async () => {
  const { ana, bob } = await village()
  expect((await bob.call(listModules)).items).toContainEqual({
    module: 'school',
    on: true,
    isMain: true,
  })
  await expect(bob.call(switchModule, { module: 'school', on: false })).rejects.toThrow('forbidden')
  await ana.call(switchModule, { module: 'school', on: false })
  expect((await bob.call(readWorkspace)).modules).toEqual([])
  expect((await bob.call(readWorkspace)).permissions).not.toContain('exchange.read')
  await ana.call(switchModule, { module: 'school', on: true })
  expect((await bob.call(readWorkspace)).modules).toEqual(['school'])
  await expect(ana.call(switchModule, { module: 'casino', on: true })).rejects.toThrow(
    'unknown-module',
  )
})

test('modules switched at once do not undo each other', async () => {
  const { ana } = await village()
  await Promise.all(
    [true, true, true].map((on) => ana.call(switchModule, { module: 'school', on })),
  )
  expect((await ana.call(readWorkspace)).modules).toEqual(['school'])
})

test('the name, language and time zone of a workspace change', async () => {
  const { ana, admin, guest } = await village()
  await admin.call(changeWorkspace, { name: 'School', locale: 'en' })
  expect(await ana.call(readWorkspace)).toMatchObject({
    name: 'School',
    locale: 'en',
    timeZone: 'Europe/Brussels',
  })
  await expect(guest.call(changeWorkspace, { name: 'Mine' })).rejects.toThrow('forbidden')
})
