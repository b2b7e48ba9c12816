import { expect, test } from 'vitest'
import { house, published, step } from '#tests/authors.ts'
import { everyPair } from '#tests/pairs.ts'
import * as contract from './contract.ts'
import { procedureMachine, versionMachine } from './rules.ts'

/** A step is enough to be published, and quickly indexed. */
const short = { title: 'Riso', description: '', steps: [step('look')] }

test('every state × move of versions and procedures is as declared', async () => {
  const here = await house()
  const { author, reviewer, technician } = here
  const by = { author, reviewer, system: technician } as const

  async function versionIn(state: string) {
    const { procedureId, versionId } = await author.call(contract.createProcedure, short)
    if (state === 'draft') return versionId
    await author.call(contract.submitVersion, { versionId })
    if (state === 'in_review') return versionId
    await reviewer.call(contract.publishVersion, { versionId })
    if (state === 'retracted')
      await reviewer.call(contract.retractVersion, { versionId, reason: 'x' })
    if (state === 'superseded') {
      const next = await author.call(contract.beginVersion, { procedureId })
      await author.call(contract.submitVersion, next)
      await reviewer.call(contract.publishVersion, next)
    }
    return versionId
  }
  const doors = {
    submit: contract.submitVersion,
    takeBack: contract.takeBackVersion,
    sendBack: contract.sendBackVersion,
    publish: contract.publishVersion,
    retract: contract.retractVersion,
  }
  const surprises = await everyPair(
    versionMachine,
    async ({ state, move, actor }) => {
      // Superseding is what a publication does to the one before: nobody has a door to it.
      if (move === 'supersede') {
        if (state !== 'published') return null
        const versionId = await versionIn('superseded')
        return (await author.call(contract.readVersion, { versionId })).state
      }
      if (actor === 'system') return null
      const versionId = await versionIn(state)
      const said = { versionId, comment: 'Non', reason: 'Non' }
      return (await by[actor].call(doors[move] as typeof contract.sendBackVersion, said)).state
    },
    ({ move, actor }) =>
      actor !== 'system' && !versionMachine.moves[move].by.some((it) => it === actor)
        ? 'forbidden'
        : undefined,
  )
  expect(surprises.filter((it) => !it.includes('supersede by'))).toEqual([])

  const moves = { archive: contract.archiveProcedure, reopen: contract.reopenProcedure }
  expect(
    await everyPair(procedureMachine, async ({ state, move }) => {
      const { procedureId } = await published(here, short)
      if (state === 'archived') await reviewer.call(contract.archiveProcedure, { procedureId })
      return (await reviewer.call(moves[move], { procedureId })).state
    }),
  ).toEqual([])
}, 120_000)
