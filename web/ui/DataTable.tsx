/** A real table: caption, sorting that says so, one link a row; on a phone each row is a card. */
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useFormat } from '../format.tsx'
import { Link } from '../go.tsx'
import type fr from '../locales/fr.ts'
import { useText } from '../text.tsx'
import { Button } from './Button.tsx'

export type Column<Row> = {
  key: string
  head: string
  cell(row: Row): ReactNode
  align?: 'end'
  /** On a phone: left out, or at the end of the card's line. */
  phone?: 'hide' | 'end'
  /** What the column is sorted by; with `onSort` any value will do, the server sorts. */
  sortBy?(row: Row): string | number
}
type Sort = { by: string; descending: boolean }

type DataTableProps<Row> = {
  caption: string
  rows: readonly Row[] | undefined
  columns: readonly Column<Row>[]
  rowKey?(row: Row): string
  /** Where a row leads: the first column becomes its link. */
  to?(row: Row): `/${string}`
  sort?: Sort
  /** The server sorts; without it the rows at hand are sorted here. */
  onSort?(sort: Sort): void
  stale?: boolean
  /** Reads the next page. */
  more?: (() => void) | undefined
  isLoadingMore?: boolean
  empty: ReactNode
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, rows, columns, to, onSort, stale, more, isLoadingMore, empty } = props
  const text = useText<typeof fr>()
  const [local, setLocal] = useState<Sort>()
  const sort = props.sort ?? local
  const sorted = useSorted(rows, columns, onSort ? undefined : sort)
  const rowKey = props.rowKey ?? ((row: Row) => (row as { id: string }).id)
  const order = (by: string) =>
    (onSort ?? setLocal)({ by, descending: sort?.by === by && !sort.descending })
  if (rows?.length === 0) return <>{empty}</>

  return (
    <div className="table" data-stale={stale || undefined}>
      <table aria-busy={!rows || undefined}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((it) => (
              <Head key={it.key} column={it} sort={sort} onOrder={order} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted?.map((row) => (
            <tr key={rowKey(row)} data-link={to ? true : undefined}>
              {columns.map((it, index) => (
                <td
                  key={it.key}
                  data-align={it.align}
                  data-phone={it.phone}
                  data-first={index === 0 || undefined}
                >
                  {index === 0 && to ? (
                    <Link to={to(row)} className="row-link">
                      {it.cell(row)}
                    </Link>
                  ) : (
                    it.cell(row)
                  )}
                </td>
              ))}
            </tr>
          )) ?? <Bones columns={columns.length} />}
        </tbody>
      </table>
      {more && (
        <div className="table-foot">
          <Button onClick={more} pending={isLoadingMore}>
            {text('table.more')}
          </Button>
        </div>
      )}
    </div>
  )
}

type HeadProps<Row> = { column: Column<Row>; sort: Sort | undefined; onOrder(by: string): void }

function Head<Row>({ column: { key, head, align, sortBy }, sort, onOrder }: HeadProps<Row>) {
  const isBy = sort?.by === key
  const Mark = !isBy ? IconArrowsSort : sort.descending ? IconArrowDown : IconArrowUp
  const direction = sort?.descending ? 'descending' : 'ascending'
  if (!head) return <td aria-hidden="true" />
  return (
    <th scope="col" data-align={align} aria-sort={isBy ? direction : undefined}>
      {sortBy ? (
        <button type="button" onClick={() => onOrder(key)}>
          {head}
          <Mark size={14} stroke={1.8} data-idle={!isBy || undefined} />
        </button>
      ) : (
        head
      )}
    </th>
  )
}

const Bones = ({ columns }: { columns: number }) =>
  Array.from({ length: 6 }, (_, row) => (
    <tr key={row}>
      {Array.from({ length: columns }, (_, column) => (
        <td key={column}>
          <span className="bone" style={{ width: `${45 + ((row * 7 + column * 13) % 45)}%` }} />
        </td>
      ))}
    </tr>
  ))

function useSorted<Row>(
  rows: readonly Row[] | undefined,
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
) {
  const { compare } = useFormat()
  const by = sort && columns.find((it) => it.key === sort.by)?.sortBy
  if (!rows || !by) return rows
  return rows.toSorted((a, b) => {
    const [first, second] = [by(a), by(b)]
    const order =
      typeof first === 'number' && typeof second === 'number'
        ? first - second
        : compare(String(first), String(second))
    return sort.descending ? -order : order
  })
}
