import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { answerNeed, acceptAnswer, listNeeds, postNeed, readNeed } from '../needs/contract.ts'
import { createOffer } from '../offers/contract.ts'
import { personal } from '../personal.ts'
import { addAbsence, changeAvailability, listAppointments, proposeMoment } from './contract.ts'

test('a person gets back what the school knows of them, and is forgotten without breaking the others', async () => {
  const { ana, bob, app, workspace } = await village()
  await bob.call(changeAvailability, { slots: ['wed-morning'], note: 'Tôt' })
  await bob.call(addAbsence, { fromDay: '2026-12-21', untilDay: '2026-12-24' })
  const { id: offerId } = await bob.call(createOffer, { title: 'Piano', category: 'music' })
  await ana.call(proposeMoment, { offerId, day: '2026-11-25', time: '14:00' })
  const hers = await ana.call(postNeed, { title: 'Rideau', category: 'sewing' })
  const moment = { day: '2026-11-26', time: '09:00' }
  const his = { needId: hers.id, message: 'Moi', ...moment }
  const { id: answerId } = await bob.call(answerNeed, his)
  await ana.call(acceptAnswer, { answerId })
  const own = await bob.call(postNeed, { title: 'Vélo', category: 'bicycle-repair' })
  await ana.call(answerNeed, { needId: own.id, message: 'Oui' })

  const known = await app.system((ctx) => personal.gather(ctx, bob.accountId), workspace)
  expect(known).toMatchObject({
    week: { slots: ['wed-morning'], note: 'Tôt' },
    absences: [{ fromDay: '2026-12-21' }],
    needs: [{ title: 'Vélo' }],
    answers: [{ message: 'Moi' }],
    offers: [{ title: 'Piano' }],
  })
  expect(known['appointments']).toHaveLength(2)

  await app.system((ctx) => personal.forget(ctx, bob.accountId), workspace)
  expect((await ana.call(listAppointments)).items).toEqual([])
  expect(await ana.call(readNeed, { needId: hers.id })).toMatchObject({
    state: 'open',
    helpersFound: 0,
  })
  expect((await ana.call(listNeeds)).items.map(({ title }) => title)).toEqual(['Rideau'])
  expect(await app.system((ctx) => personal.gather(ctx, bob.accountId), workspace)).toEqual({})
})
