/** The words of the settings: which model answers here, with whose key, and how much a day. */
import * as z from 'zod/mini'
import { endpoint, problem } from '#kernel/contract.ts'
import { HOUR } from '#kernel/time.ts'
import { providers } from '../models/contract.ts'

export const Mode = z.enum(['installation', 'own', 'off'])
export const Provider = z.enum(providers)
const Budget = z.nullable(z.int().check(z.minimum(1), z.maximum(1_000_000)))

export const AiSettings = z.object({
  mode: Mode,
  /** Whether the installation has a model to lend, and its name. */
  installedModel: z.nullable(z.string()),
  provider: z.nullable(Provider),
  address: z.nullable(z.string()),
  model: z.nullable(z.string()),
  /** There is one; it is never shown. */
  hasKey: z.boolean(),
  dayCredits: z.nullable(z.int()),
  personCredits: z.nullable(z.int()),
  keepsAnswers: z.boolean(),
})
export type AiSettings = z.output<typeof AiSettings>

/** The model did not answer a tiny question; `reason` says why. */
export const ModelUnfit = problem<{ reason: string }>('ai/model-unfit', 422)
/** A model and a key are needed, or the installation has nothing to lend. */
export const ModelMissing = problem('ai/model-missing', 422)

export const AiSettingsChange = z.object({
  mode: Mode,
  provider: z.optional(z.nullable(Provider)),
  address: z.optional(z.nullable(z.url().check(z.maxLength(300)))),
  model: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(100)))),
  /** Left out, the one that is there stays. */
  key: z.optional(z.string().check(z.trim(), z.maxLength(500))),
  dayCredits: z.optional(Budget),
  personCredits: z.optional(Budget),
  keepsAnswers: z._default(z.boolean(), false),
})

export const readAiSettings = endpoint('GET /ai/settings', {
  may: 'ai.manage',
  input: z.object({}),
  reply: AiSettings,
})
/** Kept once the model has answered a tiny question. */
export const changeAiSettings = endpoint('PUT /ai/settings', {
  may: 'ai.manage',
  input: AiSettingsChange,
  reply: AiSettings,
  problems: [ModelUnfit, ModelMissing],
  secret: true,
  rate: { max: 30, windowMs: HOUR },
})
