/** Days and months as the school's clock shows them. */
export function dayIn(timeZone: string): (moment: Date) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return (moment) => format.format(moment)
}

export const monthOf = (day: string) => day.slice(0, 7)

/** Every month from one to another, also those in which nothing happened. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  let [year, month] = first.split('-').map(Number) as [number, number]
  for (let at = first; at <= last;) {
    months.push(at)
    month = month === 12 ? 1 : month + 1
    if (month === 1) year++
    at = `${year}-${String(month).padStart(2, '0')}`
  }
  return months
}
