/** Months, means and lines of a spreadsheet. Runs in both. */

/** Excel runs what begins like a formula, so such a cell begins with an apostrophe. */
const cell = (value: string | number) => {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
export const lineOf = (cells: readonly (string | number)[]): string =>
  `${cells.map(cell).join(';')}\r\n`
/** Tells Excel that what follows is UTF-8. */
export const BOM = '\uFEFF'

/** Every month from one to another, `2026-11`. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  let [year = 0, month = 0] = first.split('-').map(Number)
  for (let at = first; at <= last && months.length < 100;) {
    months.push(at)
    month = month === 12 ? 1 : month + 1
    if (month === 1) year++
    at = `${year}-${String(month).padStart(2, '0')}`
  }
  return months
}

export const meanOf = (sum: number, count: number): number | null =>
  count === 0 ? null : Math.round(sum / count)
