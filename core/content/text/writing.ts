/** Blocks as HTML, for readers and for the editor. Nothing is trusted because it was kept: all of it is escaped again. */
import { type Filling, markup, type Markup } from '#kernel/markup.ts'
import type { Block, Blocks, Mark, Run } from './contract.ts'
import { safeHref } from './rules.ts'

/** Where a picture of this workspace is seen. */
export type PictureAddress = (key: string) => string

const wrap: Record<Mark, (inside: Markup) => Markup> = {
  bold: (it) => markup`<strong>${it}</strong>`,
  italic: (it) => markup`<em>${it}</em>`,
  underline: (it) => markup`<u>${it}</u>`,
  strike: (it) => markup`<s>${it}</s>`,
}

function runMarkup({ text, marks = [], href }: Run): Markup {
  const [first, ...rest] = text.split('\n')
  const lines = rest.reduce<Markup>((all, line) => markup`${all}<br>${line}`, markup`${first}`)
  const marked = marks.reduce((inside, mark) => wrap[mark]?.(inside) ?? inside, lines)
  const target = href && safeHref(href)
  if (!target) return marked
  const isElsewhere = /^https?:/i.test(target)
  return isElsewhere
    ? markup`<a href="${target}" rel="noopener nofollow">${marked}</a>`
    : markup`<a href="${target}">${marked}</a>`
}

export const runsMarkup = (runs: readonly Run[]): Markup => markup`${runs.map(runMarkup)}`

export function blocksMarkup(blocks: Blocks, address: PictureAddress): Markup {
  const written: Markup[] = []
  for (let i = 0; i < blocks.length; i++) {
    const { kind } = blocks[i]!
    if (kind !== 'item' && kind !== 'quote') {
      written.push(blockMarkup(blocks[i]!, address))
      continue
    }
    const together = following(blocks, i, kind)
    written.push(
      kind === 'quote'
        ? markup`<blockquote>${together.map((it) => paragraph(it))}</blockquote>`
        : listMarkup(together as Item[]),
    )
    i += together.length - 1
  }
  return markup`${written}`
}

function following(blocks: Blocks, from: number, kind: Block['kind']): Block[] {
  const found: Block[] = []
  for (let i = from; blocks[i]?.kind === kind; i++) found.push(blocks[i]!)
  return found
}

const paragraph = (block: Block): Filling =>
  'runs' in block && markup`<p>${runsMarkup(block.runs)}</p>`

function blockMarkup(block: Block, address: PictureAddress): Markup {
  switch (block.kind) {
    case 'heading':
      return block.level === 2
        ? markup`<h2>${runsMarkup(block.runs)}</h2>`
        : markup`<h3>${runsMarkup(block.runs)}</h3>`
    case 'picture':
      return markup`<img src="${address(block.key)}" alt="${block.alt}" loading="lazy">`
    case 'rule':
      return markup`<hr>`
    case 'table':
      return markup`<div class="table" tabindex="0"><table><tbody>${block.rows.map(
        (row) =>
          markup`<tr>${row.map((cell) =>
            cell.isHead
              ? markup`<th>${runsMarkup(cell.runs)}</th>`
              : markup`<td>${runsMarkup(cell.runs)}</td>`,
          )}</tr>`,
      )}</tbody></table></div>`
    default:
      return markup`<p>${runsMarkup(block.runs)}</p>`
  }
}

type Item = Extract<Block, { kind: 'item' }>

/** A point and the deeper ones that follow it, which are its own list. */
function listMarkup(items: readonly Item[]): Markup {
  const [first] = items
  if (!first) return markup``
  const { ordered, depth } = first
  const points: Markup[] = []
  let i = 0
  while (i < items.length) {
    const item = items[i]!
    if (item.depth <= depth && item.ordered !== ordered) break
    const inner: Item[] = []
    for (i++; i < items.length && items[i]!.depth > depth; i++) inner.push(items[i]!)
    points.push(
      markup`<li><p>${runsMarkup(item.runs)}</p>${inner.length > 0 && listMarkup(inner)}</li>`,
    )
  }
  const list = ordered ? markup`<ol>${points}</ol>` : markup`<ul>${points}</ul>`
  return i < items.length ? markup`${list}${listMarkup(items.slice(i))}` : list
}
