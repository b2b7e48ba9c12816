/** Calling codes of the countries this product speaks to; a number from elsewhere is written with its own +. */
const CALLING_CODES: Record<string, string> = { BE: '32', FR: '33' }

/** «0470 12.34.56» of somebody in Belgium → +32470123456 (E.164); digits alone where no country is known. */
export function storedPhone(typed: string, locale: string): string | null {
  const digits = typed.replaceAll(/\D/g, '')
  if (digits === '') return null
  if (typed.startsWith('+')) return `+${digits}`
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  const code = CALLING_CODES[locale.split('-')[1] ?? '']
  return code && digits.startsWith('0') ? `+${code}${digits.slice(1)}` : digits
}
