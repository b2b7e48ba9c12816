import { expect, test } from 'vitest'
import { createServer } from '#app/http.ts'
import { parts } from '#app/parts.tsx'
import { sentences } from '#app/texts.ts'
import { createFaqCategory, createFaqEntry, readFaq } from '#core/content/faq/contract.ts'
import {
  archivePage,
  changePage,
  createPage,
  publishPage,
  readDraft,
  saveDraft,
} from '#core/content/pages/contract.ts'
import { changeSite } from '#core/content/site/contract.ts'
import { nameDomain, resolver, verifyDomain } from '#core/workspaces/domains/contract.ts'
import { reservedSlugs } from '#core/workspaces/api.ts'
import { createLog } from '#kernel/log.ts'
import { HOUR } from '#kernel/time.ts'
import { payloads } from '#tests/payloads.ts'
import { config, village } from '#tests/village.ts'

const OURS = 'socle.example.org'
type Language = 'fr' | 'nl' | 'en'

/** A school with a public site in French and Dutch, behind the real server. */
async function served() {
  const here = await village()
  const { app, ana } = here
  const server = await createServer({
    app,
    config: config({ PUBLIC_URL: `https://${OURS}` }),
    sentences,
    log: createLog('silent'),
    pages: 'none',
    drain: { isOn: false },
  })
  const site = (more = {}) =>
    ana.call(changeSite, {
      ...{ isOn: true, languages: ['fr', 'nl'], menu: [], homeId: null, hasContact: true },
      taglines: { fr: 'On s’entraide', nl: '', en: '' },
      ...more,
    })
  const get = (url: string, headers: Record<string, string> = {}) =>
    server.inject({ url, headers: { host: OURS, accept: 'text/html', ...headers } })

  async function page(type: 'page' | 'blog' | 'legal', texts: Partial<Record<Language, string[]>>) {
    const [first] = Object.keys(texts) as [Language]
    const { id: pageId } = await ana.call(createPage, {
      ...{ type, language: first, title: texts[first]![0]! },
    })
    for (const [language, [title, html]] of Object.entries(texts))
      await ana.call(saveDraft, {
        ...{ pageId, language: language as Language, title: title!, html: html! },
        revision: language === first ? 1 : 0,
      })
    await ana.call(publishPage, { pageId })
    return pageId
  }
  return { ...here, server, site, get, page }
}

