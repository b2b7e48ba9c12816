/** Moves a row through its declared machine: the state is checked by the UPDATE itself, so two callers cannot both win. */
import type { Kysely } from 'kysely'
import { Forbidden, NotFound, WrongState } from './contract.ts'
import type { ActorOf, Machine, MoveOf, StateOf } from './machine.ts'

type Options<M> = {
  /** Who asks, in the machine's words; refused when the move is not theirs. The caller has established who it is. */
  by?: ActorOf<M>
  /** Other columns written with the state. */
  set?: Record<string, unknown>
  /** The state's column; `state` when absent. */
  column?: string
  /** The column that names the row; `id` when absent. */
  key?: string
}

/**
 * `await move(ctx, 'exchangeTransfers', id, transfers, 'confirm', { by: 'payee', set: { confirmedAt } })`.
 * Returns the new state; throws NotFound, WrongState (409, with the moves that remain) or Forbidden (not this actor's move).
 */
export async function move<M extends Machine<any, any, any>>(
  ctx: { db: Kysely<any> },
  table: string,
  id: string,
  machine: M,
  name: MoveOf<M>,
  { by, set = {}, column = 'state', key = 'id' }: Options<M> = {},
): Promise<StateOf<M>> {
  const chosen = machine.moves[name]!
  if (by === undefined || chosen.by.includes(by)) {
    const moved = await ctx.db
      .updateTable(table)
      .set({ ...set, [column]: chosen.to })
      .where(key, '=', id)
      .where(column, 'in', [...chosen.from])
      .executeTakeFirst()
    if (Number(moved.numUpdatedRows) > 0) return chosen.to
  }
  const row = await ctx.db.selectFrom(table).select(column).where(key, '=', id).executeTakeFirst()
  if (!row) throw NotFound()
  const state: StateOf<M> = row[column]
  if (machine.next(name, state) === undefined)
    throw WrongState({ state, allowed: machine.allowed(state, by) })
  throw Forbidden({ needs: `${machine.name}.${name}` })
}
