/** The frame of a public page as HTML: head, navigation, foot. Every word in it is escaped by the template itself. */
import { type Filling, markup, jsonMarkup, type Markup, styleMarkup } from '#kernel/markup.ts'
import type { Language } from '#kernel/text.ts'
import type { SiteFrame } from './contract.ts'
import { styleOf } from './style.ts'

/** The server's voice in one language: keys of this part's catalogue. */
export type Say = (key: string, facts?: Record<string, unknown>) => string

/** Where the site stands: `base` before each of its paths, `origin` of its canonical addresses, `app` where members enter. */
export type Standing = { base: string; canonical: string; origin: string; app: string }

export type Sheet = {
  title: string
  description: string
  /** Below the site, begins with the language. */
  path: string
  alternates: readonly { language: Language; path: string }[]
  picture?: { url: string; alt: string } | null
  article?: { publishedAt: string; changedAt: string }
  data?: unknown
  /** Search engines keep out. */
  isHidden?: boolean
  body: Filling
}

/** Each in its own language. */
const called: Record<Language, string> = { fr: 'Français', nl: 'Nederlands', en: 'English' }
const region: Record<Language, string> = { fr: 'fr_BE', nl: 'nl_BE', en: 'en_GB' }

export function layout(site: SiteFrame, at: Standing, say: Say, sheet: Sheet): Markup {
  const { css } = styleOf(site.colour)
  const url = (path: string) => `${at.canonical}/${path}`
  const isHome = sheet.path === site.language
  const title = isHome && sheet.title === site.name ? site.name : `${sheet.title} · ${site.name}`
  const first = site.languages[0]!
  const fallback = sheet.alternates.find((it) => it.language === first) ?? sheet.alternates[0]
  return markup`<!doctype html><html lang="${site.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>${sheet.description && markup`<meta name="description" content="${sheet.description}">`}${
    sheet.isHidden
      ? markup`<meta name="robots" content="noindex">`
      : markup`<link rel="canonical" href="${url(sheet.path)}">`
  }${
    sheet.alternates.length > 1 &&
    sheet.alternates.map(
      (it) => markup`<link rel="alternate" hreflang="${it.language}" href="${url(it.path)}">`,
    )
  }${
    sheet.alternates.length > 1 &&
    fallback &&
    markup`<link rel="alternate" hreflang="x-default" href="${url(fallback.path)}">`
  }${
    site.hasBlog &&
    markup`<link rel="alternate" type="application/rss+xml" title="${site.name}" href="${at.base}/${site.language}/feed.xml">`
  }<meta property="og:type" content="${sheet.article ? 'article' : 'website'}"><meta property="og:site_name" content="${site.name}"><meta property="og:title" content="${sheet.title}"><meta property="og:description" content="${sheet.description}"><meta property="og:url" content="${url(sheet.path)}"><meta property="og:locale" content="${region[site.language]}">${
    sheet.picture &&
    markup`<meta property="og:image" content="${at.origin}${sheet.picture.url}"><meta property="og:image:alt" content="${sheet.picture.alt}">`
  }<meta name="twitter:card" content="${sheet.picture ? 'summary_large_image' : 'summary'}">${
    sheet.article &&
    markup`<meta property="article:published_time" content="${sheet.article.publishedAt}"><meta property="article:modified_time" content="${sheet.article.changedAt}">`
  }${site.logo && markup`<link rel="icon" href="${site.logo}">`}<style>${styleMarkup(css)}</style>${
    sheet.data !== undefined &&
    markup`<script type="application/ld+json">${jsonMarkup(sheet.data)}</script>`
  }</head><body><a class="skip" href="#main">${say('site.skip')}</a>${head(site, at, say, sheet)}<main id="main">${sheet.body}</main>${foot(site, at, say)}</body></html>`
}

function head(site: SiteFrame, at: Standing, say: Say, { path, alternates }: Sheet): Markup {
  const { language, name, logo } = site
  const entry = (to: string, title: string) =>
    markup`<li><a href="${at.base}/${to}" ${path === to && markup` aria-current="page"`}>${title}</a></li>`
  const entries = [
    ...site.menu.filter((it) => it.path !== language).map((it) => entry(it.path, it.title)),
    ...(site.hasBlog ? [entry(`${language}/blog`, say('site.blog'))] : []),
    ...(site.hasFaq ? [entry(`${language}/faq`, say('site.faq'))] : []),
    ...(site.hasContact ? [entry(`${language}/contact`, say('site.contact'))] : []),
  ]
  const languages = site.languages.map((it) => ({
    it,
    to: alternates.find((other) => other.language === it)?.path ?? it,
  }))
  return markup`<header class="top"><div class="wide"><a class="sign" href="${at.base}/${language}">${logo && markup`<img src="${logo}" alt="">`}<span class="name">${name}</span></a>${
    entries.length > 0 && markup`<nav aria-label="${say('site.menu')}"><ul>${entries}</ul></nav>`
  }${
    languages.length > 1 &&
    markup`<nav class="languages" aria-label="${say('site.languages')}"><ul>${languages.map(
      ({ it, to }) =>
        markup`<li><a href="${at.base}/${to}" lang="${it}" hreflang="${it}" title="${called[it]}" ${it === language && markup` aria-current="true"`}>${it}</a></li>`,
    )}</ul></nav>`
  }</div></header>`
}

function foot(site: SiteFrame, at: Standing, say: Say): Markup {
  return markup`<footer class="foot"><div class="wide"><p>${site.tagline || site.name}</p><nav aria-label="${say('site.foot')}"><ul>${site.legal.map((it) => markup`<li><a href="${at.base}/${it.path}">${it.title}</a></li>`)}<li><a href="${at.app}">${say('site.members')}</a></li></ul></nav></div></footer>`
}
