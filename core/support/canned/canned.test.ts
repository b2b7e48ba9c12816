import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { openTicket } from '../tickets/contract.ts'
import { addCanned, changeCanned, fillCanned, listCanned, removeCanned } from './contract.ts'
import { filledIn, unknownIn } from './rules.ts'

test('what stands in braces is filled in once; what nobody knows stays to be seen', () => {
  const facts = { client: '{{agent}}', agent: 'Alix', number: '7', title: 'Porte', workspace: 'T' }
  expect(filledIn('Bonjour {{client}}, n° {{ number }} : {{autre}}', facts)).toBe(
    'Bonjour {{agent}}, n° 7 : {{autre}}',
  )
  expect(unknownIn('{{client}} {{autre}} {{ autre }} {{x-y}}')).toEqual(['autre', 'x-y'])
})

test('a shared answer is for everybody who answers, one’s own for oneself, in the language that is asked', async () => {
  const { ana, admin, bob, neighbour } = await village()
  const lea = await neighbour('Léa', 'staff')
  const fr =
    'Bonjour {{client}}, merci pour « {{title}} » (n° {{number}}). {{agent}}, {{workspace}}'
  const shared = await admin.call(addCanned, {
    name: 'Merci',
    fr,
    nl: 'Dag {{client}}',
    isShared: true,
  })
  const own = await lea.call(addCanned, { name: 'À moi', en: 'Hello' })
  expect((await ana.call(listCanned)).items).toMatchObject([{ name: 'Merci', mayChange: true }])
  expect((await lea.call(listCanned)).items.map((it) => [it.name, it.mayChange])).toEqual(
    expect.arrayContaining([
      ['Merci', false],
      ['À moi', true],
    ]),
  )
  const refused = { name: 'Non', isShared: true }
  await expect(lea.call(addCanned, { ...refused, fr: 'Oui' })).rejects.toThrow('forbidden')
  await expect(admin.call(addCanned, refused)).rejects.toThrow('canned/nothing-said')
  await expect(admin.call(addCanned, { ...refused, fr: '{{prix}}' })).rejects.toThrow(
    'canned/unknown-placeholder',
  )
  await expect(bob.call(listCanned)).rejects.toThrow('forbidden')

  const { id: ticketId } = await bob.call(openTicket, { title: 'Porte', words: 'Elle grince.' })
  const filled = (language?: 'fr' | 'nl' | 'en') =>
    lea.call(fillCanned, { cannedId: shared.id, ticketId, ...(language && { language }) })
  expect(await filled()).toEqual({
    words: 'Bonjour Bob, merci pour « Porte » (n° 1). Léa, École du Tilleul',
    language: 'fr',
  })
  expect((await filled('nl')).words).toBe('Dag Bob')
  expect((await filled('en')).language).toBe('fr')

  for (const call of [changeCanned, fillCanned] as const)
    await expect(
      admin.call(
        call as typeof changeCanned,
        { cannedId: own.id, ticketId, name: 'Prise', fr: 'Prise' } as never,
      ),
    ).rejects.toThrow('not-found')
  await expect(lea.call(removeCanned, { cannedId: shared.id })).rejects.toThrow('forbidden')
  const changed = await admin.call(changeCanned, {
    cannedId: shared.id,
    name: 'Merci !',
    fr: 'Merci.',
  })
  expect(changed).toMatchObject({ isShared: false, name: 'Merci !' })
  await admin.call(removeCanned, { cannedId: shared.id })
  expect((await ana.call(listCanned)).items).toEqual([])
})
