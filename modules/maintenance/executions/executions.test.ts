import { beforeAll, describe, expect, test } from 'vitest'

import { newId } from '#kernel/ids.ts'
import { HOUR } from '#kernel/time.ts'
import {
  commented,
  deliver,
  done,
  measured,
  picture,
  maintenance,
  phone,
  photograph,
  publish,
  sha256,
  start,
  usualSteps,
} from '#tests/maintenance.ts'
import { listFollowups } from '../followups/contract.ts'

import * as contract from './contract.ts'
import * as office from './office/contract.ts'
import { chainLink, chainStart } from './rules.ts'

type There = Awaited<ReturnType<typeof maintenance>> & { versionId: string; procedureId: string }
let here: There
beforeAll(async () => {
  const there = await maintenance()
  here = { ...there, ...(await publish(there.ana, usualSteps)) }
})

/** Begun by Bob, on his phone. */
async function begun(steps = usualSteps) {
  const { ana, bob, clock } = here
  const versionId =
    steps === usualSteps ? here.versionId : (await publish(ana, steps, 'Autre')).versionId
  const execution = await start(bob, clock, { versionId })
  return { id: execution.id, mine: phone(bob, clock, execution.id), execution }
}

describe('the way of an execution', () => {
  test('from the start to the certificate: gate, measure, photo, bytes, end (A14)', async () => {
    const { bob, clock } = here
    const { id, mine, execution } = await begun()
    expect(execution).toMatchObject({ state: 'in_progress', version: 1, isMine: true, steps: 4 })
    const early = await mine.say(measured(40))
    expect(early.outcomes).toMatchObject([{ outcome: 'rejected', code: 'executions/blocked' }])
    expect(early.steps.map((it) => it.state)).toEqual(['pending', 'blocked', 'blocked', 'blocked'])
    clock.advance(HOUR)
    const photo = photograph('photo', await picture(1))
    const told = await mine.say(done('lock'), measured(40), done('riso'), photo.what, done('photo'))
    expect(told.outcomes.map((it) => it.outcome)).toEqual(Array(5).fill('accepted'))
    expect(told.steps.map((it) => it.state)).toEqual(['done', 'done', 'done', 'pending'])
    expect(told).toMatchObject({ last: 6, missing: [{ photoId: photo.photoId, state: 'awaited' }] })
    const end = () => bob.call(contract.completeExecution, { executionId: id })
    await expect(end()).rejects.toMatchObject({
      message: 'executions/files-missing',
      facts: { stepKey: 'photo', position: 3, title: 'Photographier', missing: 1 },
    })
    expect(await deliver(here, bob, id, photo)).toEqual({ state: 'here' })
    expect(await end()).toMatchObject({ state: 'completed', settled: 3 })
    const certificate = await bob.call(contract.readCertificate, {
      executionId: id,
      deviceId: mine.deviceId,
    })
    const { package: kept } = await bob.call(contract.readPackage, { executionId: id })
    let link = chainStart(id, mine.deviceId)
    for (const { id: eventId, deviceId, sequence, deviceAt, steadyMs, what } of kept!.events) {
      const event = { id: eventId, deviceId, sequence, deviceAt, steadyMs, what }
      link = sha256(Buffer.from(chainLink(link, event)))
    }
    expect(certificate).toMatchObject({
      events: 6,
      digest: link,
      files: [{ photoId: photo.photoId, sha256: sha256(photo.bytes) }],
    })
    const late = await mine.say(commented('lock', 'Trop tard'))
    expect(late.outcomes).toMatchObject([{ outcome: 'rejected', code: 'executions/closed' }])
    expect(late.last).toBe(7)
    const view = await bob.call(office.readExecution, { executionId: id })
    expect(view).toMatchObject({ workingMs: HOUR, moves: [], proof: [{ events: 7 }] })
  })

  test('T-A2 a step that is done ends nothing; only the command does', async () => {
    const { mine } = await begun()
    expect(await mine.say(done('lock'))).toMatchObject({ state: 'in_progress' })
  })

  test('T-A3 T-A4 a step is named by its key in the version, and one that is not there is refused', async () => {
    const { mine } = await begun()
    const { outcomes } = await mine.say(done('lock'), done('nowhere'))
    expect(outcomes).toMatchObject([
      { outcome: 'accepted' },
      { outcome: 'rejected', code: 'executions/unknown-step' },
    ])
  })

  test('T-A5 a comment takes no photo away; taking one back is an event with a reason', async () => {
    const { id, mine } = await begun()
    const photo = photograph('photo', await picture(2))
    await mine.say(done('lock'), photo.what)
    const after = await mine.say(commented('photo', 'Flou'))
    expect(after.steps[2]).toMatchObject({ comment: 'Flou', photos: [{ removedFor: null }] })
    const { photoId } = photo
    const removed = { kind: 'photo-removed', stepKey: 'photo', photoId, reason: 'Floue' } as const
    const gone = await mine.say(removed)
    expect(gone.steps[2]!.photos).toMatchObject([{ removedFor: 'Floue' }])
    expect(gone.missing).toEqual([])
    const { package: kept } = await here.bob.call(contract.readPackage, { executionId: id })
    expect(kept!.events.map((it) => it.what.kind)).toContain('photographed')
  })

  test('T-A8 the same start twice, also at once, is one execution; somebody else’s id is refused', async () => {
    const { bob, cloe, clock, versionId } = here
    const id = newId()
    const all = await Promise.all([1, 2, 3].map(() => start(bob, clock, { id, versionId })))
    expect(new Set(all.map((it) => it.id))).toEqual(new Set([id]))
    expect((await start(bob, clock, { id, versionId })).id).toBe(id)
    await expect(start(cloe, clock, { id, versionId })).rejects.toThrow('idempotency-key-reused')
    const { items } = await bob.call(contract.listExecutions, { limit: 100 })
    expect(items.filter((it) => it.id === id)).toHaveLength(1)
  })

  test('A.6-5 complete names the exact step and reason, until nothing is in the way', async () => {
    const { bob } = here
    const { id, mine } = await begun()
    const end = () => bob.call(contract.completeExecution, { executionId: id })
    const refusal = async () =>
      end().then(
        () => null,
        (error) => [error.message, error.facts.title],
      )
    expect(await refusal()).toEqual(['executions/gate-open', 'Consigner'])
    await mine.say(done('lock'))
    expect(await refusal()).toEqual(['executions/answer-missing', 'Mesurer Riso'])
    await mine.say(measured(40))
    expect(await refusal()).toEqual(['executions/step-open', 'Mesurer Riso'])
    await mine.say(done('riso'))
    expect(await refusal()).toEqual(['executions/photos-missing', 'Photographier'])
    const early = await mine.say(done('photo'))
    expect(early.outcomes).toMatchObject([{ code: 'executions/unsatisfied' }])
    const photo = photograph('photo', await picture(3))
    await mine.say(photo.what, done('photo'))
    expect(await refusal()).toEqual(['executions/files-missing', 'Photographier'])
    await deliver(here, bob, id, photo)
    expect(await end()).toMatchObject({ state: 'completed' })
    await expect(end()).rejects.toMatchObject({
      message: 'wrong-state',
      facts: { state: 'completed' },
    })
  })

  test('A.6-5 a measure out of bounds is a non-conformity, with words, a photo and an action', async () => {
    const { bob, admin } = here
    const { id, mine } = await begun()
    const { steps } = await mine.say(done('lock'), measured(0.2), done('riso'))
    expect(steps[1]).toMatchObject({
      state: 'nonconform',
      isForced: true,
      lacks: ['comment', 'evidence'],
    })
    const photo = photograph('photo', await picture(4))
    await mine.say(photo.what, done('photo'))
    await deliver(here, bob, id, photo)
    const end = () => bob.call(contract.completeExecution, { executionId: id })
    await expect(end()).rejects.toThrow('executions/comment-missing')
    await mine.say(commented('riso', 'Câble blessé'))
    await expect(end()).rejects.toThrow('executions/photos-missing')
    const proof = photograph('riso', await picture(5))
    await mine.say(proof.what)
    await deliver(here, bob, id, proof)
    expect(await end()).toMatchObject({ state: 'completed', nonconform: 1 })
    const { items } = await admin.call(listFollowups, { limit: 100 })
    const mineToo = items.filter((it) => it.title === 'Mesurer Riso')
    expect(mineToo).toMatchObject([{ state: 'open', origin: 'nonconformity' }])
    const view = await admin.call(office.readExecution, { executionId: id })
    expect(view.views[1]!.followupId).toBe(mineToo[0]!.id)
  })
})

