/** Which model answers in a workspace. A key is tried before it is kept, and never read out again. */
import { seal, unseal } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import { upsert } from '#kernel/data/write.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { SECOND } from '#kernel/time.ts'
import type * as z from 'zod/mini'
import { languageModels, type ModelChoice, ModelFault } from '../models/contract.ts'
import type { AiTables, SettingsRow } from '../tables.ts'
import { type AiSettingsChange, ModelMissing, ModelUnfit } from './contract.ts'

type Ctx = Context<AiTables>
const HERE = 'here'
const TRIED_MS = 20 * SECOND

const first: Omit<SettingsRow, 'changedAt'> = {
  id: HERE,
  mode: 'installation',
  provider: null,
  baseUrl: null,
  model: null,
  sealedKey: null,
  dayCredits: null,
  personCredits: null,
  keepsAnswers: false,
}

export async function settingsOf({ db }: Ctx): Promise<Omit<SettingsRow, 'changedAt'>> {
  const row = await db
    .selectFrom('aiSettings')
    .selectAll()
    .where('id', '=', HERE)
    .executeTakeFirst()
  return row ?? first
}

type Asking = Pick<OpenContext, 'client' | 'workspace'>

/** The model to ask; null where none is configured. */
export function choiceOf(
  ctx: Asking,
  settings: Omit<SettingsRow, 'changedAt'>,
): ModelChoice | null {
  if (settings.mode === 'off') return null
  if (settings.mode === 'installation') return ctx.client(languageModels).installed
  const { provider, baseUrl: address, model, sealedKey } = settings
  const key = sealedKey ? openKey(ctx, sealedKey) : ''
  if (!provider || !model || key === undefined) return null
  return { provider, address, model, key, isTrusted: false }
}

const openKey = ({ client, workspace }: Asking, sealed: string) =>
  unseal(sealed, workspace.id, client(installation).secrets, 'model')?.text

export const readSettings = (ctx: OpenContext) =>
  ctx.transact(async (here: Ctx) => view(ctx, await settingsOf(here)))

function view(
  { client }: Asking,
  { sealedKey, baseUrl: address, ...row }: Omit<SettingsRow, 'changedAt'>,
) {
  const installedModel = client(languageModels).installed?.model ?? null
  return { ...row, address, installedModel, hasKey: sealedKey !== null }
}

export async function changeSettings(ctx: OpenContext, asked: z.output<typeof AiSettingsChange>) {
  const { key, dayCredits = null, personCredits = null, keepsAnswers, mode } = asked
  const before = await ctx.transact((here: Ctx) => settingsOf(here))
  const { secrets } = ctx.client(installation)
  const place = {
    provider: asked.provider ?? before.provider,
    baseUrl: asked.address === undefined ? before.baseUrl : asked.address || null,
    model: (asked.model ?? before.model) || null,
  }
  // A key goes to the address it was given for and to no other: who redirects it must know it.
  const isElsewhere = place.provider !== before.provider || place.baseUrl !== before.baseUrl
  const kept = isElsewhere ? null : before.sealedKey
  const sealedKey = key ? seal(key, ctx.workspace.id, secrets, 'model') : kept
  const wanted = { ...before, ...place, sealedKey, dayCredits, personCredits, keepsAnswers, mode }
  if (mode === 'own') await tryOut(ctx, wanted)
  return ctx.transact(async (here: Ctx) => {
    const row = { ...wanted, changedAt: here.now() }
    await upsert(here.db, here.dialect, 'aiSettings', row, ['id'])
    await here.audit('ai.settings-changed', HERE, {
      mode,
      provider: wanted.provider ?? '',
      model: wanted.model ?? '',
      newKey: key !== undefined && key !== '',
    })
    return view(ctx, wanted)
  })
}

async function tryOut(ctx: OpenContext, wanted: Omit<SettingsRow, 'changedAt'>): Promise<void> {
  const choice = choiceOf(ctx, wanted)
  const needsKey = wanted.provider !== 'compatible'
  if (!choice || (needsKey && !choice.key) || (!needsKey && !choice.address)) throw ModelMissing()
  const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(TRIED_MS)])
  const messages = [{ role: 'user' as const, text: 'Reply with the word: ok' }]
  try {
    const request = { system: 'Answer in one word.', messages, mostTokens: 16, signal }
    for await (const part of ctx.client(languageModels).stream(choice, request))
      if (part.is === 'end') return
  } catch (error) {
    if (error instanceof ModelFault) throw ModelUnfit({ reason: error.kind })
    if (signal.aborted) throw ModelUnfit({ reason: 'stalled' })
    throw error
  }
  throw ModelUnfit({ reason: 'nonsense' })
}
