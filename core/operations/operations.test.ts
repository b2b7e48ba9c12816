import { expect, test } from 'vitest'
import { InvalidInput } from '#kernel/contract.ts'
import { memberInvited } from '#core/workspaces/contract.ts'
import { DAY } from '#kernel/time.ts'
import { createOffer } from '#modules/school/offers/contract.ts'
import { person, village, voice } from '#tests/village.ts'
import { discardJob, listDeadJobs, loadDemonstration, retryJob } from './contract.ts'

/** A job whose cause is broken: an invitation that is not there and never will be. */
async function deadLetter() {
  const here = await village()
  const chief = await person(here, { name: 'Chef', admin: true })
  const call = voice(here.app, chief.session, 'tilleul')
  await here.app.system(
    async ({ emit }) => emit(memberInvited, { invitationId: here.bob.id }),
    here.workspace,
  )
  await here.app.jobs.carry(here.workspace.id)
  await here.app.open({ ...here.workspace, namespace: 'registry' }, ({ db }) =>
    db
      .updateTable('jobs')
      .set({ payload: { broken: true }, maxAttempts: 1 })
      .where('state', '=', 'ready')
      .execute(),
  )
  await here.settle()
  return { ...here, chief: call }
}

test('a job that failed at every attempt is shown to the administrator, without its content', async () => {
  const { chief } = await deadLetter()
  const { queue, items } = await chief(listDeadJobs)
  expect(queue.dead).toBe(items.length)
  expect(items.length).toBeGreaterThan(0)
  expect(Object.keys(items[0]!)).not.toContain('payload')
})

test('it is started again by hand, or dropped', async () => {
  const { chief, settle } = await deadLetter()
  const [first] = (await chief(listDeadJobs)).items
  await chief(retryJob, { id: first!.id })
  expect((await chief(listDeadJobs)).items.map((it) => it.id)).not.toContain(first!.id)

  await settle()
  const [again] = (await chief(listDeadJobs)).items
  await chief(discardJob, { id: again!.id })
  await expect(chief(discardJob, { id: again!.id })).rejects.toThrow('not-found')
})

test('nobody but an administrator of the installation sees the queue', async () => {
  const { ana, nobody } = await village()
  await expect(ana.call(listDeadJobs)).rejects.toThrow('forbidden')
  await expect(nobody.call(listDeadJobs)).rejects.toThrow('not-signed-in')
})

test('the demonstration is refused where people are', async () => {
  const { nobody } = await village()
  await expect(nobody.call(loadDemonstration, {})).rejects.toThrow('not-found')
})

test('a key is good for thirty days, then the same id is a new write', async () => {
  const { app, bob, clock, settle } = await village()
  const offer = { title: 'Piano', category: 'music' } as const
  const first = await bob.call(createOffer, offer, 'key-1')
  expect((await bob.call(createOffer, offer, 'key-1')).id).toBe(first.id)
  await expect(bob.call(createOffer, { ...offer, title: 'Violon' }, 'key-1')).rejects.toThrow(
    'idempotency-key-reused',
  )

  clock.advance(31 * DAY)
  await app.jobs.schedules()
  clock.advance(DAY)
  await settle()
  expect((await bob.call(createOffer, offer, 'key-1')).id).not.toBe(first.id)
})

test('a hostile id is a shape, not a search', async () => {
  const here = await village()
  const chief = voice(
    here.app,
    (await person(here, { name: 'Chef', admin: true })).session,
    'tilleul',
  )
  await expect(chief(retryJob, { id: "' or 1=1 --" })).rejects.toSatisfy(InvalidInput.is)
})
