import { administrators } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import { letter, queueMail, wordsOf } from '#core/mail/api.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'

const words = wordsOf<typeof fr>({ fr, nl, en })

/** Administrators cannot see who let them in: they are written to, with the way in and the hour it closes. */
export async function tellAdministrators(
  ctx: OpenContext,
  { expiresAt }: { expiresAt: string },
): Promise<void> {
  const { publicUrl } = ctx.client(installation)
  const { workspace } = ctx
  const url = `${publicUrl}/app/${workspace.slug}`
  const people = await ctx.registry(({ db }: Context) => administrators(db))
  await ctx.transact(async (inside: Context) => {
    for (const { typedEmail: to, locale } of people) {
      const time = new Intl.DateTimeFormat(locale, {
        timeStyle: 'short',
        timeZone: workspace.timeZone,
      }).format(new Date(expiresAt))
      const mail = supportLetter({ locale, house: workspace, time, url })
      await queueMail(inside, { to, locale, ...mail })
    }
  })
}

type SupportFacts = {
  locale: string
  house: { name: string; colour?: string | null }
  time: string
  url: string
}

export function supportLetter({ locale, house, time, url }: SupportFacts) {
  const say = words(locale)
  const facts = { workspace: house.name, time }
  return letter({
    locale,
    house,
    subject: say('support.mail.subject', facts),
    paragraphs: [say('support.mail.open', facts), say('support.mail.seen')],
    action: { label: say('support.mail.enter'), url },
    footnote: say('support.mail.why'),
  })
}
