import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { DAY } from '#kernel/time.ts'
import { toldTo } from '#tests/told.ts'
import { village } from '#tests/village.ts'
import * as exchange from '../exchange/contract.ts'
import { joinExchange, leaveExchange, resumeMember, suspendMember } from '../membership/contract.ts'
import * as groups from './contract.ts'

type Neighbour = Awaited<ReturnType<typeof village>>['ana']
const school = () => village({ kind: 'school' })
const sewing = { title: 'Atelier couture', minutes: 100 }

const position = async (who: Neighbour) => {
  const { balance, heldOut, heldIn } = await who.call(exchange.readAccount)
  return [balance, heldOut, heldIn]
}
async function outcomes(calls: readonly Promise<unknown>[]) {
  const counts: Record<string, number> = {}
  for (const answer of await Promise.allSettled(calls)) {
    const outcome = answer.status === 'fulfilled' ? 'done' : String(answer.reason.message)
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}

/** A course of Ana's for the others, open. */
async function course(host: Neighbour, people: readonly Neighbour[], more: object = {}) {
  const memberIds = people.map((it) => it.id)
  const { id: groupId } = await host.call(groups.createGroup, { ...sewing, memberIds, ...more })
  await host.call(groups.openGroup, { groupId })
  return groupId
}

test('a workshop is divided among three, and the last yes settles it', async () => {
  const { ana, bob, cloe, admin, nobody } = await school()
  const groupId = await course(ana, [bob, cloe, admin], { least: 2 })
  const seen = await bob.call(groups.readGroup, { groupId })
  expect(seen).toMatchObject({ share: 34, mostShare: 50, mine: 'invited', state: 'open' })
  expect(await position(bob)).toEqual([120, 0, 0]) // nothing is held before he answers

  await bob.call(groups.confirmShare, { groupId })
  expect(await position(bob)).toEqual([120, 34, 0])
  await cloe.call(groups.confirmShare, { groupId })
  const closed = await admin.call(groups.confirmShare, { groupId })
  expect(closed.state).toBe('closed')
  expect(closed.participants.map((it) => it.units)).toEqual([34, 33, 33])
  expect(await position(ana)).toEqual([220, 0, 0])
  expect([await position(bob), await position(cloe)]).toEqual([
    [86, 0, 0],
    [87, 0, 0],
  ])
  const [first] = closed.participants
  const paid = await bob.call(exchange.readTransfer, { transferId: first!.transferId! })
  expect(paid).toMatchObject({ reason: 'Atelier couture', units: 34, balanceAfter: 86 })
  expect((await nobody.call(exchange.readProof)).sum).toBe(0)
})

test('the organiser closes with those who confirmed; the share is computed again, never above what was agreed', async () => {
  const { ana, bob, cloe, admin } = await school()
  const groupId = await course(ana, [bob, cloe, admin], { least: 2 })
  await bob.call(groups.confirmShare, { groupId })
  await expect(ana.call(groups.closeGroup, { groupId })).rejects.toMatchObject({
    message: 'groups/too-few-confirmed',
    facts: { least: 2, confirmed: 1 },
  })
  await cloe.call(groups.declineShare, { groupId })
  expect(await bob.call(groups.readGroup, { groupId })).toMatchObject({ share: 50, total: 100 })
  await cloe.call(groups.confirmShare, { groupId })
  const closed = await ana.call(groups.closeGroup, { groupId })
  expect(closed.participants.map((it) => it.units)).toEqual([50, 50, null])
  expect([await position(bob), await position(cloe), await position(admin)]).toEqual([
    [70, 0, 0],
    [70, 0, 0],
    [120, 0, 0],
  ])
  await expect(admin.call(groups.confirmShare, { groupId })).rejects.toThrow('wrong-state')
})

test('many hands for one: each is paid in full by the host', async () => {
  const { ana, bob, cloe } = await school()
  const groupId = await course(ana, [bob, cloe], { kind: 'hands', minutes: 60 })
  await bob.call(groups.confirmShare, { groupId })
  expect(await position(ana)).toEqual([120, 60, 0])
  await cloe.call(groups.confirmShare, { groupId })
  expect([await position(ana), await position(bob)]).toEqual([
    [0, 0, 0],
    [180, 0, 0],
  ])
})

test('prepared for a teacher, it stays a draft until the teacher opens it', async () => {
  const { bob, cloe, settle, neighbour } = await school()
  const dora = await neighbour('Dora', 'member')
  await settle()
  const input = { ...sewing, hostId: cloe.id, memberIds: [dora.id] }
  const { id: groupId, moves } = await bob.call(groups.createGroup, input)
  expect(moves).toEqual(['cancel'])
  await expect(bob.call(groups.openGroup, { groupId })).rejects.toThrow('forbidden')
  await expect(dora.call(groups.readGroup, { groupId })).rejects.toThrow('not-found')
  await settle()
  expect(await toldTo(cloe)).toHaveLength(1)
  expect(await toldTo(dora)).toEqual([])
  await cloe.call(groups.openGroup, { groupId })
  await settle()
  expect((await toldTo(dora)).map((it) => it.title)).toEqual([
    expect.stringMatching(/^Cloé vous invite\s: Atelier couture$/),
  ])
  expect((await dora.call(groups.listGroups)).items).toHaveLength(1)
})

test('who cannot pay is named, and nothing has moved', async () => {
  const { ana, bob, cloe, admin } = await school()
  // Bob promises all but 40 of what he may spend.
  await bob.call(exchange.proposePayment, { receiverId: admin.id, units: 380, reason: 'Toit' })
  const groupId = await course(ana, [bob, cloe, admin], { least: 2 })
  await bob.call(groups.confirmShare, { groupId }) // 34 of 40
  await cloe.call(groups.confirmShare, { groupId })
  await expect(ana.call(groups.closeGroup, { groupId })).rejects.toMatchObject({
    message: 'groups/cannot-pay',
    facts: { names: 'Bob' },
  })
  expect([await position(ana), await position(cloe)]).toEqual([
    [120, 0, 68],
    [120, 34, 0],
  ])
  expect((await ana.call(groups.readGroup, { groupId })).state).toBe('open')
  await admin.call(groups.confirmShare, { groupId }) // now the share is 34 again
  expect((await ana.call(groups.readGroup, { groupId })).state).toBe('closed')
})

test('who cannot even promise the share hears it at once; who stands at the ceiling cannot receive', async () => {
  const { ana, bob, cloe, admin } = await school()
  await bob.call(exchange.proposePayment, { receiverId: admin.id, units: 400, reason: 'Toit' })
  const groupId = await course(ana, [bob, cloe], { least: 1 })
  await expect(bob.call(groups.confirmShare, { groupId })).rejects.toThrow(
    'exchange/balance-too-low',
  )
  expect((await bob.call(groups.readGroup, { groupId })).mine).toBe('invited')
  const other = await course(admin, [cloe], { minutes: 120 })
  await expect(cloe.call(groups.confirmShare, { groupId: other })).rejects.toThrow(
    'exchange/balance-too-high',
  )
})

test('what does not fit is refused and leaves no row', async () => {
  const { ana, bob, cloe, stranger } = await school()
  const create = (input: object) =>
    ana.call(groups.createGroup, { ...sewing, memberIds: [bob.id], ...input })
  const fit = 'groups/participant-does-not-fit'
  await expect(create({ memberIds: [bob.id, bob.id] })).rejects.toThrow(fit)
  await expect(create({ memberIds: [bob.id, ana.id] })).rejects.toThrow(fit)
  await expect(create({ memberIds: [stranger.id] })).rejects.toThrow(fit)
  await expect(create({ hostId: newId() })).rejects.toThrow('not-found')
  await expect(create({ least: 2 })).rejects.toThrow('groups/least-too-high')
  await expect(create({ minutes: 1, memberIds: [bob.id, cloe.id] })).rejects.toThrow(
    'groups/too-many-for-minutes',
  )
  await expect(create({ minutes: 601 })).rejects.toThrow('invalid-input')
  expect((await ana.call(groups.listGroups)).items).toEqual([])
})

test('a draft changes freely; once it is open only people are added, by the host', async () => {
  const { ana, bob, cloe, admin } = await school()
  const memberIds = [bob.id]
  const { id: groupId } = await ana.call(groups.createGroup, { ...sewing, memberIds })
  const changed = { groupId, title: 'Couture II', minutes: 120, memberIds: [cloe.id], least: 1 }
  expect(await ana.call(groups.updateGroup, changed)).toMatchObject({ title: 'Couture II' })
  await expect(bob.call(groups.updateGroup, changed)).rejects.toThrow('not-found')
  await ana.call(groups.openGroup, { groupId })
  await expect(ana.call(groups.updateGroup, changed)).rejects.toThrow('wrong-state')
  const more = await ana.call(groups.addParticipants, { groupId, memberIds: [admin.id] })
  expect(more.participants.map((it) => it.name)).toEqual(['Cloé', 'Alix'])
  await expect(ana.call(groups.addParticipants, { groupId, memberIds: [cloe.id] })).rejects.toThrow(
    'groups/participant-does-not-fit',
  )
})

test('cancelled or left to the clock, every promise is given back', async () => {
  const { ana, bob, cloe, clock, app, settle } = await school()
  const cancelled = await course(ana, [bob, cloe])
  await bob.call(groups.confirmShare, { groupId: cancelled })
  await ana.call(groups.cancelGroup, { groupId: cancelled })
  expect([await position(ana), await position(bob)]).toEqual([
    [120, 0, 0],
    [120, 0, 0],
  ])
  const forgotten = await course(ana, [bob, cloe])
  await bob.call(groups.confirmShare, { groupId: forgotten })
  await app.jobs.schedules()
  clock.advance(15 * DAY)
  await settle()
  expect((await ana.call(groups.readGroup, { groupId: forgotten })).state).toBe('expired')
  expect(await position(bob)).toEqual([120, 0, 0])
})

test('everybody answers and the organiser closes at the same moment: one closing, to the unit', async () => {
  const { ana, bob, cloe, admin, nobody } = await school()
  for (let round = 0; round < 4; round++) {
    const before = (await position(ana))[0]!
    const groupId = await course(ana, [bob, cloe, admin], { minutes: 20, least: 1 })
    const people = [bob, cloe, admin]
    await bob.call(groups.confirmShare, { groupId })
    const answers = await outcomes([
      ...people.slice(1).map((it) => it.call(groups.confirmShare, { groupId })),
      admin.call(groups.declineShare, { groupId }),
      ana.call(groups.closeGroup, { groupId }),
      ana.call(groups.closeGroup, { groupId }),
    ])
    expect(Object.keys(answers).filter((it) => it !== 'done' && it !== 'wrong-state')).toEqual([])
    const closed = await ana.call(groups.readGroup, { groupId })
    expect(closed.state).toBe('closed')
    const paid = closed.participants.filter((it) => it.transferId !== null)
    expect(paid.reduce((sum, it) => sum + it.units!, 0)).toBe(20)
    expect(await position(ana)).toEqual([before + 20, 0, 0])
    for (const it of people) expect((await position(it)).slice(1)).toEqual([0, 0])
  }
  expect((await nobody.call(exchange.readProof)).sum).toBe(0)
})

test('closed and cancelled at the same moment, one of them happens', async () => {
  const { ana, bob, cloe } = await school()
  for (let round = 0; round < 4; round++) {
    const before = (await position(ana))[0]!
    const groupId = await course(ana, [bob, cloe], { minutes: 10, least: 1 })
    await bob.call(groups.confirmShare, { groupId })
    const answers = await outcomes([
      ana.call(groups.closeGroup, { groupId }),
      ana.call(groups.cancelGroup, { groupId }),
    ])
    expect(answers).toEqual({ done: 1, 'wrong-state': 1 })
    const { state } = await ana.call(groups.readGroup, { groupId })
    expect(await position(ana)).toEqual([before + (state === 'closed' ? 10 : 0), 0, 0])
  }
})

test('somebody suspended is counted out, and may say yes again afterwards', async () => {
  const { ana, bob, cloe, admin, nobody } = await school()
  const groupId = await course(ana, [bob, cloe], { minutes: 60, least: 1 })
  await bob.call(groups.confirmShare, { groupId })
  const suspend = (who: Neighbour) =>
    admin.call(suspendMember, { memberId: who.id, reason: 'Un mot d’abord' })
  await suspend(bob)
  expect(await position(bob)).toEqual([120, 0, 0])
  expect((await ana.call(groups.readGroup, { groupId })).confirmed).toBe(0)
  await expect(bob.call(groups.confirmShare, { groupId })).rejects.toThrow('membership/not-active')
  await admin.call(resumeMember, { memberId: bob.id })
  await bob.call(groups.confirmShare, { groupId })

  // The host is suspended: what they host waits, and no new one opens.
  await suspend(ana)
  await expect(ana.call(groups.closeGroup, { groupId })).rejects.toThrow('other-not-active')
  await expect(cloe.call(groups.confirmShare, { groupId })).rejects.toThrow('other-not-active')
  await expect(course(ana, [bob])).rejects.toThrow('membership/not-active')
  await admin.call(resumeMember, { memberId: ana.id })
  await cloe.call(groups.confirmShare, { groupId })
  expect((await ana.call(groups.readGroup, { groupId })).state).toBe('closed')
  expect((await nobody.call(exchange.readProof)).sum).toBe(0)
})

test('somebody leaves or is suspended while the group closes: counted whole or not at all', async () => {
  const { ana, bob, cloe, admin, nobody } = await school()
  for (let round = 0; round < 6; round++) {
    const groupId = await course(ana, [bob, cloe], { minutes: 20, least: 1 })
    await bob.call(groups.confirmShare, { groupId })
    const memberId = bob.id
    const end = [
      () => bob.call(leaveExchange),
      () => admin.call(suspendMember, { memberId, reason: 'Un mot d’abord' }),
    ][round % 2]!
    await outcomes([
      cloe.call(groups.confirmShare, { groupId }),
      ana.call(groups.closeGroup, { groupId }),
      end(),
    ])
    const seen = await ana.call(groups.readGroup, { groupId })
    if (seen.state === 'open') await ana.call(groups.cancelGroup, { groupId })
    const paid = seen.participants.reduce((sum, it) => sum + (it.transferId ? it.units! : 0), 0)
    expect(paid).toBe(seen.state === 'closed' ? 20 : 0)
    for (const it of [ana, bob, cloe]) expect((await position(it)).slice(1)).toEqual([0, 0])
    const { sum, held } = await nobody.call(exchange.readProof)
    expect([sum, held]).toEqual([0, 0])
    await (round % 2 ? admin.call(resumeMember, { memberId }) : bob.call(joinExchange))
  }
})
