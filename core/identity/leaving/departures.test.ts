import { expect, test } from 'vitest'
import { changeMember, leaveWorkspace, listMembers } from '#core/workspaces/contract.ts'
import { REGISTRY } from '#kernel/context.ts'
import { HOUR, MINUTE } from '#kernel/time.ts'
import { newId } from '#kernel/ids.ts'
import { device } from '#tests/device.ts'
import { everything } from '#tests/traces.ts'
import { codeIn, PASSWORD, village, voice } from '#tests/village.ts'
import { changeProfile, logIn, register } from '../contract.ts'
import { mailProofCode } from '../factors/contract.ts'
import { createToken } from '../tokens/contract.ts'
import { type Belongings, belongings, leaveForGood, readLeaving } from './contract.ts'

const SURNAME = 'Vanderschueren'

test('the last owner hands over first, and is told where', async () => {
  const { ana, bob, workspace, settle } = await village()
  expect((await ana.call(readLeaving)).workspaces).toMatchObject([
    { id: workspace.id, isLastOwner: true },
  ])
  await expect(ana.call(leaveForGood, { password: PASSWORD })).rejects.toMatchObject({
    code: 'identity/still-owner',
    facts: { names: 'École du Tilleul' },
  })
  await ana.call(changeMember, { memberId: bob.id, roles: ['owner'] })
  await settle()
  expect((await ana.call(readLeaving)).workspaces).toMatchObject([{ isLastOwner: false }])
  await ana.call(leaveForGood, { password: PASSWORD })
  await expect(ana.call(leaveWorkspace)).rejects.toThrow('not-found')
})

test('of two owners who leave at the same moment one has to stay', async () => {
  const { ana, bob, settle, app } = await village()
  await ana.call(changeMember, { memberId: bob.id, roles: ['owner'] })
  await settle()
  const outcomes = await Promise.allSettled(
    [ana, bob].map((it) => it.call(leaveForGood, { password: PASSWORD })),
  )
  const refused = outcomes.filter((it) => it.status === 'rejected')
  expect(refused).toHaveLength(1)
  expect(String(refused[0]!.reason)).toContain('identity/still-owner')
  const active = await app.readRegistry((db) =>
    db.selectFrom('accounts').select('name').where('active', '=', true).execute(),
  )
  expect(active.filter(({ name }) => name === 'Ana' || name === 'Bob')).toHaveLength(1)
})

test('the password is asked, or the code of a mail by an account without one', async () => {
  const { bob, cloe, app, settle, mails, clock } = await village()
  const leave = (proof: object) => bob.call(leaveForGood, proof)
  const newCode = async (who = bob) => {
    await who.call(mailProofCode)
    await settle()
    return codeIn(mails.findLast((it) => it.to === who.email)!)
  }
  await expect(leave({})).rejects.toThrow('identity/proof-needed')
  await expect(leave({ password: 'pas le bon' })).rejects.toThrow('identity/wrong-password')
  const code = await newCode()
  await expect(leave({ code })).rejects.toThrow('identity/proof-needed') // it has a password
  await app.system(({ db }) => db.updateTable('accounts').set({ passwordHash: null }).execute())
  await expect(cloe.call(leaveForGood, { code })).rejects.toThrow('identity/code-wrong')
  await expect(leave({ code: await newCode(cloe) })).rejects.toThrow('identity/code-wrong')
  clock.advance(20 * MINUTE)
  await expect(leave({ code })).rejects.toThrow('identity/code-wrong')
  const fresh = await newCode()
  await leave({ code: `${fresh.slice(0, 3)} ${fresh.slice(3)}` }) // as people copy it
})

test('a mailed code is for the device that asked, and guesses are counted', async () => {
  const { bob, app, settle, mails } = await village()
  await app.system(({ db }) => db.updateTable('accounts').set({ passwordHash: null }).execute())
  await bob.call(mailProofCode)
  await settle()
  const code = codeIn(mails.at(-1)!)
  const elsewhere = voice(app, { ...bob.session, sessionId: newId() }, 'tilleul')
  await expect(elsewhere(leaveForGood, { code })).rejects.toThrow('identity/code-wrong')
  const wrong = code === '000000' ? '000001' : '000000'
  for (let guess = 2; guess <= 5; guess++)
    await expect(bob.call(leaveForGood, { code: wrong })).rejects.toThrow('identity/code-wrong')
  await expect(bob.call(leaveForGood, { code })).rejects.toThrow('too-many')
})

test('nothing of the person is left, and the others keep what they had with them', async () => {
  const here = await village()
  const there = await village({ slug: 'marronnier', in: here })
  const { app, settle, mails, workspace, ana } = here
  const zita = await here.neighbour(`Zita ${SURNAME}`, 'member')
  // Somebody who left a workspace long ago is still known there.
  await there.ana.call(changeMember, { memberId: there.bob.id, active: true })
  await zita.call(changeProfile, { firstName: 'Zita', lastName: SURNAME, phone: '0470 12 34 56' })
  await zita.call(createToken, {
    name: `De ${SURNAME}`,
    access: 'read',
    days: 30,
    password: PASSWORD,
  })
  await settle()
  expect(await everything(app)).toContain(SURNAME)
  mails.length = 0

  await zita.call(leaveForGood, { password: PASSWORD })
  await expect(zita.call(readLeaving)).resolves.toBeDefined() // the village's session is not looked up
  await expect(
    device(here).call(logIn, { email: zita.email, password: PASSWORD }),
  ).rejects.toThrow()
  await settle()
  expect(mails.map((it) => [it.to, it.subject])).toEqual([
    [zita.email, 'Votre compte est supprimé'],
  ])

  const said = (words: string) => words.toLowerCase()
  for (const place of [REGISTRY, workspace]) {
    const words = said(await everything(app, place))
    for (const trace of [SURNAME, zita.email, '470123456'])
      expect(words.split('\n').filter((it) => it.includes(said(trace)))).toEqual([])
  }
  const { items } = await ana.call(listMembers)
  expect(items.some((it) => it.id === zita.id)).toBe(false)
  // The address is free again.
  const password = 'le chat dort sur le piano'
  await here.nobody.call(register, { email: zita.email, password, name: 'Une autre' })
}, 120_000)

test('an erasure that dies on its way goes on where it stopped', async () => {
  const here = await village()
  await village({ slug: 'marronnier', in: here })
  const { app, bob, clients, settle, clock, mails, workspace } = here
  const real = clients.get(belongings.name) as Belongings
  const done: (string | null)[] = []
  let isDying = true
  const mortal: Belongings = {
    ...real,
    async forget(id, accountId) {
      if (isDying && done.length === 1) throw new Error('killed')
      done.push(id)
      await real.forget(id, accountId)
    },
  }
  clients.set(belongings.name, mortal)
  mails.length = 0
  await bob.call(leaveForGood, { password: PASSWORD })
  await settle().catch(() => undefined)
  expect(new Set(done).size).toBe(1)

  isDying = false
  clock.advance(24 * HOUR)
  await app.system(({ db }) =>
    db
      .updateTable('jobs')
      .set({ state: 'ready', attempts: 0 })
      .where('state', '=', 'dead')
      .execute(),
  )
  await settle()
  expect(done).toEqual([workspace.id, null]) // each place once, the registry last
  expect(mails.filter((it) => it.to === bob.email)).toHaveLength(1)
  const left = await app.readRegistry((db) => db.selectFrom('departures').selectAll().execute())
  expect(left).toEqual([])
})
