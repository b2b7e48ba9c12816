import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { addCanned } from './canned/contract.ts'
import { forget, gather } from './personal.ts'
import { saveFilter } from './filters/contract.ts'
import * as tickets from './tickets/contract.ts'

test('a person is given what they asked, rated and did; afterwards the house knows what was asked, and not by whom', async () => {
  const { app, workspace, admin, ana, bob } = await village()
  const { id: ticketId } = await bob.call(tickets.openTicket, { title: 'Porte', words: 'Grince.' })
  await admin.call(tickets.takeTicket, { ticketId })
  await admin.call(tickets.resolveTicket, { ticketId })
  await bob.call(tickets.rateMyTicket, { ticketId, score: 4, words: 'Rapide' })
  await admin.call(saveFilter, { name: 'À moi', filter: { assignee: 'mine' } })
  await admin.call(addCanned, { name: 'À moi', fr: 'Bonjour' })
  const of = (who: { accountId: string }) =>
    app.system((ctx) => gather(ctx, who.accountId), workspace)
  expect(await of(bob)).toMatchObject({
    tickets: [{ number: 1, title: 'Porte', state: 'resolved' }],
    ratings: [{ score: 4, words: 'Rapide' }],
    steps: [{ what: 'opened' }],
  })
  expect(await of(admin)).toMatchObject({
    tickets: [],
    steps: [{ what: 'take' }, { what: 'resolve' }],
    filters: [{ name: 'À moi' }],
    cannedAnswers: [{ name: 'À moi' }],
  })
  for (const who of [bob, admin]) await app.system((ctx) => forget(ctx, who.accountId), workspace)
  expect(await of(bob)).toMatchObject({ tickets: [], ratings: [], steps: [] })
  expect(await of(admin)).toMatchObject({ steps: [], filters: [], cannedAnswers: [] })
  const kept = await ana.call(tickets.readTicket, { ticketId })
  expect(kept).toMatchObject({
    title: 'Porte',
    requester: { id: null, name: null },
    assignee: null,
    rating: { score: 4, words: '' },
  })
})
