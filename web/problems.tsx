/** Faults as sentences: the catalogue first, the server's words next, a generic sentence with the request's id last. */
import type { FieldError, Problem } from '#kernel/contract.ts'
import type fr from './locales/fr.ts'
import { NetworkFailure } from './http.tsx'
import { type Text, type TextFacts, type Texts, useTexts } from './text.tsx'

const plain = (facts: Readonly<Record<string, unknown>>): TextFacts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  )

export function problemText(texts: Texts, fault: unknown): string {
  const text: Text<typeof fr> = (key, ...facts) => texts.say(key, facts[0])
  if (fault instanceof NetworkFailure) return text('problem.network')
  if (!isProblem(fault)) return text('problem.unexpected')
  if (fault.code !== 'internal' && texts.knows(fault.code))
    return texts.say(fault.code, plain(fault.facts))
  const { title, requestId } = fault.facts
  if (fault.code !== 'internal' && typeof title === 'string' && title !== fault.code) return title
  return requestId
    ? text('problem.unexpected-with-id', { requestId: String(requestId) })
    : text('problem.unexpected')
}

const isProblem = (fault: unknown): fault is Problem =>
  typeof fault === 'object' && fault !== null && 'code' in fault && 'facts' in fault

/** The sentence of a problem, of a failed network, of anything thrown. */
export function useProblemText(fault: unknown): string {
  const texts = useTexts()
  return fault ? problemText(texts, fault) : ''
}

/** The codes of kernel/shape.ts; a part's own code (`custom`) is a key of its own catalogue. */
const sentences: Record<string, keyof typeof fr> = {
  required: 'field.required',
  invalid_type: 'field.invalid_type',
  invalid_text: 'field.invalid_text',
  invalid_format: 'field.invalid_format',
  invalid_email: 'field.invalid_email',
  invalid_choice: 'field.invalid_choice',
  too_small_number: 'field.too_small_number',
  too_small_text: 'field.too_small_text',
  too_small_list: 'field.too_small_list',
  too_big_number: 'field.too_big_number',
  too_big_text: 'field.too_big_text',
  too_big_list: 'field.too_big_list',
  too_deep: 'field.too_deep',
  unknown_field: 'field.unknown_field',
}

export function fieldText(
  texts: Texts,
  { code, facts }: Pick<FieldError, 'code' | 'facts'>,
): string {
  const key = sentences[code] ?? (texts.knows(code) ? code : 'field.invalid')
  return texts.say(key, plain(facts))
}
