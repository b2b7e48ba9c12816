import { expect, test } from 'vitest'
import type { Context } from '#kernel/module.ts'
import { everyPair } from '#tests/pairs.ts'
import { village } from '#tests/village.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import { leaveGroups } from './answers.ts'
import * as groups from './contract.ts'
import { expireGroup } from './overdue.ts'
import { groupMachine, participantMachine } from './rules.ts'
import type { GroupTables } from './tables.ts'

type Ctx = Context<ExchangeTables & GroupTables>

const doors = {
  open: groups.openGroup,
  close: groups.closeGroup,
  cancel: groups.cancelGroup,
}

test('every state × move × actor of a group behaves as declared', async () => {
  const { app, workspace, ana, bob, cloe, admin } = await village({ kind: 'school' })
  const inSchool = <R>(work: (ctx: Ctx) => Promise<R>) => app.system(work, workspace)
  const people = { host: cloe, organiser: bob }

  async function groupIn(state: groups.GroupState) {
    const input = { title: 'Couture', minutes: 10, hostId: cloe.id, memberIds: [ana.id, admin.id] }
    const { id: groupId } = await bob.call(groups.createGroup, input)
    await cloe.call(groups.openGroup, { groupId })
    await ana.call(groups.confirmShare, { groupId })
    const expiresAt = new Date(app.now().getTime() - 1)
    if (state !== 'open')
      await inSchool(({ db }) =>
        db.updateTable('groupParticipants').set({ holdId: null, heldUnits: 0 }).execute(),
      )
    await inSchool(({ db }) =>
      db
        .updateTable('groupExchanges')
        .set({ state, expiresAt })
        .where('id', '=', groupId)
        .execute(),
    )
    return groupId
  }

  const surprises = await everyPair(
    groupMachine,
    async ({ state, move, actor }) => {
      const groupId = await groupIn(state)
      if (actor === 'system') {
        if (move === 'expire') await inSchool((ctx) => expireGroup(ctx, groupId))
        else if (move === 'cancel') await inSchool((ctx) => leaveGroups(ctx, cloe.id))
        else if (move === 'close' && state === 'open')
          await admin.call(groups.confirmShare, { groupId })
        else return null
      } else {
        if (move === 'expire') return null
        await people[actor].call(doors[move], { groupId })
      }
      const after = await cloe.call(groups.readGroup, { groupId })
      // Nothing that the clock or a departure leaves open may block the next pair.
      return after.state
    },
    ({ actor }) => (actor === 'system' ? null : undefined),
  )
  expect(surprises).toEqual([])
})

test('an answer may be changed until the end, and only one’s own', async () => {
  const { app, workspace, ana, bob, cloe } = await village({ kind: 'school' })
  const inSchool = <R>(work: (ctx: Ctx) => Promise<R>) => app.system(work, workspace)
  const surprises = await everyPair(participantMachine, async ({ state, move, actor }) => {
    const input = { title: 'Couture', minutes: 10, memberIds: [bob.id, cloe.id] }
    const { id: groupId } = await ana.call(groups.createGroup, input)
    await ana.call(groups.openGroup, { groupId })
    if (state === 'confirmed') await bob.call(groups.confirmShare, { groupId })
    if (state === 'declined') await bob.call(groups.declineShare, { groupId })
    if (actor === 'system') {
      if (move === 'confirm' || state === 'declined') return null
      await inSchool((ctx) => leaveGroups(ctx, bob.id))
    } else {
      const door = move === 'confirm' ? groups.confirmShare : groups.declineShare
      await bob.call(door, { groupId })
    }
    const after = await ana.call(groups.readGroup, { groupId })
    return after.participants.find((it) => it.memberId === bob.id)!.state
  })
  expect(surprises).toEqual([])
})
