/** Tries every state × move × actor of a machine against the real code, and compares with the declaration. */
import { Problem } from '#kernel/contract.ts'
import type { Machine } from '#kernel/machine.ts'

export type Pair<State, Move, Actor> = { state: State; move: Move; actor: Actor }

/** The code of the problem; null where no problem is thrown and nothing happens; undefined for the usual one. */
type Refusal = string | null | undefined

/**
 * `attempt` puts a thing in `state`, lets `actor` try `move`, and answers the state it is in afterwards (or lets the
 * problem through); null when this actor has no door for this move. What is not declared must be refused:
 * `wrong-state` where the state does not allow it to anybody, `forbidden` where it is another's move, or as `refusal`
 * says. Returns one sentence per difference: `expect(await everyPair(…)).toEqual([])`.
 */
export async function everyPair<State extends string, Move extends string, Actor extends string>(
  machine: Machine<State, Move, Actor>,
  attempt: (pair: Pair<State, Move, Actor>) => Promise<State | null>,
  refusal: (pair: Pair<State, Move, Actor>) => Refusal = () => undefined,
): Promise<string[]> {
  const surprises: string[] = []
  for (const state of machine.states)
    for (const move of Object.keys(machine.moves) as Move[])
      for (const actor of machine.actors) {
        const pair = { state, move, actor }
        const isDeclared = machine.allowed(state, actor).includes(move)
        const next = machine.next(move, state)
        const usual = next === undefined ? 'wrong-state' : 'forbidden'
        const declared = isDeclared ? `becomes ${next}` : refused(refusal(pair), usual)
        const seen = await outcome(pair, attempt)
        if (seen === NO_DOOR && !isDeclared) continue
        if (seen !== declared)
          surprises.push(`${state}: ${move} by ${actor} ${seen}, but by declaration ${declared}`)
      }
  return surprises
}

const NO_DOOR = 'has no door'

const refused = (code: Refusal, usual: string) =>
  code === null ? 'changes nothing' : `is refused (${code ?? usual})`

async function outcome<State, Move, Actor>(
  pair: Pair<State, Move, Actor>,
  attempt: (pair: Pair<State, Move, Actor>) => Promise<State | null>,
) {
  try {
    const state = await attempt(pair)
    if (state === null) return NO_DOOR
    return state === pair.state ? 'changes nothing' : `becomes ${state}`
  } catch (error) {
    if (error instanceof Problem) return `is refused (${error.code})`
    throw error
  }
}
