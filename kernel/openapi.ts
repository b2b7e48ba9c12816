/** OpenAPI 3.1 from the contracts: nothing is written twice, so nothing can be out of date. */
import * as z from 'zod/mini'
import { PIECE, commonProblems, type Endpoint, type ProblemType, type Shape } from './contract.ts'

type Json = Record<string, unknown>

/** The address of an endpoint over HTTP, with `{slug}` for the workspace. */
export function urlOf({ scope, path }: Endpoint): string {
  const below = path === '/' ? '' : path
  return scope === 'workspace' ? `/api/w/{slug}${below}` : `/api${below}`
}

export type Facts = { publicUrl: string; version: string; cookie: string }

export function openapi(
  endpoints: readonly Endpoint[],
  { publicUrl, version, cookie }: Facts,
): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const url = urlOf(endpoint)
    paths[url] = { ...paths[url], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Socle',
      version,
      description: 'Every fault answers application/problem+json (RFC 9457); see /problems.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookie },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'socle_…',
          description:
            'An access token that a person made for a script under «Access tokens». It reaches what a permission guards, never the account itself.',
        },
      },
    },
  }
}

/** The operation's name: `POST /exchange/transfers/{id}/confirm` → `postExchangeTransfersIdConfirm`. */
export function operationId({ method, path }: Endpoint): string {
  const words = path.split(/[^a-zA-Z0-9]+/).filter(Boolean)
  return method.toLowerCase() + words.map((it) => it[0]!.toUpperCase() + it.slice(1)).join('')
}

function operation(endpoint: Endpoint): Json {
  const { method, kind, input, may } = endpoint
  const url = urlOf(endpoint)
  const inPath = [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const { properties, required } = fieldsOf(input)
  const rest = Object.entries(properties).filter(([name]) => !inPath.includes(name))
  const asQuery = method === 'GET' || method === 'DELETE' || kind === 'piece'

  const parameters = inPath.map((name) => parameter('path', name, properties[name], true))
  if (asQuery)
    for (const [name, schema] of rest)
      parameters.push(parameter('query', name, schema, required.includes(name)))
  if (!asQuery)
    parameters.push(
      parameter('header', 'Idempotency-Key', { type: 'string', maxLength: 100 }, false),
    )

  const body = bodyOf(kind, rest, required)
  return {
    operationId: operationId(endpoint),
    tags: [endpoint.path.split('/')[1] || 'workspace'],
    summary: `${method} ${endpoint.path}`,
    description: permissionSentence(may),
    security: waysIn(may),
    ...(parameters.length ? { parameters } : {}),
    ...((asQuery && kind !== 'piece') || !body ? {} : { requestBody: body }),
    responses: { [endpoint.status]: success(endpoint), ...problemResponses(endpoint) },
  }
}

/** A script's token opens what a permission guards; the account and the installation take sessions alone. */
function waysIn(may: string): Json[] {
  if (may === 'anyone') return []
  const sessions = [{ session: [] }, { bearer: [] }]
  return may === 'account' || may === 'admin' ? sessions : [...sessions, { token: [] }]
}

function bodyOf(kind: Endpoint['kind'], rest: [string, unknown][], required: string[]) {
  if (kind === 'webhook')
    return { content: { 'application/octet-stream': { schema: { type: 'string' } } } }
  if (kind === 'piece') return { required: true, content: { [PIECE]: {} } }
  const schema = {
    type: 'object',
    properties: Object.fromEntries(rest),
    required: required.filter((name) => rest.some(([it]) => it === name)),
  }
  if (kind === 'upload') {
    const file = { type: 'string', contentMediaType: 'application/octet-stream' }
    const properties = { ...schema.properties, file }
    return {
      required: true,
      content: { 'multipart/form-data': { schema: { ...schema, properties } } },
    }
  }
  return rest.length ? { required: true, content: { 'application/json': { schema } } } : undefined
}

function success({ kind, reply }: Endpoint): Json {
  if (kind === 'download')
    return { description: 'The bytes', content: { 'application/octet-stream': {} } }
  const schema = bare(z.toJSONSchema(reply, { io: 'output', unrepresentable: 'any' }))
  const type = kind === 'stream' ? 'text/event-stream' : 'application/json'
  return { description: 'Done', content: { [type]: { schema } } }
}

function problemResponses({ may, problems }: Endpoint): Record<string, Json> {
  const always = commonProblems.filter(({ code }) =>
    may === 'anyone' ? !['not-signed-in', 'forbidden'].includes(code) : true,
  )
  const byStatus = Map.groupBy([...always, ...problems] as ProblemType[], (it) => it.status)
  return Object.fromEntries(
    [...byStatus].map(([status, types]) => [
      status,
      {
        description: [...new Set(types.map((it) => it.code))].join(', '),
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  )
}

function parameter(place: string, name: string, schema: unknown, required: boolean): Json {
  return { in: place, name, required, schema: schema ?? { type: 'string' } }
}

/** The fields of a flat input as JSON schemas, and which of them are required. */
function fieldsOf(input: Shape): { properties: Record<string, unknown>; required: string[] } {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Json
  const { properties = {}, required = [] } = schema as { properties?: Json; required?: string[] }
  return { properties, required }
}

function bare({ $schema: _, ...schema }: Json): Json {
  return schema
}

function permissionSentence(may: string): string {
  if (may === 'anyone') return 'Open to everybody.'
  if (may === 'account') return 'Needs a session.'
  if (may === 'admin') return 'Needs an administrator of the installation.'
  return `Needs the permission \`${may}\` in the workspace.`
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: {
      type: 'string',
      format: 'uri-reference',
      description: 'Its page explains the problem.',
    },
    title: { type: 'string', description: 'A sentence in the language of the caller.' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; what programs compare.' },
    instance: { type: 'string', description: 'The id of the request.' },
    errors: {
      type: 'array',
      description: 'The fields to repair.',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: {
          path: { type: 'string' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
}
