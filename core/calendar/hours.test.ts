import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { workingHours } from './api.ts'
import { changeHours, readHours } from './contract.ts'

const week = { weekdays: [5, 1, 1], opensAt: '08:00', closesAt: '12:30', country: 'fr' } as const

test('until somebody says otherwise: Monday to Friday, nine to six, with Belgian holidays', async () => {
  const { app, workspace, admin, bob } = await village()
  const usual = {
    weekdays: [1, 2, 3, 4, 5],
    opensAt: '09:00',
    closesAt: '18:00',
    country: 'be',
    closedDays: [],
    timeZone: 'Europe/Brussels',
  }
  expect(await bob.call(readHours)).toEqual(usual)
  const closedDays = ['2026-12-29', '2026-12-28', '2026-12-29']
  const changed = {
    ...week,
    weekdays: [1, 5],
    closedDays: ['2026-12-28', '2026-12-29'],
    timeZone: 'Europe/Brussels',
  }
  expect(
    await admin.call(changeHours, { ...week, weekdays: [...week.weekdays], closedDays }),
  ).toEqual(changed)
  expect(await app.system(workingHours, workspace)).toEqual(changed)
  await expect(bob.call(changeHours, { ...week, weekdays: [1] })).rejects.toThrow('forbidden')
  for (const wrong of [
    { weekdays: [] },
    { weekdays: [8] },
    { closesAt: '08:00' },
    { opensAt: '24:00' },
    { closedDays: ['2026-02-30'] },
  ])
    await expect(admin.call(changeHours, { ...week, weekdays: [1], ...wrong })).rejects.toThrow(
      'invalid-input',
    )
})
