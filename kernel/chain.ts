/** The chain of the audit: what each row is hashed with. */
import { createHash, randomBytes } from 'node:crypto'
import type { Facts } from './contract.ts'
import { sorted } from './data/hash.ts'

/** What is said of an act and stays as it was said. */
export type Entry = {
  id: string
  at: Date
  actorKind: string
  actorId: string
  accountId: string | null
  action: string
  target: string
  facts: Facts
  requestId: string
  /** Where it was done from: forgotten with the person, so the chain holds only a digest of it. */
  address: string
  agent: string
}
export type Link = Entry & {
  /** 1 for the first of a namespace, and none is left out. */
  sequence: number
  /** The hash of the row before; empty for the first. */
  previous: string
  hash: string
  /** Makes the digest of an address unguessable; null once address and agent are forgotten. */
  salt: string | null
  personalHash: string
}
export type Head = { sequence: number; hash: string }

export const START: Head = { sequence: 0, hash: '' }

/** Puts an entry behind the head. */
export function linked(head: Head, entry: Entry): Link {
  const salt = randomBytes(16).toString('hex')
  const personalHash = personalHashOf({ ...entry, salt })
  const sequence = head.sequence + 1
  const link = { ...entry, sequence, previous: head.hash, salt, personalHash }
  return { ...link, hash: hashOf(link) }
}

/** Every field in a fixed order and form: three engines give the same text. The order of rows lies in `previous`. */
function hashOf(row: Omit<Link, 'hash'>): string {
  const content = JSON.stringify([
    row.id,
    row.at.toISOString(),
    row.actorKind,
    row.actorId,
    row.accountId,
    row.action,
    row.target,
    sorted(row.facts),
    row.requestId,
    row.personalHash,
  ])
  return sha256(`${row.previous}\n${content}`)
}

type Personal = Pick<Link, 'address' | 'agent' | 'salt'>

const personalHashOf = ({ salt, address, agent }: Personal) =>
  sha256(`${salt}\n${JSON.stringify([address, agent])}`)

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The row is what was written, as far as it can tell by itself. */
export const isIntact = (row: Link): boolean => hashOf(row) === row.hash && isPersonalIntact(row)

function isPersonalIntact(row: Link): boolean {
  if (row.salt === null) return row.address === '' && row.agent === ''
  return personalHashOf(row) === row.personalHash
}
