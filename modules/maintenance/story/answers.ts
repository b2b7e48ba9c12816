/** What a technician of the story answers to a step: as it should be, or not. */
import { createHash } from 'node:crypto'
import { newId } from '#kernel/ids.ts'
import type { Happening } from '../executions/contract.ts'
import type { Answer, Step } from '../steps/contract.ts'
import type { Drawing } from './pictures.ts'

export type Photo = { photoId: string; bytes: Buffer }
export type Said = { events: Happening[]; photos: Photo[] }
type Pictures = Record<Drawing, Buffer>

/** Everything there is to say of one step. `n` makes values differ from one time to the next. */
export function sayOf(step: Step, pictures: Pictures, n: number, isWrong: boolean): Said {
  const { key: stepKey, validation: asked } = step
  const events: Happening[] = []
  const photos: Photo[] = []
  const picture = (drawing: Drawing) => {
    const bytes = pictures[drawing]
    const photoId = newId()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const name = `${drawing}.jpg`
    photos.push({ photoId, bytes })
    events.push({ kind: 'photographed', stepKey, photoId, sha256, bytes: bytes.length, name })
  }
  if (asked.kind === 'photo')
    for (let i = 0; i < asked.min; i++) picture(step.isGate ? 'lock' : i % 2 ? 'running' : 'sound')
  if (asked.kind === 'timer') {
    events.push({ kind: 'timer-started', stepKey })
    events.push({ kind: 'timer-ended', stepKey, elapsedMs: asked.seconds * 1000 + 1200 })
  }
  const answer = answerOf(step, n, isWrong)
  if (answer) events.push({ kind: 'answered', stepKey, answer, base: null })
  if (isWrong) {
    const text = faults[n % faults.length]!
    events.push({ kind: 'commented', stepKey, text: text.words, base: null })
    picture(text.drawing)
  }
  events.push({ kind: isWrong ? 'nonconform' : 'done', stepKey })
  return { events, photos }
}

const faults: readonly { words: string; drawing: Drawing }[] = [
  {
    words: 'Connecteur noirci sur la chaîne 4, à remplacer avant la remise en service.',
    drawing: 'connector',
  },
  { words: 'Point chaud net sur un module de la deuxième rangée.', drawing: 'hotspot' },
  { words: 'Verre fendu, sans doute la grêle de mai.', drawing: 'broken' },
  { words: 'Salissures épaisses en bas des modules, nettoyage à prévoir.', drawing: 'soiled' },
  { words: 'L’onduleur affiche E-017, isolement insuffisant.', drawing: 'fault' },
]

function answerOf({ validation: asked }: Step, n: number, isWrong: boolean): Answer | undefined {
  switch (asked.kind) {
    case 'measure':
      return { kind: 'measure', value: valueOf(asked.min, asked.max, n, isWrong) }
    case 'choice': {
      const fitting = asked.options.filter((it) => it.isNonconform === isWrong)
      const option = (fitting[0] ?? asked.options[0]!).key
      return { kind: 'choice', option }
    }
    case 'checklist':
      return { kind: 'checklist', checked: asked.items.map((it) => it.key) }
    case 'text':
      return { kind: 'text', text: 'Rien de particulier. Temps sec, 14 °C.' }
    case 'signature':
      return {
        kind: 'signature',
        name: 'M. Claes',
        strokes: [[120, 260, 240, 120, 380, 280, 620, 140]],
      }
    case 'scan':
      return { kind: 'scan', code: asked.expected || 'HX-2201-0417' }
    case 'aiCheck':
      return { kind: 'aiCheck', isFine: !isWrong }
    default:
      return undefined
  }
}

/** Inside the bounds, or plainly outside. */
function valueOf(min: number | null, max: number | null, n: number, isWrong: boolean): number {
  const [low, high] = [min ?? (max === null ? 10 : max / 4), max ?? (min ?? 10) * 4]
  if (!isWrong) return Math.round((low + ((high - low) * (1 + (n % 7))) / 9) * 100) / 100
  return min === null ? high * 1.5 + 1 : Math.round(low * 40) / 100
}
