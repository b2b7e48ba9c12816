/** What is decided without any model: the life of an analysis, and when somebody has to stop. Runs in both. */
import { machine } from '#kernel/machine.ts'
import type { Findings } from './contract.ts'

export const analysisMachine = machine({
  name: 'analysis',
  states: [
    'uploaded',
    'queued',
    'analysing',
    'proposed',
    'accepted',
    'corrected',
    'rejected',
    'failed',
  ],
  initial: 'uploaded',
  moves: {
    queue: { from: ['uploaded'], to: 'queued', by: ['member'] },
    start: { from: ['queued'], to: 'analysing', by: ['system'] },
    propose: { from: ['analysing'], to: 'proposed', by: ['system'] },
    fail: { from: ['queued', 'analysing'], to: 'failed', by: ['system'] },
    retry: { from: ['failed'], to: 'queued', by: ['member'] },
    accept: { from: ['proposed'], to: 'accepted', by: ['member'] },
    correct: { from: ['proposed'], to: 'corrected', by: ['member'] },
    reject: { from: ['proposed'], to: 'rejected', by: ['member'] },
  },
})

const plain = (text: string) =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase()

/** Also «sans danger»: whoever has to say that nothing is dangerous speaks of danger. */
const DANGER = new RegExp(
  [
    "sous tension|haute tension|arc electrique|electrocut|electrisation|choc electrique|defaut d'isolement|consigna",
    'court-?circuit|etincelle|fumee|flamme|incendie|brul|carbonis|fondu|denude|fils? nus?|danger',
    'onder spanning|vlamboog|elektrocut|elektrische schok|kortsluiting|vonk|rook|vlam|verbrand|gesmolten|gevaar|isolatiefout|vergrendel',
    'live (wire|part|work|conductor)|arc flash|electric shock|short[- ]?circuit|spark|smoke|flame|fire|burn|melted|bare (wire|conductor)|insulation fault|lock-?out',
  ].join('|'),
)
export const speaksOfDanger = (text: string): boolean => DANGER.test(plain(text))

const ACTION =
  /\b(debranch|connect|deconnect|ouvr|ferm|resserr|serr|mesur|touch|coup|raccord|remplac|devis|dechar|remet|mettez|retir|verifi|sluit|open|maak|meet|raak|knip|vervang|draai|zet|ontkoppel|disconnect|close|tighten|measure|touch|cut|replace|unscrew|remove|switch|check)\w*/

/** Work that is advised and found in no document: `[2]` names one that is there. */
export function isUncited(text: string, sources: number): boolean {
  if (!ACTION.test(plain(text))) return false
  return ![...text.matchAll(/\[(\d{1,2})\]/g)].some(
    ([, n]) => Number(n) >= 1 && Number(n) <= sources,
  )
}

const electrical: ReadonlySet<string> = new Set(['burnt-connector', 'damaged-cable', 'hotspot'])

type Seen = {
  words: string
  findings:
    | (Pick<Findings, 'equipment' | 'state' | 'urgency'> & {
        defects: readonly Findings['defects'][number][]
      })
    | null
  /** Gates of the execution that are not done; null when it is about none. */
  openGates: number | null
}

/**
 * Whether the red card stands above it. What a model says may only add to it: that all is well counts where the
 * execution's own gates are done, and nobody, the model included, spoke of danger.
 */
export function isDangerous({ words, findings, openGates }: Seen): boolean {
  if (openGates !== null && openGates > 0) return true
  if (speaksOfDanger(words)) return true
  if (!findings) return false
  const { equipment, state, defects, urgency } = findings
  if (state === 'dangerous' || urgency === 'now') return true
  if (defects.some((it) => electrical.has(it.kind))) return true
  return [equipment, ...defects.map((it) => it.text)].some(speaksOfDanger)
}
