/** What models cost, by the beginning of their names; public list prices, in euros of the day the line was written. */
import type { Price, Provider } from './contract.ts'

type Line = {
  since: string
  provider: Provider
  model: string
  euros: [input: number, output: number]
}

/** Oldest first. A new price is a new line: what was written down stays as it was computed. */
export const priceList: readonly Line[] = [
  { since: '2026-01-01', provider: 'anthropic', model: 'claude-opus', euros: [4.6, 23] },
  { since: '2026-01-01', provider: 'anthropic', model: 'claude-sonnet', euros: [2.8, 13.8] },
  { since: '2026-01-01', provider: 'anthropic', model: 'claude-haiku', euros: [0.92, 4.6] },
  { since: '2026-01-01', provider: 'openai', model: 'gpt-5', euros: [1.15, 9.2] },
  { since: '2026-01-01', provider: 'openai', model: 'gpt-5-mini', euros: [0.23, 1.84] },
  { since: '2026-01-01', provider: 'openai', model: 'gpt-5-nano', euros: [0.05, 0.37] },
  { since: '2026-01-01', provider: 'openai', model: 'gpt-4o', euros: [2.3, 9.2] },
  { since: '2026-01-01', provider: 'openai', model: 'gpt-4o-mini', euros: [0.14, 0.55] },
]

/** Null: nobody has written down what it costs. */
export function priceOf(provider: Provider, model: string, day: string): Price | null {
  const known = priceList
    .filter((it) => it.provider === provider && it.since <= day && model.startsWith(it.model))
    .toSorted((a, b) => a.model.length - b.model.length || (a.since < b.since ? -1 : 1))
    .at(-1)
  if (!known) return null
  const [input, output] = known.euros
  return { input: Math.round(input * 1_000_000), output: Math.round(output * 1_000_000) }
}

/** In millionths of a euro. */
export function costOf(
  price: Price,
  tokens: { inputTokens: number; outputTokens: number },
): number {
  const { inputTokens, outputTokens } = tokens
  return Math.round((inputTokens * price.input + outputTokens * price.output) / 1_000_000)
}
