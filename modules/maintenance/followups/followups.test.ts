import { beforeAll, expect, test } from 'vitest'
import type { Context } from '#kernel/module.ts'
import { maintenance } from '#tests/maintenance.ts'
import { everyPair } from '#tests/pairs.ts'
import { toldTo } from '#tests/told.ts'
import { createEquipment, createSite, readLabel } from '../sites/contract.ts'
import * as sites from '../sites/contract.ts'
import * as contract from './contract.ts'
import { followupMachine } from './rules.ts'
import type { FollowupTables } from './tables.ts'

let here: Awaited<ReturnType<typeof maintenance>>
beforeAll(async () => void (here = await maintenance()))

const raise = async (title = 'Câble blessé') =>
  (await here.ana.call(contract.createFollowup, { title, dueOn: '2026-11-20' })).id

test('assigned, begun, done, sent back, done, checked; who has to hear of it hears', async () => {
  const { ana, bob, cloe, admin, guest, settle } = here
  const followupId = await raise()
  const seen = await bob.call(contract.readFollowup, { followupId })
  expect(seen).toMatchObject({ state: 'open', isOverdue: true, moves: [], technicians: [] })
  const assign = (who: typeof bob, memberId: string) =>
    who.call(contract.assignFollowup, { followupId, memberId, dueOn: '2026-11-30' })
  await expect(assign(bob, bob.id)).rejects.toThrow('forbidden')
  await expect(assign(ana as typeof bob, guest.id)).rejects.toThrow('followups/cannot-take-on')
  await assign(ana as typeof bob, cloe.id)
  await assign(ana as typeof bob, bob.id)
  await settle()
  expect((await toldTo(bob)).map((it) => it.title)).toContainEqual(
    expect.stringContaining('Câble blessé'),
  )
  await expect(cloe.call(contract.beginFollowup, { followupId })).rejects.toThrow('forbidden')
  await bob.call(contract.beginFollowup, { followupId })
  const finish = () => bob.call(contract.finishFollowup, { followupId, words: 'Câble remplacé' })
  await finish()
  await settle()
  expect((await toldTo(admin)).map((it) => it.title)).toContainEqual(
    expect.stringContaining('Câble blessé'),
  )
  await ana.call(contract.sendBackFollowup, { followupId, words: 'Photo manquante' })
  await finish()
  const end = await ana.call(contract.verifyFollowup, { followupId })
  expect(end).toMatchObject({ state: 'verified', isOverdue: false, moves: [] })
  expect(end.history.map((it) => it.move)).toEqual([
    ...['raise', 'assign', 'assign', 'begin', 'finish', 'sendBack', 'finish', 'verify'],
  ])
})

test('every state × move × actor of a follow-up action behaves as declared', async () => {
  const { app, workspace, ana, bob, cloe } = here
  const put = async (state: contract.FollowupState) => {
    const id = await raise()
    const set = { state, assigneeId: state === 'open' ? null : bob.id }
    await app.system(
      ({ db }: Context<FollowupTables>) =>
        db.updateTable('followups').set(set).where('id', '=', id).execute(),
      workspace,
    )
    return id
  }
  const words = 'Comme il se doit'
  const doors = (who: typeof bob): Record<string, (id: string) => Promise<unknown>> => ({
    assign: (followupId) => who.call(contract.assignFollowup, { followupId, memberId: cloe.id }),
    begin: (followupId) => who.call(contract.beginFollowup, { followupId }),
    finish: (followupId) => who.call(contract.finishFollowup, { followupId, words }),
    verify: (followupId) => who.call(contract.verifyFollowup, { followupId }),
    sendBack: (followupId) => who.call(contract.sendBackFollowup, { followupId, words }),
    cancel: (followupId) => who.call(contract.cancelFollowup, { followupId, words }),
  })
  const by = { manager: doors(ana as typeof bob), assignee: doors(bob) }
  const managed = ['assign', 'verify', 'sendBack', 'cancel']
  const surprises = await everyPair(
    followupMachine,
    async ({ state, move, actor }) => {
      // What the product withdraws by itself is told with executions.
      if (actor === 'system') return null
      const id = await put(state)
      await by[actor][move]!(id)
      return (await ana.call(contract.readFollowup, { followupId: id })).state
    },
    ({ state, move, actor }) => {
      if (actor === 'assignee' && (managed.includes(move) || state === 'open')) return 'forbidden'
      return move === 'assign' && (state === 'assigned' || state === 'in_progress')
        ? null
        : undefined
    },
  )
  expect(surprises.filter((it) => !it.includes('by system'))).toEqual([])
})

