/** The words of second factors and passkeys. */
import * as z from 'zod/mini'
import { endpoint, event, problem } from '#kernel/contract.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import {
  AccountInactive,
  CodeWrong,
  Entered,
  Person,
  SecondCode,
  WrongPassword,
} from '../contract.ts'

export const RECOVERY_CODES = 10
/** From this number on, the screen asks for new ones. */
export const FEW_RECOVERY_CODES = 3
export const MOST_PASSKEYS = 20

const ONE_LINE = /^\P{Cc}*$/u
export const PasskeyName = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(60), z.regex(ONE_LINE))

/** The password; for an account without one a code, of its app or from a mail. */
const proof = {
  password: z.optional(z.string().check(z.minLength(1), z.maxLength(1000))),
  code: z.optional(SecondCode),
}
export const ProofFields = z.object(proof)
export type ProofFields = z.output<typeof ProofFields>

export const Passkey = z.object({
  id: z.uuid(),
  name: z.string(),
  synced: z.boolean(),
  createdAt: Instant,
  lastUsedAt: z.nullable(Instant),
})
export type Passkey = z.output<typeof Passkey>

export const Factors = z.object({
  /** Which proof is asked for; `mail` for who signs in elsewhere and has no app of codes. */
  proof: z.enum(['password', 'code', 'mail']),
  codeAppSince: z.nullable(Instant),
  recoveryCodesLeft: z.int(),
  passkeys: z.array(Passkey),
})
export type Factors = z.output<typeof Factors>

const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
const Done = z.object({ done: z.literal(true) })

/** What a browser is asked to do, and what its authenticator answered: the JSON of WebAuthn level 3. */
const BrowserOptions = z.looseObject({ challenge: z.string() })
const Bytes = z.string().check(z.maxLength(20_000), z.regex(/^[\w-]*$/))
const credential = { id: Bytes, rawId: Bytes, type: z.literal('public-key') }
export const Registered = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: Bytes,
    attestationObject: Bytes,
    transports: z.optional(z.array(z.string().check(z.maxLength(20))).check(z.maxLength(8))),
  }),
})
export type Registered = z.output<typeof Registered>
export const Asserted = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: Bytes,
    authenticatorData: Bytes,
    signature: Bytes,
    userHandle: z.optional(z.nullable(Bytes)),
  }),
})
export type Asserted = z.output<typeof Asserted>

// ── problems ────────────────────────────────────────────────────────────────────────────────────

export const ProofNeeded = problem('identity/proof-needed', 422)
export const CodeAppOn = problem('identity/code-app-on', 409)
export const CodeAppOff = problem('identity/code-app-off', 409)
/** Ten minutes passed between the two factors, or the password changed meanwhile. */
export const LoginExpired = problem('identity/login-expired', 422)
export const PasskeyRefused = problem('identity/passkey-refused', 422)
export const PasskeyKnown = problem('identity/passkey-known', 409)
export const TooManyPasskeys = problem<{ max: number }>('identity/too-many-passkeys', 409)
/** Without it nobody would come into this account any more. */
export const LastWayIn = problem('identity/last-way-in', 409)

// ── endpoints ───────────────────────────────────────────────────────────────────────────────────

const ofInstallation = { scope: 'installation' } as const
const ofAccount = { ...ofInstallation, may: 'account' } as const
const fewPerHour = { max: 30, windowMs: HOUR }
/** A login page asks for one each time it opens; a class of thirty stands behind one address. */
const oftenPerHour = { max: 600, windowMs: HOUR }
export const proofProblems = [ProofNeeded, WrongPassword, CodeWrong] as const

