/** What stands at an address, as a page for readers: complete without any script. */
import { publishedAddress } from '#core/files/api.ts'
import { type Filling, markup, type Markup, styleMarkup } from '#kernel/markup.ts'
import { blocksMarkup } from '../text/writing.ts'
import type { Found, PageView, PostLine, SiteAddress, SiteFrame } from './contract.ts'
import { layout, type Say, type Sheet, type Standing } from './layout.ts'
import { styleOf } from './style.ts'

/** What became of the form the reader sent just before. */
export type Outcome = { isSent?: boolean; hasVoted?: boolean; fault?: string }

type Shown<Kind extends Found['kind']> = Extract<Found, { kind: Kind }>
type Around = { site: SiteFrame; at: Standing; say: Say; alternates: SiteAddress['alternates'] }

export function addressMarkup(
  { site, found, alternates }: SiteAddress,
  at: Standing,
  say: Say,
  outcome: Outcome = {},
): Markup {
  const around = { site, at, say, alternates }
  const sheet = sheetOf(found, around, outcome)
  return layout(site, at, say, sheet)
}

function sheetOf(found: Found, around: Around, outcome: Outcome): Sheet {
  switch (found.kind) {
    case 'home':
      return home(found, around)
    case 'page':
      return page(found, around)
    case 'posts':
      return posts(found, around)
    case 'faq':
      return faq(found, around, outcome)
    case 'contact':
      return contact(around, outcome)
    default:
      return missing(around)
  }
}

const pictureUrl = ({ slug }: SiteFrame, key: string) => publishedAddress(slug, key)
const textOf = (site: SiteFrame, view: Pick<PageView, 'body'>): Markup =>
  blocksMarkup(view.body, (key) => pictureUrl(site, key))

function dayIn({ site }: Around, at: string): Markup {
  const options = { dateStyle: 'long', timeZone: site.timeZone } as const
  const tag = { fr: 'fr-BE', nl: 'nl-BE', en: 'en-GB' }[site.language]
  const day = new Intl.DateTimeFormat(tag, options).format(new Date(at))
  return markup`<time datetime="${at}">${day}</time>`
}

const cover = (site: SiteFrame, picture: PageView['picture']): Filling =>
  picture &&
  markup`<div class="cover"><img src="${pictureUrl(site, picture.key)}" alt="${picture.alt}"></div>`

const pictureOf = (site: SiteFrame, picture: PageView['picture']) =>
  picture && { url: pictureUrl(site, picture.key), alt: picture.alt }

function home({ page: view, posts: latest }: Shown<'home'>, around: Around): Sheet {
  const { site, at, say, alternates } = around
  const title = view?.title ?? site.name
  return {
    ...{ title, path: site.language, alternates },
    description: view?.metaDescription || view?.excerpt || site.tagline,
    picture: view ? pictureOf(site, view.picture) : null,
    data: {
      '@context': 'https://schema.org',
      '@type': 'Organization',
      name: site.name,
      url: `${at.canonical}/${site.language}`,
      ...(site.logo ? { logo: at.origin + site.logo } : {}),
      ...(site.tagline ? { description: site.tagline } : {}),
    },
    body: markup`<div class="text hero"><h1>${title}</h1>${site.tagline && markup`<p class="lead">${site.tagline}</p>`}</div>${view && cover(site, view.picture)}${
      view && markup`<div class="text">${textOf(site, view)}</div>`
    }${
      site.blocks.length > 0 &&
      markup`<div class="text"><ul class="blocks">${site.blocks.map(
        (it) => markup`<li><a class="button plain" href="${it.path}">${say(it.text)}</a></li>`,
      )}</ul></div>`
    }${
      latest.length > 0 &&
      markup`<section class="wide"><h2>${say('site.news')}</h2>${cards(latest, around, 'h3')}</section>`
    }`,
  }
}

function cards(lines: readonly PostLine[], around: Around, level: 'h2' | 'h3'): Markup {
  const { site, at } = around
  const heading = (it: PostLine) => {
    const link = markup`<a href="${at.base}/${it.path}">${it.title}</a>`
    return level === 'h2' ? markup`<h2>${link}</h2>` : markup`<h3>${link}</h3>`
  }
  return markup`<ul class="posts">${lines.map(
    (it) =>
      markup`<li>${
        it.picture &&
        markup`<img src="${pictureUrl(site, it.picture.key)}" alt="${it.picture.alt}" loading="lazy">`
      }<div><p class="when">${dayIn(around, it.publishedAt)}</p>${heading(it)}<p>${it.excerpt}</p></div></li>`,
  )}</ul>`
}

