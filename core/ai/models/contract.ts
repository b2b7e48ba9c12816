/** What a language model is to the product: the port, what goes in, what comes out, how it fails. */
import type * as z from 'zod/mini'
import { port } from '#kernel/contract.ts'

export const providers = ['anthropic', 'openai', 'compatible'] as const
export type Provider = (typeof providers)[number]

export type ModelChoice = {
  provider: Provider
  /** Where it answers; null is the provider's own address. */
  address: string | null
  model: string
  key: string
  /** Chosen by who runs the installation: its address may be in a private network. */
  isTrusted: boolean
}

export type Picture = { type: string; bytes: Uint8Array }
export type ModelMessage = {
  role: 'user' | 'assistant'
  text: string
  /** Only where the model sees. */
  pictures?: readonly Picture[]
}
export type ModelRequest = {
  system: string
  messages: readonly ModelMessage[]
  mostTokens: number
  signal: AbortSignal
}
/** As the provider says; it may lie. */
export type ModelUsage = { inputTokens: number; outputTokens: number }
export type ModelPart =
  | { is: 'text'; text: string }
  /** `cut`: the longest answer was reached. */
  | { is: 'end'; usage: ModelUsage | null; isCut: boolean }

export type LanguageModels = {
  /** The installation's own, and what it costs where the operator says so. */
  installed: ModelChoice | null
  price: Price | null
  /** Throws `ModelFault`; an aborted signal ends the provider's work as well. */
  stream(choice: ModelChoice, request: ModelRequest): AsyncIterable<ModelPart>
  /** An answer of this shape, or a fault. */
  structured<Out extends z.core.$ZodType>(
    choice: ModelChoice,
    request: ModelRequest & { shape: Out },
  ): Promise<{ value: z.output<Out>; usage: ModelUsage | null }>
}
export const languageModels = port<LanguageModels>('language-models')

/** Pictures made from words; null where nobody makes any. */
export type ImageModels = {
  make(prompt: string, options: { size: string; signal: AbortSignal }): Promise<Picture>
}
export const imageModels = port<ImageModels | null>('image-models')

/** Millionths of a euro for a million tokens. */
export type Price = { input: number; output: number }

export const faultKinds = [
  'unreachable',
  'address-refused',
  'key-refused',
  'no-such-model',
  'too-often',
  'refused',
  'stalled',
  'cut',
  'nonsense',
] as const
export type FaultKind = (typeof faultKinds)[number]

export class ModelFault extends Error {
  readonly kind: FaultKind
  constructor(kind: FaultKind, cause?: unknown) {
    super(kind, { cause })
    this.kind = kind
  }
}
