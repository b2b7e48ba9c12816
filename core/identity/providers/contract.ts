/** The words of signing in elsewhere: Google, and one provider that speaks OpenID Connect. */
import * as z from 'zod/mini'
import { endpoint, event, port, problem } from '#kernel/contract.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import {
  AccountInactive,
  CodeWrong,
  InvitedOnly,
  Locale,
  SetupCodeWrong,
  WrongPassword,
} from '../contract.ts'
import { ProofFields, ProofNeeded } from '../factors/contract.ts'
import { isLocalPath } from './rules.ts'

const Done = z.object({ done: z.literal(true) })
const Name = z.string().check(z.maxLength(20))
const ReturnTo = z
  .string()
  .check(z.maxLength(500), z.refine(isLocalPath, { params: { code: 'identity.not-a-local-path' } }))
/** Where the browser goes on: the provider's own page. */
const Onwards = z.object({ location: z.string() })

export const ProviderOffer = z.object({
  name: z.string(),
  /** As people know it: «Google», «École du Tilleul». */
  label: z.string(),
})
export type ProviderOffer = z.output<typeof ProviderOffer>

export const LinkedIdentity = z.object({
  identityId: z.string(),
  /** Null when this installation no longer offers it. */
  provider: z.nullable(z.string()),
  label: z.string(),
  /** The address there, as the provider last gave it. */
  email: z.nullable(z.string()),
  linkedAt: Instant,
  lastUsedAt: z.nullable(Instant),
})
export type LinkedIdentity = z.output<typeof LinkedIdentity>

// ── problems ────────────────────────────────────────────────────────────────────────────────────

export const ProviderNotConfigured = problem('identity/provider-not-configured', 404)
export const ProviderUnavailable = problem('identity/provider-unavailable', 503)
/** The person said no on the provider's page. */
export const ProviderCancelled = problem('identity/provider-cancelled', 422)
/** The answer is not one that this provider signed for this sign-in. */
export const ProviderRefused = problem('identity/provider-refused', 422)
/** More than ten minutes, another browser, or used already. */
export const SignInExpired = problem('identity/sign-in-expired', 422)
export const AddressMissing = problem('identity/address-missing', 422)
/** Their account exists and one of the two addresses is not proven: link from inside. */
export const LinkFromInside = problem('identity/link-from-inside', 409)
export const IdentityTaken = problem('identity/identity-taken', 409)
export const LastIdentity = problem('identity/last-identity', 409)

// ── endpoints ───────────────────────────────────────────────────────────────────────────────────

const ofInstallation = { scope: 'installation' } as const
/** A class of thirty signs in behind one address, and some try twice. */
const oftenPerHour = { max: 600, windowMs: HOUR }
const sometimesPerHour = { max: 30, windowMs: HOUR }

export const listProviders = endpoint('GET /auth/providers', {
  ...ofInstallation,
  may: 'anyone',
  input: z.object({}),
  reply: z.object({ items: z.array(ProviderOffer) }),
})
/** Begins a sign-in in this browser: a cookie for ten minutes, and the address of the provider. */
export const startSignIn = endpoint('POST /auth/providers/{provider}/start', {
  ...ofInstallation,
  may: 'anyone',
  input: z.object({
    provider: Name,
    returnTo: z.optional(ReturnTo),
    locale: z.optional(Locale),
    /** Only for the first account, from another machine. */
    setupCode: z.optional(z.string().check(z.trim(), z.maxLength(20))),
  }),
  reply: Onwards,
  problems: [ProviderNotConfigured, ProviderUnavailable, SetupCodeWrong],
  rate: oftenPerHour,
})
/** The same to add the provider to the account whose session is open. */
export const startLink = endpoint('POST /auth/providers/{provider}/link', {
  secret: true,
  ...ofInstallation,
  may: 'account',
  input: z.extend(ProofFields, { provider: Name }),
  reply: Onwards,
  problems: [ProviderNotConfigured, ProviderUnavailable, ProofNeeded, WrongPassword, CodeWrong],
  rate: sometimesPerHour,
})
/** Where the provider sends the browser back to. OpenID Connect makes it a GET; what it changes is guarded by the cookie. */
export const finishSignIn = endpoint('GET /auth/providers/{provider}/callback', {
  ...ofInstallation,
  may: 'anyone',
  input: z.object({
    provider: Name,
    state: z.optional(z.string().check(z.maxLength(200))),
    code: z.optional(z.string().check(z.maxLength(4000))),
    iss: z.optional(z.string().check(z.maxLength(500))),
    error: z.optional(z.string().check(z.maxLength(200))),
  }),
  reply: Onwards,
  problems: [ProviderNotConfigured],
  status: 303,
  rate: oftenPerHour,
})
export const listIdentities = endpoint('GET /auth/identities', {
  ...ofInstallation,
  may: 'account',
  input: z.object({}),
  reply: z.object({ items: z.array(LinkedIdentity) }),
})
export const unlinkIdentity = endpoint('POST /auth/identities/{identityId}/unlink', {
  secret: true,
  ...ofInstallation,
  may: 'account',
  input: z.extend(ProofFields, { identityId: z.string().check(z.maxLength(60)) }),
  reply: Done,
  problems: [ProofNeeded, WrongPassword, CodeWrong, LastIdentity],
  rate: sometimesPerHour,
})

/** What a callback may tell the page on which it lands. */
export const landingProblems = [
  ProviderUnavailable,
  ProviderCancelled,
  ProviderRefused,
  SignInExpired,
  AddressMissing,
  LinkFromInside,
  InvitedOnly,
  IdentityTaken,
  AccountInactive,
] as const

// ── events, in the registry ─────────────────────────────────────────────────────────────────────

/** The owner is told by mail: somebody else may have done it. */
export const identityChanged = event(
  'identity/identity-changed',
  z.object({ accountId: z.uuid(), change: z.enum(['linked', 'unlinked']), label: z.string() }),
)

// ── what the installation needs from outside ────────────────────────────────────────────────────

/** Random values of one sign-in: they come back in the answer, signed or checked. */
export type SignInSecrets = { state: string; nonce: string; verifier: string }
/** Who somebody is there. `isProven`: the provider says that they read this address. */
export type Identified = {
  subject: string
  email: string | undefined
  isProven: boolean
  name: string | undefined
}
export type CallbackAnswer = { state: string; code?: string; iss?: string; error?: string }
/** `reason` is a word for the audit; it never reaches the person. */
export type Refusal = { refused: 'cancelled' | 'unavailable' | 'invalid'; reason: string }

export type Provider = ProviderOffer & {
  /** Under which identities are kept: another issuer behind the same name is another key. */
  key: string
  /** The address of its page of sign-in. */
  authorize(secrets: SignInSecrets, redirectUri: string): Promise<{ url: string } | Refusal>
  identify(
    answer: CallbackAnswer,
    secrets: SignInSecrets,
    redirectUri: string,
  ): Promise<Identified | Refusal>
}
export const identityProviders = port<readonly Provider[]>('identity-providers')
