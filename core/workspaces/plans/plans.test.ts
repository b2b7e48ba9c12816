import { expect, test } from 'vitest'
import { readPlan } from '#core/plans/contract.ts'
import { newId } from '#kernel/ids.ts'
import { person, village, voice } from '#tests/village.ts'
import { changeMember, inviteMember, removeMember, withdrawInvitation } from '../contract.ts'
import { changeWorkspacePlan, keepWorkspacePlan, readWorkspacePlan } from './contract.ts'

async function installation() {
  const here = await village()
  const chief = await person(here, { name: 'Chef', admin: true })
  return { ...here, chief: voice(here.app, chief.session, ''), workspaceId: here.workspace.id }
}

test('the administrator of the installation changes a plan, with a reason; nobody else does', async () => {
  const { app, ana, chief, workspaceId } = await installation()
  const wider = { workspaceId, plan: 'unlimited', reason: 'Fédération d’écoles' }
  await expect(ana.call(changeWorkspacePlan, wider)).rejects.toThrow('forbidden')
  await expect(chief(changeWorkspacePlan, { ...wider, reason: '' })).rejects.toThrow(
    'invalid-input',
  )
  await expect(chief(changeWorkspacePlan, { ...wider, plan: 'enterprise' })).rejects.toThrow(
    'unknown-plan',
  )
  await expect(chief(changeWorkspacePlan, { ...wider, workspaceId: newId() })).rejects.toThrow(
    'not-found',
  )
  expect((await chief(changeWorkspacePlan, wider)).plan.name).toBe('unlimited')
  const members = (await ana.call(readPlan)).usage.find((it) => it.limit === 'members.active')
  expect(members).toMatchObject({ most: null })
  const entries = await app.readRegistry((db) =>
    db.selectFrom('audit').selectAll().where('action', '=', 'plans.changed').execute(),
  )
  expect(entries).toMatchObject([{ target: workspaceId, facts: { reason: 'Fédération d’écoles' } }])
})

test('a narrower plan waits for the end of the month and is taken back', async () => {
  const { chief, workspaceId } = await installation()
  await chief(changeWorkspacePlan, { workspaceId, plan: 'unlimited', reason: 'Essai' })
  const planned = await chief(changeWorkspacePlan, { workspaceId, plan: 'free', reason: 'Fin' })
  expect(planned).toMatchObject({ plan: { name: 'unlimited' }, next: { plan: { name: 'free' } } })
  const kept = await chief(keepWorkspacePlan, { workspaceId, reason: 'Ils restent' })
  expect(kept.next).toBe(null)
  expect((await chief(readWorkspacePlan, { workspaceId })).plan.name).toBe('unlimited')
})

test('members and invitations are counted as they come and go', async () => {
  const { ana, bob, cloe } = await village()
  const used = async () => {
    const { usage } = await ana.call(readPlan)
    return ['members.active', 'invitations.pending'].map(
      (limit) => usage.find((it) => it.limit === limit)?.used,
    )
  }
  expect(await used()).toEqual([5, 0])
  await ana.call(changeMember, { memberId: bob.id, active: false })
  await ana.call(removeMember, { memberId: cloe.id })
  expect(await used()).toEqual([3, 0])
  await ana.call(changeMember, { memberId: bob.id, active: true })
  const { id } = await ana.call(inviteMember, { email: 'dan@exemple.test' })
  const again = await ana.call(inviteMember, { email: 'dan@exemple.test' })
  expect(await used()).toEqual([4, 1])
  await expect(ana.call(withdrawInvitation, { invitationId: id })).rejects.toThrow('not-found')
  await ana.call(withdrawInvitation, { invitationId: again.id })
  expect(await used()).toEqual([4, 0])
})

test('a full house takes nobody more, and loses nobody', async () => {
  const { ana, bob, app, workspace, neighbour } = await village()
  await app.system(
    ({ db }) =>
      db
        .updateTable('planCounters')
        .set({ most: 5 })
        .where('name', '=', 'members.active')
        .execute(),
    workspace,
  )
  await expect(neighbour('Dan', 'member')).rejects.toMatchObject({
    status: 402,
    facts: { limit: 'members.active', max: 5 },
  })
  await ana.call(changeMember, { memberId: bob.id, active: false })
  await neighbour('Ève', 'member')
  await expect(ana.call(changeMember, { memberId: bob.id, active: true })).rejects.toThrow(
    'limit-reached',
  )
})
