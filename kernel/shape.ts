/** Input from outside, made safe: query strings become what the shape says, faults become fields a person can repair. */
import * as z from 'zod/mini'
import { type FieldError, InvalidInput, type Shape } from './contract.ts'

/** Deeper than any shape of the product, shallow enough for a recursive walk. */
const MAX_DEPTH = 32

type Definition = {
  type: string
  format?: string
  innerType?: Shape
  element?: Shape
  shape?: Record<string, Shape>
  in?: Shape
}
const definition = (shape: Shape) => shape._zod.def as unknown as Definition

function kindOf(shape: Shape): string {
  const { type, innerType } = definition(shape)
  return innerType ? kindOf(innerType) : type
}

/** Query strings and path parameters are text: numbers, booleans and lists are read as the shape expects them. */
export function readText(shape: Shape, text: Record<string, unknown>): Record<string, unknown> {
  const fields = definition(shape).shape ?? {}
  // Own fields only: every object also has a `constructor`.
  const fieldOf = (name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined)
  return Object.fromEntries(
    Object.entries(text).map(([name, value]) => {
      const field = fieldOf(name)
      return [name, field ? readValue(kindOf(field), value) : value]
    }),
  )
}

function readValue(kind: string, value: unknown): unknown {
  if (kind === 'array') return Array.isArray(value) ? value : [value]
  if (typeof value !== 'string') return value
  if (kind === 'number' || kind === 'int') return value.trim() === '' ? value : Number(value)
  if (kind === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  return value
}

/** Checks hostile input against a shape; throws InvalidInput naming every field at fault. */
export function checkInput<In extends Shape>(shape: In, raw: unknown): z.output<In> {
  const unstorable = unstorableText(raw, '', 0)
  if (unstorable) throw InvalidInput({ errors: [unstorable] })
  const checked = z.safeParse(shape, raw)
  if (checked.success) return withLowIds(shape, checked.data)
  throw InvalidInput({ errors: checked.error.issues.map((it) => fieldError(it, raw)) })
}

/** An id is the same id in capitals; only PostgreSQL would know, so all three engines are given the small ones. */
function withLowIds<Value>(shape: Shape, value: Value): Value {
  const { type, format, innerType, element, shape: fields } = definition(shape)
  if (innerType) return withLowIds(innerType, value)
  if (format === 'uuid' && typeof value === 'string') return value.toLowerCase() as Value
  if (element && Array.isArray(value)) return value.map((it) => withLowIds(element, it)) as Value
  if (type !== 'object' || typeof value !== 'object' || value === null) return value
  for (const [name, inner] of Object.entries(value)) {
    const field = Object.hasOwn(fields!, name) ? fields![name] : undefined
    if (field) (value as Record<string, unknown>)[name] = withLowIds(field, inner)
  }
  return value
}

/** NUL and lone surrogates cannot be stored alike on three engines, so they are refused at the door. */
function unstorableText(value: unknown, path: string, depth: number): FieldError | undefined {
  if (typeof value === 'string')
    return value.includes('\0') || !value.isWellFormed()
      ? { path, code: 'invalid_text', facts: {} }
      : undefined
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return undefined
  if (depth > MAX_DEPTH) return { path, code: 'too_deep', facts: {} }
  for (const [name, inner] of Object.entries(value)) {
    const at = path ? `${path}.${name}` : name
    const fault = unstorableText(name, at, depth) ?? unstorableText(inner, at, depth + 1)
    if (fault) return fault
  }
  return undefined
}

function fieldError(issue: z.core.$ZodIssue, raw: unknown): FieldError {
  const path = issue.path.map(String).join('.')
  switch (issue.code) {
    case 'invalid_type':
      return valueAt(raw, issue.path) === undefined
        ? { path, code: 'required', facts: {} }
        : { path, code: 'invalid_type', facts: { expected: issue.expected } }
    case 'too_small':
      return {
        path,
        code:
          issue.origin === 'string' && issue.minimum === 1
            ? 'required'
            : `too_small_${measure(issue.origin)}`,
        facts: { minimum: Number(issue.minimum) },
      }
    case 'too_big':
      return {
        path,
        code: `too_big_${measure(issue.origin)}`,
        facts: { maximum: Number(issue.maximum) },
      }
    case 'invalid_format':
      return { path, code: `invalid_${issue.format === 'email' ? 'email' : 'format'}`, facts: {} }
    case 'invalid_value':
      return { path, code: 'invalid_choice', facts: { values: issue.values } }
    case 'unrecognized_keys':
      return { path, code: 'unknown_field', facts: { fields: issue.keys.join(', ') } }
    case 'custom':
      return { path, code: String(issue.params?.code ?? 'invalid'), facts: {} }
    default:
      return { path, code: 'invalid', facts: {} }
  }
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value: any, step) => value?.[step], raw)
}

/** A number is too small, a text too short, a list too few: three sentences. */
function measure(origin: string): 'number' | 'text' | 'list' {
  return origin === 'string' ? 'text' : origin === 'array' || origin === 'set' ? 'list' : 'number'
}
