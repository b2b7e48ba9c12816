/** A module with its first feature: manifests of both sides, catalogues, README. */
import { featureFiles, frameSentences, sentences } from './feature.ts'
import { camel, capital, type Files, files, type Words } from './words.ts'

export function moduleFiles(module: string, words: Words): Files {
  const migration = `001-${words.feature}`
  const said = sentences(words)
  const framed = frameSentences(words)
  const manifest = files({
    [`modules/${module}/README.md`]: readme(module, words),
    [`modules/${module}/module.ts`]: server(module, words, migration),
    [`modules/${module}/pages.tsx`]: browser(module, words),
    ...catalogue(
      `modules/${module}`,
      said,
      `${camel(module)}Texts`,
      `Where the words of ${module} lie.`,
    ),
    ...catalogue(
      `modules/${module}/frame`,
      framed,
      'frameTexts',
      'What the frame around the pages says of this part.',
    ),
  })
  return new Map([...manifest, ...featureFiles(module, words, migration)])
}

type Said = Record<'fr' | 'nl' | 'en', Record<string, string>>

const catalogue = (folder: string, said: Said, name: string, comment: string) => ({
  [`${folder}/texts.tsx`]: texts(name, comment),
  [`${folder}/locales/fr.ts`]: `export default {\n${lines(said.fr)}} as const\n`,
  [`${folder}/locales/nl.ts`]: translation(said.nl),
  [`${folder}/locales/en.ts`]: translation(said.en),
})

const texts = (name: string, comment: string) => `\
/** ${comment} */
export const ${name} = {
  fr: () => import('./locales/fr.ts'),
  nl: () => import('./locales/nl.ts'),
  en: () => import('./locales/en.ts'),
}
`

export const lines = (said: Record<string, string>) =>
  Object.entries(said)
    .map(([key, sentence]) => `  '${key}': '${sentence}',\n`)
    .join('')

const translation = (said: Record<string, string>) => `\
import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
${lines(said)}} as const satisfies Like<typeof fr>
`

const readme = (module: string, { feature, one }: Words) => `\
# ${capital(module)}

Members of a workspace read and add ${feature}.

- **Words**: a *${one}* has a name.
- **Rules**: a viewer reads, every other member adds; sent twice, it is there once.
- **Doors**: \`${feature}/contract.ts\` (endpoints and the event \`${feature}/created\`).
`

const server = (module: string, { feature }: Words, migration: string) => `\
import { defineModule } from '#kernel/module.ts'
import { routes } from './${feature}/routes.ts'
import { tables } from './${feature}/tables.ts'
import first from './migrations/${migration}.ts'

const reader = ['${feature}.read']
const writer = [...reader, '${feature}.write']

/** Members of a workspace read and add ${feature}. */
export default defineModule({
  name: '${module}',
  uses: [],
  workspace: { tables, migrations: [first] },
  roles: { owner: writer, admin: writer, staff: writer, member: writer, viewer: reader },
  routes,
  jobs: [],
})
`

const browser = (module: string, { feature, Many }: Words) => `\
import { IconList } from '@tabler/icons-react'
import { definePages, page } from '#web/pages.tsx'
import { frameTexts } from './frame/texts.tsx'
import { ${camel(module)}Texts } from './texts.tsx'

export default definePages({
  part: '${module}',
  module: '${module}',
  area: 'workspace',
  menu: [
    { to: '/${feature}', text: 'menu.${feature}.title', icon: IconList, may: '${feature}.read' },
  ],
  abilities: {
    title: '${feature}.may.title',
    of: {
      '${feature}.read': '${feature}.may.read',
      '${feature}.write': '${feature}.may.write',
    },
  },
  pages: { '/${feature}': page(() => import('./${feature}/${Many}Page.tsx'), '${Many}Page') },
  texts: ${camel(module)}Texts,
  words: frameTexts,
})
`
