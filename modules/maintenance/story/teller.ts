/** Who tells the story of the house: its people, what they have written so far, a clock and a queue. */
import type * as z from 'zod/mini'
import type { Endpoint, Shape } from '#kernel/contract.ts'

export type Person = {
  id: string
  call<In extends Shape, Out extends Shape>(
    endpoint: Endpoint<In, Out>,
    input?: z.input<In>,
  ): Promise<z.output<Out>>
}
export type Teller = {
  founder: Person
  people(names: readonly string[]): Promise<Record<string, Person>>
  clock: { now(): Date; advance(ms: number): void | Promise<void> }
  settle(): Promise<void>
  /** A file, from its first byte to the verdict. */
  bring(
    who: Person,
    file: { id: string; purpose: string; name: string; bytes: Buffer },
  ): Promise<void>
}
/** A procedure by its title, with the version that was written last. */
export type Written = { procedureId: string; versionId: string }
export type House = {
  founder: Person
  technicians: Person[]
  supervisor: Person
  author: Person
  reviewer: Person
  client: Person
  procedures: Map<string, Written>
}
