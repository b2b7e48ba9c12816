/** Cells of a file that a spreadsheet opens: nothing in them is ever taken for a formula. */

/** Begins a formula in one spreadsheet or another. */
const FORMULA = /^[\s]*[=+\-@\t\r]/

/** A number is written as it is; a text is quoted where it must be, and disarmed where it could act. */
export function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = value.replaceAll(/[\r\n]+/g, ' ')
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[";,']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Semicolons, because a Belgian spreadsheet reads the comma as the decimal sign. */
export const lineOf = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(cellOf).join(';')}\r\n`

/** So that a spreadsheet reads UTF-8. */
export const BOM = '\uFEFF'
