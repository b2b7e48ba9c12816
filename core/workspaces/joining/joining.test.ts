import { expect, test } from 'vitest'
import { Forbidden, NotFound } from '#kernel/contract.ts'
import { everyPair } from '#tests/pairs.ts'
import { person, village, voice } from '#tests/village.ts'
import { inviteMember, listMembers, readWorkspace, removeMember } from '../contract.ts'
import {
  approveJoinRequest,
  askToJoin,
  changeJoining,
  countJoinRequests,
  listJoinRequests,
  readCard,
  readJoining,
  readMyRequest,
  refuseJoinRequest,
} from './contract.ts'
import { joinRequest } from './rules.ts'

const asked = { message: 'Je suis la voisine du 12' }

async function takesRequests() {
  const here = await village()
  await here.ana.call(changeJoining, { mode: 'request' })
  await here.stranger.call(askToJoin, asked)
  await here.settle()
  const { items } = await here.ana.call(listJoinRequests)
  return { ...here, requestId: items[0]!.id }
}

test('until somebody chooses, people come in by invitation, and strangers find no door', async () => {
  const { ana, bob, stranger } = await village()
  expect(await bob.call(readJoining)).toEqual({ mode: 'invitation', mailDomains: [] })
  await expect(stranger.call(askToJoin, asked)).rejects.toThrow(NotFound.code)
  await expect(stranger.call(readMyRequest)).rejects.toThrow(NotFound.code)
  await expect(bob.call(changeJoining, { mode: 'open' })).rejects.toThrow(Forbidden.code)
  await ana.call(changeJoining, { mode: 'closed' })
  await expect(ana.call(inviteMember, { email: 'dan@exemple.test' })).rejects.toThrow(
    'joining/closed',
  )
})

test('somebody asks, who manages is told, the answer comes by mail, and the door is open', async () => {
  const { ana, admin, bob, stranger, mails, requestId, settle } = await takesRequests()
  expect(mails.map((it) => it.to).toSorted()).toEqual([admin.email, ana.email])
  expect(mails[0]!.text).toContain('la voisine du 12')
  expect(await ana.call(countJoinRequests)).toEqual({ pending: 1 })
  await expect(bob.call(listJoinRequests)).rejects.toThrow(Forbidden.code)
  expect(await stranger.call(readMyRequest)).toMatchObject({
    isMember: false,
    request: { state: 'pending' },
  })
  await expect(admin.call(approveJoinRequest, { requestId, roles: ['owner'] })).rejects.toThrow(
    'workspaces/role-above-own',
  )
  await admin.call(approveJoinRequest, { requestId, roles: ['staff'] })
  await settle()
  expect(mails.at(-1)).toMatchObject({
    to: stranger.email,
    subject: 'Bienvenue dans École du Tilleul',
  })
  expect((await stranger.call(readWorkspace)).member.roles).toEqual(['staff'])
  expect(await ana.call(countJoinRequests)).toEqual({ pending: 0 })
  await expect(stranger.call(askToJoin, asked)).rejects.toThrow('already-member')
})

test('refused with a reason, one may ask again; gone, one may too', async () => {
  const { ana, stranger, mails, requestId, settle } = await takesRequests()
  await ana.call(refuseJoinRequest, { requestId, reason: 'Réservé aux parents' })
  await settle()
  expect(mails.at(-1)!.text).toContain('Réservé aux parents')
  expect((await stranger.call(readMyRequest)).request).toMatchObject({
    state: 'refused',
    reason: 'Réservé aux parents',
  })
  await stranger.call(askToJoin, { message: 'Je suis parent' })
  await ana.call(approveJoinRequest, { requestId })
  const { member } = await stranger.call(readWorkspace)
  await ana.call(removeMember, { memberId: member.id })
  await stranger.call(askToJoin, asked)
  expect((await ana.call(listJoinRequests)).items).toMatchObject([
    { id: requestId, state: 'pending', message: asked.message },
  ])
})

test('asked ten times at once, it is one request and one mail to each', async () => {
  const { ana, stranger, settle, mails } = await village()
  await ana.call(changeJoining, { mode: 'request' })
  await Promise.all(Array.from({ length: 10 }, () => stranger.call(askToJoin, asked)))
  await settle()
  expect((await ana.call(listJoinRequests)).items).toHaveLength(1)
  expect(mails).toHaveLength(2)
})

