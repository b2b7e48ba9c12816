/** The words of access tokens: what a script shows in its owner's name, and how much of it. */
import * as z from 'zod/mini'
import { endpoint, event, KeyReused, port, problem } from '#kernel/contract.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { PersonName, VerifyFirst } from '../contract.ts'
import { ProofFields, proofProblems } from '../factors/contract.ts'

export const MOST_TOKENS = 50
export const lifetimes = [30, 90, 365] as const

/** Reading alone, all that its owner may, or a list of permissions. */
export const Access = z.enum(['read', 'write', 'chosen'])
const Permission = z.string().check(z.regex(/^[a-z-]+\.[a-z-]+$/), z.maxLength(80))

export const ApiToken = z.object({
  id: z.uuid(),
  name: z.string(),
  workspaceId: z.nullable(z.uuid()),
  access: Access,
  permissions: z.array(z.string()),
  createdAt: Instant,
  expiresAt: z.nullable(Instant),
  /** Right to ten minutes. */
  lastSeenAt: z.nullable(Instant),
  isExpired: z.boolean(),
})
export type ApiToken = z.output<typeof ApiToken>

export const UnknownPermission = problem<{ permission: string }>('identity/unknown-permission', 422)
export const TooManyTokens = problem<{ max: number }>('identity/too-many-tokens', 409)

const ofAccount = { scope: 'installation', may: 'account' } as const

export const listTokens = endpoint('GET /auth/tokens', {
  ...ofAccount,
  input: z.object({}),
  reply: z.object({
    items: z.array(ApiToken),
    /** What a token may be given one by one. */
    permissions: z.array(z.string()),
  }),
})
/** The secret is in this reply and nowhere else. */
export const createToken = endpoint('POST /auth/tokens', {
  ...ofAccount,
  input: z.object({
    id: z.optional(z.uuid()),
    name: PersonName,
    /** Null: every workspace of the owner, those to come included. */
    workspaceId: z.optional(z.nullable(z.uuid())),
    access: Access,
    permissions: z._default(z.array(Permission).check(z.maxLength(200)), []),
    /** Null: never ends by itself. */
    days: z.nullable(z.literal(lifetimes)),
    ...ProofFields.shape,
  }),
  reply: z.object({ token: ApiToken, secret: z.string() }),
  problems: [...proofProblems, VerifyFirst, UnknownPermission, TooManyTokens, KeyReused],
  status: 201,
  secret: true,
  rate: { max: 30, windowMs: HOUR },
})
export const revokeToken = endpoint('DELETE /auth/tokens/{tokenId}', {
  ...ofAccount,
  input: z.object({ tokenId: z.uuid() }),
  reply: z.object({ done: z.literal(true) }),
})

/** So that a token somebody else made is noticed. */
export const tokenCreated = event(
  'identity/token-created',
  z.object({ accountId: z.uuid(), name: z.string() }),
)

/** Every permission that some endpoint of this product asks for. */
export const permissionList = port<readonly string[]>('permissions')
