/** What concerns one person in every part and every namespace: only here are all of them known. */
import type { Belonging, Belongings } from '#core/identity/leaving/contract.ts'
import {
  endMembership,
  isLastOwner,
  membershipsOf,
  tracedWorkspaces,
} from '#core/workspaces/api.ts'
import type { Application } from '#kernel/application.ts'
import { REGISTRY } from '#kernel/context.ts'
import { historyOf } from '#kernel/data/history.ts'
import { forgetKeysOf } from '#kernel/idempotency.ts'
import {
  type Context,
  isWhole,
  type Part,
  type Personal,
  type WorkspaceFacts,
} from '#kernel/module.ts'

export function belongingsOf(app: Application): Belongings {
  const placeOf = async (id: string | null) =>
    id === null ? REGISTRY : await app.workspaceById(id)

  return {
    async workspaces(accountId) {
      const found: Belonging[] = []
      for (const it of await app.readRegistry((db) => membershipsOf(db, accountId))) {
        if (!isWhole(it)) continue
        const { id, slug, name } = it
        const workspace = await app.workspaceById(id)
        const isLast = await app.system((ctx) => isLastOwner(ctx, accountId), workspace)
        found.push({ id, slug, name, isLastOwner: isLast })
      }
      return found
    },

    leave: async (id, accountId) =>
      app.system((ctx) => endMembership(ctx, accountId), await app.workspaceById(id)),

    async places(accountId, after) {
      const traced = await app.readRegistry((db) => tracedWorkspaces({ db }, accountId))
      const all = await app.workspaces()
      return all
        .filter((it) => traced.has(it.id) && isWhole(it) && (after === null || it.id > after))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, slug, name }) => ({ id, slug, name }))
    },

    async gather(id, accountId) {
      const place = await placeOf(id)
      const gathered = []
      for (const { part, personal } of await keepersIn(app, place)) {
        const facts = await app.system((ctx) => personal.gather(ctx, accountId), place)
        gathered.push({ part: part.name, facts })
      }
      return gathered
    },

    async forget(id, accountId) {
      const place = await placeOf(id)
      const keepers = await keepersIn(app, place)
      await app.system(async (ctx: Context) => {
        for (const { personal } of keepers) await personal.forget(ctx, accountId)
        await forgetKeysOf(ctx.db, accountId)
      }, place)
    },
  }
}

type Keeper = { part: Part; personal: Personal }

/** Parts that have tables there, also those of modules that were switched off: what they keep is still there. */
async function keepersIn(app: Application, place: WorkspaceFacts): Promise<Keeper[]> {
  const isRegistry = place === REGISTRY
  const history = await app.open(place, historyOf)
  const installed = new Set(history.map((it) => it.part))
  return app.parts.flatMap((part) => {
    const hasTables = isRegistry ? part.registry : part.workspace
    const { personal } = part
    return personal && hasTables && installed.has(part.name) ? [{ part, personal }] : []
  })
}
