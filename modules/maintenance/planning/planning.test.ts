import { beforeAll, expect, test } from 'vitest'
import { maintenance, publish, start, step } from '#tests/maintenance.ts'
import { toldTo } from '#tests/told.ts'
import { listExecutions, readPackage } from '../executions/contract.ts'
import { createEquipment, createSite } from '../sites/contract.ts'
import * as planning from './contract.ts'

let here: Awaited<ReturnType<typeof maintenance>> & {
  procedureId: string
  versionId: string
  siteId: string
}
beforeAll(async () => {
  const there = await maintenance()
  const published = await publish(there.ana, [step({ key: 'one' })])
  const site = await there.ana.call(createSite, { name: 'École de Nivelles' })
  here = { ...there, ...published, siteId: site.id }
})

const plan = (more: object = {}) =>
  here.ana.call(planning.planExecution, {
    procedureId: here.procedureId,
    ownerId: here.bob.id,
    siteId: here.siteId,
    plannedOn: '2026-11-24',
    ...more,
  })

test('planned for Bob: he is told, takes it along, and begins it on his phone', async () => {
  const { bob, cloe, clock, settle, versionId } = here
  const planned = await plan({ plannedFrom: '08:30', plannedUntil: '12:00' })
  expect(planned).toMatchObject({
    state: 'planned',
    owner: { name: 'Bob' },
    isMine: false,
    steps: 1,
  })
  await settle()
  expect(await toldTo(bob)).toMatchObject([{ title: expect.stringContaining('Contrôle annuel') }])
  const week = { from: '2026-11-23' }
  expect((await bob.call(planning.readWeek, week)).items.map((it) => it.id)).toContain(planned.id)
  expect((await cloe.call(planning.readWeek, week)).items).toEqual([])
  const { package: taken } = await bob.call(readPackage, { executionId: planned.id })
  expect(taken!.steps.map((it) => it.key)).toEqual(['one'])
  await expect(start(cloe, clock, { id: planned.id, versionId })).rejects.toThrow('idempotency-key')
  const begun = await start(bob, clock, { id: planned.id, versionId })
  expect(begun).toMatchObject({ id: planned.id, state: 'in_progress', site: { id: here.siteId } })
  const move = here.ana.call(planning.movePlan, {
    executionId: planned.id,
    plannedOn: '2026-11-25',
  })
  await expect(move).rejects.toThrow('wrong-state')
})

test('moved to another day and technician, late once its day is over, dropped', async () => {
  const { ana, bob, cloe, guest } = here
  const { id: executionId } = await plan({ plannedOn: '2026-11-20' })
  const late = await bob.call(listExecutions, { isLate: true })
  expect(late.items.map((it) => it.id)).toEqual([executionId])
  const asked = { executionId, ownerId: cloe.id, plannedOn: '2026-11-27' }
  expect(await ana.call(planning.movePlan, asked)).toMatchObject({
    owner: { name: 'Cloé' },
    isLate: false,
  })
  await expect(ana.call(planning.movePlan, { executionId, ownerId: guest.id })).rejects.toThrow(
    'executions/not-a-technician',
  )
  await ana.call(planning.dropPlan, { executionId })
  await expect(ana.call(planning.dropPlan, { executionId })).rejects.toThrow('not-found')
})

test('who plans is a supervisor; what is planned fits together', async () => {
  const { ana, bob, guest, procedureId } = here
  const byBob = { procedureId, ownerId: bob.id, plannedOn: '2026-11-24' }
  await expect(bob.call(planning.planExecution, byBob)).rejects.toThrow('forbidden')
  await expect(plan({ ownerId: guest.id })).rejects.toThrow('executions/not-a-technician')
  await expect(plan({ plannedFrom: '12:00', plannedUntil: '08:00' })).rejects.toThrow(
    'planning/hours-crossed',
  )
  const other = await ana.call(createSite, { name: 'Halle' })
  const device = await ana.call(createEquipment, { siteId: other.id, name: 'Onduleur 1' })
  await expect(plan({ equipmentId: device.id })).rejects.toThrow('executions/unknown-place')
  expect(await plan({ siteId: undefined, equipmentId: device.id })).toMatchObject({
    site: { name: 'Halle' },
  })
})

test('begun twice at the same moment, a planned execution begins once', async () => {
  const { bob, clock, versionId } = here
  const { id } = await plan()
  const all = await Promise.all([1, 2, 3].map(() => start(bob, clock, { id, versionId })))
  expect(all.map((it) => it.state)).toEqual(Array(3).fill('in_progress'))
})