test('readers get whole pages in their language, with addresses, words and pictures for programs', async () => {
  const { ana, site, get, page, server, bob } = await served()
  expect((await get('/tilleul')).statusCode).toBe(404)
  await site()
  const about = await page('page', {
    fr: ['Qui sommes-nous', '<p>Une <b>école</b> & ses voisins</p>'],
    nl: ['Wie zijn wij', '<p>Een school</p>'],
  })
  await page('blog', { fr: ['Première nouvelle', '<p>Tout va bien.</p>'] })
  await site({ menu: [about] })

  const home = await get('/tilleul')
  expect([home.statusCode, home.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(home.headers).toMatchObject({ vary: expect.stringContaining('Accept-Language') })
  expect(home.body).toContain('<html lang="fr">')
  expect(home.body).toContain(`<link rel="canonical" href="https://${OURS}/tilleul/fr">`)
  expect(home.body).toContain('href="/tilleul/fr/qui-sommes-nous"')
  expect(home.body).toContain('Première nouvelle')
  expect(home.body).toContain('href="/proof/tilleul"')
  expect(home.body).not.toMatch(/<script(?! type="application\/ld\+json")/)
  expect((await get('/tilleul', { 'accept-language': 'nl;q=0.9, en, fr;q=0.1' })).body).toContain(
    '<html lang="nl">',
  )
  const dutch = await get('/tilleul/nl', { 'accept-language': 'fr' })
  expect([dutch.headers['content-language'], dutch.headers.vary]).toEqual([
    'nl',
    expect.not.stringContaining('Accept-Language'),
  ])

  const french = await get('/tilleul/fr/qui-sommes-nous')
  expect(french.body).toContain('<p>Une <strong>école</strong> &amp; ses voisins</p>')
  expect(french.body).toContain(`hreflang="nl" href="https://${OURS}/tilleul/nl/wie-zijn-wij"`)
  expect(french.body).toContain('property="og:title" content="Qui sommes-nous"')
  const short = await get('/tilleul/wie-zijn-wij')
  expect([short.statusCode, short.headers.location]).toEqual([302, '/tilleul/nl/wie-zijn-wij'])
  const post = await get('/tilleul/fr/premiere-nouvelle')
  expect([post.statusCode, post.headers.location]).toEqual([
    301,
    '/tilleul/fr/blog/premiere-nouvelle',
  ])
  const missing = await get('/tilleul/fr/rien')
  expect([missing.statusCode, missing.headers['cache-control']]).toEqual([404, 'no-store'])
  expect(missing.body).toContain('Cette page n’existe pas')

  const map = await get('/tilleul/sitemap.xml')
  expect(map.headers['content-type']).toContain('application/xml')
  for (const path of ['fr', 'fr/blog/premiere-nouvelle', 'nl/wie-zijn-wij'])
    expect(map.body).toContain(`<loc>https://${OURS}/tilleul/${path}</loc>`)
  const feed = await get('/tilleul/fr/feed.xml')
  expect(feed.body).toContain('<title>Première nouvelle</title>')
  expect((await get('/tilleul/en/feed.xml')).statusCode).toBe(404)

  // For members alone: their session opens it, and nothing on the way keeps it.
  await ana.call(changePage, { pageId: about, visibility: 'members' })
  expect((await get('/tilleul/fr/qui-sommes-nous')).statusCode).toBe(404)
  expect((await get('/tilleul/sitemap.xml')).body).not.toContain('wie-zijn-wij')
  const inside = await get('/tilleul/fr/qui-sommes-nous', {
    cookie: `__Host-socle=${bob.cookie}`,
  })
  expect([inside.statusCode, inside.headers['cache-control']]).toEqual([200, 'private, no-store'])
  await server.close()
})

test('what has not changed is not sent again, and what has is never taken for it', async () => {
  const { ana, site, get, page, clock, server } = await served()
  await site()
  const pageId = await page('blog', { fr: ['Nouvelle', '<p>Un</p>'] })
  const url = '/tilleul/fr/blog/nouvelle'
  const first = await get(url)
  const etag = String(first.headers.etag)
  expect(first.headers).toMatchObject({
    'cache-control': 'public, no-cache',
    'last-modified': new Date(clock.now()).toUTCString(),
  })
  const again = await get(url, { 'if-none-match': etag })
  expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag])
  clock.advance(HOUR)
  await ana.call(saveDraft, {
    pageId,
    language: 'fr',
    revision: 2,
    title: 'Nouvelle',
    html: '<p>Deux</p>',
  })
  // A draft changes nothing for readers.
  expect((await get(url, { 'if-none-match': etag })).statusCode).toBe(304)
  const preview = await get(`/tilleul/preview/${pageId}/fr`, {
    cookie: `__Host-socle=${ana.cookie}`,
  })
  expect([preview.statusCode, preview.headers['cache-control']]).toEqual([200, 'private, no-store'])
  expect(preview.body).toContain('<p>Deux</p>')
  expect((await get(`/tilleul/preview/${pageId}/fr`)).headers.location).toContain('/login?to=')
  await ana.call(publishPage, { pageId })
  expect((await get(url, { 'if-none-match': etag })).body).toContain('<p>Deux</p>')

  const feed = await get('/tilleul/fr/feed.xml')
  const since = String(feed.headers['last-modified'])
  expect((await get('/tilleul/fr/feed.xml', { 'if-modified-since': since })).statusCode).toBe(304)
  clock.advance(HOUR)
  await ana.call(archivePage, { pageId })
  expect((await get(url, { 'if-none-match': etag })).statusCode).toBe(404)
  await server.close()
})

test('the own domain shows the same at its root; a site of a workspace that is closed is not there', async () => {
  const { ana, app, site, get, page, clients, server, workspace } = await served()
  await site()
  await page('page', { fr: ['Contactez-nous ici', '<p>Oui</p>'] })
  const domain = await ana.call(nameDomain, { domain: 'ecole.be' })
  clients.set(resolver.name, { txt: async () => [domain.record.value] })
  await ana.call(verifyDomain)
  const own = await get('/fr/contactez-nous-ici', { host: 'ecole.be' })
  expect(own.statusCode).toBe(200)
  expect(own.body).toContain('<link rel="canonical" href="https://ecole.be/fr/contactez-nous-ici">')
  expect((await get('/', { host: 'ecole.be' })).statusCode).toBe(200)
  expect((await get('/sitemap.xml', { host: 'ecole.be' })).body).toContain('https://ecole.be/fr')
  expect((await get('/robots.txt', { host: 'ecole.be' })).body).toContain('ecole.be/sitemap.xml')
  // At our address the same is said, and points to the one at home there.
  const ours = await get('/tilleul/fr/contactez-nous-ici')
  expect(ours.body).toContain(
    '<link rel="canonical" href="https://ecole.be/fr/contactez-nous-ici">',
  )

  const become = (state: string) =>
    app.system(({ db }) =>
      db.updateTable('workspaces').set({ state }).where('id', '=', workspace.id).execute(),
    )
  await become('suspended')
  for (const host of [OURS, 'ecole.be'])
    expect((await get(host === OURS ? '/tilleul' : '/', { host })).statusCode).toBe(404)
  await app.system(({ db, now }) =>
    db
      .insertInto('tombstones')
      .values({
        ...{
          id: workspace.id,
          slug: 'parti',
          kind: 'school',
          memberCount: 1,
          moduleCount: 1,
        },
        ...{ createdAt: now(), deletedAt: now(), slugReservedUntil: now() },
      })
      .execute(),
  )
  expect((await get('/parti')).statusCode).toBe(410)
  await server.close()
})

