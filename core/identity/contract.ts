/** The words of accounts and sessions: who somebody is, how they prove it. */
import * as z from 'zod/mini'
import { Unusable } from '#core/files/using/contract.ts'
import { endpoint, event, port, problem } from '#kernel/contract.ts'
import { locales } from '#kernel/text.ts'
import { HOUR } from '#kernel/time.ts'

// NIST SP 800-63B §5.1.1.2 asks for 8 at least and 64 accepted; nothing is cut, so 128 is only a wall against abuse.
export const SHORTEST_PASSWORD = 10
export const LONGEST_PASSWORD = 128

/** One dot at least in the domain, none of the characters that mean something in a mail's headers. */
const ADDRESS = /^[^\s@"<>(),;:\\[\]]{1,64}@(?:[^\s@"<>(),;:\\[\].]+\.)+[^\s@"<>(),;:\\[\].]{2,}$/u

export const Email = z.string().check(
  z.trim(),
  z.maxLength(255),
  z.email({ pattern: ADDRESS }),
  // Some letters become two when they are lowered; the address is kept in small letters and has to fit.
  z.refine((it) => it.toLowerCase().length <= 255, { params: { code: 'invalid_email' } }),
)
/** Names stand in subjects of mails: no line breaks, nothing invisible. */
const ONE_LINE = /^\P{Cc}*$/u
const PHONE = /^\+?(?:[ ()./-]*\d){6,15}[ ()./-]*$/
export const PersonName = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(100), z.regex(ONE_LINE))
const PartOfName = z.string().check(z.trim(), z.maxLength(100), z.regex(ONE_LINE))
/** As people write it: six to fifteen digits (E.164 has fifteen at most), with what they put between them; or nothing. */
export const Phone = z.string().check(
  z.trim(),
  z.maxLength(40),
  z.refine((it) => it === '' || PHONE.test(it), { params: { code: 'identity.phone' } } as never),
)
export const Locale = z.enum(locales)
export const TimeZone = z.string().check(z.maxLength(60), z.refine(isTimeZone))

/** Counted in characters as people see them: an emoji is one, whatever its bytes. */
export const NewPassword = z.string().check(
  z.check<string>(({ value, issues }) => {
    const length = [...value].length
    const issue = { origin: 'string', inclusive: true, input: value } as const
    if (length < SHORTEST_PASSWORD)
      issues.push({ code: 'too_small', minimum: SHORTEST_PASSWORD, ...issue })
    if (length > LONGEST_PASSWORD)
      issues.push({ code: 'too_big', maximum: LONGEST_PASSWORD, ...issue })
  }),
)
/** A password to compare, or a secret from a mail: whatever was typed, within reason. */
const Typed = z.string().check(z.minLength(1), z.maxLength(1000))
const Done = z.object({ done: z.literal(true) })
const Nothing = z.object({})

export const Person = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  firstName: z.nullable(z.string()),
  lastName: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  locale: Locale,
  timeZone: z.string(),
  verified: z.boolean(),
  /** Administrator of the installation. */
  admin: z.boolean(),
  /** The address of their picture, for who is signed in. */
  picture: z.nullable(z.string()),
})
export type Person = z.output<typeof Person>

export const Registration = z.strictObject({
  email: Email,
  password: NewPassword,
  name: PersonName,
  locale: z.optional(Locale),
  /** The one-time code printed at start: only for the first account, from another machine. */
  setupCode: z.optional(z.string().check(z.trim(), z.maxLength(20))),
})
export type Registration = z.output<typeof Registration>

export const Credentials = z.object({ email: Email, password: Typed })
export type Credentials = z.output<typeof Credentials>

/** The first factor was right, the second is awaited: until then there is no session. */
export const SecondFactor = z.object({
  /** Goes with the second factor; once, for ten minutes. */
  token: z.string(),
  until: z.iso.datetime(),
  ways: z.array(z.enum(['code', 'passkey'])),
})
export type SecondFactor = z.output<typeof SecondFactor>

/** One of the two: who came in, or what is still missing. */
export const Entered = z.object({
  user: z.optional(Person),
  secondFactor: z.optional(SecondFactor),
})

/** Six digits of an app, or a recovery code, with the spaces and dashes that people type. */
export const SecondCode = z.string().check(z.trim(), z.minLength(1), z.maxLength(40))

export const TokenPair = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Seconds until the access token ends. */
  expiresIn: z.int(),
})
export type TokenPair = z.output<typeof TokenPair>

// ── problems ────────────────────────────────────────────────────────────────────────────────────

export const WrongCredentials = problem('identity/wrong-credentials', 401)
/** Said only to who knows the password. */
export const AccountInactive = problem('identity/account-inactive', 403)
/** For scripts, which give password and code at once. */
export const SecondFactorNeeded = problem('identity/second-factor-needed', 401)
/** Not the code of this moment, or one that was used. */
export const CodeWrong = problem('identity/code-wrong', 422)
export const LinkExpired = problem('identity/link-expired', 422)
export const RefreshExpired = problem('identity/refresh-expired', 401)
/** A refresh token came back after its grace: a copy exists, so the whole session ended. */
export const RefreshReused = problem('identity/refresh-reused', 401)
export const SetupCodeWrong = problem('identity/setup-code-wrong', 403)
export const InvitedOnly = problem('identity/invited-only', 403)
/** What others would see or receive waits for a verified address. */
export const VerifyFirst = problem('identity/verify-first', 403)
export const WrongPassword = problem('identity/wrong-password', 422)

