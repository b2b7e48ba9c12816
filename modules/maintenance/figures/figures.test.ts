import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '#kernel/time.ts'
import type { Download } from '#kernel/module.ts'
import { move } from '#tests/files.ts'
import { maintenance, phone, publish, start, step } from '#tests/maintenance.ts'
import { completeExecution } from '../executions/contract.ts'
import { abandonExecution } from '../executions/office/contract.ts'
import { createProcedure, submitVersion } from '../procedures/contract.ts'
import { createSite } from '../sites/contract.ts'
import { downloadFigures, readFigures } from './contract.ts'

const textOf = async (download: Download) => {
  if (!('bytes' in download)) throw new Error('this is kept, not made')
  return Buffer.concat(await Array.fromAsync(download.bytes as AsyncIterable<Buffer>)).toString()
}

test('figures say what was done, what waits and what went wrong where; a file says each', async () => {
  const { ana, bob, cloe, admin, clock, app } = await maintenance()
  const choice = [
    { key: 'ok', text: 'Sain', isNonconform: false },
    { key: 'burnt', text: 'Brûlé', isNonconform: true },
  ]
  const steps = [
    step({ key: 'mc4', validation: { kind: 'choice', options: choice }, isPhotoExempt: true }),
  ]
  const { versionId } = await publish(ana, steps, '=HYPERLINK("http://x")')
  const school = await admin.call(createSite, { name: 'École du Parc' })
  const farm = await admin.call(createSite, { name: 'Halle agricole' })
  await expect(cloe.call(readFigures, {})).rejects.toThrow('forbidden')
  expect(await admin.call(readFigures, {})).toMatchObject({ states: [], completed: 0, meanMs: null }) // prettier-ignore

  const carriedOut = async (siteId: string, option: string, lastsMs: number) => {
    const { id } = await start(bob, clock, { versionId, siteId })
    const mine = phone(bob, clock, id)
    const answer = { kind: 'choice', option } as const
    await mine.say({ kind: 'answered', stepKey: 'mc4', answer, base: null })
    clock.advance(lastsMs)
    const comment = { kind: 'commented', stepKey: 'mc4', text: 'Noirci', base: null } as const
    await mine.say(...(option === 'burnt' ? [comment] : []), { kind: 'done', stepKey: 'mc4' })
    await bob.call(completeExecution, { executionId: id })
  }
  await carriedOut(school.id, 'burnt', HOUR)
  clock.advance(40 * DAY)
  await carriedOut(school.id, 'burnt', 20 * MINUTE)
  await carriedOut(farm.id, 'ok', 40 * MINUTE)
  const { id: executionId } = await start(bob, clock, { versionId })
  await bob.call(abandonExecution, { executionId, reason: 'Orage sur le toit' })
  await start(bob, clock, { versionId })
  const draft = await ana.call(createProcedure, { title: 'À relire', steps })
  await ana.call(submitVersion, { versionId: draft.versionId })

  const all = await admin.call(readFigures, { days: 90 })
  expect(Object.fromEntries(all.states.map((it) => [it.state, it.count]))).toEqual({
    ...{ completed: 3, abandoned: 1, in_progress: 1 },
  })
  expect(all).toMatchObject({
    ...{ completed: 3, abandoned: 1, late: 0, meanMs: 40 * MINUTE },
    review: { versions: 1, tips: 0 },
    followups: { open: 2, overdue: 0 },
    nonconform: { sites: [{ id: school.id, name: 'École du Parc', count: 2 }], equipment: [] },
  })
  expect(all.months.map((it) => [it.month, it.completed, it.nonconform, it.meanMs])).toContainEqual(
    ['2026-11', 1, 1, HOUR],
  )
  const near = await admin.call(readFigures, { days: 30 })
  expect(near).toMatchObject({ completed: 2, meanMs: 30 * MINUTE })

  const session = admin.session
  const text = await textOf(
    await move({ app, session, slug: 'tilleul' }, downloadFigures, { days: 90, language: 'nl' }),
  )
  const lines = text.split('\r\n')
  expect(lines).toHaveLength(5 + 2)
  expect(lines[0]).toContain('Begonnen;Afgerond;Staat;Procedure')
  // Nothing that somebody typed is run by a spreadsheet.
  expect(lines[1]).toContain(`;"'=HYPERLINK(""http://x"")";1;École du Parc;`)
})
