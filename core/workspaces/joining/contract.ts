/** The words of coming in without an invitation: how a workspace is joined, who asks, what is answered. */
import * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { endpoint, event, NotFound, problem } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { AlreadyMember, Membership, Role, RoleAboveOwn, UnknownRole } from '../contract.ts'
import { joiningModes } from './rules.ts'

export const JoiningMode = z.enum(joiningModes)
/** `ecole.be`, as it stands after the @. */
const MailDomain = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.maxLength(253), z.regex(/^[^\s@.]+(\.[^\s@.]+)+$/u))
const Message = z.string().check(z.trim(), z.maxLength(500))

export const JoiningRules = z.object({ mode: JoiningMode, mailDomains: z.array(z.string()) })
export type JoiningRules = z.output<typeof JoiningRules>

export const JoinRequest = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  message: z.string(),
  state: z.enum(['pending', 'approved', 'refused']),
  reason: z.nullable(z.string()),
  createdAt: Instant,
  decidedAt: z.nullable(Instant),
})
export type JoinRequest = z.output<typeof JoinRequest>

export const AddressNotWelcome = problem<{ domains: string }>('joining/address-not-welcome', 422)

const Nothing = z.object({})

/**
 * What everybody may know of a workspace: its name and how to come in. Only where something is public, an address that
 * takes requests or a module with a public page; else there is nothing here, as if it did not exist.
 */
export const readCard = endpoint('GET /card', {
  may: 'anyone',
  input: Nothing,
  reply: z.object({
    slug: z.string(),
    name: z.string(),
    kind: z.string(),
    /** The address of its sign. */
    logo: z.nullable(z.string()),
    joining: z.enum(['none', 'request', 'open']),
    /** Who may come in at once; empty: everybody. */
    mailDomains: z.array(z.string()),
    /** Addresses of modules' pages that need no account. */
    pages: z.array(z.string()),
  }),
  problems: [NotFound],
  rate: { max: 600, windowMs: HOUR },
})
/** How the caller stands with a workspace that takes requests. */
export const readMyRequest = endpoint('GET /joining/mine', {
  may: 'account',
  input: Nothing,
  reply: z.object({
    isMember: z.boolean(),
    request: z.nullable(z.pick(JoinRequest, { state: true, reason: true, createdAt: true })),
  }),
  problems: [NotFound],
})
/** Open: a member at once. By request: waits for an answer; asking twice is asking once. */
export const askToJoin = endpoint('POST /joining', {
  may: 'account',
  input: z.object({ message: z._default(Message, '') }),
  reply: z.object({ state: z.enum(['member', 'pending']), membership: z.nullable(Membership) }),
  problems: [VerifyFirst, AddressNotWelcome, AlreadyMember, NotFound],
  rate: { max: 30, windowMs: HOUR },
})

export const readJoining = endpoint('GET /joining', {
  may: 'workspace.read',
  input: Nothing,
  reply: JoiningRules,
})
export const changeJoining = endpoint('PUT /joining', {
  may: 'workspace.manage',
  input: z.object({
    mode: JoiningMode,
    mailDomains: z._default(z.array(MailDomain).check(z.maxLength(20)), []),
  }),
  reply: JoiningRules,
})
export const listJoinRequests = endpoint('GET /joining/requests', {
  may: 'members.invite',
  input: z.object({ state: z.optional(z.enum(['pending', 'approved', 'refused'])), ...paging }),
  reply: pageOf(JoinRequest),
})
export const countJoinRequests = endpoint('GET /joining/requests/count', {
  may: 'members.invite',
  input: Nothing,
  reply: z.object({ pending: z.int() }),
})
const OneRequest = z.object({ requestId: z.uuid() })
export const approveJoinRequest = endpoint('POST /joining/requests/{requestId}/approve', {
  may: 'members.invite',
  input: z.extend(OneRequest, {
    roles: z._default(z.array(Role).check(z.minLength(1), z.maxLength(20)), ['member']),
  }),
  reply: JoinRequest,
  problems: [RoleAboveOwn, UnknownRole],
})
export const refuseJoinRequest = endpoint('POST /joining/requests/{requestId}/refuse', {
  may: 'members.invite',
  input: z.extend(OneRequest, { reason: z._default(Message, '') }),
  reply: JoinRequest,
})

const About = z.object({ requestId: z.uuid() })
export const joinAsked = event('joining/join-asked', About)
export const joinDecided = event('joining/join-decided', About)
