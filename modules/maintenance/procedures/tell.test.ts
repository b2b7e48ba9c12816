import { expect, test } from 'vitest'
import { content, house } from '#tests/authors.ts'
import { toldTo } from '#tests/told.ts'
import { declineTip, proposeTip, publishTip } from '../tips/contract.ts'
import * as contract from './contract.ts'

test('who reviews hears what waits, who wrote hears what became of it, and nobody hears of oneself', async () => {
  const here = await house()
  const { author, reviewer, second, ana, technician, settle } = here
  const titles = async (who: typeof ana) => {
    await settle()
    return (await toldTo(who)).map((it) => it.title.replaceAll(/\s/g, ' ')).toReversed()
  }
  const { versionId } = await author.call(contract.createProcedure, content)
  await author.call(contract.submitVersion, { versionId })
  expect(await titles(reviewer)).toEqual([`À relire : ${content.title}`])
  expect(await titles(second)).toEqual([`À relire : ${content.title}`])
  // It is the reviewers' own role: who may everything is left in peace.
  expect(await titles(ana)).toEqual([])
  await reviewer.call(contract.sendBackVersion, { versionId, comment: 'Quel appareil ?' })
  await author.call(contract.submitVersion, { versionId })
  await reviewer.call(contract.publishVersion, { versionId })
  const told = await titles(author)
  expect(told).toEqual([`À reprendre : ${content.title}`, `Publiée : ${content.title}`])

  const tip = { title: 'Fusible', content: 'Regarder.' }
  const [one, two] = [
    await technician.call(proposeTip, tip),
    await technician.call(proposeTip, { ...tip, title: 'Câble' }),
  ]
  await reviewer.call(publishTip, { tipId: one.id })
  await reviewer.call(declineTip, { tipId: two.id, comment: 'Déjà connu.' })
  expect((await titles(technician)).toSorted()).toEqual([
    'Votre astuce est déclinée : Câble',
    'Votre astuce est publiée : Fusible',
  ])
})
