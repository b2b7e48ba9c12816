/** What programs read of a public site: the last posts, and every address. XML is escaped like HTML. */
import type * as z from 'zod/mini'
import { publishedAddress } from '#core/files/api.ts'
import { markup } from '#kernel/markup.ts'
import { blocksMarkup } from '../text/writing.ts'
import type { readFeed, readSiteMap } from './contract.ts'
import type { Say, Standing } from './layout.ts'

const XML = '<?xml version="1.0" encoding="utf-8"?>\n'

export function feedXml(
  { site, items, changedAt }: z.output<typeof readFeed.reply>,
  at: Standing,
  say: Say,
): string {
  const picture = (key: string) => at.origin + publishedAddress(site.slug, key)
  const home = `${at.canonical}/${site.language}`
  const date = (it: string) => new Date(it).toUTCString()
  return (
    XML +
    String(
      markup`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>${site.name}</title><link>${home}/blog</link><description>${site.tagline || say('site.blog-of', { name: site.name })}</description><language>${site.language}</language><lastBuildDate>${date(changedAt)}</lastBuildDate><atom:link href="${home}/feed.xml" rel="self" type="application/rss+xml"/>${items.map(
        (it) =>
          markup`<item><title>${it.title}</title><link>${at.canonical}/${it.path}</link><guid isPermaLink="false">${it.id}</guid><pubDate>${date(it.publishedAt)}</pubDate><description>${it.excerpt}</description><content:encoded>${String(blocksMarkup(it.body, picture))}</content:encoded></item>`,
      )}</channel></rss>`,
    )
  )
}

export function siteMapXml({ items }: z.output<typeof readSiteMap.reply>, at: Standing): string {
  const url = (path: string) => `${at.canonical}/${path}`
  return (
    XML +
    String(
      markup`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${items.flatMap(
        ({ changedAt, alternates }) =>
          alternates.map(
            (it) =>
              markup`<url><loc>${url(it.path)}</loc><lastmod>${changedAt}</lastmod>${
                alternates.length > 1 &&
                alternates.map(
                  (other) =>
                    markup`<xhtml:link rel="alternate" hreflang="${other.language}" href="${url(other.path)}" />`,
                )
              }</url >`,
          ),
      )}</urlset >`,
    )
  )
}
