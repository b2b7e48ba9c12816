import { expect, test } from 'vitest'
import { content, house, published } from '#tests/authors.ts'
import { personal } from '../personal.ts'
import { proposeTip, publishTip, readTip } from '../tips/contract.ts'
import { listProcedures, readProcedure, readVersion } from './contract.ts'

test('who goes gets back what they wrote; the house keeps it without them', async () => {
  const here = await house()
  const { app, workspace, author, reviewer, technician } = here
  const { procedureId, versionId } = await published(here)
  const tip = await author.call(proposeTip, { title: 'Fusible', content: 'Regarder.' })
  await reviewer.call(publishTip, { tipId: tip.id })
  const gather = () => app.system((ctx) => personal.gather(ctx, author.accountId), workspace)
  expect(await gather()).toMatchObject({
    procedures: [{ title: content.title, number: 1, state: 'published' }],
    tips: [{ title: 'Fusible', content: 'Regarder.' }],
  })

  for (const person of [author, reviewer])
    await app.system((ctx) => personal.forget(ctx, person.accountId), workspace)
  const read = await technician.call(readProcedure, { procedureId })
  expect([read.author, read.versions[0]!.author, read.versions[0]!.reviewer]).toEqual([
    null,
    null,
    null,
  ])
  expect((await technician.call(readVersion, { versionId })).steps).toHaveLength(3)
  expect((await technician.call(readTip, { tipId: tip.id })).author).toBeNull()
  expect(JSON.stringify(await technician.call(listProcedures, {}))).not.toContain('Dora')
  expect(await gather()).toMatchObject({ procedures: [], tips: [] })
})
