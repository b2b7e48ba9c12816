/** The public sites: at `/{slug}` of ours, and at the root of a workspace's own domain. Written here, read without script. */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  addressMarkup,
  bareMarkup,
  feedXml,
  languageFor,
  type Outcome,
  type Say,
  siteMapXml,
  type Standing,
  styleOf,
} from '#core/content/api.ts'
import { voteFaq } from '#core/content/faq/contract.ts'
import { previewPage, readAddress, readFeed, readSiteMap } from '#core/content/site/contract.ts'
import { isBuried, provedDomain, reservedSlugs, workspaceAt } from '#core/workspaces/api.ts'
import { InvalidInput, NotFound, NotSignedIn, Problem } from '#kernel/contract.ts'
import type { Session } from '#kernel/directory.ts'
import type { Markup } from '#kernel/markup.ts'
import { type Language, languages } from '#kernel/text.ts'
import { comesFromElsewhere, originOf } from './guard.ts'
import type { Serving } from './http.ts'
import { CrossSite } from './problems.ts'

type SessionOf = (request: FastifyRequest) => Promise<Session | null>
type Site = { slug: string; path: string; isOwn: boolean }

/** May be kept, and is asked about each time: what is taken back must be gone at once. */
const ASKED_EACH_TIME = 'no-cache'
const NEVER_KEPT = 'private, no-store'

