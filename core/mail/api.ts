/** What other parts may ask of mail. */
export { letter, type Letter } from './letter.ts'
export { forgetMailsTo, mailsTo, queueMail, recentMails } from './mails.ts'
export type { MailTables } from './tables.ts'
export { type Words, wordsOf } from './words.ts'
