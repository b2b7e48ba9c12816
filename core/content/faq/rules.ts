/** Which answer fits a question in a person's own words. Runs in both. */

/** Words that stand in every question of the three languages. */
const empty = new Set(
  `alors avec avez avons cela cette comment dans des donc elle elles est etre faire faut for from have how ils je
  les leur mais moi mon nous notre on ou par pas peut peux plus pour pourquoi puis quand que quel quelle quels qui quoi
  sans ses son sont sur the this tous tout toute une vos votre vous what when where who why with you your
  aan als bij dan dat deze die door een het hoe iets ik is kan men met mijn moet naar niet nog onze ook over te uit
  van voor wat wanneer waar waarom was wel we wie wij worden zal zijn`.split(/\s+/),
)

/** The stems of what a text is about: folded, without what every sentence has, without plural endings. */
export function stems(text: string): string[] {
  const words = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]{3,}/gu)
  return [...new Set((words ?? []).filter((it) => !empty.has(it)).map(stem))]
}

const stem = (word: string) =>
  word.length > 4
    ? word.replace(/(ements?|ations?|ions?|eaux|aux|ees|ies|er|ez|es|en|s|e)$/, '')
    : word

type Known = { question: string; answer: string }

/** From 0; a word of the question weighs three times a word of the answer, and a rare word more than a common one. */
export function fits<T extends Known>(
  asked: string,
  all: readonly T[],
): { item: T; score: number }[] {
  const wanted = stems(asked)
  if (wanted.length === 0) return []
  const known = all.map((item) => ({
    item,
    question: new Set(stems(item.question)),
    answer: new Set(stems(item.answer)),
  }))
  const weightOf = (word: string) => {
    const having = known.filter((it) => it.question.has(word) || it.answer.has(word)).length
    return having === 0 ? 0 : Math.log(1 + known.length / having)
  }
  const weights = new Map(wanted.map((it) => [it, weightOf(it)]))
  return known
    .map(({ item, question, answer }) => ({
      item,
      score: wanted.reduce(
        (sum, it) => sum + weights.get(it)! * (question.has(it) ? 3 : answer.has(it) ? 1 : 0),
        0,
      ),
    }))
    .filter((it) => it.score > 0)
    .toSorted((a, b) => b.score - a.score)
}
