/** The same as a file for a spreadsheet, written page by page: all of it is never in memory. */
import { Readable } from 'node:stream'
import { wordsOf } from '#core/mail/api.ts'
import type { Download, OpenContext } from '#kernel/module.ts'
import { wallTime } from '#core/calendar/contract.ts'
import { shownAll } from '../executions/shown.ts'
import { type Ctx, sinceOf } from './figures.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'
import { BOM, lineOf } from './rules.ts'

const words = wordsOf<typeof fr>({ fr, nl, en })
const PAGE = 500

type Asked = { days: number; language: 'fr' | 'nl' | 'en' }

export async function figuresFile(open: OpenContext, asked: Asked): Promise<Download> {
  const { day } = wallTime(open.now(), open.workspace.timeZone)
  return {
    name: `${words(asked.language)('figures.file.name')}-${day}.csv`,
    type: 'text/csv; charset=utf-8',
    bytes: Readable.from(lines(open, asked), { objectMode: false }),
  }
}

async function* lines(open: OpenContext, { days, language }: Asked): AsyncGenerator<string> {
  const say = words(language)
  yield (
    BOM +
      lineOf([
        say('figures.file.begun'),
        say('figures.file.ended'),
        say('figures.file.state'),
        say('figures.file.procedure'),
        say('figures.file.version'),
        say('figures.file.site'),
        say('figures.file.equipment'),
        say('figures.file.technician'),
        say('figures.file.steps'),
        say('figures.file.nonconform'),
      ])
  )
  const since = sinceOf(open, days)
  let after: { at: Date; id: string } | undefined
  for (;;) {
    const from = after
    const page = await open.transact(async (ctx: Ctx) => {
      const rows = await ctx.db
        .selectFrom('executions')
        .selectAll()
        .where('listedAt', '>=', since)
        .$if(from !== undefined, (query) =>
          query.where(({ or, and, eb }) =>
            or([
              eb('listedAt', '>', from!.at),
              and([eb('listedAt', '=', from!.at), eb('id', '>', from!.id)]),
            ]),
          ),
        )
        .orderBy('listedAt')
        .orderBy('id')
        .limit(PAGE)
        .execute()
      return { rows, shown: await shownAll(ctx, rows) }
    })
    for (const it of page.shown)
      yield lineOf([
        it.startedAt ?? '',
        it.completedAt ?? '',
        say(`figures.state.${it.state}`),
        it.title,
        it.version,
        it.site?.name ?? '',
        it.equipment ? `${it.equipment.name} ${it.equipment.serial}`.trim() : '',
        it.owner?.name ?? '',
        it.steps,
        it.nonconform,
      ])
    const last = page.rows.at(-1)
    if (!last || page.rows.length < PAGE) return
    after = { at: last.listedAt, id: last.id }
  }
}
