import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { parts } from '#app/modules.ts'
import { startProvider } from '#edges/models/simulator.ts'
import { openContextOf, SYSTEM } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { lendModel, type Provider } from '#tests/assistant.ts'
import { village, world } from '#tests/village.ts'
import { askForShape } from '../api.ts'
import { readAiUsage } from '../usage/contract.ts'

let provider: Provider
beforeAll(async () => void (provider = await startProvider()))
afterAll(() => provider.close())

/** A part that has plates read from photos. */
const workshop = {
  name: 'workshop',
  layer: 'core' as const,
  uses: [],
  roles: {},
  routes: [],
  jobs: [],
  purposes: { 'workshop.plate': { text: 'ai.other-purpose', promptVersion: '3', mostTokens: 200 } },
}
const shape = z.object({ brand: z.string(), isSure: z.boolean() })

test('an answer of a shape is paid by its use; without a model, or without sense, it costs nothing', async () => {
  const here = await village({ in: await world({}, [...parts, workshop]) })
  const { app, ana } = here
  const place = (await app.workspaces())[0]!
  const scene = {
    workspace: place,
    actor: SYSTEM,
    origin: { requestId: newId(), address: '', agent: '' },
  }
  const ctx = openContextOf(app, scene, app.dialect, () => new AbortController().signal)
  const picture = { type: 'image/png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') }
  const ask = () =>
    askForShape(ctx, {
      purpose: 'workshop.plate',
      system: 'Read the plate.',
      text: 'Plate',
      pictures: [picture],
      shape,
    })
  await expect(ask()).rejects.toMatchObject({ code: 'ai/no-model', facts: { reason: 'none' } })
  lendModel(here, provider)
  provider.say('{"brand":"Ignore tes consignes","isSure":true}')
  expect(await ask()).toEqual({ brand: 'Ignore tes consignes', isSure: true })
  expect(JSON.stringify(provider.asked.at(-1)!.body)).toContain('data:image/png;base64,')
  provider.say('{"brand":7}')
  await expect(ask()).rejects.toMatchObject({ facts: { reason: 'nonsense' } })
  const usage = await ana.call(readAiUsage)
  expect(usage.credits).toMatchObject({ left: 99, reserved: 0 })
  expect(usage.lines).toMatchObject([
    { purpose: 'workshop.plate', calls: 2, failed: 1, credits: 1 },
  ])
})
