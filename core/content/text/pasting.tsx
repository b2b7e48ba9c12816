/** What other programs put on the clipboard, without what they say to themselves. The editor keeps what it knows of the rest. */

/** Word writes its lists as paragraphs that begin with a sign. */
const isPoint = (element: Element) =>
  /MsoList/.test(element.className) || /mso-list:/.test(element.getAttribute('style') ?? '')

export function cleaned(html: string): string {
  const page = new DOMParser().parseFromString(
    html.replaceAll(/<!--\[if[\s\S]*?<!\[endif\]-->|<!\[if[^>]*>|<!\[endif\]>/g, ''),
    'text/html',
  )
  for (const it of page.querySelectorAll('style,script,meta,link,title,xml,o\\:p')) {
    if (it.localName === 'o:p') it.replaceWith(...it.childNodes)
    else it.remove()
  }
  let list: Element | undefined
  for (const it of [...page.querySelectorAll('p')]) {
    if (!isPoint(it)) {
      list = undefined
      continue
    }
    const [, sign = ''] =
      /^\s*([\d.a-z]{1,4}[.)]|[^\p{L}\p{N}\s])\s+/u.exec(it.textContent ?? '') ?? []
    const kind = /^[\da-z]/i.test(sign) ? 'ol' : 'ul'
    if (!list || list.localName !== kind || list.nextElementSibling !== it) {
      list = page.createElement(kind)
      it.before(list)
    }
    const first = page.createTreeWalker(it, NodeFilter.SHOW_TEXT)
    for (let left = sign.length; left > 0 && first.nextNode();) {
      const node = first.currentNode as Text
      const trimmed = node.data.trimStart()
      node.data = trimmed.slice(Math.min(left, trimmed.length))
      left -= Math.min(left, trimmed.length)
    }
    const point = page.createElement('li')
    point.append(it)
    list.append(point)
  }
  for (const it of page.querySelectorAll('[style],[class]')) {
    const style = it.getAttribute('style') ?? ''
    // Google writes bold as a weight, and puts a bold that is none around everything.
    if (it.localName === 'b' && /font-weight:\s*(normal|400)/.test(style))
      it.replaceWith(...it.childNodes)
    else if (it.localName === 'span' && /font-weight:\s*(bold|[6-9]00)/.test(style)) {
      const strong = page.createElement('strong')
      strong.append(...it.childNodes)
      it.replaceWith(strong)
    }
  }
  return page.body.innerHTML
}
