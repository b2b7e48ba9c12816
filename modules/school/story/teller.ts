/** Who tells the story: people who call endpoints, the founder among them, a clock and a queue. */
import type * as z from 'zod/mini'
import type { Endpoint, Shape } from '#kernel/contract.ts'

export type Person = {
  id: string
  call<In extends Shape, Out extends Shape>(
    endpoint: Endpoint<In, Out>,
    input?: z.input<In>,
  ): Promise<z.output<Out>>
}
/** The demonstration's neighbours, its clock and its queue. */
export type Teller = {
  /** Who owns the workspace, and therefore settles disputes. */
  founder: Person
  people(names: readonly string[]): Promise<Record<string, Person>>
  clock: { advance(ms: number): void | Promise<void> }
  settle(): Promise<void>
}
