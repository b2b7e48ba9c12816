/** Language models by the AI SDK, loaded with the first question: a server that asks nothing holds nothing of it. */
import type { LanguageModel, ModelMessage as SdkMessage } from 'ai'
import {
  type LanguageModels,
  type ModelChoice,
  ModelFault,
  type ModelMessage,
  type ModelPart,
  type ModelRequest,
  type ModelUsage,
  type Price,
} from '#core/ai/models/contract.ts'
import { faultOf } from './faults.ts'
import { guardedFetch } from './guarded-fetch.ts'

type Options = {
  installed: ModelChoice | null
  price: Price | null
  /** Workspaces may name addresses in private networks: a model on a machine of one's own. */
  mayBeInner: boolean
  /** A provider that says nothing for so long has gone. */
  stalledMs?: number
}

const RETRIES = 2

export function sdkModels(options: Options): LanguageModels {
  const { installed, price, mayBeInner, stalledMs = 30_000 } = options
  const open = (choice: ModelChoice) =>
    modelOf(choice, guardedFetch(choice.isTrusted || mayBeInner))
  return {
    installed,
    price,
    async *stream(choice, request) {
      const { streamText } = await import('ai')
      const watch = new Watch(request.signal, stalledMs)
      try {
        const result = streamText({
          model: await open(choice),
          ...asked(request),
          abortSignal: watch.signal,
          maxRetries: RETRIES,
          // Told by the stream itself; the default would print it.
          onError() {},
        })
        yield* partsOf(result.fullStream as AsyncIterable<Part>, watch)
      } catch (error) {
        throw watch.isStalled ? new ModelFault('stalled', error) : faultOf(error)
      } finally {
        watch.end()
      }
    },
    async structured(choice, { shape, ...request }) {
      const { generateText, Output } = await import('ai')
      const watch = new Watch(request.signal, stalledMs * 4)
      try {
        const result = await generateText({
          model: await open(choice),
          ...asked(request),
          output: Output.object({ schema: shape as never }),
          abortSignal: watch.signal,
          maxRetries: RETRIES,
        })
        return { value: result.output as never, usage: usageOf(result.usage) }
      } catch (error) {
        throw watch.isStalled ? new ModelFault('stalled', error) : faultOf(error)
      } finally {
        watch.end()
      }
    },
  }
}

async function modelOf(
  choice: ModelChoice,
  fetch: typeof globalThis.fetch,
): Promise<LanguageModel> {
  const { provider, address, key: apiKey, model } = choice
  const place = { apiKey, fetch, ...(address ? { baseURL: address.replace(/\/+$/, '') } : {}) }
  if (provider === 'anthropic') {
    const { createAnthropic } = await import('@ai-sdk/anthropic')
    return createAnthropic(place)(model)
  }
  if (provider === 'openai') {
    const { createOpenAI } = await import('@ai-sdk/openai')
    return createOpenAI(place).chat(model)
  }
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  if (!address) throw new ModelFault('address-refused')
  const more = { includeUsage: true, supportsStructuredOutputs: true }
  return createOpenAICompatible({ name: 'compatible', ...place, baseURL: place.baseURL!, ...more })(
    model,
  )
}

const asked = ({ system, messages, mostTokens }: Omit<ModelRequest, 'signal'>) => ({
  instructions: system,
  messages: messages.map(messageOf),
  maxOutputTokens: mostTokens,
})

function messageOf({ role, text, pictures = [] }: ModelMessage): SdkMessage {
  if (role === 'assistant' || pictures.length === 0) return { role, content: text }
  const seen = pictures.map((it) => ({ type: 'file' as const, mediaType: it.type, data: it.bytes }))
  return { role, content: [{ type: 'text', text }, ...seen] }
}

type SdkUsage = { inputTokens?: number | undefined; outputTokens?: number | undefined }
type Part =
  | { type: 'text-delta'; text: string }
  | { type: 'finish'; finishReason: string; totalUsage: SdkUsage }
  | { type: 'error'; error: unknown }
  | { type: 'abort' }

async function* partsOf(stream: AsyncIterable<Part>, watch: Watch): AsyncIterable<ModelPart> {
  let isSaid = false
  for await (const part of stream) {
    watch.heard()
    if (part.type === 'text-delta' && part.text !== '') {
      isSaid = true
      yield { is: 'text', text: part.text }
    } else if (part.type === 'error') throw part.error
    else if (part.type === 'abort') throw new ModelFault(watch.isStalled ? 'stalled' : 'cut')
    else if (part.type === 'finish') {
      const { finishReason } = part
      if (finishReason === 'content-filter') throw new ModelFault('refused')
      // A stream that ends without its reason was cut on its way, however politely.
      if (finishReason !== 'stop' && finishReason !== 'length') throw new ModelFault('cut')
      if (!isSaid) throw new ModelFault('nonsense')
      yield { is: 'end', usage: usageOf(part.totalUsage), isCut: finishReason === 'length' }
      return
    }
  }
  throw new ModelFault('cut')
}

function usageOf({ inputTokens, outputTokens }: SdkUsage): ModelUsage | null {
  if (inputTokens === undefined || outputTokens === undefined) return null
  return { inputTokens, outputTokens }
}

/** Aborts when the caller does, or when nothing was heard for too long. */
class Watch {
  readonly #stalled = new AbortController()
  readonly #ms: number
  #timer: NodeJS.Timeout | undefined
  readonly signal: AbortSignal

  constructor(signal: AbortSignal, ms: number) {
    this.#ms = ms
    this.signal = AbortSignal.any([signal, this.#stalled.signal])
    this.heard()
  }

  get isStalled() {
    return this.#stalled.signal.aborted
  }

  heard(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#stalled.abort(), this.#ms)
  }

  end(): void {
    clearTimeout(this.#timer)
    // Whoever stopped listening in the middle has stopped the provider too.
    this.#stalled.abort()
  }
}