test(`${payloads.length} ways to smuggle a program into a page: what is kept runs nothing, and the policy would not let it`, async () => {
  const { ana, site, get, page, server } = await served()
  await site()
  const html = payloads.map((it) => `<p>${it}</p>`).join('\n')
  await page('page', { fr: ['Essai', html] })
  const { id: categoryId } = await ana.call(createFaqCategory, { names: { fr: payloads[0]! } })
  await ana.call(createFaqEntry, {
    ...{
      categoryId,
      texts: { fr: { question: payloads[3]!, html }, nl: undefined, en: undefined },
    },
  })
  // Titles, descriptions and search words are text wherever they stand.
  for (const [i, title] of payloads.entries()) {
    const { id: pageId } = await ana.call(createPage, { type: 'blog', language: 'fr', title })
    const { slug } = await ana.call(readDraft, { pageId, language: 'fr' })
    const words = {
      title,
      slug,
      excerpt: title,
      metaTitle: title,
      metaDescription: title,
      html: title,
    }
    await ana.call(saveDraft, { pageId, language: 'fr', revision: 1, ...words })
    if (i % 4 === 0) await ana.call(publishPage, { pageId })
  }
  const search = encodeURIComponent(payloads.join(' ').slice(0, 190))
  const urls = ['fr', 'fr/essai', 'fr/faq', 'fr/blog', `fr/faq?q=${search}`]
  for (const url of urls) {
    const answer = await get(`/tilleul/${url}`)
    expect(answer.statusCode, url).toBe(200)
    const markup = answer.body.replace(/<script type="application\/ld\+json">[^<]*<\/script>/g, '')
    // Tags that nobody but the templates may write.
    expect(
      markup.match(/<(script|iframe|object|embed|svg|math|base|template|video)\b/i),
      url,
    ).toBeNull()
    const bare = markup.replace(/"[^"]*"/g, '""')
    expect(bare.match(/<[^>]+\s(on\w+|style|srcdoc|formaction)\s*=/i), url).toBeNull()
    expect(markup.match(/(href|src|action)="\s*(javascript|data|vbscript):/i), url).toBeNull()
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|script-src|\*/)
  }
  expect((await get('/tilleul/fr/feed.xml')).body).not.toMatch(/<script|<img[^>]+onerror/i)
  await server.close()
})

test('readers say whether an answer helped, once each, by a plain form', async () => {
  const { ana, bob, site, server, get } = await served()
  await site()
  const { id: categoryId } = await ana.call(createFaqCategory, { names: { fr: 'Échanges' } })
  const answer = { question: 'Que vaut une heure ?', html: '<p>Une heure.</p>' }
  const { id } = await ana.call(createFaqEntry, {
    ...{ categoryId, texts: { fr: answer, nl: undefined, en: undefined } },
  })
  const vote = (useful: string, address: string, headers = {}) =>
    server.inject({
      method: 'POST',
      url: '/tilleul/fr/faq',
      remoteAddress: address,
      headers: {
        ...{ host: OURS, 'content-type': 'application/x-www-form-urlencoded' },
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      payload: `entry=${id}&useful=${useful}`,
    })
  const first = await vote('yes', '198.51.100.1')
  expect([first.statusCode, first.headers.location]).toEqual([303, '/tilleul/fr/faq?thanks=1'])
  expect((await get('/tilleul/fr/faq?thanks=1')).body).toContain('Merci, c’est noté.')
  await Promise.all(Array.from({ length: 8 }, () => vote('no', '198.51.100.2')))
  await vote('yes', '198.51.100.2')
  expect((await vote('yes', '198.51.100.3', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(
    403,
  )
  const { categories } = await bob.call(readFaq)
  expect(categories[0]!.entries[0]).toMatchObject({ useful: 2, useless: 0 })
  await server.close()
})

test('no workspace can have an address at which the application answers', () => {
  const guests = parts.filter((it) => it.area === 'guest').flatMap((it) => Object.keys(it.pages))
  const server = ['app', 'account', 'api', 'docs', 'problems', 'health', 'metrics', 'dev', 'assets']
  const taken = [...server, ...guests.map((it) => it.split('/')[1]!)]
  expect(taken.length).toBeGreaterThan(15)
  // An address is three letters at least, so shorter words are nobody's.
  expect(taken.filter((it) => it.length > 2 && !reservedSlugs.has(it))).toEqual([])
})
