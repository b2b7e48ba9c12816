/** Declared state machines: which moves exist, from where, by whom. Pure, so rules and pages share it. Runs in both. */

type Moves<State extends string> = Record<
  string,
  { from: readonly State[]; to: State; by: readonly string[] }
>

export type Machine<
  State extends string = string,
  Move extends string = string,
  Actor extends string = string,
> = {
  name: string
  states: readonly State[]
  initial: State
  moves: Readonly<
    Record<Move, { from: readonly State[]; to: State; by: readonly NoInfer<Actor>[] }>
  >
  /** Everybody who may move it, each once. */
  actors: readonly Actor[]
  /** The moves that are possible from a state, for one kind of actor or for all. */
  allowed(state: State, actor?: Actor): Move[]
  /** Where a move leads from a state; undefined when it is not possible from there. */
  next(move: Move, state: State): State | undefined
}

export type StateOf<M> = M extends Machine<infer State, any, any> ? State : never
export type MoveOf<M> = M extends Machine<any, infer Move, any> ? Move : never
export type ActorOf<M> = M extends Machine<any, any, infer Actor> ? Actor : never

/**
 * Declares a machine once:
 * `machine({ name: 'transfer', states: ['pending', 'completed'], initial: 'pending', moves: { confirm: { from: ['pending'], to: 'completed', by: ['payee'] } } })`.
 */
export function machine<
  const State extends string,
  const M extends Moves<NoInfer<State>>,
>(declared: {
  name: string
  states: readonly State[]
  initial: NoInfer<State>
  moves: M
}): Machine<State, keyof M & string, M[keyof M]['by'][number]> {
  type Move = keyof M & string
  type Actor = M[keyof M]['by'][number]
  const { moves } = declared
  const names = Object.keys(moves) as Move[]
  return {
    ...declared,
    actors: [...new Set(names.flatMap((name) => moves[name]!.by))] as Actor[],
    allowed: (state, actor) =>
      names.filter((name) => {
        const { from, by } = moves[name]!
        return from.includes(state) && (actor === undefined || by.includes(actor))
      }),
    next: (move, state) => (moves[move]!.from.includes(state) ? moves[move]!.to : undefined),
  }
}
