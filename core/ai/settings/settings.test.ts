import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProvider } from '#edges/models/simulator.ts'
import { lendModel, type Provider } from '#tests/assistant.ts'
import { village } from '#tests/village.ts'
import { readAnswer } from '../answers/contract.ts'
import { askAssistant } from '../chats/contract.ts'
import { readAiUsage } from '../usage/contract.ts'
import { changeAiSettings, readAiSettings } from './contract.ts'

let provider: Provider
beforeAll(async () => void (provider = await startProvider()))
afterAll(() => provider.close())

const KEY = 'clef-de-simulation'
const own = () => ({
  mode: 'own' as const,
  provider: 'compatible' as const,
  address: provider.url,
  model: 'petit',
})

test('a key is tried, sealed, used, and never shown again; the plan’s credits stay', async () => {
  const here = await village()
  const { ana, app, workspace, settle } = here
  lendModel(here, provider, { mayBeInner: true })
  await expect(ana.call(changeAiSettings, { ...own(), key: 'fausse' })).rejects.toMatchObject({
    code: 'ai/model-unfit',
    facts: { reason: 'key-refused' },
  })
  expect(await ana.call(readAiSettings)).toMatchObject({ mode: 'installation', hasKey: false })
  const kept = await ana.call(changeAiSettings, { ...own(), key: KEY, dayCredits: 50 })
  expect(kept).toMatchObject({ mode: 'own', hasKey: true, dayCredits: 50 })
  expect(JSON.stringify([kept, await ana.call(readAiSettings)])).not.toContain(KEY)
  const rows = await app.system(
    async ({ db }) => ({
      settings: await db.selectFrom('aiSettings').selectAll().execute(),
      acts: await db.selectFrom('audit').selectAll().execute(),
    }),
    workspace,
  )
  expect(JSON.stringify(rows)).not.toContain(KEY)

  provider.asked.length = 0
  const { answer } = await ana.call(askAssistant, { question: 'Qui a une échelle ?' })
  await settle()
  expect(await ana.call(readAnswer, { answerId: answer.id })).toMatchObject({ state: 'complete' })
  expect(provider.asked[0]).toMatchObject({ key: KEY })
  expect((await ana.call(readAiUsage)).credits).toMatchObject({ left: 100, reserved: 0 })
})

test('who sends the key elsewhere has to know it', async () => {
  const here = await village()
  const { ana } = here
  lendModel(here, provider, { mayBeInner: true })
  await ana.call(changeAiSettings, { ...own(), key: KEY })
  const thief = await startProvider({ key: KEY })
  try {
    const moved = ana.call(changeAiSettings, { ...own(), address: thief.url })
    await expect(moved).rejects.toThrow('ai/model-unfit')
    expect(thief.asked.map((it) => it.key)).toEqual([''])
  } finally {
    thief.close()
  }
})

test('an address in this network is refused, unless the operator allows it', async () => {
  const here = await village()
  lendModel(here, provider)
  provider.asked.length = 0
  const { ana } = here
  for (const address of [
    provider.url,
    provider.url.replace('127.0.0.1', 'localhost'),
    'http://169.254.169.254/latest',
  ])
    await expect(
      ana.call(changeAiSettings, { ...own(), address, key: KEY }),
      address,
    ).rejects.toMatchObject({
      facts: { reason: 'address-refused' },
    })
  expect(provider.asked).toEqual([])
})

test('only who owns the workspace sees and changes who answers', async () => {
  const { admin, bob } = await village()
  for (const who of [admin, bob]) {
    await expect(who.call(readAiSettings)).rejects.toThrow('forbidden')
    await expect(who.call(changeAiSettings, { mode: 'off' })).rejects.toThrow('forbidden')
  }
  await expect(bob.call(readAiUsage)).rejects.toThrow('forbidden')
})
