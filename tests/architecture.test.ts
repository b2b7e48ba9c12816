/** The architecture of this repository, as rules a machine checks. Each rule's own test is in tests/architecture/. */
import { expect, test } from 'vitest'
import { parts } from '#app/modules.ts'
import { registryParts, workspaceParts } from '#kernel/places.ts'
import * as rules from './architecture/rules.ts'
import { isThere, product, readPages, readSources, topFolders } from './architecture/sources.ts'

const everything = readSources()
const sources = product(everything)
const uses = new Map(parts.map((it) => [it.name, it.uses]))
const owned = [
  ...registryParts(parts),
  ...workspaceParts(
    parts,
    parts.map((it) => it.name),
  ),
]
const owners = new Map(
  owned.flatMap((it) => Object.keys(it.tables).map((table) => [table, it.name])),
)

test.each<[string, () => string[]]>([
  ['layers are imported downwards', () => rules.upwards(sources)],
  ['a part is entered by its doors', () => rules.burglaries(sources)],
  ['what a part imports is in its `uses`', () => rules.undeclared(sources, uses)],
  ['`uses` names nothing that is not imported', () => rules.unused(sources, uses)],
  ['parts do not use each other in circles', () => rules.circles(uses)],
  [
    '.ts runs on the server, .tsx in the browser, contracts in both',
    () => rules.crossings(sources),
  ],
  ['what both sides share imports zod/mini alone', () => rules.strangers(sources)],
  ['a thing is imported from where it lives', () => rules.barrels(sources)],
  ['imports are written out', () => rules.computedImports(sources)],
  ['a file fits in one reading', () => rules.tooLong(everything)],
  ['most files fit on a few screens', () => rules.oftenLong(everything)],
  ['a name says what the thing does', () => rules.vagueNames(everything)],
  ['the front page is the picture', () => rules.strayFolders(topFolders())],
  ['no table is read by two parts', () => rules.trespasses(sources, owners)],
  ['raw SQL names no table outside the kernel', () => rules.rawTables(sources)],
  ['links in the documentation lead somewhere', () => rules.deadLinks(readPages(), isThere)],
  ['nothing is skipped, silenced or left for later', () => rules.shortcutsTaken(everything)],
])('%s', (_, breaches) => expect(breaches()).toEqual([]))

test.each([
  ['README.md', 150],
  ['ARCHITECTURE.md', 200],
] as const)('%s is read in one go: at most %i lines', (file, most) => {
  const page = readPages().find((it) => it.file === file)
  expect(page?.text.split('\n').length).toBeLessThanOrEqual(most)
})
