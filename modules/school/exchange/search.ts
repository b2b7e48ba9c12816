import { type Expression, sql, type SqlBool } from 'kysely'

/**
 * Without capitals, accents and surplus spaces: «Élodie  Noël» is found by «elodie noel».
 * Composed again at the end, so that no text grows (Korean would, threefold).
 */
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
