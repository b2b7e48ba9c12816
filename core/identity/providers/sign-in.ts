/** To the provider and back: what leaves, what comes back, where the browser lands. */
import type { Problem } from '#kernel/contract.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import type { Locale } from '#kernel/text.ts'
import { installation } from '../contract.ts'
import { enter, secondStepAddress } from '../entrance.ts'
import type { ProofFields } from '../factors/contract.ts'
import { proveAgain } from '../factors/proof.ts'
import { admitFounder } from '../founding.ts'
import { isSame } from '../secrets.ts'
import type { IdentityTables } from '../tables.ts'
import { settleArrival } from './arrivals.ts'
import {
  type CallbackAnswer,
  type Identified,
  identityProviders,
  landingProblems,
  type Provider,
  ProviderCancelled,
  ProviderNotConfigured,
  type ProviderOffer,
  ProviderRefused,
  ProviderUnavailable,
  type Refusal,
  SignInExpired,
} from './contract.ts'
import { openFlow, secretsOf, takeFlow } from './flows.ts'
import { linkTo } from './identities.ts'

type Registry = Context<IdentityTables>
type Flow = NonNullable<Awaited<ReturnType<typeof takeFlow>>>
type Onwards = { location: string }

const HOME = '/app'
const SECURITY = '/account/security'

export const offers = async (ctx: OpenContext): Promise<{ items: ProviderOffer[] }> => ({
  items: ctx.client(identityProviders).map(({ name, label }) => ({ name, label })),
})

type Beginning = {
  provider: string
  returnTo?: string | undefined
  locale?: Locale | undefined
  setupCode?: string | undefined
}

export async function start(ctx: OpenContext, asked: Beginning): Promise<Onwards> {
  const provider = findProvider(ctx, asked.provider)
  const isFounding = await admitFounder(ctx, ctx.client(installation), asked.setupCode)
  const { returnTo = HOME, locale = 'fr-BE' } = asked
  return depart(ctx, provider, { accountId: null, returnTo, locale, isFounding })
}

export async function startLinking(
  ctx: OpenContext,
  { provider: name, ...proof }: ProofFields & { provider: string },
): Promise<Onwards> {
  const provider = findProvider(ctx, name)
  const { id: accountId, locale } = await proveAgain(ctx, proof)
  return depart(ctx, provider, {
    accountId,
    returnTo: `${SECURITY}?linked=${provider.name}`,
    locale,
    isFounding: false,
  })
}

async function depart(
  ctx: OpenContext,
  provider: Provider,
  flow: Pick<Flow, 'accountId' | 'returnTo' | 'locale' | 'isFounding'>,
): Promise<Onwards> {
  const ticket = await ctx.registry(({ db, now }: Registry) =>
    openFlow(db, { ...flow, provider: provider.name }, now()),
  )
  const page = await provider.authorize(secretsOf(ticket.secret), returnAddress(ctx, provider))
  if ('refused' in page) throw await noted(ctx, provider, page)
  ctx.answer.ticket = ticket
  return { location: page.url }
}

/** Always lands on a page, which says what went wrong: whoever comes here is a person in the middle of signing in. */
export async function finish(
  ctx: OpenContext,
  { provider: name, state = '', ...rest }: Partial<CallbackAnswer> & { provider: string },
): Promise<Onwards> {
  const provider = findProvider(ctx, name)
  const { ticket = '' } = ctx.origin
  const secrets = secretsOf(ticket)
  // Before the flow is used up: an answer meant for another browser takes nothing from this one.
  const flow = isSame(state, secrets.state)
    ? await ctx.registry(({ db, now }: Registry) => takeFlow(db, ticket, name, now()))
    : undefined
  if (!flow) return land(ctx, landingOf(undefined, SignInExpired().code))
  ctx.answer.ticket = null
  try {
    const back = returnAddress(ctx, provider)
    const found = await provider.identify({ state, ...rest }, secrets, back)
    if ('refused' in found) throw await noted(ctx, provider, found)
    return land(ctx, await arrive(ctx, provider, flow, found))
  } catch (error) {
    if (!landingProblems.some((it) => it.is(error))) throw error
    return land(ctx, landingOf(flow, (error as Problem).code))
  }
}

async function arrive(
  ctx: OpenContext,
  provider: Provider,
  flow: Flow,
  found: Identified,
): Promise<string> {
  const { accountId, returnTo } = flow
  if (accountId) {
    // The session that asked has to be the one that comes back.
    if (ctx.actor.accountId !== accountId) throw SignInExpired()
    await ctx.registry((registry: Registry) => linkTo(registry, provider, accountId, found))
    return returnTo
  }
  const account = await settleArrival(ctx, provider, flow, found)
  const entrance = await enter(ctx, account, 'provider')
  return 'user' in entrance ? returnTo : secondStepAddress(entrance.secondFactor, returnTo)
}

function landingOf(flow: Flow | undefined, problem: string): string {
  const said = new URLSearchParams({ problem })
  if (flow?.accountId) return `${SECURITY}?${said}`
  if (flow && flow.returnTo !== HOME) said.set('to', flow.returnTo)
  return `/login?${said}`
}

function land(ctx: OpenContext, location: string): Onwards {
  ctx.answer.headers = { location, 'cache-control': 'no-store' }
  return { location }
}

/** A refusal as a problem; why exactly is kept for who runs the installation. */
async function noted(ctx: OpenContext, { key }: Provider, { refused, reason }: Refusal) {
  if (refused === 'cancelled') return ProviderCancelled()
  await ctx.registry(({ audit }: Registry) =>
    audit('identity.provider-refused', key, { refused, reason }),
  )
  return refused === 'unavailable' ? ProviderUnavailable() : ProviderRefused()
}

function findProvider(ctx: OpenContext, name: string): Provider {
  const found = ctx.client(identityProviders).find((it) => it.name === name)
  if (!found) throw ProviderNotConfigured()
  return found
}

const returnAddress = (ctx: OpenContext, { name }: Provider) =>
  `${ctx.client(installation).publicUrl}/api/auth/providers/${name}/callback`
