/** What the audit and notices need of the whole product: the sentences of every part, and the log. */
import type { Narrator, Witness } from '#core/audit/log/contract.ts'
import type { NoticeVoice } from '#core/notifications/contract.ts'
import type { Application } from '#kernel/application.ts'
import { catalogues, sentences } from './texts.ts'

export const noticeSentences: NoticeVoice = {
  say: (locale, key, facts) => sentences.say(locale, key, facts),
}

const GROUP = 'act-group/'

export const voice: Narrator = {
  say: (locale, key, facts) => sentences.say(locale, key, facts),
  groups: Object.values(catalogues)
    .flatMap(({ fr }) => Object.keys(fr))
    .filter((it) => it.startsWith(GROUP))
    .map((it) => it.slice(GROUP.length)),
}

/** The log leaves this machine in most installations: there, no one who reaches the database reaches it. */
export const witnessOf = ({ log }: Application): Witness => ({
  note: (place, { sequence, hash }) => log.info({ place, sequence, hash }, 'head of an audit'),
})