describe('events', () => {
  test('A.6-2 two tabs that send the same batch at once: each event is kept once', async () => {
    const { id, mine } = await begun()
    const events = [done('lock'), measured(3), commented('riso', 'Sec'), done('riso')].map(
      mine.event,
    )
    const answers = await Promise.all([1, 2, 3].map(() => mine.send(events)))
    const kinds = answers.map((it) => it.outcomes.map(({ outcome }) => outcome).join())
    expect(kinds.toSorted()).toEqual([
      'accepted,accepted,accepted,accepted',
      'repeated,repeated,repeated,repeated',
      'repeated,repeated,repeated,repeated',
    ])
    const { items } = await here.bob.call(office.listEvents, { executionId: id, limit: 100 })
    expect(items).toHaveLength(4)
  })

  test('a gap waits, a number taken twice and an id used elsewhere are refused, nothing is lost', async () => {
    const { mine } = await begun()
    const other = await begun()
    const [one, two, three] = [done('lock'), measured(3), measured(4)].map(mine.event)
    const gap = await mine.send([one!, three!])
    expect(gap.outcomes).toMatchObject([
      { outcome: 'accepted' },
      { code: 'executions/out-of-order' },
    ])
    expect(gap.last).toBe(1)
    const changed = { ...one!, what: done('riso') }
    expect((await mine.send([changed])).outcomes).toMatchObject([{ code: 'executions/differs' }])
    const taken = { ...two!, id: newId(), sequence: 1 }
    expect((await mine.send([taken])).outcomes).toMatchObject([{ code: 'executions/differs' }])
    const stolen = { ...other.mine.event(done('lock')), id: one!.id }
    expect((await other.mine.send([stolen])).outcomes).toMatchObject([
      { code: 'executions/differs' },
    ])
    expect((await mine.send([two!])).outcomes).toMatchObject([{ outcome: 'accepted' }])
  })

  test('A.6-4 the same measure from two phones: both stay, a supervisor chooses, the end waits', async () => {
    const { ana, bob, clock } = here
    const { id, mine } = await begun()
    await mine.say(done('lock'))
    const second = phone(bob, clock, id)
    const first = mine.event(measured(40))
    await mine.send([first, mine.event(commented('riso', 'Sec'))])
    const other = second.event(measured(55))
    const told = await second.send([other, second.event({ kind: 'begun', stepKey: 'photo' })])
    expect(told.outcomes.map((it) => it.outcome)).toEqual(['conflict', 'accepted'])
    expect(told.steps[1]).toMatchObject({ conflicts: ['answer'], comment: 'Sec' })
    await mine.say(done('riso'))
    const end = () => bob.call(contract.completeExecution, { executionId: id })
    await expect(end()).rejects.toMatchObject({
      message: 'executions/conflict-open',
      facts: { title: 'Mesurer Riso' },
    })
    const { openConflicts } = await ana.call(office.readExecution, { executionId: id })
    expect(openConflicts).toHaveLength(1)
    expect(openConflicts[0]!.values.map((it) => it.answer)).toEqual([
      { kind: 'measure', value: 40 },
      { kind: 'measure', value: 55 },
    ])
    const asked = { executionId: id, conflictId: openConflicts[0]!.id }
    const wrong = ana.call(office.resolveConflict, { ...asked, choiceId: newId() })
    await expect(wrong).rejects.toThrow('executions/no-such-value')
    const view = await ana.call(office.resolveConflict, {
      ...asked,
      choiceId: other.id,
      note: 'Revu',
    })
    expect(view.views[1]!.standing).toMatchObject({
      answer: { kind: 'measure', value: 55 },
      answerId: other.id,
      conflicts: [],
    })
    expect(view.settledConflicts).toMatchObject([
      { note: 'Revu', choiceId: other.id, values: [{ eventId: other.id }, { eventId: first.id }] },
    ])
    const twice = ana.call(office.resolveConflict, { ...asked, choiceId: first.id })
    await expect(twice).rejects.toThrow('wrong-state')
    // Building on what lost is a new disagreement; on what holds it is none.
    expect((await second.say(measured(56, other.id))).outcomes).toMatchObject([
      { outcome: 'accepted' },
    ])
    expect((await mine.say(measured(41, first.id))).outcomes).toMatchObject([
      { outcome: 'conflict' },
    ])
    expect((await mine.say(measured(9, newId()))).outcomes).toMatchObject([
      { code: 'executions/unknown-base' },
    ])
  })

  test('T-A18 A.6-12 a clock three hours wrong is named, and the work is as long as it was', async () => {
    const { bob, admin, clock, versionId } = here
    const offMs = 3 * HOUR
    const wrong = () => new Date(clock.now().getTime() + offMs).toISOString()
    const id = newId()
    const asked = { id, versionId, startedAt: wrong(), sentAt: wrong() }
    const execution = await bob.call(contract.startExecution, asked)
    expect(execution.startedAt).toBe(clock.now().toISOString())
    const mine = phone(bob, clock, id, { offMs })
    clock.advance(HOUR)
    expect((await mine.say(done('lock'), { kind: 'paused' })).driftMs).toBe(offMs)
    clock.advance(HOUR)
    const view = await admin.call(office.readExecution, { executionId: id })
    expect(view).toMatchObject({
      state: 'paused',
      workingMs: HOUR,
      drifts: [{ deviceId: mine.deviceId, driftMs: offMs }],
    })
    const { items } = await admin.call(office.listEvents, { executionId: id })
    expect(items[0]!.driftMs).toBe(offMs)
  })
})
