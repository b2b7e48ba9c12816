/** Without accents and capitals: `chloe` finds Chloé. */
export const plain = (words: string) =>
  words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
