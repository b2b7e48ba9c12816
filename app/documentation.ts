/** The API explains itself: /openapi.json, /docs (works offline, under the content policy), a page per problem type. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { cookieName } from '#core/identity/api.ts'
import { commonProblems, NotFound, type ProblemType } from '#kernel/contract.ts'
import { openapi } from '#kernel/openapi.ts'
import { escapeHtml, htmlPage } from './html.ts'
import { localeOf, type Serving } from './http.ts'
import { serverProblems } from './problems.ts'

export const VERSION: string = createRequire(import.meta.url)('../package.json').version

export async function serveDocumentation(server: FastifyInstance, serving: Serving): Promise<void> {
  const { app, config, sentences } = serving
  const { publicUrl } = config
  const cookie = cookieName(publicUrl.startsWith('https:'))
  const document = openapi(app.endpoints, { publicUrl, version: VERSION, cookie })
  server.get('/openapi.json', async () => document)

  await server.register(swagger, { mode: 'static', specification: { document: document as never } })
  const ui = dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui/package.json'))
  await server.register(swaggerUi, {
    routePrefix: '/docs',
    baseDir: `${ui}/static`,
    uiConfig: { docExpansion: 'none', tryItOutEnabled: true },
    staticCSP: false,
  })

  const known = problemsOf([...serverProblems, ...app.endpoints.flatMap((it) => it.problems)])
  server.get('/problems', async (request, reply) => {
    const locale = localeOf(request)
    const items = [...known.values()].map(
      ({ code, status }) =>
        `<li><a href="/problems/${code}">${code}</a> <span class="facts">${status}</span> ${escapeHtml(sentences.say(locale, code) ?? '')}</li>`,
    )
    const body = `<ul>${items.join('')}</ul>`
    return reply.type('text/html; charset=utf-8').send(htmlPage('Problems', body, request.nonce))
  })

  server.get('/problems/*', async (request, reply) => {
    const found = known.get((request.params as { '*': string })['*'])
    if (!found) throw NotFound()
    const { code, status } = found
    const said = (['fr', 'nl', 'en'] as const).map(
      (language) =>
        `<p lang="${language}">${escapeHtml(sentences.say(language, code) ?? code)}</p>`,
    )
    const answering = app.endpoints.filter((it) => it.problems.some((one) => one.code === code))
    const where = answering.map((it) => `<li>${it.method} ${escapeHtml(it.path)}</li>`)
    const body = `<p class="facts">HTTP ${status} · application/problem+json</p>${said.join('')}<h2>Answered by</h2><ul>${where.join('') || '<li>Any endpoint</li>'}</ul><p><a href="/problems">All problems</a></p>`
    return reply.type('text/html; charset=utf-8').send(htmlPage(code, body, request.nonce))
  })
}

function problemsOf(
  declared: readonly ProblemType<any>[],
): Map<string, { code: string; status: number }> {
  return new Map(
    [...commonProblems, ...declared].map(({ code, status }) => [code, { code, status }]),
  )
}
