/** One look for every mail: a few paragraphs, one button, and the same as plain text. */
import { languageOf } from '#kernel/text.ts'

export type Letter = {
  locale: string
  subject: string
  /** Shown large, above the paragraphs; the subject when absent. */
  title?: string
  paragraphs: readonly string[]
  action?: { label: string; url: string }
  /** Small, below: why the person receives this. */
  footnote?: string
}

// Mail programs know neither variables nor style sheets; these are the light colours of web/ui/tokens.css.
const ink = '#1b2220'
const quiet = '#5b6461'
const line = '#e6e1d8'
const ground = '#faf8f4'
const surface = '#fffefc'
const accent = '#175c54'
const fonts = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** The three forms of a letter; every value is escaped here, so callers pass plain words. */
export function letter(it: Letter): { subject: string; text: string; html: string } {
  const subject = oneLine(it.subject)
  return { subject, text: plain(it), html: page(it, subject) }
}

function plain({ paragraphs, action, footnote }: Letter): string {
  const blocks = [
    ...paragraphs,
    ...(action ? [`${action.label} :\n${action.url}`] : []),
    '—',
    footnote ?? 'Socle',
  ]
  return `${blocks.join('\n\n')}\n`
}

function page({ locale, title, paragraphs, action, footnote }: Letter, subject: string): string {
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
<tr><td style="padding:0 4px 20px;font-size:15px;font-weight:700;letter-spacing:.02em;color:${accent}">Socle</td></tr>
<tr><td style="background:${surface};border:1px solid ${line};border-radius:14px;padding:32px 28px 16px">
<h1 style="margin:0 0 20px;font-size:22px;line-height:1.3;font-weight:650;color:${ink}">${escaped(title ?? subject)}</h1>
${words}${action ? button(action) : ''}
</td></tr>
<tr><td style="padding:20px 4px 0;font-size:13px;line-height:1.5;color:${quiet}">${escaped(footnote ?? '')}</td></tr>
</table></td></tr></table>
</body></html>
`
}

/** The address stands below as well: some programs show no buttons. */
function button({ label, url }: { label: string; url: string }): string {
  const href = escaped(url)
  const look = `display:inline-block;background:${accent};color:#ffffff;text-decoration:none;font-weight:600;font-size:16px;padding:13px 24px;border-radius:10px`
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
