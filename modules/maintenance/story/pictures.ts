/** Photos of the story: drawn here, so that nobody's roof is shown. */

const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720"><rect width="960" height="720" fill="#cfd8dc"/>${inside}</svg>`

/** Six by four cells; `over` is drawn on top. */
const panel = (over: string, frame = '#90a4ae') => {
  const cells = Array.from({ length: 24 }, (_, i) => {
    const [x, y] = [130 + (i % 6) * 118, 110 + Math.floor(i / 6) * 128]
    return `<rect x="${x}" y="${y}" width="110" height="120" fill="#1d3557"/><path d="M${x} ${y + 40}h110M${x} ${y + 80}h110" stroke="#457b9d" stroke-width="2"/>`
  }).join('')
  return svg(`<rect x="110" y="90" width="740" height="540" fill="${frame}"/>${cells}${over}`)
}

const display = (lines: readonly string[]) =>
  svg(
    `<rect x="180" y="120" width="600" height="480" rx="30" fill="#eceff1" stroke="#78909c" stroke-width="8"/><rect x="250" y="200" width="460" height="220" fill="#263238"/>${lines
      .map(
        (it, i) =>
          `<text x="280" y="${270 + i * 60}" font-family="monospace" font-size="44" fill="#aed581">${it}</text>`,
      )
      .join('')}`,
  )

const drawings = {
  sound: panel(''),
  hotspot: panel('<circle cx="540" cy="300" r="70" fill="#e63946" opacity=".85"/>'),
  soiled: panel('<path d="M110 520h740v110H110z" fill="#8d6e63" opacity=".7"/>'),
  broken: panel(
    '<path d="M300 130l90 150-60 40 130 190M390 280l160-60M330 320l-120 60" stroke="#fff" stroke-width="5" fill="none"/>',
  ),
  connector: svg(
    '<path d="M0 380h380" stroke="#212121" stroke-width="40"/><path d="M580 380h380" stroke="#212121" stroke-width="40"/><rect x="360" y="330" width="240" height="100" rx="24" fill="#3e2723"/><path d="M440 330q40 60 100 20l-20 80h-90z" fill="#ff7043"/>',
  ),
  lock: svg(
    '<rect x="340" y="320" width="280" height="240" rx="24" fill="#c62828"/><path d="M400 320v-70a80 80 0 0 1 160 0v70" fill="none" stroke="#607d8b" stroke-width="36"/><rect x="400" y="400" width="160" height="80" fill="#fff8e1"/>',
  ),
  running: display(['PAC 31.4 kW', 'UDC 642 V']),
  fault: display(['E-017 Riso', 'PAC  0.0 kW']),
} as const
export type Drawing = keyof typeof drawings

/** As JPEG, each drawn once. */
export async function drawnPictures(): Promise<Record<Drawing, Buffer>> {
  const { default: sharp } = await import('sharp')
  const names = Object.keys(drawings) as Drawing[]
  const drawn = await Promise.all(
    names.map(async (name) => {
      const bytes = await sharp(Buffer.from(drawings[name])).jpeg({ quality: 80 }).toBuffer()
      return [name, bytes] as const
    }),
  )
  return Object.fromEntries(drawn) as Record<Drawing, Buffer>
}
