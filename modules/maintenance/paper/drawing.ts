/** Pictures for paper: photos small enough for a letter, signatures as they were drawn. */
import sharp from 'sharp'
import type { Answer } from '../steps/contract.ts'

/** All photos of a report together: with its letters it stays below 8 MB, so that a mail takes it along. */
const ROOM = 7_000_000
/** The widest is 250 points to the inch and more on half a page of A4. */
const sizes = [
  { width: 900, quality: 74 },
  { width: 720, quality: 62 },
  { width: 480, quality: 50 },
]

/** JPEG, because paper takes nothing that is smaller; what the camera wrote into it is gone. `of`: how many there are. */
export async function printable(bytes: Uint8Array, of = 1): Promise<Buffer> {
  for (const [i, { width, quality }] of sizes.entries()) {
    const made = await sharp(bytes, { failOn: 'error' })
      .autoOrient()
      .resize(width, width, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality })
      .toBuffer()
    if (made.length <= ROOM / of || i === sizes.length - 1) return made
  }
  throw new Error('there is no size')
}

type Signature = Extract<Answer, { kind: 'signature' }>

/** The box is 1000 × 400; each stroke is x, y, x, y … A single point is a dot. */
export function signatureSvg({ strokes }: Pick<Signature, 'strokes'>): Uint8Array {
  const paths = strokes.map((stroke) => {
    const points: string[] = []
    for (let i = 0; i + 1 < stroke.length; i += 2) points.push(`${stroke[i]} ${stroke[i + 1]}`)
    const [first = '0 0', ...rest] = points
    return `M${first}${rest.length ? rest.map((it) => `L${it}`).join('') : `L${first}`}`
  })
  const pen = 'fill="none" stroke="#1b2220" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"' // prettier-ignore
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 400"><path d="${paths.join('')}" ${pen}/></svg>`,
  )
}
