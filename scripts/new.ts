/**
 * `npm run new -- …` writes the beginning of something, in the style of the house, and says what is left to do:
 *   module NAME [FEATURE] · feature MODULE/FEATURE · endpoint MODULE/FEATURE VERB-NOUN
 *   migration PART [NAME] (what tables have and migrations lack) · edge NAME
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { edgeFiles } from './templates/edge.ts'
import { endpointFiles, withRoute, withWords } from './templates/endpoint.ts'
import { featureFiles, sentences } from './templates/feature.ts'
import { lines, moduleFiles } from './templates/module.ts'
import { camel, checkName, type Files, wordsOf } from './templates/words.ts'
import { withEntry, withImport, withSentences } from './wiring.ts'

const usage = `Usage: npm run new -- WHAT NAME
  module NAME [FEATURE]                 a module with its first feature
  feature MODULE/FEATURE                a list that members read and add to
  endpoint MODULE/FEATURE VERB-NOUN     one more thing a feature answers
  migration PART [NAME]                 what a part's tables have and its migrations lack
  edge NAME                             a client of an outside service, with its simulator`

/** What was written, and what a person still has to do. */
type Done = { written: string[]; left: string[] }

export async function begin(top: string, [what, ...names]: readonly string[]): Promise<Done> {
  const read = (path: string) => readFileSync(join(top, path), 'utf8')
  const [name = '', other] = names
  const numberIn = (folder: string) =>
    String(existsSync(join(top, folder)) ? readdirSync(join(top, folder)).length + 1 : 1).padStart(
      3,
      '0',
    )

  if (what === 'module') {
    const made = moduleFiles(checkName(name), wordsOf(other ?? name))
    for (const [path, text] of listed(name, read)) made.set(path, text)
    const left = [
      `Give it its own words: modules/${name}/locales, README.md.`,
      'A kind of workspace that starts with it: `kind` in module.ts, and `kinds` in app/modules.ts.',
    ]
    return { written: write(top, made, [...listed(name, read).keys()]), left }
  }
  if (what === 'feature') {
    const [module, words] = [partOfFeature(name), wordsOf(name.split('/')[1] ?? '')]
    const migration = `${numberIn(`modules/${module}/migrations`)}-${words.feature}`
    const made = featureFiles(module, words, migration)
    const said = sentences(words)
    const catalogues = (['fr', 'nl', 'en'] as const).map((it) => {
      const path = `modules/${module}/locales/${it}.ts`
      made.set(path, withSentences(read(path), lines(said[it])))
      return path
    })
    const left = [
      `modules/${module}/module.ts: its routes, its tables, the migration ${migration}, '${words.feature}.read' and '${words.feature}.write' in the roles.`,
      `modules/${module}/pages.tsx: the page ${words.Many}Page at /${words.feature}, its line in the menu and what its permissions allow, with their words in frame/locales.`,
    ]
    return { written: write(top, made, catalogues), left }
  }
  if (what === 'endpoint') {
    const [part, feature] = [`modules/${partOfFeature(name)}`, name.split('/')[1] ?? '']
    const made = endpointFiles(part, feature, checkName(other ?? ''))
    const [contract, routes] = [`${part}/${feature}/contract.ts`, `${part}/${feature}/routes.ts`]
    made.set(contract, withWords(read(contract), feature, other!))
    made.set(routes, withRoute(read(routes), other!))
    const left = [
      `${contract}: the path, the permission, the shapes.`,
      `A story in ${part}/${feature}/${other}.test.ts.`,
    ]
    return { written: write(top, made, [contract, routes]), left }
  }
  if (what === 'migration') {
    const { migrationFile } = await import('./migration.ts')
    const [path, text] = await migrationFile(top, name, other && checkName(other))
    const left = [`List it at the end of \`migrations\` in module.ts.`]
    return { written: write(top, new Map([[path, text]])), left }
  }
  if (what === 'edge') {
    const left = [
      'The part that needs it declares a port; app/edges.ts fills it.',
      'Its variables: kernel/config.ts, with a sentence and a default.',
    ]
    return { written: write(top, edgeFiles(checkName(name))), left }
  }
  throw new Error(usage)
}

/** The three lists of parts with one more in them. */
function listed(name: string, read: (path: string) => string): Files {
  const word = camel(name)
  const at = `#modules/${name}`
  const catalogues = [
    [word, at],
    [`${word}Frame`, `${at}/frame`],
  ] as const
  const texts = catalogues
    .flatMap(([name, folder]) =>
      (['En', 'Fr', 'Nl'] as const).map(
        (it) => `import ${name}${it} from '${folder}/locales/${it.toLowerCase()}.ts'`,
      ),
    )
    .join('\n')
  const entries = catalogues
    .map(([name]) => `${name}: { fr: ${name}Fr, nl: ${name}Nl, en: ${name}En }`)
    .join(', ')
  return new Map([
    [
      'app/modules.ts',
      withEntry(
        withImport(read('app/modules.ts'), `import ${word} from '${at}/module.ts'`),
        /export const parts[^=]*= \[/,
        word,
      ),
    ],
    [
      'app/texts.ts',
      withEntry(
        withImport(read('app/texts.ts'), texts),
        /export const catalogues[^=]*= \{/,
        entries,
      ),
    ],
    [
      'app/parts.tsx',
      withEntry(
        withImport(read('app/parts.tsx'), `import ${word} from '${at}/pages.tsx'`),
        /export const parts[^=]*= \[/,
        `...${word}`,
      ),
    ],
  ])
}

function partOfFeature(name: string): string {
  const [module, feature] = name.split('/')
  if (!module || !feature) throw new Error(`"${name}": say MODULE/FEATURE.`)
  return checkName(module)
}

/** Never over what somebody wrote, save the files that are meant to grow. */
function write(top: string, made: Files, growing: readonly string[] = []): string[] {
  for (const path of made.keys())
    if (!growing.includes(path) && existsSync(join(top, path)))
      throw new Error(`${path} is there already.`)
  for (const [path, text] of made) {
    mkdirSync(dirname(join(top, path)), { recursive: true })
    writeFileSync(join(top, path), text)
  }
  const written = [...made.keys()]
  const formatter = resolve(import.meta.dirname, '../node_modules/.bin/oxfmt')
  spawnSync(
    formatter,
    written.filter((it) => !it.endsWith('.md')),
    { cwd: top },
  )
  return written
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const { written, left } = await begin(join(import.meta.dirname, '..'), process.argv.slice(2))
    console.log(
      [
        ...written.map((it) => `✓ ${it}`),
        '',
        'Left to you:',
        ...left.map((it) => `  · ${it}`),
      ].join('\n'),
    )
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 2
  }
}
