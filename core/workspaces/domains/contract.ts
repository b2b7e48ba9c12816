/** The words of an own domain: named, proved by a DNS record, looked at again each day. */
import * as z from 'zod/mini'
import { endpoint, event, NotFound, port, problem } from '#kernel/contract.ts'
import { HOUR, Instant } from '#kernel/time.ts'

export const Domain = z.object({
  domain: z.string(),
  state: z.enum(['pending', 'verified', 'failing']),
  /** The record to create at the provider of the domain. */
  record: z.object({ name: z.string(), value: z.string() }),
  /** Where the domain itself has to point. */
  target: z.string(),
  finding: z.nullable(z.enum(['absent', 'wrong', 'unreachable', 'right'])),
  checkedAt: z.nullable(Instant),
  /** Failing: when it stops leading here. */
  lapsesAt: z.nullable(Instant),
})
export type Domain = z.output<typeof Domain>

/** No name that a workspace could own. */
export const BadDomain = problem('domains/bad-domain', 422)
/** The address of this installation itself. */
export const OwnAddress = problem('domains/own-address', 422)
/** Another workspace has proved it. */
export const DomainTaken = problem('domains/taken', 409)

const may = 'workspace.manage'
const Nothing = z.object({})

export const readDomain = endpoint('GET /domain', {
  may,
  input: Nothing,
  reply: z.object({ domain: z.nullable(Domain) }),
})
/** Another name begins anew, with another token. */
export const nameDomain = endpoint('PUT /domain', {
  may,
  input: z.object({ domain: z.string().check(z.trim(), z.minLength(1), z.maxLength(300)) }),
  reply: Domain,
  problems: [BadDomain, OwnAddress, DomainTaken],
})
/** Looks now. */
export const verifyDomain = endpoint('POST /domain/verify', {
  may,
  input: Nothing,
  reply: Domain,
  problems: [DomainTaken, NotFound],
  rate: { max: 60, windowMs: HOUR },
})
export const removeDomain = endpoint('DELETE /domain', {
  may,
  input: Nothing,
  reply: z.object({ done: z.literal(true) }),
})

/** In the registry: the record is missing, or has been for too long. */
export const domainMissed = event(
  'domains/domain-missed',
  z.object({ workspaceId: z.uuid(), domain: z.string(), isLapsed: z.boolean() }),
)

/** Reads the public DNS. */
export type Resolver = {
  /** Every TXT record of a name, each as one string; empty when there are none. Throws when no answer can be had. */
  txt(name: string): Promise<string[]>
}
export const resolver = port<Resolver>('dns')
