/** How long a reader waits for the first byte of a public page, as the slowest but a twentieth of them do. */
import http from 'node:http'
import { SLUG } from './scene.ts'
import type { Figure } from './table.ts'

const WARM = 100
const ASKED = 400
/** Readers at once. */
const WIDTH = 4

const firstByteMs = (address: string, agent: http.Agent) =>
  new Promise<number>((resolve, reject) => {
    const begun = performance.now()
    const request = http.get(`${address}/${SLUG}/fr`, { agent }, (answer) => {
      const ms = performance.now() - begun
      answer.resume()
      answer.once('end', () =>
        answer.statusCode === 200
          ? resolve(ms)
          : reject(new Error(`the public page answered ${answer.statusCode}`)),
      )
    })
    request.once('error', reject)
  })

export async function publicPage(address: string): Promise<Figure> {
  const agent = new http.Agent({ keepAlive: true })
  const waited: number[] = []
  let left = WARM + ASKED
  const reader = async () => {
    while (left-- > 0) waited.push(await firstByteMs(address, agent))
  }
  await Promise.all(Array.from({ length: WIDTH }, reader))
  agent.destroy()
  const sorted = waited.slice(WARM).toSorted((a, b) => a - b)
  const ours = sorted[Math.floor(sorted.length * 0.95)]!
  return { name: 'public page, first byte p95', ours, most: 100, unit: 'ms' }
}
