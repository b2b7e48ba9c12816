/** Hashing and checking passwords. 19 MiB, two passes, one lane: OWASP's minimum for argon2id (cheat sheet, 2024). */
import { hash, parseOptions, verify } from '@node-rs/argon2'
import { verify as verifyBcrypt } from '@node-rs/bcrypt'
import { InvalidInput } from '#kernel/contract.ts'
import { guessedPasswords } from './guessed-passwords.ts'

const POLICY = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Each hash takes 19 MiB and one core: more at once would only slow everybody else's requests. */
const AT_ONCE = 2

export const hashPassword = (password: string) => inTurn(() => hash(password, POLICY))

let decoy: Promise<string> | undefined

/** A missing hash costs the same time as a wrong password. `rehash`: right, but kept in an older form. */
export async function checkPassword(
  stored: string | null,
  password: string,
): Promise<{ right: boolean; rehash: boolean }> {
  if (stored === null) {
    const nobody = await (decoy ??= hashPassword('nobody has this password'))
    await inTurn(() => verify(nobody, password))
    return { right: false, rehash: false }
  }
  if (/^\$2[aby]\$/.test(stored))
    return { right: await inTurn(() => verifyBcrypt(password, stored)), rehash: true }
  const { memoryCost, timeCost } = parseOptions(stored)
  const rehash = memoryCost < POLICY.memoryCost || timeCost < POLICY.timeCost
  return { right: await inTurn(() => verify(stored, password)), rehash }
}

/** Refuses what an attacker tries first: the commonest passwords, the person's own address or name, one character repeated. */
export function refuseEasy(password: string, email: string, name: string): void {
  const plain = password.toLowerCase()
  const letters = plain.replaceAll(/[^a-z]/g, '')
  const own = [email.toLowerCase(), email.toLowerCase().split('@')[0]!, name.toLowerCase()]
  const isEasy =
    guessedPasswords.has(plain) ||
    (letters.length >= 5 && guessedPasswords.has(letters)) ||
    new Set(plain).size < 4 ||
    own.some((it) => it.length >= 6 && plain.includes(it) && plain.length < it.length + 5)
  if (isEasy)
    throw InvalidInput({
      errors: [{ path: 'password', code: 'identity.password-too-easy', facts: {} }],
    })
}

let running = 0
const waiting: (() => void)[] = []

async function inTurn<R>(work: () => Promise<R>): Promise<R> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
