/** A sheet of codes for the day when the phone is gone. */
import { randomInt } from 'node:crypto'
import { digest } from '../secrets.ts'
import type { IdentityDb } from '../tables.ts'
import { RECOVERY_CODES } from './contract.ts'

/** Crockford's: none of the letters that are read as digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16

const newCode = () => Array.from({ length: LENGTH }, () => ALPHABET[randomInt(32)]).join('')
const inGroups = (code: string) => code.match(/.{4}/g)!.join('-')

/** As it was printed, whatever small letters, spaces, O and I it was typed with. */
const tidy = (typed: string) =>
  typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')

/** Ten new codes in clear, for the only time; the former ones end. */
export async function replaceCodes(
  db: IdentityDb,
  accountId: string,
  createdAt: Date,
): Promise<string[]> {
  await db.deleteFrom('recoveryCodes').where('accountId', '=', accountId).execute()
  const codes = Array.from({ length: RECOVERY_CODES }, newCode)
  const rows = codes.map((code) => ({ digest: digest(code), accountId, createdAt }))
  await db.insertInto('recoveryCodes').values(rows).execute()
  return codes.map(inGroups)
}

/** Uses a code up; of two at once, one gets it. */
export async function spendRecoveryCode(
  db: IdentityDb,
  accountId: string,
  typed: string,
): Promise<boolean> {
  const code = tidy(typed)
  if (code.length !== LENGTH) return false
  const { numDeletedRows } = await db
    .deleteFrom('recoveryCodes')
    .where('digest', '=', digest(code))
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

export async function countCodes(db: IdentityDb, accountId: string): Promise<number> {
  const rows = await db
    .selectFrom('recoveryCodes')
    .select('digest')
    .where('accountId', '=', accountId)
    .execute()
  return rows.length
}