// ── endpoints ───────────────────────────────────────────────────────────────────────────────────

/** A class of thirty registers behind one address. */
const manyPerHour = { max: 120, windowMs: HOUR }
const fewPerHour = { max: 20, windowMs: HOUR }
const ofInstallation = { scope: 'installation' } as const

/** 201: a usable account whose address is not verified yet. 202: the owner of a known address was told by mail. */
export const register = endpoint('POST /auth/register', {
  secret: true,
  ...ofInstallation,
  may: 'anyone',
  input: Registration,
  reply: z.object({ email: z.string() }),
  problems: [SetupCodeWrong, InvitedOnly],
  status: 201,
  rate: manyPerHour,
})
/** Opens a session in a cookie, unless the account has a second factor: then it says how to go on. */
export const logIn = endpoint('POST /auth/login', {
  secret: true,
  ...ofInstallation,
  may: 'anyone',
  input: Credentials,
  reply: Entered,
  problems: [WrongCredentials, AccountInactive],
})
/** The same for scripts and devices: a pair of tokens instead of a cookie, the second factor given at once. */
export const openTokens = endpoint('POST /auth/token', {
  secret: true,
  ...ofInstallation,
  may: 'anyone',
  input: z.extend(Credentials, { code: z.optional(SecondCode) }),
  reply: TokenPair,
  problems: [WrongCredentials, AccountInactive, SecondFactorNeeded, CodeWrong],
})
export const refreshTokens = endpoint('POST /auth/refresh', {
  secret: true,
  ...ofInstallation,
  may: 'anyone',
  input: z.object({ refreshToken: Typed }),
  reply: TokenPair,
  problems: [RefreshExpired, RefreshReused],
})
/** Answers without a session too, so that a stale cookie goes away. */
export const logOut = endpoint('POST /auth/logout', {
  ...ofInstallation,
  may: 'anyone',
  input: z.object({ everywhere: z.optional(z.boolean()) }),
  reply: Done,
})
export const verifyAddress = endpoint('POST /auth/verify', {
  ...ofInstallation,
  may: 'anyone',
  input: z.object({ token: Typed }),
  reply: z.object({ email: z.string() }),
  problems: [LinkExpired],
  rate: manyPerHour,
})
export const resendVerification = endpoint('POST /auth/verify/resend', {
  ...ofInstallation,
  may: 'account',
  input: Nothing,
  reply: Done,
  rate: { max: 5, windowMs: HOUR },
})
/** The same answer whether the address is known or not. */
export const forgotPassword = endpoint('POST /auth/password/forgot', {
  ...ofInstallation,
  may: 'anyone',
  input: z.object({ email: Email }),
  reply: Done,
  status: 202,
  rate: manyPerHour,
})
/** Ends every session of the account. */
export const resetPassword = endpoint('POST /auth/password/reset', {
  secret: true,
  ...ofInstallation,
  may: 'anyone',
  input: z.object({ token: Typed, password: NewPassword }),
  reply: z.object({ email: z.string() }),
  problems: [LinkExpired],
  rate: manyPerHour,
})
/** Ends every other session of the account. */
export const changePassword = endpoint('POST /auth/password/change', {
  secret: true,
  ...ofInstallation,
  may: 'account',
  input: z.object({ current: Typed, password: NewPassword }),
  reply: Done,
  problems: [WrongPassword],
  rate: fewPerHour,
})
export const changeProfile = endpoint('PATCH /auth/profile', {
  ...ofInstallation,
  may: 'account',
  input: z.object({
    name: z.optional(PersonName),
    /** Empty: not said. */
    firstName: z.optional(PartOfName),
    lastName: z.optional(PartOfName),
    phone: z.optional(Phone),
    locale: z.optional(Locale),
    timeZone: z.optional(TimeZone),
  }),
  reply: Person,
})

/** What a picture of a person is brought for. */
export const PICTURE = 'identity.picture'
/** A file of one's own, brought for this. */
export const setPicture = endpoint('PUT /auth/picture', {
  ...ofInstallation,
  may: 'account',
  input: z.object({ fileId: z.uuid() }),
  reply: Person,
  problems: [Unusable],
})
export const removePicture = endpoint('DELETE /auth/picture', {
  ...ofInstallation,
  may: 'account',
  input: Nothing,
  reply: Person,
})

// ── events, in the registry ─────────────────────────────────────────────────────────────────────

export const verificationAsked = event(
  'identity/verification-asked',
  z.object({ accountId: z.uuid() }),
)
/** Somebody registered with an address that has an account. */
export const knownAddressUsed = event(
  'identity/known-address-used',
  z.object({ email: z.string() }),
)
export const resetAsked = event('identity/reset-asked', z.object({ email: z.string() }))
export const passwordChanged = event('identity/password-changed', z.object({ accountId: z.uuid() }))
export const profileChanged = event(
  'identity/profile-changed',
  z.object({ accountId: z.uuid(), name: z.string() }),
)

/** Confirmed in both mailboxes. */
export const addressChanged = event(
  'identity/address-changed',
  z.object({ accountId: z.uuid(), email: z.string() }),
)

// ── what the installation says of itself ────────────────────────────────────────────────────────

export type Installation = {
  /** Who may register and create workspaces. */
  signup: 'open' | 'invited'
  /** The address people type, without a trailing slash. */
  publicUrl: string
  /** Signs tokens; older ones, after the first, still verify them. */
  secrets: readonly string[]
  setupCode(): string
}
export const installation = port<Installation>('installation')

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false // Intl has no other way to say that it does not know a zone
  }
}
