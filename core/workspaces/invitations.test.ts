import { expect, test } from 'vitest'
import { logIn, register } from '#core/identity/contract.ts'
import { newId } from '#kernel/ids.ts'
import { DAY, HOUR } from '#kernel/time.ts'
import { PASSWORD, person, tokenIn, village, voice } from '#tests/village.ts'
import {
  acceptInvitation,
  inviteMember,
  leaveWorkspace,
  listInvitations,
  listMembers,
  previewInvitation,
  readSession,
  readWorkspace,
  withdrawInvitation,
} from './contract.ts'

const email = 'dan@exemple.test'

async function invited(roles = ['member']) {
  const here = await village()
  const { ana, settle, mails } = here
  const invitation = await ana.call(inviteMember, { email, roles })
  await settle()
  return { ...here, invitation, mail: mails.at(-1)!, token: tokenIn(mails.at(-1)!) }
}

test('somebody new reads the invitation, registers, accepts, and their address is proven', async () => {
  const { app, nobody, mail, token, workspace } = await invited(['staff'])
  expect(mail).toMatchObject({ to: email, subject: 'Ana vous invite à rejoindre École du Tilleul' })
  expect(mail.text).toContain(`/invitations/tilleul?token=${token}`)
  expect(await nobody.call(previewInvitation, { token })).toMatchObject({
    workspace: { slug: 'tilleul', name: workspace.name },
    email,
    invitedBy: 'Ana',
    roles: ['staff'],
  })
  await nobody.call(register, { email, password: PASSWORD, name: 'Dan' })
  const { user } = await nobody.call(logIn, { email, password: PASSWORD })
  expect(user!.verified).toBe(false)
  const session = { sessionId: newId(), accountId: user!.id, verified: false, admin: false }
  const dan = voice(app, session, 'tilleul')
  const first = await dan(acceptInvitation, { token })
  expect(first).toMatchObject({ slug: 'tilleul', roles: ['staff'] })
  expect(await dan(readSession)).toMatchObject({
    user: { verified: true },
    workspaces: [{ slug: 'tilleul' }],
  })
  expect(await dan(acceptInvitation, { token })).toEqual(first)
  await dan(leaveWorkspace)
  await expect(dan(acceptInvitation, { token })).rejects.toThrow('invitation-expired')
})

test('a link that somebody followed leads nobody else in', async () => {
  const { app, stranger, token } = await invited()
  const dan = await person({ app }, { name: 'Dan' })
  await voice(app, dan.session, 'tilleul')(acceptInvitation, { token })
  await expect(stranger.call(acceptInvitation, { token })).rejects.toThrow('invitation-expired')
})

test('a crash at any step of accepting leaves nobody half in: the same call again finishes', async () => {
  const { app, ana, settle, mails, clock, workspace } = await village()
  const names = ['Dan', 'Eve', 'Flo', 'Guy', 'Hal', 'Ida', 'Jan', 'Kim', 'Leo', 'Max']
  const whole = app.open.bind(app)
  let refused = 0
  for (const [step, name] of names.entries()) {
    const { email: to, session } = await person({ app }, { name, verified: false })
    await ana.call(inviteMember, { email: to })
    await settle()
    const token = tokenIn(mails.at(-1)!)
    const call = voice(app, session, 'tilleul')
    let left = step
    app.open = (place, work) => {
      if (left-- === 0) throw new Error('the power went away')
      return whole(place, work)
    }
    await call(acceptInvitation, { token }).catch(() => refused++)
    app.open = whole
    expect(await call(acceptInvitation, { token }), name).toMatchObject({ slug: 'tilleul' })
    // What a start does after a crash: outboxes are carried, jobs of dead workers taken over.
    await app.jobs.carryAll([workspace.id])
    clock.advance(HOUR)
    await app.jobs.work().stop()
    await settle()
    expect(await call(readSession), name).toMatchObject({
      user: { verified: true },
      workspaces: [{ slug: 'tilleul' }],
    })
  }
  expect(refused).toBeGreaterThan(3)
})

test('an invitation is for its address alone', async () => {
  const { stranger, bob, nobody, token } = await invited()
  await expect(stranger.call(acceptInvitation, { token })).rejects.toThrow('wrong-recipient')
  await expect(bob.call(acceptInvitation, { token })).rejects.toThrow('wrong-recipient')
  await expect(nobody.call(acceptInvitation, { token })).rejects.toThrow('not-signed-in')
  await expect(stranger.call(acceptInvitation, { token: 'x'.repeat(43) })).rejects.toThrow(
    'invitation-expired',
  )
  await expect(stranger.call(readWorkspace)).rejects.toThrow('not-found')
})

test('an invitation ends after seven days, or when it is withdrawn, or replaced', async () => {
  const { ana, app, clock, settle, mails, invitation, token, nobody } = await invited()
  const dan = await person({ app }, { name: 'Dan' })
  const call = voice(app, dan.session, 'tilleul')
  await ana.call(inviteMember, { email: 'DAN@exemple.test' })
  await settle()
  await expect(call(acceptInvitation, { token })).rejects.toThrow('invitation-expired')
  const second = tokenIn(mails.at(-1)!)
  clock.advance(7 * DAY)
  await expect(call(acceptInvitation, { token: second })).rejects.toThrow('invitation-expired')
  await expect(nobody.call(previewInvitation, { token: second })).rejects.toThrow(
    'invitation-expired',
  )

  const [pending] = (await ana.call(listInvitations)).items
  expect(pending).toMatchObject({ email: 'DAN@exemple.test', isExpired: true, invitedBy: 'Ana' })
  await ana.call(withdrawInvitation, { invitationId: pending!.id })
  expect((await ana.call(listInvitations)).items).toEqual([])
  await expect(ana.call(withdrawInvitation, { invitationId: invitation.id })).rejects.toThrow(
    'not-found',
  )
})

test('the token lies nowhere in clear', async () => {
  const { app, workspace, token } = await invited()
  const rows = await app.open(workspace, ({ reader }) =>
    reader.selectFrom('invitations').selectAll().execute(),
  )
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('T-A06: inviting needs a verified address, the permission, and no more than one’s own role', async () => {
  const { app, ana, admin, bob } = await village()
  const asked = { email, roles: ['member'] }
  await expect(bob.call(inviteMember, asked)).rejects.toThrow('forbidden')
  await expect(admin.call(inviteMember, { email, roles: ['owner'] })).rejects.toThrow(
    'role-above-own',
  )
  await expect(ana.call(inviteMember, { email: bob.email })).rejects.toThrow('already-member')
  const unverified = voice(app, { ...ana.session, verified: false }, 'tilleul')
  await expect(unverified(inviteMember, asked)).rejects.toThrow('identity/verify-first')
})

test('of five who open one link at once, one joins', async () => {
  const { app, ana, token } = await invited()
  const dan = await person({ app }, { name: 'Dan' })
  const call = voice(app, dan.session, 'tilleul')
  await Promise.allSettled(Array.from({ length: 5 }, () => call(acceptInvitation, { token })))
  expect((await ana.call(listMembers, { search: 'dan' })).items).toHaveLength(1)
})

test('who left and is invited again is the member of before', async () => {
  const { ana, bob, settle, mails } = await village()
  await bob.call(leaveWorkspace)
  await ana.call(inviteMember, { email: bob.email, roles: ['viewer'] })
  await settle()
  await bob.call(acceptInvitation, { token: tokenIn(mails.at(-1)!) })
  expect((await bob.call(readWorkspace)).member).toMatchObject({ id: bob.id, roles: ['viewer'] })
})