function page({ page: view, isDraft }: Shown<'page'>, around: Around): Sheet {
  const { site, at, say, alternates } = around
  const isPost = view.type === 'blog'
  const [last] = view.versions
  const isOld = last !== undefined && last.number !== view.version
  const article = isPost ? { publishedAt: view.publishedAt, changedAt: view.changedAt } : undefined
  return {
    title: view.metaTitle || view.title,
    description: view.metaDescription || view.excerpt,
    ...{ path: view.path, alternates },
    picture: pictureOf(site, view.picture),
    isHidden: isDraft || isOld || view.visibility === 'members',
    ...(article ? { article } : {}),
    ...(article
      ? {
          data: {
            '@context': 'https://schema.org',
            '@type': 'BlogPosting',
            headline: view.title,
            datePublished: view.publishedAt,
            dateModified: view.changedAt,
            inLanguage: site.language,
            mainEntityOfPage: `${at.canonical}/${view.path}`,
            publisher: { '@type': 'Organization', name: site.name },
          },
        }
      : {}),
    body: markup`<article><div class="text">${isDraft && markup`<p class="notice" role="status">${say('site.preview')}</p>`}${
      isOld &&
      markup`<p class="notice">${say('site.old-text')}<a href="${at.base}/${view.path.replace(/\/versions\/\d+$/, '')}">${say('site.old-text-now')}</a></p>`
    }${isPost && markup`<p class="when">${dayIn(around, view.publishedAt)}</p>`}<h1>${view.title}</h1>${isPost && view.excerpt && markup`<p class="lead">${view.excerpt}</p>`}</div>${cover(site, view.picture)}<div class="text">${textOf(site, view)}${view.type === 'legal' && held(view, around)}</div></article>`,
  }
}

/** Since when a legal text holds, and what it said before. */
function held(view: PageView, around: Around): Markup {
  const { at, say } = around
  const path = view.path.replace(/\/versions\/\d+$/, '')
  const others = view.versions.filter((it) => it.number !== view.version)
  return markup`<hr><p class="when">${say('site.version', { number: view.version })} ${dayIn(around, view.changedAt)}</p>${
    others.length > 0 &&
    markup`<details><summary>${say('site.versions')}</summary><div><ul>${others.map(
      (it) =>
        markup`<li><a href="${at.base}/${path}/versions/${it.number}">${say('site.version', { number: it.number })} ${dayIn(around, it.liveFrom)}</a></li>`,
    )}</ul></div></details>`
  }`
}

function posts({ posts: lines, next }: Shown<'posts'>, around: Around): Sheet {
  const { site, at, say, alternates } = around
  const path = `${site.language}/blog`
  return {
    title: say('site.blog'),
    description: say('site.blog-of', { name: site.name }),
    ...{ path, alternates },
    body: markup`<div class="wide"><h1>${say('site.blog')}</h1>${
      lines.length > 0
        ? cards(lines, around, 'h2')
        : markup`<p class="lead">${say('site.blog-empty')}</p>`
    }<p class="more">${
      next &&
      markup`<a class="button plain" rel="next" href="${at.base}/${path}?before=${next}">${say('site.older')}</a>`
    }</p></div>`,
  }
}

