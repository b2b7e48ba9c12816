import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { readContent } from '#core/files/contract.ts'
import { listActs } from '#core/audit/log/contract.ts'
import { newId } from '#kernel/ids.ts'
import { bytesOf, move } from '#tests/files.ts'
import { HOUR } from '#kernel/time.ts'
import {
  deliver,
  done,
  measured,
  picture,
  maintenance,
  phone,
  photograph,
  publish,
  revise,
  sha256,
  start,
  step,
  usualSteps,
} from '#tests/maintenance.ts'
import { changeProcedureSettings, retractVersion } from '../../procedures/contract.ts'
import * as contract from '../contract.ts'
import * as office from './contract.ts'

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

/** Everything done but the photo's bytes. */
async function almostDone() {
  const it = await begun()
  const photo = photograph('photo', await picture(Math.floor(Math.random() * 255)))
  await it.mine.say(...[done('lock'), measured(40), done('riso'), photo.what, done('photo')])
  return { ...it, photo }
}

describe('whose it is', () => {
  test('T-A1 A.6-6 a second technician finds nothing on any verb, and every try is written down', async () => {
    const { ana, bob, cloe, guest, stranger } = here
    const { id, mine, photo } = await almostDone()
    await deliver(here, bob, id, photo)
    const theirs = phone(cloe, here.clock, id)
    const tries = [
      () => cloe.call(office.readExecution, { executionId: id }),
      () => cloe.call(contract.readPackage, { executionId: id }),
      () => cloe.call(office.listEvents, { executionId: id }),
      () => cloe.call(contract.readCertificate, { executionId: id, deviceId: mine.deviceId }),
      () => theirs.say(done('lock')),
      () => cloe.call(contract.keepPhoto, { executionId: id, photoId: photo.photoId }),
      () => cloe.call(contract.linkPhoto, { executionId: id, photoId: photo.photoId }),
      () => cloe.call(contract.completeExecution, { executionId: id }),
      () => cloe.call(office.abandonExecution, { executionId: id, reason: 'Parce que je veux' }),
      () => cloe.call(office.handOver, { executionId: id, memberId: cloe.id }),
      () => cloe.call(office.pauseExecution, { executionId: id }),
    ]
    for (const attempt of tries) await expect(attempt()).rejects.toThrow('not-found')
    const { items } = await ana.call(listActs, { target: id, limit: 100 })
    expect(items.filter((it) => it.action === 'executions.withheld')).toHaveLength(tries.length)
    const { items: hers } = await cloe.call(contract.listExecutions, { limit: 100 })
    expect(hers.map((it) => it.id)).not.toContain(id)
    await expect(stranger.call(office.readExecution, { executionId: id })).rejects.toThrow(
      'not-found',
    )
    expect(await guest.call(office.readExecution, { executionId: id })).toMatchObject({ moves: [] })
    const { url } = await guest.call(contract.linkPhoto, {
      executionId: id,
      photoId: photo.photoId,
    })
    expect(url).toContain(photo.photoId)
  })

  test('handed over: the next goes on, the one before still brings what the phone had', async () => {
    const { ana, bob, cloe, guest } = here
    const { id, mine } = await begun()
    const over = (who: typeof bob, memberId: string) =>
      who.call(office.handOver, { executionId: id, memberId })
    await expect(over(bob, guest.id)).rejects.toThrow('executions/not-a-technician')
    expect(await over(bob, cloe.id)).toMatchObject({ owner: { name: 'Cloé' }, isMine: false })
    expect((await mine.say(done('lock'))).outcomes).toMatchObject([{ outcome: 'accepted' }])
    const hers = phone(cloe, here.clock, id)
    expect((await hers.say(measured(7))).outcomes).toMatchObject([{ outcome: 'accepted' }])
    await expect(bob.call(contract.completeExecution, { executionId: id })).rejects.toThrow(
      'not-found',
    )
    expect(await over(ana, bob.id)).toMatchObject({ owner: { name: 'Bob' } })
  })

  test('bytes that are not those that were announced are refused, and seen', async () => {
    const { bob } = here
    const { id, photo } = await almostDone()
    const other = { photoId: photo.photoId, bytes: await picture(250) }
    expect(await deliver(here, bob, id, other)).toEqual({ state: 'refused' })
    await expect(bob.call(contract.completeExecution, { executionId: id })).rejects.toThrow(
      'executions/files-missing',
    )
    const view = await bob.call(office.readExecution, { executionId: id })
    expect(view.views[2]!.photos).toEqual([{ photoId: photo.photoId, state: 'refused' }])
  })
})

