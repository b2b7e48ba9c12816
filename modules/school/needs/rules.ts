/** The lives of needs and answers, and what fits what: no rows, no clock, the same in server and browser. */
import { machine } from '#kernel/machine.ts'
import { DAY } from '#kernel/time.ts'
import type { Weekday } from '../agenda/contract.ts'
import { daysIn } from '../agenda/rules.ts'
import { LIFE_DAYS, REMINDER_DAYS, type Reasons } from './contract.ts'

/** `owner` looks for help, `helper` gives it, `system` is the clock or a departure. */
export const needMachine = machine({
  name: 'need',
  states: ['open', 'matched', 'closed', 'expired'],
  initial: 'open',
  moves: {
    match: { from: ['open'], to: 'matched', by: ['owner'] },
    release: { from: ['matched'], to: 'open', by: ['owner', 'helper', 'system'] },
    close: { from: ['open', 'matched'], to: 'closed', by: ['owner', 'system'] },
    expire: { from: ['open'], to: 'expired', by: ['system'] },
    reopen: { from: ['expired'], to: 'open', by: ['owner'] },
  },
})

export const answerMachine = machine({
  name: 'answer',
  states: ['offered', 'accepted', 'declined', 'withdrawn'],
  initial: 'offered',
  moves: {
    accept: { from: ['offered'], to: 'accepted', by: ['owner'] },
    decline: { from: ['offered', 'accepted'], to: 'declined', by: ['owner'] },
    withdraw: { from: ['offered', 'accepted'], to: 'withdrawn', by: ['helper', 'system'] },
    repeat: { from: ['withdrawn'], to: 'offered', by: ['helper'] },
  },
})

export const needExpiryOf = (from: Date) => new Date(from.getTime() + LIFE_DAYS * DAY)
export const reminderOf = (expiresAt: Date) => new Date(expiresAt.getTime() - REMINDER_DAYS * DAY)

// ── what fits ───────────────────────────────────────────────────────────────────────────────────

/** `folded` is without capitals and accents; `slots` are bits of the week, 0 when nothing was said. */
export type Fitting = { id: string; category: string; folded: string; slots: number }

const ENOUGH_WORDS = 3
const weights = { category: 4, word: 2, days: 1 }

/**
 * What fits, the best first: the same category or words in common, then days on which both can. Whoever has said when,
 * and never at the same time, comes after those who may. The same rows always come in the same order.
 */
export function rank<It extends Fitting>(
  wanted: Omit<Fitting, 'id'>,
  among: readonly It[],
  most = 10,
): { it: It; score: number; reasons: Reasons }[] {
  const wantedStems = stemsOf(wanted.folded)
  const found = among.flatMap((it) => {
    const words = [...stemsOf(it.folded)].filter(([stem]) => wantedStems.has(stem))
    const isSameCategory = it.category === wanted.category
    if (!isSameCategory && words.length === 0) return []
    const days: Weekday[] = daysIn(it.slots & wanted.slots)
    const isNever = it.slots !== 0 && wanted.slots !== 0 && days.length === 0
    const score =
      (isSameCategory ? weights.category : 0) +
      Math.min(words.length, ENOUGH_WORDS) * weights.word +
      (days.length > 0 ? weights.days : 0) -
      (isNever ? weights.days : 0)
    const shown = words.slice(0, ENOUGH_WORDS).map(([, word]) => word)
    return [{ it, score, reasons: { category: isSameCategory, words: shown, days } }]
  })
  return found.toSorted((a, b) => b.score - a.score || (a.it.id < b.it.id ? 1 : -1)).slice(0, most)
}

/** Stem → the first word that has it. */
function stemsOf(folded: string): Map<string, string> {
  const stems = new Map<string, string>()
  for (const word of folded.split(/[^\p{L}\p{N}]+/u)) {
    if (word.length < 4 || common.has(word)) continue
    const stem = stemOf(word)
    if (!stems.has(stem)) stems.set(stem, word)
  }
  return stems
}

const SHORTEST_STEM = 4
// Longest first. French, Dutch and English together: «réparation», «réparer» and «repareren» meet in «repar».
const endings =
  'issements ations ements issant ation ateur atrice ement euses eries elles ingen tjes eren erie euse eurs elle eur ees ers ing ant ent jes tje ies ier ees ee er ez es en ed je s e x'.split(
    ' ',
  )

/** A word without its endings: cheap, and wrong now and then in ways that only widen what is found. */
export function stemOf(word: string): string {
  const ending = endings.find((it) => word.endsWith(it) && word.length - it.length >= SHORTEST_STEM)
  return ending === undefined ? word : stemOf(word.slice(0, -ending.length))
}

/** Words that say nothing about the help: of three languages, without accents. */
const common = new Set(
  'aide aider aidez aimer aussi autre autres avec avoir besoin bien bonjour cela cette chaque chez cherche chercher comme dans depuis deux donner elle elles encore enfant enfants entre etre faire fait fois heure heures jour jours leur leurs maison mais meme merci mois moins notre nous pendant petit petite petits plus pour pouvez quand quel quelle quelqu quelques sans semaine soir sont sous tous tout toute toutes trois tres venir vers votre vous matin midi samedi dimanche lundi mardi mercredi jeudi vendredi apres avant geen graag heel helpen hulp hebben heeft iemand kunnen maar mijn moet naar niet nodig onze over samen thuis twee uren voor waar week worden zijn zoek zoeken kind kinderen about after also anyone before children could from have help here home hour hours into just like look looking minutes need needs once please some someone than that their them then there they this time very want week what when where will with would your maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
)
