/** One name in the forms that code needs: `book-clubs` → bookClubs, BookClubs, bookClub, BookClub. */
export type Words = {
  /** As folders, paths and permissions write it: `book-clubs`. */
  feature: string
  many: string
  Many: string
  one: string
  One: string
}

export const files = (texts: Record<string, string>): Files => new Map(Object.entries(texts))
/** Path from the top of the repository → text. */
export type Files = Map<string, string>

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const vague = /(^|-)(util|helper|manager|service|common|misc|base|impl|data)s?(-|$)/

export function wordsOf(feature: string): Words {
  checkName(feature)
  const many = camel(feature)
  const one = many.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')
  return { feature, many, Many: capital(many), one, One: capital(one) }
}

export function checkName(name: string): string {
  if (!NAME.test(name)) throw new Error(`"${name}": write a name in lower case, with dashes.`)
  if (vague.test(name)) throw new Error(`"${name}" says nothing: name the thing it does.`)
  return name
}

export const camel = (name: string) =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
export const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)
