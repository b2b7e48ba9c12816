/** Words as they are searched for, alike on every engine: without capitals and accents. */
import { type Expression, sql, type SqlBool } from 'kysely'

/** Composed again at the end, so that no text grows. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()

/** All words must be somewhere in the folded column; what means something in LIKE means itself. */
export const holdsWords = (column: string, search: string): Expression<SqlBool>[] =>
  fold(search)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const pattern = `%${word.replace(/[%_!]/g, '!$&')}%`
      return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '!'`
    })
