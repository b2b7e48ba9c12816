import { defineCore, every, whenOutside } from '#kernel/module.ts'
import { mailer, mailQueued } from './contract.ts'
import { deliver, forgetOldMails } from './mails.ts'
import mail001 from './migrations/001-mail.ts'
import { mailTables } from './tables.ts'

/** Letters to people: written with a transaction, sent by a job, one look. */
export default defineCore({
  name: 'mail',
  uses: [],
  registry: { tables: mailTables, migrations: [mail001] },
  roles: {},
  routes: [],
  jobs: [
    whenOutside('mail/deliver-mail', mailQueued, deliver),
    every('mail/forget-old-mails', '41 3 * * *', forgetOldMails),
  ],
  ports: [mailer],
  // Mails know an address, not an account: identity gathers and forgets them with the account that has it.
  personal: { tables: ['mails'], gather: async () => ({}), forget: async () => {} },
})
