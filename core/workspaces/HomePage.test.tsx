import { test } from 'vitest'
import { person, village, voice, world } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { createWorkspace } from './contract.ts'
import { HomePage } from './HomePage.tsx'

test('an owner alone reads what to do first', async () => {
  const here = await world()
  const ana = await person(here, { name: 'Ana' })
  const call = voice(here.app, ana.session, 'tilleul')
  await call(createWorkspace, { name: 'École du Tilleul', slug: 'tilleul', kind: 'school' })
  await here.settle()
  const page = await visit(<HomePage />, { ...ana, id: ana.accountId, call })

  await page.sees('Bonjour Ana')
  await page.sees('2 sur 4')
  await page.sees('Inviter les premières personnes')
})

test('once people are inside, the first steps leave and the arrivals are named', async () => {
  const { ana } = await village()
  const page = await visit(<HomePage />, ana, { locale: 'nl-BE' })

  await page.sees('Pas aangekomen')
  await page.sees('Cloé')
  page.seesNot('Eerste stappen')
})
