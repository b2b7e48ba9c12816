/** A feature of a module: a list that members read and add to. Small, complete, and meant to be changed. */
import { camel, type Files, files, type Words } from './words.ts'

export function featureFiles(module: string, words: Words, migration: string): Files {
  const folder = `modules/${module}/${words.feature}`
  return files({
    [`${folder}/contract.ts`]: contract(words),
    [`${folder}/tables.ts`]: tables(words),
    [`${folder}/${words.feature}.ts`]: business(words),
    [`${folder}/routes.ts`]: routes(words),
    [`${folder}/${words.Many}Page.tsx`]: page(camel(module), words),
    [`${folder}/${words.feature}.test.ts`]: story(module, words),
    [`modules/${module}/migrations/${migration}.ts`]: history(words, migration),
  })
}

export const sentences = ({ feature }: Words) => ({
  fr: {
    [`${feature}.title`]: 'Une liste',
    [`${feature}.name`]: 'Intitulé',
    [`${feature}.add`]: 'Ajouter',
    [`${feature}.added`]: 'Ajouté',
    [`${feature}.empty`]: 'Rien pour le moment',
    [`${feature}.empty-hint`]: 'Ajoutez une première ligne : chacun la verra.',
  },
  nl: {
    [`${feature}.title`]: 'Een lijst',
    [`${feature}.name`]: 'Titel',
    [`${feature}.add`]: 'Toevoegen',
    [`${feature}.added`]: 'Toegevoegd',
    [`${feature}.empty`]: 'Nog niets',
    [`${feature}.empty-hint`]: 'Voeg een eerste regel toe: iedereen ziet ze.',
  },
  en: {
    [`${feature}.title`]: 'A list',
    [`${feature}.name`]: 'Title',
    [`${feature}.add`]: 'Add',
    [`${feature}.added`]: 'Added',
    [`${feature}.empty`]: 'Nothing yet',
    [`${feature}.empty-hint`]: 'Add a first line: everybody will see it.',
  },
})

/** What the frame around the pages says of a feature: its line in the menu, what its permissions allow. */
export const frameSentences = ({ feature }: Words) => ({
  fr: {
    [`menu.${feature}.title`]: 'Une liste',
    [`${feature}.may.title`]: 'Avec la liste',
    [`${feature}.may.read`]: 'lire la liste',
    [`${feature}.may.write`]: 'y ajouter des lignes',
  },
  nl: {
    [`menu.${feature}.title`]: 'Een lijst',
    [`${feature}.may.title`]: 'Met de lijst',
    [`${feature}.may.read`]: 'de lijst lezen',
    [`${feature}.may.write`]: 'er regels aan toevoegen',
  },
  en: {
    [`menu.${feature}.title`]: 'A list',
    [`${feature}.may.title`]: 'With the list',
    [`${feature}.may.read`]: 'read the list',
    [`${feature}.may.write`]: 'add lines to it',
  },
})

const contract = ({ feature, Many, One, one }: Words) => `\
/** The words of ${feature}. */
import * as z from 'zod/mini'
import { endpoint, event, KeyReused } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { Instant } from '#kernel/time.ts'

export const New${One} = z.object({
  /** Made by the client, so that sending it twice adds one. */
  id: z.optional(z.uuid()),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
})

export const ${One} = z.object({ id: z.uuid(), name: z.string(), createdAt: Instant })

export const list${Many} = endpoint('GET /${feature}', {
  may: '${feature}.read',
  input: z.object(paging),
  reply: pageOf(${One}),
})
export const create${One} = endpoint('POST /${feature}', {
  may: '${feature}.write',
  input: New${One},
  reply: ${One},
  status: 201,
  problems: [KeyReused],
})

export const ${one}Created = event('${feature}/created', ${One})
`

const tables = ({ many, Many }: Words) => `\
import { type DatabaseOf, t, table } from '#kernel/data/column.ts'

export const tables = {
  ${many}: table({
    id: t.uuid().primary(),
    name: t.string(200),
    createdAt: t.instant(),
  }),
}

export type ${Many}Tables = DatabaseOf<typeof tables>
`

