/** A word on a password while it is typed. The server decides; this only helps to choose. */
import { SHORTEST_PASSWORD } from './contract.ts'

export type Strength = 'short' | 'weak' | 'fair' | 'good'

const GOOD_LENGTH = 15
const GOOD_VARIETY = 8
const LEAST_VARIETY = 5

export function strengthOf(password: string): Strength {
  const letters = [...password]
  const variety = new Set(letters).size
  if (letters.length < SHORTEST_PASSWORD) return 'short'
  // One word with a few figures behind it, or figures alone, is what guessing machines try first.
  const isPlain =
    letters.length < GOOD_LENGTH && /^(\p{L}+\d{0,4}[!.?]?|[\d\s./-]+)$/u.test(password)
  if (variety < LEAST_VARIETY || isPlain) return 'weak'
  return letters.length >= GOOD_LENGTH && variety >= GOOD_VARIETY ? 'good' : 'fair'
}