function faq({ search, categories }: Shown<'faq'>, around: Around, { hasVoted }: Outcome): Sheet {
  const { site, at, say, alternates } = around
  const path = `${site.language}/faq`
  const entries = categories.flatMap((it) => it.entries)
  const plainly = (answer: PageView['body']) =>
    answer.map((it) => ('runs' in it ? it.runs.map((run) => run.text).join('') : '')).join(' ')
  return {
    title: say('site.faq-long'),
    description: say('site.faq-of', { name: site.name }),
    ...{ path, alternates, isHidden: search !== '' },
    ...(search === '' && entries.length > 0
      ? {
          data: {
            '@context': 'https://schema.org',
            '@type': 'FAQPage',
            mainEntity: entries.map((it) => ({
              '@type': 'Question',
              name: it.question,
              acceptedAnswer: { '@type': 'Answer', text: plainly(it.answer) },
            })),
          },
        }
      : {}),
    body: markup`<div class="column"><h1>${say('site.faq-long')}</h1>${hasVoted && markup`<p class="notice" role="status">${say('site.voted')}</p>`}<form class="search" role="search" action="${at.base}/${path}"><input type="search" name="q" value="${search}" aria-label="${say('site.search')}" placeholder="${say('site.search')}"><button>${say('site.search-do')}</button></form>${entries.length === 0 && markup`<p>${say(search ? 'site.faq-none' : 'site.faq-empty')}</p>`}${
      entries.length === 0 &&
      search !== '' &&
      markup`<p><a href="${at.base}/${path}">${say('site.faq-all')}</a></p>`
    }${categories.map(
      (it) =>
        markup`<h2>${it.name}</h2>${it.entries.map(
          (entry) =>
            markup`<details id="q-${entry.id}" ${search !== '' && markup` open`}><summary>${entry.question}</summary><div>${blocksMarkup(entry.answer, (key) => pictureUrl(site, key))}<form class="vote" method="post" action="${at.base}/${path}"><span>${say('site.useful')}</span><input type="hidden" name="entry" value="${entry.id}"><button name="useful" value="yes">${say('site.yes')}</button><button name="useful" value="no">${say('site.no')}</button></form></div></details>`,
        )}`,
    )}</div>`,
  }
}

/** The form goes to the visitors' desk, which sends the reader back here with what became of it. */
function contact(around: Around, { isSent, fault }: Outcome): Sheet {
  const { site, at, say, alternates } = around
  const path = `${site.language}/contact`
  const field = (name: string, key: string, input: Markup, hint?: string) =>
    markup`<p class="field"><label for="${name}">${say(key)}</label>${input}${hint && markup`<span class="hint">${hint}</span>`}</p>`
  const form = markup`<form method="post" action="/api/w/${site.slug}/visitors/form"><input type="hidden" name="language" value="${site.language}"><input type="hidden" name="back" value="${at.base}/${path}">${field('name', 'site.contact-name', markup`<input id="name" name="name" autocomplete="name" maxlength="100" required>`)}${field('email', 'site.contact-email', markup`<input id="email" name="email" type="email" autocomplete="email" maxlength="255" required>`, say('site.contact-email-hint'))}${field('body', 'site.contact-message', markup`<textarea id="body" name="body" rows="7" maxlength="8000" required></textarea>`)}<p class="trap" aria-hidden="true"><label for="website">Website</label><input id="website" name="website" tabindex="-1" autocomplete="off"></p><button>${say('site.contact-send')}</button></form>`
  return {
    title: say('site.contact'),
    description: say('site.contact-of', { name: site.name }),
    ...{ path, alternates },
    body: markup`<div class="column"><h1>${say('site.contact')}</h1>${isSent ? markup`<p class="notice" role="status">${say('site.contact-sent')}</p><p><a class="button plain" href="/contact/${site.slug}">${say('site.contact-follow')}</a></p>` : markup`<p class="lead">${say('site.contact-hint')}</p>${fault && markup`<p class="notice" role="alert">${say(faults[fault] ?? 'site.contact-closed')}</p>`}${form}`}</div>`,
  }
}

const faults: Readonly<Record<string, string>> = {
  input: 'site.contact-input',
  rate: 'site.contact-rate',
  closed: 'site.contact-closed',
}

function missing({ site, at, say }: Around): Sheet {
  return {
    title: say('site.missing'),
    description: '',
    path: site.language,
    alternates: [],
    isHidden: true,
    body: markup`<div class="column"><h1>${say('site.missing')}</h1><p class="lead">${say('site.missing-hint')}</p><p class="more"><a class="button" href="${at.base}/${site.language}">${say('site.back-home')}</a><a class="button plain" href="${at.app}">${say('site.members')}</a></p></div>`,
  }
}

/** Where there is no site whose frame could stand around it. */
export const bareMarkup = (title: string, hint: string): Markup =>
  markup`<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${styleMarkup(styleOf(null).css)}</style></head><body><main><div class="column"><h1>${title}</h1><p class="lead">${hint}</p></div></main></body></html>`