const business = ({ many, Many, One, one }: Words) => `\
import type * as z from 'zod/mini'
import { KeyReused } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { type list${Many}, type New${One}, ${one}Created } from './contract.ts'
import type { ${Many}Tables } from './tables.ts'

type Ctx = Context<${Many}Tables>

export async function add${One}(ctx: Ctx, asked: z.output<typeof New${One}>) {
  const { id = newId(ctx.now().getTime()), name } = asked
  const row = { id, name, createdAt: ctx.now() }
  if (!(await insertIgnore(ctx.db, ctx.dialect, '${many}', row))) throw KeyReused()
  await ctx.emit(${one}Created, row)
  return row
}

/** Newest first: ids sort by the moment they were made, so the last one of a page is where the next begins. */
export async function read${Many}(
  { db }: Ctx,
  { cursor, limit }: z.output<(typeof list${Many})['input']>,
) {
  const rows = await db
    .selectFrom('${many}')
    .selectAll()
    .$if(cursor !== undefined, (query) => query.where('id', '<', cursor!))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}
`

const routes = ({ feature, Many, One }: Words) => `\
import { on } from '#kernel/module.ts'
import { create${One}, list${Many} } from './contract.ts'
import { add${One}, read${Many} } from './${feature}.ts'

export const routes = [on(list${Many}, read${Many}), on(create${One}, add${One})]
`

const page = (module: string, { feature, Many, One }: Words) => `\
import { IconList } from '@tabler/icons-react'
import { useAction, useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { ${module}Texts } from '../texts.tsx'
import { create${One}, list${Many} } from './contract.ts'

export function ${Many}Page() {
  const text = useText(${module}Texts)
  const format = useFormat()
  const { items } = useList(list${Many})
  const add = useAction(create${One}, { refreshes: [list${Many}], done: text('${feature}.added') })

  return (
    <Page title={text('${feature}.title')}>
      <Stack>
        <Panel>
          <Form action={add} clear>
            <TextField name="name" label={text('${feature}.name')} />
            <FormFoot>
              <SubmitButton>{text('${feature}.add')}</SubmitButton>
            </FormFoot>
          </Form>
        </Panel>
        {items.length > 0 ? (
          <Items label={text('${feature}.title')}>
            {items.map((it) => (
              <Item key={it.id} title={it.name} hint={format.day(it.createdAt)} />
            ))}
          </Items>
        ) : (
          <EmptyState icon={IconList} title={text('${feature}.empty')}>
            {text('${feature}.empty-hint')}
          </EmptyState>
        )}
      </Stack>
    </Page>
  )
}
`

const story = (module: string, { Many, One }: Words) => `\
import { expect, test } from 'vitest'
import { switchModule } from '#core/workspaces/contract.ts'
import { newId } from '#kernel/ids.ts'
import { village } from '#tests/village.ts'
import { create${One}, list${Many} } from './contract.ts'

async function here() {
  const people = await village()
  await people.ana.call(switchModule, { module: '${module}', on: true })
  return people
}

test('what one member adds, another reads', async () => {
  const { ana, bob } = await here()
  await ana.call(create${One}, { name: 'First' })
  expect((await bob.call(list${Many})).items).toMatchObject([{ name: 'First' }])
})

test('sent twice, it is there once', async () => {
  const { ana } = await here()
  const asked = { id: newId(), name: 'Once' }
  await ana.call(create${One}, asked)
  await ana.call(create${One}, asked)
  expect((await ana.call(list${Many})).items).toHaveLength(1)
})

test('pages follow each other', async () => {
  const { ana } = await here()
  for (const name of ['1', '2', '3']) await ana.call(create${One}, { name })
  const first = await ana.call(list${Many}, { limit: 2 })
  const second = await ana.call(list${Many}, { limit: 2, cursor: first.next! })
  expect([...first.items, ...second.items].map((it) => it.name).toSorted()).toEqual(['1', '2', '3'])
  expect(second.next).toBeNull()
})

test.each([
  ['a guest may not add', 'guest', 'a name', 'forbidden'],
  ['a stranger finds nothing', 'stranger', 'a name', 'not-found'],
  ['a name is needed', 'ana', ' ', 'invalid-input'],
] as const)('%s', async (_, who, name, problem) => {
  const people = await here()
  await expect(people[who].call(create${One}, { name })).rejects.toThrow(problem)
})
`

const history = ({ many }: Words, migration: string) => `\
import { t } from '#kernel/data/column.ts'
import { createTable, type Migration } from '#kernel/data/migrate.ts'

export default {
  name: '${migration}',
  steps: [
    createTable('${many}', {
      id: t.uuid().primary(),
      name: t.string(200),
      createdAt: t.instant(),
    }),
  ],
} satisfies Migration
`
