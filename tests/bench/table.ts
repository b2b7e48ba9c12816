/** Figures as a table: ratios first, goals beside; absolute values only show the order of size. */
export type Figure = {
  name: string
  ratio?: number
  /** The ratio may be at most this. */
  goal?: number | undefined
  ours: number
  bare?: number
  /** Our value may be at most this. */
  most?: number
  unit: 'ms' | 'MB' | 's'
}

export const heading = (place: string) =>
  `\n${place.padEnd(22)}${'ratio'.padStart(8)}   ${'goal'.padEnd(12)}${'ours'.padStart(10)}${'bare'.padStart(12)}`

export function line({ name, ratio, goal, ours, bare, most, unit }: Figure): string {
  const limit = goal === undefined ? most : goal
  const value = goal === undefined ? ours : ratio!
  const wanted = limit === undefined ? '' : `${value <= limit ? '✓' : '✗'} ≤ ${limit}`
  const scaled = goal === undefined && most !== undefined ? ` ${unit}` : ' ×'
  return [
    name.padEnd(22),
    (ratio === undefined ? '' : `${ratio.toFixed(2)} ×`).padStart(8),
    `   ${`${wanted}${limit === undefined ? '' : scaled}`.padEnd(12)}`,
    `${short(ours)} ${unit}`.padStart(10),
    (bare === undefined ? '' : `${short(bare)} ${unit}`).padStart(12),
  ].join('')
}

const short = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0))
