/** Everything somebody has here as one JSON archive, written place by place while it is read. */
import { Readable } from 'node:stream'
import type { Download, OpenContext } from '#kernel/module.ts'
import type { Context } from '#kernel/module.ts'
import { type Belongings, belongings, type Gathered } from './contract.ts'

export async function exportMine(ctx: OpenContext): Promise<Download> {
  const accountId = ctx.actor.accountId!
  await ctx.registry(({ audit }: Context) => audit('identity.exported', accountId))
  const day = ctx.now().toISOString().slice(0, 10)
  return {
    name: `socle-${day}.json`,
    type: 'application/json; charset=utf-8',
    bytes: Readable.from(archive(ctx.client(belongings), accountId, ctx.now())),
  }
}

/** One object; each workspace is read when the one before has left, so memory holds one of them. */
export async function* archive(
  here: Belongings,
  accountId: string,
  now: Date,
): AsyncGenerator<string> {
  const account = byPart(await here.gather(null, accountId))
  yield `{"exportedAt":${JSON.stringify(now)},"account":${JSON.stringify(account, null, 2)},"workspaces":[`
  let separator = ''
  for (const { id, slug, name } of await here.places(accountId, null)) {
    const gathered = (await here.gather(id, accountId)).filter((it) => isSomething(it.facts))
    if (gathered.length === 0) continue
    const place = { id, slug, name, parts: byPart(gathered) }
    yield `${separator}\n${JSON.stringify(place, null, 2)}`
    separator = ','
  }
  yield ']}\n'
}

const byPart = (gathered: readonly Gathered[]) =>
  Object.fromEntries(gathered.map(({ part, facts }) => [part, facts]))

/** A part that knows nothing of somebody says so with empty lists, nulls or nothing at all. */
function isSomething(value: unknown): boolean {
  if (value === null || value === undefined) return false
  if (value instanceof Date || typeof value !== 'object') return true
  return Object.values(value).some(isSomething)
}
