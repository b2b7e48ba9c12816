/** One more endpoint of a feature: its words go to the contract, its function to a file, its line to the routes. */
import { camel, capital, type Files, files } from './words.ts'

/** `name` is verb and noun: `read-summary`. */
export function endpointFiles(part: string, feature: string, name: string): Files {
  return files({ [`${part}/${feature}/${name}.ts`]: business(camel(name)) })
}

export function withWords(contract: string, feature: string, name: string): string {
  const [word, Word] = [camel(name), capital(camel(name))]
  return `${contract}
export const ${Word} = z.object({ asOf: Instant })

export const ${word} = endpoint('GET /${feature}/${name.replace(/^[a-z]+-/, '')}', {
  may: '${feature}.read',
  input: z.object({}),
  reply: ${Word},
})
`
}

export function withRoute(routes: string, name: string): string {
  const word = camel(name)
  const imports = `import { ${word} } from './contract.ts'\nimport { ${word}Now } from './${name}.ts'\n`
  const line = `export const routes = [on(${word}, ${word}Now), `
  return imports + routes.replace(/export const routes = \[/, line)
}

const business = (word: string) => `\
import type { Context } from '#kernel/module.ts'

export async function ${word}Now({ now }: Context) {
  return { asOf: now() }
}
`
