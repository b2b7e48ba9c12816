/** What other parts may ask of mail. */
export { letter, type Letter } from './letter.ts'
export {
  forgetMailsTo,
  forgetRefusal,
  mailsTo,
  queueMail,
  recentMails,
  refusedAmong,
} from './mails.ts'
export type { MailTables } from './tables.ts'
export { type Words, wordsOf } from './words.ts'
