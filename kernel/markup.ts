/** HTML that the server writes: whatever is put into a template is text, unless a template made it. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Also right inside of an attribute, as long as it stands between quotation marks. */
export const escapeText = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (it) => entities[it]!)

class Written {
  readonly html: string
  constructor(html: string) {
    this.html = html
  }
  toString(): string {
    return this.html
  }
}
/** Only `markup` and the two below make it, so a string never becomes markup by being called so. */
export type Markup = Written

export type Filling = Markup | string | number | null | undefined | false | readonly Filling[]

/** `` markup`<a href="${href}">${title}</a>` ``: attributes are quoted by who writes the template. */
export function markup(parts: TemplateStringsArray, ...fillings: Filling[]): Markup {
  return new Written(
    parts.reduce((whole, part, i) => whole + (i > 0 ? filled(fillings[i - 1]) : '') + part, ''),
  )
}

function filled(it: Filling): string {
  if (it === null || it === undefined || it === false) return ''
  if (it instanceof Written) return it.html
  if (typeof it === 'string') return escapeText(it)
  return typeof it === 'number' ? String(it) : it.map(filled).join('')
}

/** Data that programs read in a page (JSON-LD): nothing in it can end the element it stands in. */
export const jsonMarkup = (value: unknown): Markup =>
  new Written(
    JSON.stringify(value).replaceAll(
      /[<>&\u2028\u2029]/g,
      (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  )

/** A style sheet of our own; a `<` has no business in one. */
export function styleMarkup(css: string): Markup {
  if (css.includes('<')) throw new Error('a style sheet holds no markup')
  return new Written(css)
}
