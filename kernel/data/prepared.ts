/** Statements that every request runs. Building and compiling one costs more than its answer, so it is done once. */
import {
  type Compilable,
  type CompiledQuery,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
} from 'kysely'
import { encode } from './values.ts'

type Encode = (value: unknown) => unknown

/** Stands for a value while a statement is compiled; the compilers leave it among the parameters. */
export class Given {
  readonly name: string
  readonly encode: Encode

  constructor(name: string, encoder: Encode = encode) {
    this.name = name
    this.encode = encoder
  }
  /** The same with the engine's own way to write values. */
  by(encoder: Encode): Given {
    return new Given(this.name, encoder)
  }
}

type Values = Record<string, unknown>

/**
 * `const bySlug = prepared((db: Db, { slug }: { slug: string }) => db.selectFrom(…).where('slug', '=', slug))`, then
 * `await bySlug(db, { slug })` in any namespace or transaction. What `build` is given stands for the values: it goes
 * where values go, and nothing can be read from it but whether it is there. What decides over the statement's form
 * besides is a `how` of few possible values: each is a statement of its own.
 */
export function prepared<DB, Asked extends Values, Row, How extends object | undefined = undefined>(
  build: (db: Kysely<DB>, given: Asked, how: How) => Compilable<Row>,
) {
  const forms = new Map<string, WeakMap<object, CompiledQuery<Row>>>()

  function compiledFor(db: Kysely<DB>, values: Asked, how: How): CompiledQuery<Row> {
    const names = Object.keys(values).filter((name) => values[name] !== undefined)
    const form = how ? `${names.join()} ${JSON.stringify(how)}` : names.join()
    let places = forms.get(form)
    if (!places) forms.set(form, (places = new WeakMap()))
    const place = placeOf(db)
    let compiled = places.get(place)
    if (!compiled) {
      const given = Object.fromEntries(names.map((name) => [name, new Given(name)]))
      places.set(place, (compiled = build(db, given as Asked, how).compile()))
    }
    return compiled
  }

  return (
    db: Kysely<DB>,
    values: Asked,
    ...[how]: How extends object ? [how: How] : []
  ): Promise<QueryResult<Row>> => {
    const compiled = compiledFor(db, values, how as How)
    const parameters = compiled.parameters.map((it) =>
      it instanceof Given ? it.encode(values[it.name]) : it,
    )
    return db.executeQuery<Row>({ ...compiled, parameters })
  }
}

/** What a statement's text depends on: the schema on servers, nothing but the engine on SQLite. */
function placeOf(db: Kysely<any>): object {
  const { plugins, adapter } = db.getExecutor()
  return plugins[0] ?? adapter
}

/** Whether a statement costs no way to a server and back. */
export const isInProcess = (db: Kysely<any>) => db.getExecutor().adapter instanceof SqliteAdapter
