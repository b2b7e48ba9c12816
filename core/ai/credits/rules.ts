/** What an answer costs in credits, and what a text is in tokens. Runs in both. */

export const TOKENS_PER_CREDIT = 1000
/** What a model writes costs its provider about five times what it reads. */
const WRITTEN = 5
/** Letters in a token: French has fewer than English, so this rather says too many tokens. */
const LETTERS = 3

type Tokens = { inputTokens: number; outputTokens: number }

export const tokensIn = (text: string) => Math.ceil(text.length / LETTERS)

export const creditsFor = ({ inputTokens, outputTokens }: Tokens): number =>
  Math.max(1, Math.ceil((inputTokens + WRITTEN * outputTokens) / TOKENS_PER_CREDIT))

/**
 * The tokens to count: the provider's word where it can be true. Less than nothing, nothing at all, or many times what
 * was read and written is not believed; our own estimate counts then.
 */
export function believed(said: Tokens | null, estimate: Tokens): Tokens {
  const isTrue = (value: number, about: number) =>
    Number.isInteger(value) && value >= 0 && value <= about * 8 + 2000
  const isBelieved =
    said !== null &&
    isTrue(said.inputTokens, estimate.inputTokens) &&
    isTrue(said.outputTokens, estimate.outputTokens) &&
    (said.outputTokens > 0 || estimate.outputTokens === 0)
  return isBelieved ? said : estimate
}
