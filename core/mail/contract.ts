/** The words of mail: one letter to one address. */
import * as z from 'zod/mini'
import { endpoint, event, NotFound, port } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { Instant } from '#kernel/time.ts'

export const Mail = z.object({
  id: z.uuid(),
  to: z.string(),
  locale: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** Where one request ends mails of this kind (RFC 8058); absent for what has to arrive. */
  unsubscribe: z.optional(z.string()),
})
export type Mail = z.output<typeof Mail>

/** In any namespace; leaves with the transaction that wrote it. */
export const mailQueued = event('mail/mail-queued', Mail)

/** A server has looked at this very mail and will never take it: to try again would change nothing. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused'
  /** Nobody reads this address, whatever is sent to it. */
  readonly isAddress: boolean
  constructor(reason: string, { isAddress }: { isAddress: boolean }) {
    super(reason)
    this.isAddress = isAddress
  }
}

/** A server says that nobody reads this address. In the registry. */
export const addressRefused = event(
  'mail/address-refused',
  z.object({ address: z.string(), reason: z.string() }),
)

export type Mailer = {
  /** Rejects when the mail was not taken, with `MailRefused` when it never will be; the same id may come twice. */
  send(mail: Omit<Mail, 'locale'>): Promise<void>
  /** Mails truly leave: what was sent is not kept to be read, because its links open accounts. */
  leaves?: boolean
}
export const mailer = port<Mailer>('mailer')

/** The queue that mails leave by, as far as mails show it. */
export type MailQueue = {
  /** When these jobs are tried next; those that gave up, or are done, are not in it. */
  next(jobIds: readonly string[]): Promise<Map<string, Date>>
  /** Gives a job that gave up its attempts again. */
  retry(jobId: string): Promise<boolean>
}
export const mailQueue = port<MailQueue>('mail-queue')

export const mailStates = ['queued', 'sent', 'failed', 'refused'] as const

export const SentMail = z.object({
  id: z.uuid(),
  to: z.string(),
  /** Null for a workspace's own mail where mails truly leave: what happens there is not for the installation. */
  subject: z.nullable(z.string()),
  state: z.enum(mailStates),
  /** What the last attempt heard. */
  reason: z.nullable(z.string()),
  attempts: z.int(),
  createdAt: Instant,
  sentAt: z.nullable(Instant),
  /** Null when it is not tried again by itself. */
  nextAt: z.nullable(Instant),
})
export type SentMail = z.output<typeof SentMail>

const admin = { scope: 'installation', may: 'admin' } as const
const OneMail = z.object({ mailId: z.uuid() })

/** The mails of the installation, newest first. */
export const listMails = endpoint('GET /installation/mails', {
  ...admin,
  input: z.object({
    state: z.optional(z.enum(mailStates)),
    search: z.optional(z.string().check(z.trim(), z.maxLength(100))),
    ...paging,
  }),
  reply: z.extend(pageOf(SentMail), {
    /** Mails truly leave: what they say is not shown here, because their links open accounts. */
    leaves: z.boolean(),
  }),
})
/** What a mail says, where mails do not leave. */
export const readMail = endpoint('GET /installation/mails/{mailId}', {
  ...admin,
  input: OneMail,
  reply: z.extend(SentMail, { text: z.string(), html: z.string() }),
  problems: [NotFound],
})
/** Tries a mail again that gave up. */
export const retryMail = endpoint('POST /installation/mails/{mailId}/retry', {
  ...admin,
  input: OneMail,
  reply: z.object({ done: z.literal(true) }),
  problems: [NotFound],
})