export const readFactors = endpoint('GET /auth/factors', {
  ...ofAccount,
  input: z.object({}),
  reply: Factors,
})
/** Sends the code that proves an account without password and app, to its mailbox and for this device alone. */
export const mailProofCode = endpoint('POST /auth/factors/mail-code', {
  ...ofAccount,
  input: z.object({}),
  reply: Done,
  status: 202,
  rate: { max: 10, windowMs: HOUR },
})
/** A new secret for an app of codes; nothing is asked for at login until a code of it was confirmed. */
export const startCodeApp = endpoint('POST /auth/factors/app', {
  secret: true,
  ...ofAccount,
  input: ProofFields,
  reply: z.object({ secret: z.string(), address: z.string() }),
  problems: [...proofProblems, CodeAppOn],
  rate: fewPerHour,
})
/** Switches the app on, ends every other session and gives the recovery codes, this once. */
export const confirmCodeApp = endpoint('POST /auth/factors/app/confirm', {
  secret: true,
  ...ofAccount,
  input: z.object({ code: SecondCode }),
  reply: RecoveryCodes,
  problems: [CodeWrong, CodeAppOn, CodeAppOff],
})
export const endCodeApp = endpoint('POST /auth/factors/app/end', {
  secret: true,
  ...ofAccount,
  input: ProofFields,
  reply: Done,
  problems: [...proofProblems, CodeAppOff],
})
/** The former ones are worth nothing any more. */
export const renewRecoveryCodes = endpoint('POST /auth/factors/recovery-codes', {
  secret: true,
  ...ofAccount,
  input: ProofFields,
  reply: RecoveryCodes,
  problems: [...proofProblems, CodeAppOff],
  rate: fewPerHour,
})
/** The second step of a login: a code of the app, or a recovery code. */
export const completeLogin = endpoint('POST /auth/login/code', {
  secret: true,
  ...ofInstallation,
  may: 'anyone',
  input: z.object({ token: z.string().check(z.maxLength(100)), code: SecondCode }),
  reply: z.object({ user: Person }),
  problems: [CodeWrong, LoginExpired, AccountInactive],
})

/** What a new passkey has to sign. */
export const startPasskey = endpoint('POST /auth/passkeys/start', {
  secret: true,
  ...ofAccount,
  input: ProofFields,
  reply: BrowserOptions,
  problems: [...proofProblems, TooManyPasskeys],
  rate: fewPerHour,
})
export const addPasskey = endpoint('POST /auth/passkeys', {
  ...ofAccount,
  input: z.object({ name: PasskeyName, credential: Registered }),
  reply: Passkey,
  problems: [PasskeyRefused, PasskeyKnown, TooManyPasskeys],
  status: 201,
  rate: fewPerHour,
})
export const renamePasskey = endpoint('PATCH /auth/passkeys/{passkeyId}', {
  ...ofAccount,
  input: z.object({ passkeyId: z.uuid(), name: PasskeyName }),
  reply: Passkey,
})
export const removePasskey = endpoint('POST /auth/passkeys/{passkeyId}/remove', {
  secret: true,
  ...ofAccount,
  input: z.extend(ProofFields, { passkeyId: z.uuid() }),
  reply: Done,
  problems: [...proofProblems, LastWayIn],
  rate: fewPerHour,
})
/** What a passkey has to sign to open a session; with a token, as the second step of a login. */
export const startPasskeyLogin = endpoint('POST /auth/passkeys/challenge', {
  ...ofInstallation,
  may: 'anyone',
  input: z.object({ token: z.optional(z.string().check(z.maxLength(100))) }),
  reply: BrowserOptions,
  problems: [LoginExpired],
  rate: oftenPerHour,
})
export const logInByPasskey = endpoint('POST /auth/login/passkey', {
  secret: true,
  ...ofInstallation,
  may: 'anyone',
  input: z.object({
    token: z.optional(z.string().check(z.maxLength(100))),
    credential: Asserted,
  }),
  reply: Entered,
  problems: [PasskeyRefused, LoginExpired, AccountInactive],
  rate: oftenPerHour,
})

// ── events, in the registry ─────────────────────────────────────────────────────────────────────

export const proofCodeAsked = event(
  'identity/proof-code-asked',
  z.object({ accountId: z.uuid(), sessionId: z.uuid() }),
)
export const factorChanges = [
  'app-on',
  'app-off',
  'codes-renewed',
  'code-used',
  'passkey-added',
  'passkey-removed',
  'rescued',
] as const
export type FactorChange = (typeof factorChanges)[number]
/** The owner is told by mail of each of them: somebody else may have done it. */
export const factorChanged = event(
  'identity/factor-changed',
  z.object({ accountId: z.uuid(), change: z.enum(factorChanges), name: z.string() }),
)
