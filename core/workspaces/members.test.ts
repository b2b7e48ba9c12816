import { expect, test } from 'vitest'
import { changeProfile } from '#core/identity/contract.ts'
import { village } from '#tests/village.ts'
import {
  changeMember,
  inviteMember,
  leaveWorkspace,
  listInvitations,
  listMembers,
  listWorkspaces,
  readWorkspace,
  removeMember,
} from './contract.ts'

const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: Error) => error.message,
  )

test('members are listed by name, page by page, without case or accents', async () => {
  const { ana, bob } = await village()
  const first = await ana.call(listMembers, { limit: 2 })
  expect(first.items.map((it) => it.name)).toEqual(['Alix', 'Ana'])
  const second = await ana.call(listMembers, { limit: 2, cursor: first.next! })
  expect(second.items.map((it) => it.name)).toEqual(['Bob', 'Cloé'])
  const last = await ana.call(listMembers, { limit: 2, cursor: second.next! })
  expect([last.items.map((it) => it.name), last.next]).toEqual([['Gus'], null])

  const found = await bob.call(listMembers, { search: 'CLOE' })
  expect(found.items).toMatchObject([{ name: 'Cloé', email: null, mayChange: false }])
  expect((await ana.call(listMembers, { role: 'owner' })).items).toMatchObject([
    { name: 'Ana', isMe: true },
  ])
  expect((await ana.call(listMembers, { search: '%' })).items).toEqual([])
  await expect(ana.call(listMembers, { cursor: 'bm90IGpzb24' })).rejects.toThrow('invalid-input')
})

test('the newest members come first when asked, page by page', async () => {
  const { ana } = await village()
  const { items: all } = await ana.call(listMembers)
  const read: { id: string; joinedAt: string }[] = []
  for (let cursor: string | undefined; ;) {
    const { items, next } = await ana.call(listMembers, {
      sort: 'newest',
      limit: 2,
      ...(cursor ? { cursor } : {}),
    })
    read.push(...items)
    if (!next) break
    cursor = next
  }
  expect(read.map((it) => it.id).toSorted()).toEqual(all.map((it) => it.id).toSorted())
  const days = read.map((it) => it.joinedAt)
  expect(days).toEqual(days.toSorted().toReversed())
})

test('T-C6: a demotion acts at the next request', async () => {
  const { ana, admin, bob } = await village()
  await admin.call(changeMember, { memberId: bob.id, roles: ['staff'] })
  await ana.call(changeMember, { memberId: admin.id, roles: ['member'] })
  await expect(admin.call(changeMember, { memberId: bob.id, roles: ['viewer'] })).rejects.toThrow(
    'forbidden',
  )
  await ana.call(changeMember, { memberId: bob.id, active: false })
  await expect(bob.call(readWorkspace)).rejects.toThrow('not-found')
  expect((await bob.call(listWorkspaces)).items).toEqual([])
  await ana.call(changeMember, { memberId: bob.id, active: true })
  expect((await bob.call(readWorkspace)).member.roles).toEqual(['staff'])
  expect((await bob.call(listWorkspaces)).items).toMatchObject([{ roles: ['staff'] }])
})

test('nobody gives, takes or touches what is above their own role', async () => {
  const { ana, admin, bob } = await village()
  await expect(admin.call(changeMember, { memberId: bob.id, roles: ['owner'] })).rejects.toThrow(
    'role-above-own',
  )
  await expect(admin.call(changeMember, { memberId: admin.id, roles: ['owner'] })).rejects.toThrow(
    'role-above-own',
  )
  await expect(admin.call(changeMember, { memberId: ana.id, roles: ['member'] })).rejects.toThrow(
    'role-above-own',
  )
  await expect(admin.call(removeMember, { memberId: ana.id })).rejects.toThrow('role-above-own')
  await expect(bob.call(changeMember, { memberId: bob.id, roles: ['admin'] })).rejects.toThrow(
    'forbidden',
  )
  await expect(ana.call(changeMember, { memberId: bob.id, roles: ['king'] })).rejects.toThrow(
    'unknown-role',
  )
  await expect(
    ana.call(changeMember, { memberId: bob.id, roles: ['books.author'] }),
  ).rejects.toThrow('unknown-role')
})

test('the last owner stays', async () => {
  const { ana } = await village()
  await expect(ana.call(leaveWorkspace)).rejects.toThrow('last-owner')
  await expect(ana.call(removeMember, { memberId: ana.id })).rejects.toThrow('last-owner')
  await expect(ana.call(changeMember, { memberId: ana.id, roles: ['admin'] })).rejects.toThrow(
    'last-owner',
  )
  await expect(ana.call(changeMember, { memberId: ana.id, active: false })).rejects.toThrow(
    'last-owner',
  )
})

test('two owners who demote each other at once leave one', async () => {
  const { ana, bob } = await village()
  await ana.call(changeMember, { memberId: bob.id, roles: ['owner'] })
  const outcomes = await Promise.all([
    outcome(ana.call(changeMember, { memberId: bob.id, roles: ['member'] })),
    outcome(bob.call(changeMember, { memberId: ana.id, roles: ['member'] })),
  ])
  expect(outcomes.filter((it) => it === 'done')).toHaveLength(1)
})

test('five owners who leave at once leave one', async () => {
  const { ana, bob, cloe, guest, admin } = await village()
  for (const it of [bob, cloe, guest, admin])
    await ana.call(changeMember, { memberId: it.id, roles: ['owner'] })
  const leaving = [ana, bob, cloe, guest, admin].map((it) => outcome(it.call(leaveWorkspace)))
  const outcomes = await Promise.all(leaving)
  expect(outcomes.filter((it) => it === 'done')).toHaveLength(4)
  expect(outcomes).toContain('workspaces/last-owner')
})

test('who left is gone from the list, and takes the invitations they wrote along', async () => {
  const { ana, admin, bob } = await village()
  await admin.call(inviteMember, { email: 'dan@exemple.test' })
  await ana.call(changeMember, { memberId: admin.id, roles: ['member'] })
  expect((await ana.call(listInvitations)).items).toEqual([])
  await bob.call(leaveWorkspace)
  expect((await ana.call(listMembers)).items.map((it) => it.name)).not.toContain('Bob')
  await expect(ana.call(changeMember, { memberId: bob.id, roles: ['staff'] })).rejects.toThrow(
    'not-found',
  )
  expect((await bob.call(listWorkspaces)).items).toEqual([])
})

test('a new name reaches every workspace of the person', async () => {
  const { ana, bob, settle } = await village()
  await bob.call(changeProfile, { name: 'Éloi' })
  await settle()
  expect((await ana.call(listMembers, { search: 'eloi' })).items).toMatchObject([
    { id: bob.id, name: 'Éloi' },
  ])
})