test('answered by several at once, one answer counts', async () => {
  const { ana, admin, stranger, requestId, settle, mails } = await takesRequests()
  mails.length = 0
  const answers = await Promise.allSettled([
    ana.call(approveJoinRequest, { requestId }),
    admin.call(refuseJoinRequest, { requestId, reason: 'Non' }),
    admin.call(approveJoinRequest, { requestId, roles: ['viewer'] }),
    ana.call(refuseJoinRequest, { requestId, reason: 'Non' }),
  ])
  expect(answers.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  await settle()
  expect(mails).toHaveLength(1)
  const [row] = (await ana.call(listJoinRequests)).items
  const isIn = await stranger.call(readWorkspace).then(
    () => true,
    () => false,
  )
  expect(isIn).toBe(row!.state === 'approved')
})

test('an open workspace lets in who proved an address of its domains, once', async () => {
  const here = await village()
  const { app, ana, stranger } = here
  await ana.call(changeJoining, { mode: 'open', mailDomains: ['Ecole.be', 'ecole.be'] })
  await expect(stranger.call(askToJoin, asked)).rejects.toThrow('joining/address-not-welcome')
  const eve = await person(here, { name: 'Eve', domain: 'ecole.be' })
  const unproved = await person(here, { name: 'Una', domain: 'ecole.be', verified: false })
  const una = voice(app, unproved.session, 'tilleul')
  await expect(una(askToJoin, asked)).rejects.toThrow('identity/verify-first')
  const calls = voice(app, eve.session, 'tilleul')
  const tries = await Promise.allSettled(Array.from({ length: 6 }, () => calls(askToJoin, asked)))
  expect(tries.some((it) => it.status === 'fulfilled')).toBe(true)
  const { items } = await ana.call(listMembers, { search: 'eve' })
  expect(items).toMatchObject([{ roles: ['member'], active: true }])
})

test('somebody deactivated does not come back through the open door', async () => {
  const { ana, app, bob, workspace } = await village()
  await ana.call(changeJoining, { mode: 'open' })
  await app.system(
    ({ db }) => db.updateTable('members').set({ active: false }).where('id', '=', bob.id).execute(),
    workspace,
  )
  await expect(bob.call(askToJoin, asked)).rejects.toThrow(NotFound.code)
})

test('the card is there where something is public, and says no more', async () => {
  const { ana, nobody, app, workspace } = await village()
  expect(await nobody.call(readCard)).toEqual({
    slug: 'tilleul',
    name: 'École du Tilleul',
    kind: 'school',
    joining: 'none',
    logo: null,
    mailDomains: [],
    pages: ['/proof/tilleul'],
  })
  await ana.call(changeJoining, { mode: 'request' })
  expect((await nobody.call(readCard)).joining).toBe('request')
  await ana.call(changeJoining, { mode: 'invitation' })
  await app.system(({ db }) =>
    db.updateTable('workspaces').set({ modules: [] }).where('id', '=', workspace.id).execute(),
  )
  await expect(nobody.call(readCard)).rejects.toThrow(NotFound.code)
})

test('every state × move × actor of a request is as declared', async () => {
  const { app, ana, stranger, workspace, requestId } = await takesRequests()
  const inside = (work: (ctx: { db: any }) => Promise<any>) => app.system(work, workspace)
  app.rates.spend = () => {}
  const surprises = await everyPair(
    joinRequest,
    async ({ state, move, actor }) => {
      await inside(async ({ db }) => {
        await db.deleteFrom('members').where('accountId', '=', stranger.accountId).execute()
        await db.updateTable('joinRequests').set({ state }).execute()
      })
      const who = actor === 'manager' ? ana : stranger
      if (move === 'askAgain') await who.call(askToJoin, asked)
      else if (move === 'approve') await who.call(approveJoinRequest, { requestId })
      else await who.call(refuseJoinRequest, { requestId })
      const row = await inside(({ db }) =>
        db.selectFrom('joinRequests').selectAll().executeTakeFirst(),
      )
      return row.state
    },
    ({ state, move, actor }) => {
      if (move !== 'askAgain') return actor === 'person' ? NotFound.code : undefined
      // Members cannot ask; asking while one waits is asking once.
      if (actor === 'manager') return 'workspaces/already-member'
      return state === 'pending' ? null : undefined
    },
  )
  expect(surprises).toEqual([])
})
