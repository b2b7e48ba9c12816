/** Mails by SMTP, or kept here to be read at /dev/mails when no server is configured. */
import { createTransport } from 'nodemailer'
import { MailRefused, type Mailer } from '#core/mail/contract.ts'
import { SECOND } from '#kernel/time.ts'

const CONNECT_TIMEOUT_MS = 10 * SECOND
const SILENCE_TIMEOUT_MS = 30 * SECOND

/**
 * `smtp://user:password@host:587` (STARTTLS when offered) or `smtps://host:465`.
 * The sender is `from` in the query, else the user when it is an address: `smtp://…?from=Socle%20<no-reply@socle.be>`.
 */
export function smtpMailer(url: string): Mailer {
  const server = new URL(url)
  const from = senderOf(server)
  const domain = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'socle.invalid'
  const isSecure = server.protocol === 'smtps:'
  const transport = createTransport({
    host: server.hostname,
    port: Number(server.port) || (isSecure ? 465 : 587),
    secure: isSecure,
    ...(server.username && {
      auth: {
        user: decodeURIComponent(server.username),
        pass: decodeURIComponent(server.password),
      },
    }),
    pool: true,
    maxConnections: 2,
    maxMessages: 100,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    leaves: true,
    send: async ({ id, to, subject, text, html, unsubscribe }) => {
      const headers = {
        'auto-submitted': 'auto-generated',
        // RFC 8058: the mail program asks by itself, without a browser and without a session.
        ...(unsubscribe && {
          'list-unsubscribe': `<${unsubscribe}>`,
          'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
        }),
      }
      // The same id at a second attempt: the receiving side may recognise what it has.
      const messageId = `<${id}@${domain}>`
      const letter = { from, to: { name: '', address: to }, subject, text, html }
      try {
        await transport.sendMail({ ...letter, messageId, headers })
      } catch (error) {
        throw refusalIn(error) ?? error
      }
    },
  }
}

/**
 * 5xx about this recipient or this very letter (RFC 5321 §4.2.1) will be said again; one about ourselves (our password, our
 * sender's address) is repaired by who runs the installation, and the mail waits for that.
 */
function refusalIn(error: unknown): MailRefused | undefined {
  const { responseCode = 0, command = '', response } = error as Partial<SMTPError>
  if (responseCode < 500) return undefined
  const isAddress =
    command === 'RCPT TO' && NOBODY.has(responseCode) && !POLICY.test(response ?? '')
  if (!isAddress && command !== 'RCPT TO' && command !== 'DATA') return undefined
  return new MailRefused(response ?? String(responseCode), { isAddress })
}

/** No such mailbox, a mailbox that has moved, a name that is not one; 552 and 554 are about room and policy. */
const NOBODY = new Set([550, 551, 553])
/** RFC 3463: 5.7 is about what may be sent, not about who reads. */
const POLICY = /\b5\.7\.\d/

type SMTPError = { responseCode: number; command: string; response: string }

/** Nothing leaves: the registry's own row is the mail. */
export const heldMailer = (): Mailer => ({ leaves: false, send: async () => {} })

function senderOf(server: URL): string {
  const user = decodeURIComponent(server.username)
  const address = user.includes('@') ? user : `no-reply@${server.hostname}`
  return server.searchParams.get('from') ?? `Socle <${address}>`
}
