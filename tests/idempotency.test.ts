import { expect, test } from 'vitest'
import { changeProfile } from '#core/identity/contract.ts'
import { createWorkspace } from '#core/workspaces/contract.ts'
import { newId } from '#kernel/ids.ts'
import { MINUTE } from '#kernel/time.ts'
import { createOffer } from '#modules/school/offers/contract.ts'
import { person, village, voice, world } from './village.ts'

const school = { name: 'École Deux', slug: 'deux', kind: 'school' } as const

async function founder() {
  const here = await world()
  const { session } = await person(here, { name: 'Ana' })
  return { ...here, call: voice(here.app, session, '') }
}

test('a workspace asked for twice with one key is made once, and answered twice', async () => {
  const { app, call } = await founder()
  const first = await call(createWorkspace, school, 'key-1')
  expect(await call(createWorkspace, school, 'key-1')).toEqual(first)
  expect(await app.workspaces()).toHaveLength(1)
})

test('ten at once: one works, the others are answered or told to wait', async () => {
  const { app, call } = await founder()
  const id = newId()
  const all = await Promise.allSettled(
    Array.from({ length: 10 }, () => call(createWorkspace, { ...school, id })),
  )
  for (const it of all)
    if (it.status === 'rejected') expect(String(it.reason.message)).toBe('still-running')
    else expect(it.value.id).toBe(id)
  expect(all.some((it) => it.status === 'fulfilled')).toBe(true)
  expect(await call(createWorkspace, { ...school, id })).toMatchObject({ id, slug: 'deux' })
  expect(await app.workspaces()).toHaveLength(1)
})

test('the same id with another body is a conflict', async () => {
  const { call } = await founder()
  const id = newId()
  await call(createWorkspace, { ...school, id })
  await expect(call(createWorkspace, { ...school, id, name: 'Autre' })).rejects.toThrow(
    'idempotency-key-reused',
  )
})

test('what failed may be tried again with its key', async () => {
  const { call } = await founder()
  const wrong = { ...school, slug: 'app' }
  await expect(call(createWorkspace, wrong, 'key-1')).rejects.toThrow('workspaces/slug-reserved')
  await expect(call(createWorkspace, wrong, 'key-1')).rejects.toThrow('workspaces/slug-reserved')
})

test('work that died is taken over after a while', async () => {
  const { app, clock, call } = await founder()
  const mine = { ...school, id: newId() }
  await call(createWorkspace, mine)
  await app.system(({ db }) => db.updateTable('idempotency').set({ reply: null }).execute())
  await expect(call(createWorkspace, mine)).rejects.toThrow('still-running')
  clock.advance(3 * MINUTE)
  expect(await call(createWorkspace, mine)).toMatchObject({ id: mine.id, state: 'active' })
})

test('one key of two people is two writes', async () => {
  const { bob, cloe } = await village()
  const offer = { title: 'Piano', category: 'music' } as const
  const [his, hers] = [
    await bob.call(createOffer, offer, 'key-1'),
    await cloe.call(createOffer, offer, 'key-1'),
  ]
  expect(his.id).not.toBe(hers.id)
  expect((await bob.call(changeProfile, { name: 'Bobby' }, 'key-1')).name).toBe('Bobby')
})
