/** Proves that the chains of the audit are what was written, or names the rows that are not. */
import { anchorsOf } from '#core/audit/api.ts'
import type { Application } from '#kernel/application.ts'
import { type Verdict, verifyAudit } from '#kernel/audit.ts'
import { REGISTRY } from '#kernel/context.ts'
import type { Damage } from '#kernel/diagnosis.ts'
import { isWhole, type WorkspaceFacts } from '#kernel/module.ts'
import type { Here } from './commands.ts'

/** Read as it stands at one instant, while others go on writing. */
export async function verifyChain(app: Application, place: WorkspaceFacts): Promise<Verdict> {
  const anchors = await app.system((ctx) => anchorsOf(ctx, place.id))
  return app.snapshot([place], (of) => verifyAudit(of(place).reader, anchors))
}

/** The registry's own chain, and that of every workspace whose data is whole. */
export async function chainsOf(app: Application): Promise<WorkspaceFacts[]> {
  return [REGISTRY, ...(await app.workspaces()).filter(isWhole)]
}

export const nameOfPlace = ({ id, slug }: WorkspaceFacts) =>
  id === REGISTRY.id ? 'the registry' : slug

export function sentenceOf({ kind, sequence, id }: Damage): string {
  const row = `row ${sequence}${id ? ` (${id})` : ''}`
  switch (kind) {
    case 'changed':
      return `${row} is not what was written`
    case 'removed':
      return `${row} was removed`
    case 'inserted':
      return `${row} was inserted`
    case 'moved':
      return `${row} stands in another place`
    case 'cut':
      return `${row} is missing at the end`
  }
}

/** `socle audit verify [SLUG|--all]` */
export async function auditCommand({ app }: Here, [verb, slug]: string[]): Promise<void> {
  if (verb !== 'verify') throw new Error('usage: audit verify [SLUG|--all]')
  const places = slug ? [await app.enter(slug)] : await chainsOf(app)
  for (const place of places) {
    const { rows, head, damages } = await verifyChain(app, place)
    const name = nameOfPlace(place)
    if (damages.length === 0) {
      console.log(`✓ ${name}: ${rows} rows, the last is ${head.sequence} ${head.hash}`)
      continue
    }
    for (const it of damages) console.error(`✗ ${name}: ${sentenceOf(it)}`)
    process.exitCode = 1
  }
}
