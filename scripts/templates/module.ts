/** A module with its first feature: manifests of both sides, catalogues, README. */
import { featureFiles, sentences } from './feature.ts'
import { capital, type Files, files, type Words } from './words.ts'

export function moduleFiles(module: string, words: Words): Files {
  const migration = `001-${words.feature}`
  const said = sentences(words)
  const manifest = files({
    [`modules/${module}/README.md`]: readme(module, words),
    [`modules/${module}/module.ts`]: server(module, words, migration),
    [`modules/${module}/pages.tsx`]: browser(module, words),
    [`modules/${module}/locales/fr.ts`]: `export default {\n${lines(said.fr)}} as const\n`,
    [`modules/${module}/locales/nl.ts`]: translation(said.nl),
    [`modules/${module}/locales/en.ts`]: translation(said.en),
  })
  return new Map([...manifest, ...featureFiles(module, words, migration)])
}

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

export default definePages({
  part: '${module}',
  module: '${module}',
  area: 'workspace',
  menu: [{ to: '/${feature}', text: '${feature}.title', icon: IconList, may: '${feature}.read' }],
  pages: { '/${feature}': page(() => import('./${feature}/${Many}Page.tsx'), '${Many}Page') },
  texts: {
    fr: () => import('./locales/fr.ts'),
    nl: () => import('./locales/nl.ts'),
    en: () => import('./locales/en.ts'),
  },
})
`