export function serveSite(server: FastifyInstance, serving: Serving, sessionOf: SessionOf): void {
  const { app, config, sentences } = serving
  const { host: ours, origin: publicOrigin, protocol } = new URL(config.publicUrl)
  const secure = protocol === 'https:'
  const sayIn =
    (language: Language): Say =>
    (key, facts) =>
      sentences.say(language, key, facts) ?? key

  /** Which site an address belongs to; the application's own words belong to none. */
  async function siteAt(request: FastifyRequest): Promise<Site | undefined> {
    const [first = '', ...rest] = request.url.split('?')[0]!.split('/').slice(1).map(decoded)
    if (request.host !== ours) {
      const slug = await app.readRegistry((db) => workspaceAt(db, request.host))
      const isFile = first === 'sitemap.xml' || first === 'robots.txt'
      if (slug && (isFile || !reservedSlugs.has(first)))
        return { slug, path: [first, ...rest].join('/').replace(/\/$/, ''), isOwn: true }
    }
    if (first === '' || reservedSlugs.has(first)) return undefined
    return { slug: first, path: rest.join('/').replace(/\/$/, ''), isOwn: false }
  }

  async function standingOf({ slug, isOwn }: Site, request: FastifyRequest): Promise<Standing> {
    const domain = isOwn ? request.host : await app.readRegistry((db) => provedDomain(db, slug))
    const origin = domain ? `${protocol}//${domain}` : publicOrigin
    const base = isOwn ? '' : `/${slug}`
    return { base, canonical: domain ? origin : origin + base, origin, app: `/app/${slug}` }
  }

  /** The same call as any program's; members are known by their session. */
  async function asked(request: FastifyRequest, { slug }: Site) {
    return { session: await sessionOf(request), origin: originOf(request, secure), slug }
  }

  function send(reply: FastifyReply, page: Markup, colour: string | null): FastifyReply {
    const rules = [
      "default-src 'none'",
      `style-src ${styleOf(colour).policy}`,
      "img-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      ...(secure ? ['upgrade-insecure-requests'] : []),
    ]
    return reply
      .header('content-security-policy', rules.join('; '))
      .type('text/html; charset=utf-8')
      .send(String(page))
  }

  async function show(request: FastifyRequest, reply: FastifyReply, outcome: Outcome = {}) {
    const site = await siteAt(request)
    if (!site) return reply.callNotFound()
    if (site.path === 'robots.txt' && site.isOwn) return robots(request, reply)
    if (site.path.startsWith('preview/')) return preview(request, reply, site)
    const caller = await asked(request, site)
    try {
      if (site.path === 'sitemap.xml') {
        const map = await app.call(readSiteMap, caller, {})
        return sendXml(request, reply, 'application/xml', map.changedAt, async () =>
          siteMapXml(map, await standingOf(site, request)),
        )
      }
      const feed = /^(fr|nl|en)\/feed\.xml$/.exec(site.path)
      if (feed) {
        const language = feed[1] as Language
        const found = await app.call(readFeed, caller, { language })
        return sendXml(request, reply, 'application/rss+xml', found.changedAt, async () =>
          feedXml(found, await standingOf(site, request), sayIn(language)),
        )
      }
      return await answer(request, reply, site, caller, outcome)
    } catch (error) {
      if (!NotFound.is(error)) throw error
      return absent(request, reply, site)
    }
  }

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    site: Site,
    caller: Awaited<ReturnType<typeof asked>>,
    outcome: Outcome,
  ) {
    const { q = '', before } = request.query as Record<string, string | undefined>
    const wanted = (request.headers['accept-language'] ?? '').slice(0, 500)
    const path = site.path.slice(0, 300)
    const search = String(q).slice(0, 200)
    const cursor = before === undefined ? {} : { cursor: String(before) }
    const found = await app
      .call(readAddress, caller, { path, wanted, search, ...cursor })
      .catch((error: unknown) => {
        // A cursor that nobody gave out: the list begins at its beginning.
        if (InvalidInput.is(error)) return app.call(readAddress, caller, { path, wanted })
        throw error
      })
    const at = await standingOf(site, request)
    const { language, colour } = found.site
    const varied = found.isNegotiated ? 'Cookie, Accept-Language' : 'Cookie'
    reply.header('vary', varied).header('content-language', language)
    if (found.found.kind === 'moved') {
      const to = `${at.base}/${found.found.path}`
      return reply
        .header('cache-control', ASKED_EACH_TIME)
        .redirect(to, found.found.isForGood ? 301 : 302)
    }
    const page = addressMarkup(found, at, sayIn(language), outcome)
    if (found.found.kind === 'missing')
      return send(reply.code(404).header('cache-control', 'no-store'), page, colour)
    const view = 'page' in found.found ? found.found.page : null
    if (view?.visibility === 'members' || request.method === 'POST' || isAnswer(outcome))
      return send(reply.header('cache-control', NEVER_KEPT), page, colour)
    const kept = caller.session ? 'private' : 'public'
    reply.header('cache-control', `${kept}, ${ASKED_EACH_TIME}`)
    if (found.found.kind === 'page')
      reply.header('last-modified', new Date(view!.changedAt).toUTCString())
    // By its bytes: whatever changes a page (its text, a menu, a colour, a new release) makes it another one.
    const etag = etagOf(String(page))
    reply.header('etag', etag)
    if (knows(request, etag)) return reply.code(304).send()
    return send(reply, page, colour)
  }

  async function sendXml(
    request: FastifyRequest,
    reply: FastifyReply,
    type: string,
    changedAt: string,
    write: () => Promise<string>,
  ) {
    const xml = await write()
    const etag = etagOf(xml)
    const changed = new Date(changedAt)
    reply
      .header('cache-control', `public, ${ASKED_EACH_TIME}`)
      .header('etag', etag)
      .header('last-modified', changed.toUTCString())
    const since = Date.parse(request.headers['if-modified-since'] ?? '')
    const isOld =
      request.headers['if-none-match'] === undefined &&
      Math.floor(changed.getTime() / 1000) * 1000 <= since
    if (knows(request, etag) || isOld) return reply.code(304).send()
    return reply.type(`${type}; charset=utf-8`).send(xml)
  }

  async function preview(request: FastifyRequest, reply: FastifyReply, site: Site) {
    const [, pageId = '', language = ''] = site.path.split('/')
    const caller = await asked(request, site)
    try {
      const input = { pageId, language: language as Language }
      const found = await app.call(previewPage, caller, input)
      const at = await standingOf(site, request)
      const page = addressMarkup(found, at, sayIn(found.site.language))
      return send(reply.header('cache-control', NEVER_KEPT), page, found.site.colour)
    } catch (error) {
      if (NotSignedIn.is(error))
        return reply.redirect(`/login?to=${encodeURIComponent(request.url)}`, 302)
      if (error instanceof Problem && error.status < 500) return reply.code(404).callNotFound()
      throw error
    }
  }

  /** No site here (any more). The door of a workspace stands at its own domain as long as it has no site. */
  async function absent(request: FastifyRequest, reply: FastifyReply, { slug, path, isOwn }: Site) {
    reply.header('cache-control', 'no-store')
    const say = sayIn(languageFor(languages, request.headers['accept-language'] ?? ''))
    if (await app.readRegistry((db) => isBuried(db, slug)))
      return send(reply.code(410), bareMarkup(say('site.gone'), say('site.gone-hint')), null)
    if (!isOwn) return reply.code(404).callNotFound()
    const { state } = await app.enter(slug)
    if (path === '' && state === 'active') return reply.redirect(`/join/${slug}`, 302)
    return send(reply.code(404), bareMarkup(say('site.missing'), say('site.missing-hint')), null)
  }

  function robots(request: FastifyRequest, reply: FastifyReply) {
    const closed = ['/api/', '/app/', '/account/', '/dev/'].map((it) => `Disallow: ${it}`)
    const map = request.host === ours ? [] : [`Sitemap: ${protocol}//${request.host}/sitemap.xml`]
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(['User-agent: *', ...closed, ...map, ''].join('\n'))
  }

  /** Forms of the site, sent by the browser itself. */
  async function take(request: FastifyRequest, reply: FastifyReply) {
    const site = await siteAt(request)
    if (!site) return reply.callNotFound()
    if (comesFromElsewhere(request, config.publicUrl)) throw CrossSite()
    const typed = Object.fromEntries(
      new URLSearchParams(Buffer.from(request.rawBody ?? []).toString()),
    )
    if (!/^(fr|nl|en)\/faq$/.test(site.path)) return reply.code(404).callNotFound()
    const { entry: entryId = '', useful } = typed
    const here = request.url.split('?')[0]!
    const thanks = await app
      .call(voteFaq, await asked(request, site), { entryId, isUseful: useful === 'yes' })
      .then(
        () => '?thanks=1',
        (error: unknown) => {
          if (error instanceof Problem) return '' // the page as it is says enough
          throw error
        },
      )
    return reply.redirect(`${here}${thanks}`, 303)
  }

  const shown = (request: FastifyRequest, reply: FastifyReply) => {
    const { thanks, sent, fault } = request.query as Record<string, string | undefined>
    const outcome = { hasVoted: Boolean(thanks), isSent: Boolean(sent) }
    return show(request, reply, fault ? { ...outcome, fault: String(fault) } : outcome)
  }
  server.get('/robots.txt', (request, reply) =>
    request.host === ours ? robots(request, reply) : shown(request, reply),
  )
  server.get('/', async (request, reply) => shown(request, reply))
  server.get('/:site', async (request, reply) => shown(request, reply))
  server.get('/:site/*', async (request, reply) => shown(request, reply))
  server.post('/:site/*', async (request, reply) => take(request, reply))
}

const isAnswer = ({ hasVoted, isSent, fault }: Outcome) => Boolean(hasVoted || isSent || fault)

const etagOf = (text: string) =>
  `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`

const knows = ({ headers }: FastifyRequest, etag: string): boolean => {
  const sent = headers['if-none-match']
  return sent === '*' || (sent?.split(',').some((it) => it.trim() === etag) ?? false)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
