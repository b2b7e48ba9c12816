/** A village whose installation has a language model: the simulator of a provider, over real HTTP. */
import { languageModels, type ModelChoice } from '#core/ai/models/contract.ts'
import { sdkModels } from '#edges/models/models.ts'
import { startProvider } from '#edges/models/simulator.ts'
import type { World } from './village.ts'

export type Provider = Awaited<ReturnType<typeof startProvider>>

export const modelOf = (provider: Provider): ModelChoice => ({
  provider: 'compatible',
  address: provider.url,
  model: 'petit',
  key: provider.key,
  isTrusted: true,
})

export function lendModel({ clients }: World, provider: Provider, { mayBeInner = false } = {}) {
  const price = { input: 1_000_000, output: 5_000_000 }
  const options = { installed: modelOf(provider), price, mayBeInner, stalledMs: 10_000 }
  clients.set(languageModels.name, sdkModels(options))
}
