/** A text as its readers see it, inside of the application. Made of elements, never of markup. */
import { Fragment, type ReactNode } from 'react'
import type { Block, Run } from './contract.ts'
import { safeHref } from './rules.ts'

const wrap = {
  bold: (it: ReactNode) => <strong>{it}</strong>,
  italic: (it: ReactNode) => <em>{it}</em>,
  underline: (it: ReactNode) => <u>{it}</u>,
  strike: (it: ReactNode) => <s>{it}</s>,
}

function Words({ runs }: { runs: readonly Run[] }) {
  return runs.map(({ text, marks = [], href }, i) => {
    const lines = text.split('\n').map((line, at) => (
      <Fragment key={at}>
        {at > 0 && <br />}
        {line}
      </Fragment>
    ))
    const marked = marks.reduce<ReactNode>((inside, mark) => wrap[mark](inside), lines)
    const target = href && safeHref(href)
    return (
      <Fragment key={i}>
        {target ? (
          <a href={target} rel="noopener">
            {marked}
          </a>
        ) : (
          marked
        )}
      </Fragment>
    )
  })
}

type TextViewProps = { blocks: readonly Block[]; pictures: ReadonlyMap<string, string> }

export function TextView({ blocks, pictures }: TextViewProps) {
  const rows: ReactNode[] = []
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!
    if (block.kind !== 'item') {
      rows.push(<One key={i} block={block} pictures={pictures} />)
      continue
    }
    const items: (typeof block)[] = []
    for (; blocks[i]?.kind === 'item'; i++) items.push(blocks[i] as typeof block)
    i--
    rows.push(<Points key={i} items={items} />)
  }
  return <div className="prose">{rows}</div>
}

function One({ block, pictures }: { block: Block; pictures: ReadonlyMap<string, string> }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 2 ? (
        <h2>
          <Words runs={block.runs} />
        </h2>
      ) : (
        <h3>
          <Words runs={block.runs} />
        </h3>
      )
    case 'quote':
      return (
        <blockquote>
          <Words runs={block.runs} />
        </blockquote>
      )
    case 'picture':
      return <img src={pictures.get(block.key)} alt={block.alt} />
    case 'rule':
      return <hr />
    case 'table':
      return (
        <div className="prose-table">
          <table>
            <tbody>
              {block.rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, at) =>
                    cell.isHead ? (
                      <th key={at}>
                        <Words runs={cell.runs} />
                      </th>
                    ) : (
                      <td key={at}>
                        <Words runs={cell.runs} />
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    case 'item':
      return null
    default:
      return (
        <p>
          <Words runs={block.runs} />
        </p>
      )
  }
}

type Item = Extract<Block, { kind: 'item' }>

function Points({ items }: { items: readonly Item[] }) {
  const [first] = items
  if (!first) return null
  const List = first.ordered ? 'ol' : 'ul'
  const points: ReactNode[] = []
  let i = 0
  while (
    i < items.length &&
    (items[i]!.depth > first.depth || items[i]!.ordered === first.ordered)
  ) {
    const item = items[i]!
    const inner: Item[] = []
    for (i++; i < items.length && items[i]!.depth > first.depth; i++) inner.push(items[i]!)
    points.push(
      <li key={i}>
        <Words runs={item.runs} />
        {inner.length > 0 && <Points items={inner} />}
      </li>,
    )
  }
  return (
    <>
      <List>{points}</List>
      {i < items.length && <Points items={items.slice(i)} />}
    </>
  )
}
