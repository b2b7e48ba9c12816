/** A row of the audit in words. */
import type * as z from 'zod/mini'
import type { Facts } from '#kernel/contract.ts'
import type { Act, Narrator, ToldFact } from './contract.ts'
import { severityOf } from './rules.ts'

export type Row = Pick<
  z.input<typeof Act>,
  'id' | 'sequence' | 'at' | 'actorKind' | 'actorId' | 'action' | 'target' | 'address' | 'agent'
> & { at: Date; facts: Facts; accountId: string | null }

export function told(
  row: Row,
  names: ReadonlyMap<string, string>,
  { say }: Narrator,
  locale: string,
) {
  const { id, sequence, at, actorKind, actorId, accountId, action, target, address, agent } = row
  return {
    id,
    sequence,
    at,
    actorKind,
    actorId,
    actorName: names.get(actorId) ?? names.get(accountId ?? '') ?? null,
    action,
    // Written by a part that is no longer here: its name says more than silence.
    sentence: say(locale, `act/${action}`) ?? action,
    severity: severityOf(action),
    target,
    targetName: names.get(target) ?? null,
    facts: factsIn(row.facts, (key) => say(locale, key)),
    address,
    agent,
  }
}

type Say = (key: string) => string | undefined

function factsIn({ before, after, ...facts }: Facts, say: Say): ToldFact[] {
  const label = (name: string) => say(`fact/${name}`) ?? name
  const plain = Object.entries(facts).map(([name, value]) => ({
    label: label(name),
    value: inWords(value, say),
    was: null,
  }))
  if (!isRecord(before) || !isRecord(after)) return plain
  const changed = Object.keys({ ...before, ...after }).map((name) => ({
    label: label(name),
    value: inWords(after[name], say),
    was: inWords(before[name], say),
  }))
  return [...plain, ...changed.filter((it) => it.was !== it.value)]
}

const isRecord = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function inWords(value: unknown, say: Say): string {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return say(value ? 'fact.yes' : 'fact.no') ?? String(value)
  if (Array.isArray(value)) return value.map((it) => inWords(it, say)).join(', ')
  if (!isRecord(value)) return String(value)
  const inside = Object.entries(value)
  return inside.map(([name, it]) => `${name} ${inWords(it, say)}`).join(' ')
}

/** Who the rows speak of: members in a workspace, accounts in the registry and of helpers. */
export const idsIn = (rows: readonly Row[]): string[] => {
  const ids = rows.flatMap((it) => [it.actorId, it.target, it.accountId ?? ''])
  return [...new Set(ids)].filter((it) => /^[0-9a-f-]{36}$/.test(it))
}

export const groupsIn = ({ groups, say }: Narrator, locale: string) =>
  groups
    .map((value) => ({ value, text: say(locale, `act-group/${value}`) ?? value }))
    .toSorted((a, b) => a.text.localeCompare(b.text, locale))
