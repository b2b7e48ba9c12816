/** Tries every state × move × actor of a machine against the real code, and compares with the declaration. */
import { Problem } from '#kernel/contract.ts'
import type { Machine } from '#kernel/machine.ts'

export type Pair<State, Move, Actor> = { state: State; move: Move; actor: Actor }

/**
 * `attempt` puts a thing in `state`, lets `actor` try `move`, and answers the state it is in afterwards
 * (or lets the problem through). Returns one sentence per difference: `expect(await everyPair(…)).toEqual([])`.
 */
export async function everyPair<State extends string, Move extends string, Actor extends string>(
  machine: Machine<State, Move, Actor>,
  attempt: (pair: Pair<State, Move, Actor>) => Promise<State>,
): Promise<string[]> {
  const surprises: string[] = []
  for (const state of machine.states)
    for (const move of Object.keys(machine.moves) as Move[])
      for (const actor of machine.actors) {
        const declared = machine.allowed(state, actor).includes(move)
          ? `becomes ${machine.next(move, state)}`
          : 'is refused'
        const seen = await outcome(() => attempt({ state, move, actor }))
        if (seen !== declared)
          surprises.push(`${state}: ${move} by ${actor} ${seen}, but by declaration ${declared}`)
      }
  return surprises
}

async function outcome(attempt: () => Promise<string>) {
  try {
    return `becomes ${await attempt()}`
  } catch (error) {
    if (error instanceof Problem) return 'is refused'
    throw error
  }
}
