/** Outside production every mail can be read at /dev/mails: by this machine, or by the administrator. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { recentMails } from '#core/mail/api.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Session } from '#kernel/directory.ts'
import { isLocalCall } from './guard.ts'
import { escapeHtml, htmlPage } from './html.ts'
import type { Serving } from './http.ts'

type SessionOf = (request: FastifyRequest) => Promise<Session | null>

export function serveMails(server: FastifyInstance, serving: Serving, sessionOf: SessionOf): void {
  const { app, config } = serving
  const allow = async (request: FastifyRequest) => {
    if (config.production) throw NotFound()
    if (isLocalCall(request)) return
    const session = await sessionOf(request)
    if (!session?.admin) throw NotFound()
  }

  server.get('/dev/mails', async (request, reply) => {
    await allow(request)
    const mails = await app.readRegistry((db) => recentMails(db))
    if (request.headers.accept?.includes('application/json')) return { items: mails }
    const rows = mails.map(
      (mail) =>
        `<article><h2>${escapeHtml(mail.subject)}</h2><p class="facts">${escapeHtml(mail.to)} · ${mail.createdAt.toISOString()} · ${mail.state}</p><p><a href="/dev/mails/${mail.id}">HTML</a></p><pre>${linked(mail.text)}</pre></article>`,
    )
    const body =
      rows.join('') || '<p>No mail yet. Register, invite somebody, or ask for a new password.</p>'
    return reply.type('text/html; charset=utf-8').send(htmlPage('Mails', body, request.nonce))
  })

  server.get('/dev/mails/:id', async (request, reply) => {
    await allow(request)
    const { id } = request.params as { id: string }
    const mail = (await app.readRegistry((db) => recentMails(db))).find((it) => it.id === id)
    if (!mail) throw NotFound()
    reply.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    )
    return reply.type('text/html; charset=utf-8').send(mail.html)
  })
}

/** The text of a mail with its addresses as links. */
function linked(text: string): string {
  return escapeHtml(text).replaceAll(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`)
}
