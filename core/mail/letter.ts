/** One look for every mail: a few paragraphs, one button, and the same as plain text. */
import { tintOf } from '#kernel/colour.ts'
import { languageOf } from '#kernel/text.ts'

type Action = { label: string; url: string }

export type Letter = {
  locale: string
  subject: string
  /** Shown large, above the paragraphs; the subject when absent. */
  title?: string
  paragraphs: readonly string[]
  /** Several things in one letter, each with its own way. */
  items?: readonly { title: string; text?: string; url: string }[]
  action?: Action
  /** Small, below: why the person receives this. */
  footnote?: string
  /** Small, below the footnote: how to receive less of it. */
  links?: readonly Action[]
  /** The workspace that writes, with its colour; the product itself when absent. */
  house?: { name: string; slug?: string; colour?: string | null; logo?: string | null }
}

// Mail programs know neither variables nor style sheets; these are the light colours of web/ui/tokens.css.
const ink = '#1b2220'
const quiet = '#5b6461'
const line = '#e6e1d8'
const ground = '#faf8f4'
const surface = '#fffefc'
const product = { accent: '#175c54', onAccent: '#ffffff' }
const fonts = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** The three forms of a letter; every value is escaped here, so callers pass plain words. */
export function letter(it: Letter): { subject: string; text: string; html: string } {
  const subject = oneLine(it.subject)
  return { subject, text: plain(it), html: page(it, subject) }
}

function plain({ locale, paragraphs, items = [], action, footnote, links = [], house }: Letter) {
  const line = ({ label, url }: Action) =>
    `${label}${languageOf(locale) === 'fr' ? '\u00A0:' : ':'}\n${url}`
  const blocks = [
    ...paragraphs,
    ...items.map(({ title, text, url }) => [title, text, url].filter(Boolean).join('\n')),
    ...(action ? [line(action)] : []),
    '—',
    footnote ?? house?.name ?? 'Socle',
    ...links.map(line),
  ]
  return `${blocks.join('\n\n')}\n`
}

function page(it: Letter, subject: string): string {
  const { locale, title, paragraphs, items = [], action, footnote, links = [], house } = it
  const tones = house?.colour ? tintOf(house.colour).light : product
  const name = escaped(house?.name ?? 'Socle')
  const words = paragraphs
    .map(
      (it) =>
        `<p style="margin:0 0 16px;font-size:16px;line-height:1.55;color:${ink}">${lines(it)}</p>`,
    )
    .join('')
  return `<!doctype html>
<html lang="${languageOf(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escaped(subject)}</title></head>
<body style="margin:0;background:${ground};font-family:${fonts}">
<div style="display:none;max-height:0;overflow:hidden">${escaped(paragraphs[0] ?? '')}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:40px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px">
<tr><td style="padding:0 4px 20px;font-size:15px;font-weight:700;letter-spacing:.02em;color:${tones.accent}">${sign(it)}${name}</td></tr>
<tr><td style="background:${surface};border:1px solid ${line};border-radius:14px;padding:32px 28px 16px">
<h1 style="margin:0 0 20px;font-size:22px;line-height:1.3;font-weight:650;color:${ink}">${escaped(title ?? subject)}</h1>
${words}${list(items, tones)}${action ? button(action, tones) : ''}
</td></tr>
<tr><td style="padding:20px 4px 0;font-size:13px;line-height:1.5;color:${quiet}">${escaped(footnote ?? '')}${small(links)}</td></tr>
</table></td></tr></table>
</body></html>
`
}

/** One under the other, with a hairline between them: a row of a table holds its height in every mail program. */
function list(items: NonNullable<Letter['items']>, { accent }: typeof product): string {
  if (items.length === 0) return ''
  const rows = items.map(({ title, text, url }) => {
    const head = `<a href="${escaped(url)}" style="color:${accent};font-weight:600;text-decoration:none">${escaped(title)}</a>`
    const body = text
      ? `<div style="margin-top:4px;font-size:15px;line-height:1.5;color:${quiet}">${lines(text)}</div>`
      : ''
    return `<tr><td style="padding:14px 0;border-top:1px solid ${line};font-size:16px;line-height:1.4;word-break:break-word">${head}${body}</td></tr>`
  })
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 16px">${rows.join('')}</table>`
}

const small = (links: NonNullable<Letter['links']>) =>
  links.length === 0
    ? ''
    : `<br>${links
        .map(
          ({ label, url }) =>
            `<a href="${escaped(url)}" style="color:${quiet};text-decoration:underline">${escaped(label)}</a>`,
        )
        .join(' · ')}`

/** The sign of the house lies where the button leads; a letter without a button has its name alone. */
function sign({ house, action }: Letter): string {
  if (!house?.logo || !house.slug || !action) return ''
  const src = new URL(`/api/w/${house.slug}/files/published/${house.logo}`, action.url).href
  const look = 'display:inline-block;vertical-align:middle;margin-right:10px;border:0'
  return `<img src="${escaped(src)}" alt="" height="32" style="height:32px;width:auto;${look}">`
}

/** The address stands below as well: some programs show no buttons. */
function button({ label, url }: Action, { accent, onAccent }: typeof product): string {
  const href = escaped(url)
  const look = `display:inline-block;background:${accent};color:${onAccent};text-decoration:none;font-weight:600;font-size:16px;padding:13px 24px;border-radius:10px`
  return `<p style="margin:8px 0 24px"><a href="${href}" style="${look}">${escaped(label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;line-height:1.5;color:${quiet};word-break:break-all">${href}</p>`
}

const lines = (text: string) => escaped(text).replaceAll('\n', '<br>')

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (it) => entities[it]!)

/** A line break in a subject would let a person's name write headers. */
const oneLine = (text: string) =>
  text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200)
