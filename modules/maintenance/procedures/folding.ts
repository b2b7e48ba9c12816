import { type Expression, sql, type SqlBool } from 'kysely'

/** Without capitals, accents and surplus spaces, composed again so that no text grows. */
export const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()

/** One condition per word; all must be somewhere in the folded column. */
export const hasWords = (column: string, search: string): Expression<SqlBool>[] =>
  fold(search)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const pattern = `%${word.replace(/[%_!]/g, '!$&')}%`
      return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '!'`
    })

/** Each name once, whatever its capitals and accents: the first way of writing it stays. */
export function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const name of names) if (!seen.has(fold(name))) seen.set(fold(name), name)
  return [...seen.values()]
}
