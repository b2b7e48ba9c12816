import { expect, test } from 'vitest'
import { content, house, published } from '#tests/authors.ts'
import { bodies } from '#tests/bodies.ts'
import { village } from '#tests/village.ts'
import { nameOf } from '#kernel/call.ts'
import module from '../module.ts'
import { proposeTip } from '../tips/contract.ts'
import * as contract from './contract.ts'

const mine = module.routes
  .map((it) => it.endpoint)
  .filter((it) => /^\/(procedures|tips)\/.*\{\w+Id\}/.test(it.path))

test('in one’s own house, the rows of another are not there, by any door', async () => {
  const here = await house()
  const { procedureId, versionId } = await published(here)
  const draft = await here.author.call(contract.createProcedure, content)
  const { id: tipId } = await here.technician.call(proposeTip, { title: 'Secret', content: 'Oui' })
  const there = await village({ kind: 'maintenance', slug: 'vent', in: here })
  expect(mine.length).toBeGreaterThan(20)
  for (const endpoint of mine)
    for (const id of [procedureId, versionId, draft.procedureId, draft.versionId, tipId]) {
      const ids = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, id])
      const body = bodies[nameOf(endpoint)]?.(id) ?? {}
      await expect(
        there.ana.call(endpoint, { ...body, ...Object.fromEntries(ids) }),
        nameOf(endpoint),
      ).rejects.toThrow('not-found')
    }
})

test('drafts, and tips that wait, are not there for who only reads', async () => {
  const here = await house()
  const { guest, cloe, author, technician } = here
  const draft = await author.call(contract.createProcedure, content)
  const { id: tipId } = await technician.call(proposeTip, { title: 'Secret', content: 'Oui' })
  const reads = mine.filter((it) => it.method === 'GET' && it.may === 'procedures.read')
  expect(reads.length).toBeGreaterThan(3)
  for (const endpoint of reads)
    for (const who of [guest, cloe])
      await expect(
        who.call(endpoint, { ...draft, tipId, ...draft }),
        nameOf(endpoint),
      ).rejects.toThrow('not-found')
})
