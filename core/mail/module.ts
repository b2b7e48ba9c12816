import { defineCore, every, outside, whenOutside } from '#kernel/module.ts'
import { listMails, mailer, mailQueue, mailQueued, readMail, retryMail } from './contract.ts'
import { list, read, retry } from './desk.ts'
import { deliver, forgetMailsOf, forgetOldMails } from './mails.ts'
import mail001 from './migrations/001-mail.ts'
import mail002 from './migrations/002-delivery.ts'
import { mailTables } from './tables.ts'

/** Letters to people: written with a transaction, sent by a job, one look. */
export default defineCore({
  name: 'mail',
  uses: [],
  registry: { tables: mailTables, migrations: [mail001, mail002] },
  roles: {},
  routes: [outside(listMails, list), outside(readMail, read), outside(retryMail, retry)],
  jobs: [
    whenOutside('mail/deliver-mail', mailQueued, deliver),
    every('mail/forget-old-mails', '41 3 * * *', forgetOldMails),
  ],
  ports: [mailer, mailQueue],
  erase: forgetMailsOf,
  // Mails know an address, not an account: identity gathers and forgets them with the account that has it.
  personal: {
    tables: ['mails', 'mailAddresses'],
    gather: async () => ({}),
    forget: async () => {},
  },
})
