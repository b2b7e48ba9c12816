/** What a form holds, against the shape that the contract gives it. */
import * as z from 'zod/mini'
import { type FieldError, InvalidInput, type Shape } from '#kernel/contract.ts'
import { checkInput } from '#kernel/shape.ts'
import type { Values } from './Form.tsx'

export const isBlank = (value: unknown) => value === undefined || value === null || value === ''

const shapesOf = (shape: Shape) =>
  (shape._zod.def as unknown as { shape?: Record<string, Shape> }).shape ?? {}

const accepts = (shape: Shape | undefined, value: unknown) =>
  !!shape && z.safeParse(shape, value).success

export const isRequired = (shape: Shape, name: string) => !accepts(shapesOf(shape)[name], undefined)

/** An empty field is null where the shape takes null, absent where it may be absent. */
export function filled(shape: Shape, values: Values): Values {
  const shapes = shapesOf(shape)
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      !isBlank(value) ? value : accepts(shapes[name], null) ? null : undefined,
    ]),
  )
}

export function faults(shape: Shape, values: Values): readonly FieldError[] {
  try {
    checkInput(shape, values)
    return []
  } catch (error) {
    if (InvalidInput.is(error)) return error.facts['errors'] as FieldError[]
    throw error
  }
}
