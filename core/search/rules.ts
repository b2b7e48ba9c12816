/** Words as the index knows them: folded, without endings, without what says nothing. French, Dutch and English alike. */

/** What the index is built by; a change builds every index anew. */
export const INDEX_VERSION = 1
/** Longer words are cut: nobody searches by their end. */
export const LONGEST_TERM = 40
/** A question has more words than this only when it is pasted. */
const MOST_ASKED = 16
const SHORTEST_STEM = 4

/** Without capitals and accents. */
export const foldWords = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe')

/** The words of a text, folded, in their order. An elision is a word of its own: «l’aide» is «l», «aide». */
export const wordsOf = (text: string): string[] =>
  foldWords(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((it) => it !== '')

/** What is indexed and searched: every word that says something, without its endings. */
export const termsOf = (text: string): string[] =>
  wordsOf(text)
    .filter((it) => !silent.has(it) && (it.length > 1 || /\p{N}/u.test(it)))
    .map(stemOf)

/** The different terms of a question; a question of silent words alone is taken by its words. */
export function askedTerms(question: string): string[] {
  const said = [...new Set(termsOf(question))]
  const all = said.length > 0 ? said : [...new Set(wordsOf(question).map(stemOf))]
  return all.slice(0, MOST_ASKED)
}

// Longest first, so that «réparation», «réparer» and «repareren» meet in «repar».
const endings =
  'issements issement ations ements ateurs atrices ation ateur atrice ement antes ables ibles ances ences ingen tjes ieres ante ants able ible ance ence euses eries elles iere iers euse eurs erie elle eren eux eur ees ers ent ant ing ais ait ier ies ife ive jes tje ifs ee er ez es en ed if je s e x a t i'.split(
    ' ',
  )

/** A word without its endings: cheap, and wrong now and then in ways that only widen what is found. */
export function stemOf(word: string): string {
  let stem = word.slice(0, LONGEST_TERM)
  for (;;) {
    const ending = endings.find(
      (it) => stem.endsWith(it) && stem.length - it.length >= SHORTEST_STEM,
    )
    if (ending === undefined) return stem.replace(/(.)\1$/u, '$1')
    stem = stem.slice(0, -ending.length)
  }
}

/** Three letters at a time, with the beginning and the end of the word as letters. */
export function gramsOf(term: string): string[] {
  const letters = [...`_${term}_`]
  const grams = letters.slice(0, -2).map((_, i) => letters.slice(i, i + 3).join(''))
  return [...new Set(grams)]
}

/** From 0 to 1: how alike two terms are, also where one is the other with something around it («fiets», «kinderfiets»). */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  const [mine, theirs] = [gramsOf(a), new Set(gramsOf(b))]
  const shared = mine.filter((it) => theirs.has(it)).length
  const dice = (2 * shared) / (mine.length + theirs.size)
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length >= SHORTEST_STEM && long.startsWith(short)) return Math.max(dice, 0.85)
  if (short.length >= SHORTEST_STEM && long.includes(short)) return Math.max(dice, 0.6)
  return isOneSlip(a, b) ? Math.max(dice, 0.7) : dice
}

/** One letter missing, too many, other, or two in the wrong order. */
function isOneSlip(a: string, b: string): boolean {
  if (
    Math.min(a.length, b.length) < SHORTEST_STEM ||
    Math.max(a.length, b.length) < 5 ||
    Math.abs(a.length - b.length) > 1
  )
    return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  let end = 0
  while (end < Math.min(a.length, b.length) - from && a.at(-1 - end) === b.at(-1 - end)) end++
  const [left, right] = [a.slice(from, a.length - end), b.slice(from, b.length - end)]
  const isSwap = left.length === 2 && right === left[1]! + left[0]!
  return isSwap || Math.max(left.length, right.length) <= 1
}

const TITLE = 3
/** Longer texts say each word more often: this many words are usual. */
const USUAL_LENGTH = 60
export const HEAVIEST = 100

/** Term → how much a document is about it, from 1 to 100. */
export function weigh(title: string, text: string): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (term: string, by: number) => counts.set(term, (counts.get(term) ?? 0) + by)
  const body = termsOf(text)
  for (const term of termsOf(title)) add(term, TITLE)
  for (const term of body) add(term, 1)
  const spread = 1.2 * (0.25 + (0.75 * body.length) / USUAL_LENGTH)
  return new Map(
    [...counts].map(([term, n]) => [term, Math.max(1, Math.round((HEAVIEST * n) / (n + spread)))]),
  )
}

/** How rare a term is: what few documents say tells more. */
export const rarity = (documents: number, withIt: number) =>
  Math.log(1 + (documents - withIt + 0.5) / (withIt + 0.5))

const LONGEST_QUOTATION = 240

/** The passage of a text that says most of what was asked; its beginning where none says any of it. */
export function quotationOf(text: string, asked: readonly string[]): string {
  const sentences = text
    .split(/(?<=[.!?…])\s+|\n+/u)
    .map((it) => it.trim())
    .filter((it) => it !== '')
  const score = (sentence: string) => {
    const said = new Set(termsOf(sentence))
    return asked.filter((it) => said.has(it) || [...said].some((one) => likeness(it, one) >= 0.6))
      .length
  }
  const scored = sentences.map((it, place) => ({ it, place, score: score(it) }))
  const best = scored.toSorted((a, b) => b.score - a.score || a.place - b.place)[0]
  return best ? cutToWords(best.it) : ''
}

function cutToWords(text: string): string {
  if (text.length <= LONGEST_QUOTATION) return text
  const cut = text.slice(0, LONGEST_QUOTATION)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1)).trimEnd()} …`
}

/** Words that say nothing about what is looked for: of three languages, folded. */
const silent = new Set(
  'a ai aide aider aidez ainsi alors as au aucun aura aussi autre autres aux avait avec avez avoir avons bonjour c ca car ce ceci cela celle celui ces cet cette chaque cherche chercher chez combien comme comment contre d dans de depuis des dois doit donc du elle elles en encore es est et etaient etait etant ete etes etre eu eux faire fait faut fois font hier ici il ils j je juste l la le les leur leurs lors lui m ma mais me meme merci mes moi mon n ne ni nos notre nous on ont ou par parce pas peu peut peuvent peux plus pour pourquoi pouvez puis qu quand que quel quelle quelles quelqu quelque quelques quels qui quoi s sa sans se sera ses si soit son sont sous suis sur t ta te tes toi ton tous tout toute toutes tres trop trouve trouver tu un une va vers veut veux voici voila voir vos votre vous y aan al alle als andere ben bent bij dan dat deze die dit doen door dus een en er goed goedendag graag had heb hebben heeft heel help helpen het hier hij hoe ik in is ja je jij jou jouw jullie kan kunnen kunt maar me meer men met mij mijn moet moeten na naar nee niet nog nu of om omdat ons onze ook op over te tegen toch toen tot u uit uw van veel voor waar waarom wanneer was wat we wel welke werd wie wij wil willen word worden wordt zal ze zeer zelf zich zij zijn zo zoek zoeken zonder zou about am an and any anyone are at be because been but by can could did do does find for from get has have he hello her him his how i if in into is it its just like look looking me more my need needs no not of on or our out please she should so some somebody someone than thank that the their them then there these they this those to us very want was we were what when where which who why will with would you your'.split(
    ' ',
  ),
)
