/** Requests made from the OpenAPI document: as its schemas say, then bent one way or another. */
import { newId } from '#kernel/ids.ts'
import type { Dice } from './dice.ts'
import * as hostile from './hostile.ts'

export type Schema = {
  type?: string
  format?: string
  enum?: readonly unknown[]
  anyOf?: readonly Schema[]
  items?: Schema
  minimum?: number
  maximum?: number
  minLength?: number
  properties?: Record<string, Schema>
  required?: readonly string[]
}
export type Operation = {
  operationId: string
  parameters?: readonly { in: string; name: string; required: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}
/** Names of fields → values that fit them; anything else is made from the schema. */
export type Stock = Record<string, readonly unknown[]>

export type Case = {
  /** Says in a failure how it was bent. */
  bent: string
  url: string
  headers: Record<string, string>
  payload?: string
  /** The address is the endpoint's and so is the caller: the decided order of refusals must show. */
  exact: boolean
  /** Sent with a token that is none: whose cookie comes along does not matter. */
  anonymous: boolean
  /** Whoever may call is told 400: nothing else can be true. */
  broken: boolean
}

type Parts = {
  path: Record<string, unknown>
  query: Record<string, unknown>
  body: Record<string, unknown> | undefined
  /** The query as it is, instead of `query`. */
  search?: string
}
type Bend = (from: { dice: Dice; parts: Parts; stock: Stock; case: Case }) => void

export function makeCase(
  dice: Dice,
  route: { url: string; operation: Operation; slug: string },
  stock: Stock,
  turn: number,
): Case {
  const parts = partsOf(dice, route.operation, stock)
  const names = Object.keys(bends)
  const bent = names[turn % names.length]!
  const made: Case = { bent, url: '', headers: {}, exact: true, anonymous: false, broken: false }
  bends[bent]!({ dice, parts, stock, case: made })

  made.url = address(route, parts)
  if (parts.body && made.payload === undefined) made.payload = hostile.written(parts.body)
  if (made.payload !== undefined)
    made.headers = { 'content-type': 'application/json', ...made.headers }
  return made
}

function address({ url, slug }: { url: string; slug: string }, parts: Parts): string {
  const { path, query } = parts
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((it) => `${encoded(name)}=${encoded(it)}`),
  )
  const place = url
    .replace('{slug}', slug)
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(path[name]))
  const search = parts.search ?? pairs.join('&')
  return search ? `${place}?${search}` : place
}

const encoded = (value: unknown) => {
  const text = typeof value === 'string' ? value : hostile.written(value)
  return encodeURIComponent(text.toWellFormed())
}

function partsOf(dice: Dice, { parameters = [], requestBody }: Operation, stock: Stock): Parts {
  const path: Parts['path'] = {}
  const query: Parts['query'] = {}
  for (const { in: place, name, required, schema } of parameters) {
    if (place === 'path') path[name] = fitting(dice, name, schema, stock)
    if (place === 'query' && (required || dice.chance(0.4)))
      query[name] = fitting(dice, name, schema, stock)
  }
  const schema = requestBody && Object.values(requestBody.content)[0]!.schema
  if (!schema) return { path, query, body: undefined }
  const body: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(schema.properties ?? {}))
    if (schema.required?.includes(name) || dice.chance(0.5))
      body[name] = fitting(dice, name, field, stock)
  return { path, query, body }
}

/** A value that the schema allows, and from the stock where the name says what is meant. */
function fitting(dice: Dice, name: string, schema: Schema, stock: Stock): unknown {
  const known = stock[name]
  if (known) return dice.pick(known)
  if (schema.enum) return dice.pick(schema.enum)
  if (schema.anyOf) return fitting(dice, name, dice.pick(schema.anyOf), stock)
  switch (schema.type) {
    case 'boolean':
      return dice.chance(0.5)
    case 'integer':
    case 'number':
      return (schema.minimum ?? 0) + dice.below(Math.min(schema.maximum ?? 100, 100))
    case 'array':
      return [fitting(dice, name, schema.items ?? {}, stock)]
    case 'null':
      return null
    default:
      return schema.format === 'uuid' ? newId() : 'Un mot gentil'.padEnd(schema.minLength ?? 0, '!')
  }
}

/** Any field, wherever it travels. */
function bendField({ dice, parts }: Parameters<Bend>[0], value: unknown): void {
  const where = dice.pick(
    [parts.body, parts.query].filter((it) => it && Object.keys(it).length > 0),
  )
  if (where) where[dice.pick(Object.keys(where))] = value
}

const bends: Record<string, Bend> = {
  nothing: () => {},
  'one field': (from) => bendField(from, hostile.hostile(from.dice)),
  'one text': (from) => bendField(from, hostile.hostileText(from.dice)),
  'every field': ({ dice, parts }) => {
    for (const place of [parts.query, parts.body ?? {}])
      for (const name of Object.keys(place)) place[name] = hostile.hostile(dice)
  },
  'ids of others': ({ dice, parts, stock }) => {
    for (const place of [parts.path, parts.query, parts.body ?? {}])
      for (const name of Object.keys(place))
        if (/id$/i.test(name)) place[name] = dice.pick(stock['foreignId']!)
  },
  'ids in capitals': ({ parts }) => {
    for (const place of [parts.path, parts.query, parts.body ?? {}])
      for (const [name, value] of Object.entries(place))
        if (/id$/i.test(name)) place[name] = String(value).toUpperCase()
  },
  'an id that is taken': ({ dice, parts, stock }) => {
    if (parts.body) parts.body['id'] = dice.pick(stock['takenId']!)
  },
  'a malformed path': ({ dice, parts, case: it }) => {
    for (const name of Object.keys(parts.path)) parts.path[name] = hostile.hostileText(dice) || '-'
    // One that is longer than a parameter may be is no address of ours.
    it.exact = Object.values(parts.path).every((value) => encoded(value).length <= 200)
  },
  'a broken body': ({ dice, parts, case: it }) => {
    if (!parts.body) return
    it.payload = dice.pick(hostile.wrongBodies)
    it.broken = true
  },
  'an empty body': ({ dice, parts, case: it }) => {
    if (parts.body) it.payload = dice.pick(['', '{}', 'null', '\ufeff{}'])
  },
  'a body of another type': ({ dice, parts, case: it }) => {
    if (!parts.body) return
    it.headers['content-type'] = dice.pick(hostile.wrongTypes)
    it.exact = false // nobody reads it, so nobody knows more than 415
  },
  'unknown fields': ({ dice, parts }) => {
    Object.assign(parts.body ?? parts.query, dice.pick(hostile.unknownFields))
  },
  'NUL somewhere': ({ dice, parts, case: it }) => {
    const texts = Object.entries(parts.body ?? {}).filter(([, value]) => typeof value === 'string')
    if (texts.length === 0) return
    parts.body![dice.pick(texts)[0]] = dice.pick(['\0', 'a\0', '\ud800', '\udfff!'])
    it.broken = true
  },
  'an odd header': ({ dice, case: it }) => Object.assign(it.headers, dice.pick(hostile.oddHeaders)),
  'a false token': ({ dice, case: it }) => {
    it.headers['authorization'] = `Bearer ${dice.pick(hostile.falseTokens)}`
    it.anonymous = true
  },
  'an odd query': ({ dice, parts }) => {
    parts.search = dice.pick(hostile.oddQueries)
  },
  'a forged cursor': ({ dice, parts }) => {
    parts.query['cursor'] = dice.pick(hostile.forgedCursors)
  },
}
