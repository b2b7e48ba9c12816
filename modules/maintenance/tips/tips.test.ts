import { expect, test } from 'vitest'
import { house, published } from '#tests/authors.ts'
import { newId } from '#kernel/ids.ts'
import { everyPair } from '#tests/pairs.ts'
import * as contract from './contract.ts'
import { tipMachine } from './rules.ts'

const tip = {
  title: 'Fusible brûlé',
  content: 'Comparer les chaînes à l’infrarouge.',
  tags: ['DC'],
}

test('what a technician proposes is everybody’s once a reviewer has published it', async () => {
  const here = await house()
  const { technician, cloe, reviewer, guest } = here
  const { procedureId } = await published(here)
  const made = await technician.call(contract.proposeTip, { ...tip, procedureId })
  expect(made).toMatchObject({ state: 'proposed', isMine: true, moves: ['edit', 'withdraw'] })
  const asked = { tipId: made.id }
  await expect(cloe.call(contract.readTip, asked)).rejects.toThrow('not-found')
  expect((await cloe.call(contract.listTips, { view: 'review' })).items).toEqual([])
  await expect(technician.call(contract.publishTip, asked)).rejects.toThrow('forbidden')
  await expect(guest.call(contract.proposeTip, tip)).rejects.toThrow('forbidden')
  const unknown = { ...tip, procedureId: newId() }
  await expect(technician.call(contract.proposeTip, unknown)).rejects.toThrow(
    'tips/unknown-procedure',
  )

  expect((await reviewer.call(contract.listTips, { view: 'review' })).total).toBe(1)
  await reviewer.call(contract.declineTip, { ...asked, comment: 'Dites avec quelle caméra.' })
  const better = { ...tip, ...asked, content: 'Avec la caméra C5, comparer.', revision: 1 }
  await technician.call(contract.changeTip, better)
  await expect(technician.call(contract.changeTip, better)).rejects.toMatchObject({
    code: 'tips/changed',
    facts: { revision: 2 },
  })
  await technician.call(contract.repeatTip, asked)
  await reviewer.call(contract.publishTip, asked)
  const read = await guest.call(contract.readTip, asked)
  expect(read).toMatchObject({ state: 'published', author: { name: 'Bob' }, moves: [] })
  expect((await cloe.call(contract.listTips, { search: 'fuzible camera' })).items).toHaveLength(1)
  await expect(technician.call(contract.changeTip, { ...better, revision: 2 })).rejects.toThrow(
    'wrong-state',
  )
  await reviewer.call(contract.withdrawTip, asked)
  expect((await cloe.call(contract.listTips, { search: 'fusible' })).items).toEqual([])
  await expect(cloe.call(contract.readTip, asked)).rejects.toThrow('not-found')
})

test('every state × move of a tip is as declared', async () => {
  const { technician: author, reviewer } = await house()
  const by = { author, reviewer }
  const doors = {
    publish: contract.publishTip,
    decline: contract.declineTip,
    withdraw: contract.withdrawTip,
    remove: contract.withdrawTip,
    repeat: contract.repeatTip,
  } as const
  const surprises = await everyPair(
    tipMachine,
    async ({ state, move, actor }) => {
      // One door: what it does follows from the state.
      if ((move === 'remove') !== (state === 'published') && doors[move] === contract.withdrawTip)
        return null
      const { id: tipId } = await author.call(contract.proposeTip, tip)
      if (state === 'published') await reviewer.call(contract.publishTip, { tipId })
      if (state === 'declined') await reviewer.call(contract.declineTip, { tipId, comment: 'Non' })
      if (state === 'withdrawn') await author.call(contract.withdrawTip, { tipId })
      const said = { tipId, comment: 'Non' }
      return (await by[actor].call(doors[move] as typeof contract.declineTip, said)).state
    },
    ({ move, actor }) => {
      const needs = { publish: 'reviewer', decline: 'reviewer' }
      const needed = (needs as Record<string, string>)[move]
      return needed && needed !== actor ? 'forbidden' : undefined
    },
  )
  expect(surprises).toEqual([])
})
