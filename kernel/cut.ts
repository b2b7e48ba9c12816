/**
 * Replies cut to what their shape promises. Most replies are plain objects and lists of plain values: these are copied by
 * functions made once per shape, several times faster than a parse. Whatever is not plainly right is left to zod, which
 * decides and explains; the two agree on every value (cut.test.ts).
 */
import * as z from 'zod/mini'
import type { Shape } from './contract.ts'
import { Instant } from './time.ts'

/** «Not plainly right»: the whole reply is given to zod. */
const UNSURE = Symbol('unsure')
type Copy = (value: unknown) => unknown

type Definition = {
  type: string
  format?: string
  pattern?: RegExp
  checks?: readonly unknown[]
  shape?: Record<string, Shape>
  catchall?: Shape
  element?: Shape
  innerType?: Shape
  entries?: Record<string, string | number>
}

const copies = new WeakMap<Shape, Copy>()

/** Drops what the shape does not name; throws zod's error when the value breaks the shape. */
export function cutTo<Out extends Shape>(shape: Out, value: unknown): z.output<Out> {
  let copy = copies.get(shape)
  if (!copy) copies.set(shape, (copy = copyOf(shape)))
  const copied = copy(value)
  return copied === UNSURE ? z.parse(shape, value) : (copied as z.output<Out>)
}

function copyOf(shape: Shape): Copy {
  if (shape === Instant) return copyInstant
  const definition = shape._zod.def as unknown as Definition
  if (definition.checks?.length) return byZod(shape)
  switch (definition.type) {
    case 'object':
      return definition.catchall ? byZod(shape) : copyObject(definition.shape!)
    case 'array':
      return copyList(copyOf(definition.element!))
    case 'nullable': {
      const inner = copyOf(definition.innerType!)
      return (value) => (value === null ? null : inner(value))
    }
    case 'optional': {
      const inner = copyOf(definition.innerType!)
      return (value) => (value === undefined ? undefined : inner(value))
    }
    case 'string':
      return copyString(shape, definition)
    case 'number':
      return definition.format === 'safeint' ? sure(Number.isSafeInteger) : byZod(shape)
    case 'boolean':
      return sure((value) => typeof value === 'boolean')
    case 'enum': {
      const entries = new Set<unknown>(Object.values(definition.entries!))
      return sure((value) => entries.has(value))
    }
    default:
      return byZod(shape)
  }
}

const sure =
  (isRight: (value: unknown) => boolean): Copy =>
  (value) =>
    isRight(value) ? value : UNSURE

function copyString(shape: Shape, { format, pattern }: Definition): Copy {
  if (format === undefined) return sure((value) => typeof value === 'string')
  if (format !== 'uuid' || !pattern) return byZod(shape)
  return sure((value) => typeof value === 'string' && pattern.test(value))
}

function copyObject(shape: Record<string, Shape>): Copy {
  const fields = Object.entries(shape).map(([name, it]) => ({ name, copy: copyOf(it) }))
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return UNSURE
    const result: Record<string, unknown> = {}
    for (const { name, copy } of fields) {
      const given = (value as Record<string, unknown>)[name]
      // Absent, or there and undefined: only zod tells these apart.
      const copied = given === undefined ? UNSURE : copy(given)
      if (copied === UNSURE) return UNSURE
      result[name] = copied
    }
    return result
  }
}

function copyList(copy: Copy): Copy {
  return (value) => {
    if (!Array.isArray(value)) return UNSURE
    const result: unknown[] = []
    for (const item of value) {
      const copied = copy(item)
      if (copied === UNSURE) return UNSURE
      result.push(copied)
    }
    return result
  }
}

/** Years 1000 to 9999, as the databases have them, fill exactly these 24 characters. */
const ISO_LENGTH = 24

function copyInstant(value: unknown): unknown {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return UNSURE
  const text = value.toISOString()
  return text.length === ISO_LENGTH ? text : UNSURE
}

function byZod(shape: Shape): Copy {
  return (value) => {
    const { success, data } = z.safeParse(shape, value)
    return success ? data : UNSURE
  }
}
