/** The words of mail: one letter to one address. */
import * as z from 'zod/mini'
import { event, port } from '#kernel/contract.ts'

export const Mail = z.object({
  id: z.uuid(),
  to: z.string(),
  locale: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
})
export type Mail = z.output<typeof Mail>

/** In any namespace; leaves with the transaction that wrote it. */
export const mailQueued = event('mail/mail-queued', Mail)

export type Mailer = {
  /** Rejects when the mail was not taken; the same id may come twice. */
  send(mail: Omit<Mail, 'locale'>): Promise<void>
  /** Mails truly leave: what was sent is not kept to be read, because its links open accounts. */
  leaves?: boolean
}
export const mailer = port<Mailer>('mailer')