test('the original photo stays byte for byte, and what is shown of it says no place', async () => {
  const { app, bob, guest, settle } = here
  const { id, photo } = await almostDone()
  await deliver(here, bob, id, photo)
  await settle()
  const shown = async (variant: 'original' | 'medium') => {
    const asked = { executionId: id, photoId: photo.photoId, variant }
    const { url } = await guest.call(contract.linkPhoto, asked)
    const query = Object.fromEntries(new URL(url, 'http://localhost').searchParams)
    const { session } = guest
    const place = { app, session, slug: 'tilleul' }
    const input = { fileId: photo.photoId, ...query, until: Number(query['until']) }
    return bytesOf(await move(place, readContent, input as never))
  }
  expect(sha256(await shown('original'))).toBe(sha256(photo.bytes))
  expect((await sharp(photo.bytes).metadata()).exif).toBeDefined()
  expect((await sharp(await shown('medium')).metadata()).exif).toBeUndefined()
})

describe('versions', () => {
  test('where the house blocks, nothing is finished by a version that was taken back', async () => {
    const { ana, bob, clock } = here
    const { versionId } = await publish(ana, [step({ key: 'one' })], 'Retirée')
    const { id } = await start(bob, clock, { versionId })
    await phone(bob, clock, id).say(done('one'))
    await ana.call(retractVersion, { versionId, reason: 'Dangereux' })
    await ana.call(changeProcedureSettings, { needsFourEyes: false, onRetract: 'block' })
    const end = () => bob.call(contract.completeExecution, { executionId: id })
    await expect(end()).rejects.toThrow('executions/version-closed')
    await ana.call(changeProcedureSettings, { needsFourEyes: false, onRetract: 'warn' })
    expect(await end()).toMatchObject({ state: 'completed' })
  })

  test('A.6-3 A16 a running execution stays on its version, is told what changed, and says it was read', async () => {
    const { ana, bob, clock } = here
    const steps = [step({ key: 'lock', isGate: true }), step({ key: 'old' })]
    const { versionId, procedureId } = await publish(ana, steps, 'Deux versions')
    const { id } = await start(bob, clock, { versionId })
    const read = async () => (await bob.call(contract.readPackage, { executionId: id })).package!
    const before = await read()
    expect(before.newer).toBeNull()
    const same = await bob.call(contract.readPackage, { executionId: id, known: before.stamp })
    expect(same).toEqual({ package: null })
    const next = await revise(ana, procedureId, [
      step({ key: 'lock', isGate: true, instructions: 'Deux cadenas' }),
    ])
    const after = await read()
    expect(after.stamp).not.toBe(before.stamp)
    expect(after.steps.map((it) => it.key)).toEqual(['lock', 'old'])
    expect(after.newer).toMatchObject({
      version: 2,
      isRetracted: false,
      isAcknowledged: false,
      changes: [{ stepKey: 'lock', change: 'changed' }],
    })
    const mine = phone(bob, clock, id)
    await mine.say({ kind: 'acknowledged', versionId: next }, done('lock'), done('old'))
    expect((await read()).newer).toMatchObject({ isAcknowledged: true })
    const ended = await bob.call(contract.completeExecution, { executionId: id })
    expect(ended).toMatchObject({ state: 'completed', version: 1 })
    const fresh = await start(bob, clock, { versionId: next })
    expect(fresh).toMatchObject({ version: 2, steps: 1 })
    clock.advance(HOUR)
    await ana.call(retractVersion, { versionId: next, reason: 'Dangereux' })
    await expect(start(bob, clock, { versionId: next })).rejects.toThrow(
      'executions/version-closed',
    )
    const { package: told } = await bob.call(contract.readPackage, { executionId: fresh.id })
    expect(told!.newer).toMatchObject({ isRetracted: true })
    // Begun on site before it was taken back, sent after: the work is not lost.
    const [startedAt, sentAt] = [-2 * HOUR, 0].map((ms) =>
      new Date(clock.now().getTime() + ms).toISOString(),
    )
    const asked = { id: newId(), versionId: next, startedAt: startedAt!, sentAt: sentAt! }
    expect(await bob.call(contract.startExecution, asked)).toMatchObject({ state: 'in_progress' })
  })

  test('a completed execution is corrected beside itself, by a supervisor, as often as needed', async () => {
    const { ana, bob } = here
    const { id, photo } = await almostDone()
    await deliver(here, bob, id, photo)
    await bob.call(contract.completeExecution, { executionId: id })
    const amend = (value: number, who = ana) =>
      who.call(office.amendExecution, {
        executionId: id,
        reason: 'Mauvaise unité notée',
        changes: [{ stepKey: 'riso', answer: { kind: 'measure', value } }],
      })
    await expect(amend(41, bob as typeof ana)).rejects.toThrow('forbidden')
    await expect(amend(40)).rejects.toThrow('executions/no-change')
    expect(await amend(41)).toMatchObject({ state: 'amended' })
    const view = await amend(42)
    expect(view.amendments.map((it) => it.changes[0])).toMatchObject([
      { before: { answer: { value: 40 } }, after: { answer: { value: 41 } } },
      { before: { answer: { value: 41 } }, after: { answer: { value: 42 } } },
    ])
    expect(view.views[1]!.standing.answer).toMatchObject({ value: 40 })
  })
})