test('two managers give out, check and call off at the same moment: one effect each', async () => {
  const { ana, admin, bob } = here
  const followupId = await raise()
  await ana.call(contract.assignFollowup, { followupId, memberId: bob.id })
  await bob.call(contract.finishFollowup, { followupId, words: 'Fait' })
  const answers = await Promise.allSettled([
    ana.call(contract.verifyFollowup, { followupId }),
    admin.call(contract.verifyFollowup, { followupId }),
    admin.call(contract.sendBackFollowup, { followupId, words: 'Non, pas encore' }),
  ])
  const done = answers.filter((it) => it.status === 'fulfilled')
  expect(done).toHaveLength(1)
})

test('a label tells a fault without an account, at most five an hour; renewed it leads nowhere', async () => {
  const { ana, bob, cloe, nobody, stranger } = here
  const site = await ana.call(createSite, { name: 'Halle agricole' })
  const device = await ana.call(createEquipment, {
    siteId: site.id,
    name: 'Onduleur 2',
    serial: 'SN-☀️-042',
  })
  await expect(bob.call(readLabel, { equipmentId: device.id })).rejects.toThrow('forbidden')
  const { code } = await ana.call(readLabel, { equipmentId: device.id })
  expect(await nobody.call(sites.scanLabel, { code })).toEqual({
    workspace: 'École du Tilleul',
    site: 'Halle agricole',
    name: 'Onduleur 2',
    kind: '',
    serial: 'SN-☀️-042',
  })
  expect(await bob.call(sites.findByLabel, { code })).toEqual({ equipmentId: device.id })
  await expect(stranger.call(sites.findByLabel, { code })).rejects.toThrow('not-found')
  const report = () =>
    nobody.call(sites.reportFault, { code, words: 'Ça sent le brûlé', contact: '0470 00 00 00' })
  for (let n = 0; n < 5; n++) await report()
  await expect(report()).rejects.toThrow('too-many-requests')
  const { items } = await cloe.call(contract.listFollowups, { equipmentId: device.id })
  expect(items).toHaveLength(5)
  expect(items[0]).toMatchObject({ origin: 'fault', title: 'Onduleur 2', state: 'open' })
  const seen = (who: typeof bob) => who.call(contract.readFollowup, { followupId: items[0]!.id })
  expect(await seen(cloe)).toMatchObject({ words: 'Ça sent le brûlé', contact: '0470 00 00 00' })
  expect(await seen(here.guest as typeof bob)).toMatchObject({ contact: '' })
  await ana.call(sites.renewLabel, { equipmentId: device.id })
  await expect(nobody.call(sites.scanLabel, { code })).rejects.toThrow('not-found')
  await expect(ana.call(sites.archiveSite, { siteId: site.id })).rejects.toThrow('sites/in-use')
  await ana.call(sites.archiveEquipment, { equipmentId: device.id })
  const archived = await ana.call(sites.archiveSite, { siteId: site.id })
  expect(archived).toMatchObject({ isArchived: true, equipment: 0 })
  const late = ana.call(createEquipment, { siteId: site.id, name: 'Onduleur 3' })
  await expect(late).rejects.toThrow('sites/no-such-site')
})

test('sites and equipment are found by words, accents or not, and by serial number', async () => {
  const { ana, bob } = here
  const site = await ana.call(createSite, { name: 'École d’Été', location: 'Nivelles' })
  const again = { siteId: site.id, name: 'École d’Été', location: 'Wavre', note: '' }
  expect(await ana.call(sites.changeSite, again)).toMatchObject({ location: 'Wavre' })
  await ana.call(createEquipment, { siteId: site.id, name: 'Coffret DC', serial: 'QX-77' })
  const found = await bob.call(sites.listSites, { search: 'ecole ete' })
  expect(found.items).toMatchObject([{ id: site.id, equipment: 1 }])
  const serial = await bob.call(sites.listEquipment, { search: 'QX-77' })
  expect(serial.items).toMatchObject([{ name: 'Coffret DC', site: { name: 'École d’Été' } }])
  await expect(bob.call(createSite, { name: 'Non' })).rejects.toThrow('forbidden')
})
