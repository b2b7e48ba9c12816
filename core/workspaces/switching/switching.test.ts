import { expect, test } from 'vitest'
import {
  confirmTransfer,
  listTransfers,
  proposePayment,
  readAccount,
} from '#modules/school/exchange/contract.ts'
import { toldTo } from '#tests/told.ts'
import { village } from '#tests/village.ts'
import { changeMember, ModulePending, readWorkspace, switchModule } from '../contract.ts'

const off = { module: 'school', on: false }
const on = { module: 'school', on: true }

/** Ana has thanked Bob, who has not answered. */
async function waiting() {
  const here = await village()
  const { ana, bob } = here
  const thanks = { receiverId: bob.id, units: 60, reason: 'Une heure de couture' }
  const { id: transferId } = await ana.call(proposePayment, thanks)
  return { ...here, transferId }
}

test('T-B19: a module in which something waits is not switched off', async () => {
  const { ana, admin, bob, transferId } = await waiting()
  await expect(ana.call(switchModule, off)).rejects.toMatchObject({
    status: 409,
    code: ModulePending.code,
    facts: { pending: [{ what: 'school.pending.transfers', count: 1 }], mayForce: true },
  })
  await expect(admin.call(switchModule, { ...off, force: true })).rejects.toMatchObject({
    facts: { mayForce: false },
  })
  expect((await bob.call(readWorkspace)).modules).toEqual(['school'])
  await bob.call(confirmTransfer, { transferId })
  expect(await admin.call(switchModule, off)).toMatchObject({ on: false })
})

test('an owner insists: everything is hidden, kept, and found again', async () => {
  const { ana, bob, app, workspace, transferId } = await waiting()
  await ana.call(switchModule, { ...off, force: true })
  await expect(bob.call(readAccount)).rejects.toThrow('not-found')
  await expect(bob.call(confirmTransfer, { transferId })).rejects.toThrow('not-found')
  const entries = await app.readRegistry((db) =>
    db.selectFrom('audit').select('facts').where('action', '=', 'modules.switched').execute(),
  )
  expect(entries.at(-1)).toMatchObject({
    facts: { module: 'school', on: false, forced: true },
  })

  await ana.call(switchModule, on)
  const { items } = await bob.call(listTransfers)
  expect(items.find((it) => it.id === transferId)).toMatchObject({ state: 'pending', units: 60 })
  await bob.call(confirmTransfer, { transferId })
  expect((await bob.call(readAccount)).balance).toBe(180)
  expect((await app.workspaceById(workspace.id)).modules).toEqual(['school'])
})

test('jobs of a module that is off rest, cost no attempt, and run when it is on again', async () => {
  const { ana, bob, app, settle, clock, engine } = await waiting()
  void engine
  await ana.call(switchModule, { ...off, force: true })
  await settle()
  expect(await toldTo(bob)).toEqual([])
  const { ready, dead } = await app.jobs.counts()
  expect(ready).toBeGreaterThan(0)
  expect(dead).toBe(0)

  await ana.call(switchModule, on)
  clock.advance(61 * 60_000)
  await settle()
  expect(await toldTo(bob)).not.toEqual([])
})

test('a role of a module that is off stays with who has it, and nobody new gets it', async () => {
  const { ana, bob, cloe } = await village()
  await ana.call(changeMember, { memberId: bob.id, roles: ['member', 'school.mediator'] })
  expect((await bob.call(readWorkspace)).permissions).toContain('exchange.mediate')
  await ana.call(switchModule, off)
  expect((await bob.call(readWorkspace)).permissions).not.toContain('exchange.mediate')
  await ana.call(changeMember, { memberId: bob.id, roles: ['staff', 'school.mediator'] })
  const given = { memberId: cloe.id, roles: ['member', 'school.mediator'] }
  await expect(ana.call(changeMember, given)).rejects.toThrow('unknown-role')
  await ana.call(switchModule, on)
  expect((await bob.call(readWorkspace)).permissions).toContain('exchange.mediate')
  await expect(
    ana.call(changeMember, { memberId: cloe.id, roles: ['member', 'school.jester'] }),
  ).rejects.toThrow('unknown-role')
})
