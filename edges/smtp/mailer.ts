/** Mails by SMTP, or kept here to be read at /dev/mails when no server is configured. */
import { createTransport } from 'nodemailer'
import type { Mailer } from '#core/mail/contract.ts'
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
    send: async ({ id, to, subject, text, html }) => {
      const headers = { 'auto-submitted': 'auto-generated' }
      // The same id at a second attempt: the receiving side may recognise what it has.
      const messageId = `<${id}@${domain}>`
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId,
        headers,
      })
    },
  }
}

/** Nothing leaves: the registry's own row is the mail. */
export const heldMailer = (): Mailer => ({ leaves: false, send: async () => {} })

function senderOf(server: URL): string {
  const user = decodeURIComponent(server.username)
  const address = user.includes('@') ? user : `no-reply@${server.hostname}`
  return server.searchParams.get('from') ?? `Socle <${address}>`
}
