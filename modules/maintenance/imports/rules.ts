/** From the lines of a document to steps: numbers first, then headings, then sentences that tell somebody to do something. */
import { MOST_STEPS, type Step, type Validation } from '../steps/contract.ts'
import { emptyStep, keyFor } from '../steps/rules.ts'
import type { Line } from './contract.ts'

export type Read = { title: string; description: string; steps: Step[] }
type Begun = { title: string; why: string; how: string[]; page: number }

/** Fewer letters than this in all: pages are pictures. */
const FEWEST_LETTERS = 20
export const isScanned = (lines: readonly Line[]) =>
  lines.reduce((sum, it) => sum + (it.text.match(/\p{L}/gu)?.length ?? 0), 0) < FEWEST_LETTERS

const numbered =
  /^(?:(?:étape|etape|stap|step|schritt)\s*)?(\d{1,2}(?:\.\d{1,2})?)\s*(?:[.):°–-]|\s)\s*(?=\p{L})(.+)$/iu
const bulleted = /^[-–•▪*✓☐]\s+(.+)$/u

/** What the document says should be done; undefined where nothing looks like steps. */
export function readSteps(lines: readonly Line[]): Read | undefined {
  const all = lines.map((it) => ({ ...it, text: it.text.trim() })).filter((it) => it.text !== '')
  const first = all[0]
  if (!first) return undefined
  const named = all.find((it) => it.kind === 'heading' && !numbered.test(it.text)) ?? first
  const rest = all.filter((it) => it !== named)
  const found = [byNumbers(rest), byHeadings(rest), byOrders(rest)].find(
    (it) => it.steps.length >= 2,
  )
  if (!found) return undefined
  const description = found.before.join('\n').slice(0, 5000)
  return { title: cut(named.text, 200), description, steps: stepsFrom(found.steps) }
}

type Found = { before: string[]; steps: Begun[] }

/** «1. Ouvrir …», «Étape 2 : …», and the items of lists; what follows belongs to the one before. */
function byNumbers(lines: readonly Line[]): Found {
  const isNumbered = lines.filter((it) => it.kind === 'item' || numbered.test(it.text)).length >= 2
  return gathered(lines, (it) => {
    const number = numbered.exec(it.text)
    if (number) return number[2]
    const bullet = bulleted.exec(it.text)
    if (bullet && !isNumbered) return bullet[1]
    return it.kind === 'item' ? it.text : undefined
  })
}

/** Each heading is a step, and what stands below it how it is done. */
const byHeadings = (lines: readonly Line[]): Found =>
  gathered(lines, (it) => (it.kind === 'heading' ? it.text : undefined))

const orders =
  /^(?:[\p{Lu}][\p{L}’']*(?:er|ir|re|ez)|Mettez|Faites|Check|Open|Close|Measure|Remove|Switch|Disconnect|Connect|Wait|Verify|Clean|Install|Replace|Tighten|Take|Put|Controleer|Open|Sluit|Meet|Verwijder|Schakel|Wacht|Reinig|Plaats|Vervang|Neem|Zet)\s/u

/** Sentences that begin with what somebody should do. */
const byOrders = (lines: readonly Line[]): Found =>
  gathered(lines, (it) => (orders.test(`${it.text} `) ? it.text : undefined))

function gathered(lines: readonly Line[], begins: (line: Line) => string | undefined): Found {
  const before: string[] = []
  const steps: Begun[] = []
  let section = ''
  for (const line of lines) {
    const title = begins(line)
    if (title !== undefined) {
      steps.push({ title, why: section, how: [], page: line.page })
      section = ''
    } else if (line.kind === 'heading') section = line.text
    else if (steps.length === 0) before.push(line.text)
    else steps.at(-1)!.how.push(line.text)
  }
  return { before, steps }
}

function stepsFrom(found: readonly Begun[]): Step[] {
  const taken = new Set<string>()
  return found.slice(0, MOST_STEPS).map(({ title: whole, why, how, page }) => {
    // The first sentence says what, the others how.
    const [, head, tail = ''] = /^(.{3,160}?[.!?:])\s+(.+)$/su.exec(whole) ?? ['', whole]
    const title = cut(head!.replace(/[.:]\s*$/u, ''), 200)
    const key = keyFor(title, taken)
    taken.add(key)
    const instructions = cut([tail, ...how].filter(Boolean).join('\n'), 20_000)
    const said = `${title}\n${instructions}`
    const isGate = gates.test(said)
    return {
      ...emptyStep(key, title),
      description: cut(why, 2000),
      instructions,
      validation: proofIn(said),
      isGate,
      isCritical: isGate,
      sourcePage: page,
    }
  })
}

const cut = (text: string, most: number) => [...text.trim()].slice(0, most).join('').trim()

const gates =
  /consign|absence de tension|équipements? de protection|\bEPI\b|lock-?out|spanningsloos|vergrendel|absence of voltage|protective equipment/iu
const number = String.raw`(-?\d+(?:[.,]\d+)?)`
const units = String.raw`(MΩ|kΩ|mΩ|Ω|kV|mV|V|mA|A|W/m²|kW|W|°C|N·m|Nm|Hz|bar|mm|cm|%)`
const between = new RegExp(
  String.raw`(?:entre|between|tussen)\s+${number}\s*(?:${units}\s*)?(?:et|and|en)\s+${number}\s*${units}`,
  'iu',
)
const atLeast = new RegExp(
  String.raw`(?:≥|>=|>|au moins|minimum|at least|minstens)\s*${number}\s*${units}`,
  'iu',
)
const atMost = new RegExp(
  String.raw`(?:≤|<=|<|au plus|maximum|at most|hoogstens|inférieure? à)\s*${number}\s*${units}`,
  'iu',
)
const measures = /mesur|relev|\bmeet\b|meten|measure/iu

/** What the words ask for; a person looks at it before anybody works by it. */
function proofIn(said: string): Validation {
  const amount = (text: string | undefined) => Number((text ?? '').replace(',', '.'))
  const range = between.exec(said)
  const [least, most] = [atLeast.exec(said), atMost.exec(said)]
  if (measures.test(said) && (range || least || most)) {
    const unit = (range?.[4] ?? least?.[2] ?? most?.[2])!
    const min = range ? amount(range[1]) : least ? amount(least[1]) : null
    const max = range ? amount(range[3]) : most ? amount(most[1]) : null
    return { kind: 'measure', unit, min, max, instrument: '' }
  }
  const waiting = /(?:attend|wacht|wait)\D{0,40}?(\d{1,3})\s*min/iu.exec(said)
  if (waiting) return { kind: 'timer', seconds: Math.max(1, Number(waiting[1])) * 60 }
  if (/photo|\bfoto/iu.test(said)) return { kind: 'photo', min: 1, max: 3 }
  if (/(?<!\p{L})sign(?:er|ez|ature)|handteken|onderteken/iu.test(said))
    return { kind: 'signature', signer: '' }
  return { kind: 'manual' }
}
