import { expect, test } from 'vitest'
import { type Belongings, belongings, leaveForGood } from '#core/identity/leaving/contract.ts'
import { DAY } from '#kernel/time.ts'
import { PASSWORD, village, voice } from '#tests/village.ts'
import { listMembers, removeMember } from '../contract.ts'
import { askToJoin, changeJoining } from '../joining/contract.ts'

async function watched() {
  const here = await village()
  const there = await village({ slug: 'marronnier', in: here })
  const forgotten: (string | null)[] = []
  const real = here.clients.get(belongings.name) as Belongings
  const noting: Belongings = {
    ...real,
    async forget(id, accountId) {
      forgotten.push(id)
      await real.forget(id, accountId)
    },
  }
  here.clients.set(belongings.name, noting)
  const leave = async (who: { call: typeof here.ana.call }) => {
    forgotten.length = 0
    await who.call(leaveForGood, { password: PASSWORD })
    await here.settle()
    return [...forgotten]
  }
  return { here, there, leave }
}

test('an erasure reads the workspaces where somebody was, and no others', async () => {
  const { here, there, leave } = await watched()
  const { app, ana, bob, cloe, stranger } = here
  // Somebody who was shown out years ago is still known there; a closed door leaves nothing.
  await ana.call(removeMember, { memberId: bob.id })
  await here.settle()
  const elsewhere = voice(app, bob.session, there.workspace.slug)
  await expect(elsewhere(listMembers)).rejects.toThrow('not-found')
  expect(await leave(bob)).toEqual([here.workspace.id, null])

  // Who asked to come in has left their name, although nobody let them in.
  await there.ana.call(changeJoining, { mode: 'request' })
  await voice(app, cloe.session, there.workspace.slug)(askToJoin, { message: 'Bonjour' })
  const both = [here.workspace.id, there.workspace.id].toSorted()
  expect(await leave(cloe)).toEqual([...both, null])
  expect(await leave(stranger)).toEqual([null])
  const left = await app.readRegistry((db) =>
    db.selectFrom('accountTraces').select('accountId').execute(),
  )
  const gone = [bob, cloe].map((it) => it.accountId)
  expect(left.filter((it) => gone.includes(it.accountId))).toEqual([])
})

test('a workspace from before traces is read for everybody until its people are written down', async () => {
  const { here, there, leave } = await watched()
  const { app, bob, cloe, guest, clock, settle } = here
  await app.system(async ({ db }) => {
    await db.deleteFrom('accountTraces').execute()
    await db.updateTable('workspaces').set({ tracedAt: null }).execute()
  })
  const both = [here.workspace.id, there.workspace.id].toSorted()
  expect(await leave(bob)).toEqual([...both, null])

  await app.jobs.schedules()
  clock.advance(DAY)
  await settle()
  expect(await leave(cloe)).toEqual([here.workspace.id, null])
  expect(await leave(guest)).toEqual([here.workspace.id, null])
})
