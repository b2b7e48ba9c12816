/** A bucket of our own for tests: it verifies every signature, and is slow, busy, cutting or lying when asked. */
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { refusalOf } from './signature.ts'

export type Mood = 'right' | 'busy once' | 'cutting' | 'failing to join'

type Kept = { bytes: Buffer; at: Date }
type Upload = { key: string; parts: Map<number, Buffer>; at: Date }

const SECRETS = { AKIDTILLEUL: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const [id, secret] = Object.entries(SECRETS)[0]!
/** So small that every list has several. */
const PAGE = 2

export async function startBucket() {
  let mood: Mood = 'right'
  const objects = new Map<string, Kept>()
  const uploads = new Map<string, Upload>()
  const asked: string[] = []

  const server = createServer((request, response) => void serve(request, response))
  async function serve(request: IncomingMessage, response: ServerResponse) {
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>))
    const refusal = refusalOf(request, body, SECRETS)
    if (refusal) return refuse(response, 403, refusal)
    if (mood === 'busy once') {
      mood = 'right'
      return refuse(response, 503, 'SlowDown')
    }
    const { pathname, searchParams: query } = new URL(request.url!, 'http://bucket')
    const key = decodeURIComponent(pathname).replace(/^\/bucket\/?/, '')
    asked.push(`${request.method} ${query.has('uploadId') ? 'part of ' : ''}${key}`)
    if (request.method === 'GET' && key === '') return list(response, query)
    if (query.has('uploads') || query.has('uploadId'))
      return multipart(request, response, key, query, body)
    if (request.method === 'PUT') {
      objects.set(key, { bytes: contentOf(request, body), at: new Date() })
      return response.writeHead(200, { etag: tagOf(body) }).end()
    }
    if (request.method === 'DELETE') {
      objects.delete(key)
      return response.writeHead(204).end()
    }
    return send(request, response, objects.get(key))
  }

  function send({ method, headers }: IncomingMessage, response: ServerResponse, found?: Kept) {
    if (!found) return refuse(response, 404, 'NoSuchKey')
    const { bytes } = found
    const [, start, end] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? []
    const part = start ? bytes.subarray(Number(start), end ? Number(end) + 1 : undefined) : bytes
    response.writeHead(start ? 206 : 200, { 'content-length': part.length, etag: tagOf(bytes) })
    if (method === 'HEAD') return response.end()
    if (mood !== 'cutting') return response.end(part)
    return response.write(part.subarray(0, part.length / 2), () => response.destroy())
  }

  function list(response: ServerResponse, query: URLSearchParams) {
    if (query.has('uploads')) {
      const found = [...uploads].map(
        ([it, { key, at }]) =>
          `<Upload><Key>${key}</Key><UploadId>${it}</UploadId><Initiated>${at.toISOString()}</Initiated></Upload>`,
      )
      return response.end(
        `<ListMultipartUploadsResult>${found.join('')}</ListMultipartUploadsResult>`,
      )
    }
    const prefix = query.get('prefix') ?? ''
    const after = query.get('continuation-token') ?? ''
    const names = [...objects.keys()].filter((it) => it.startsWith(prefix) && it > after).sort()
    const page = names.slice(0, PAGE)
    const found = page.map((it) => {
      const { bytes, at } = objects.get(it)!
      return `<Contents><Key>${it.replaceAll('&', '&amp;')}</Key><Size>${bytes.length}</Size><LastModified>${at.toISOString()}</LastModified></Contents>`
    })
    const next = names.length > PAGE ? page.at(-1)!.replaceAll('&', '&amp;') : ''
    const token = next && `<NextContinuationToken>${next}</NextContinuationToken>`
    return response.end(`<ListBucketResult>${found.join('')}${token}</ListBucketResult>`)
  }

  function multipart(
    { method }: IncomingMessage,
    response: ServerResponse,
    key: string,
    query: URLSearchParams,
    body: Buffer,
  ) {
    if (method === 'POST' && query.has('uploads')) {
      const begun = randomUUID()
      uploads.set(begun, { key, parts: new Map(), at: new Date() })
      const tags = `<Bucket>bucket</Bucket><Key>${key}</Key><UploadId>${begun}</UploadId>`
      return response.end(`<InitiateMultipartUploadResult>${tags}</InitiateMultipartUploadResult>`)
    }
    const which = query.get('uploadId')!
    const upload = uploads.get(which)
    if (!upload) return refuse(response, 404, 'NoSuchUpload')
    if (method === 'PUT') {
      upload.parts.set(Number(query.get('partNumber')), body)
      return response.writeHead(200, { etag: tagOf(body) }).end()
    }
    if (method === 'DELETE') {
      uploads.delete(which)
      return response.writeHead(204).end()
    }
    if (mood === 'failing to join') return response.end('<Error><Code>InternalError</Code></Error>')
    const tags = [...body.toString().matchAll(/<ETag>(.*?)<\/ETag>/g)].map(([, it]) =>
      it!.replaceAll('&quot;', '"'),
    )
    const parts = [...upload.parts].sort(([a], [b]) => a - b).map(([, it]) => it)
    if (parts.map(tagOf).join() !== tags.join()) return refuse(response, 400, 'InvalidPart')
    objects.set(key, { bytes: Buffer.concat(parts), at: new Date() })
    uploads.delete(which)
    return response.end(
      `<CompleteMultipartUploadResult><ETag>"joined"</ETag></CompleteMultipartUploadResult>`,
    )
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const place = `127.0.0.1:${port}`
  return {
    endpoint: `http://${place}`,
    url: `http://${id}:${encodeURIComponent(secret)}@${place}/bucket?region=eu-west-3`,
    credentials: { accessKeyId: id, secretAccessKey: secret },
    objects,
    uploads,
    asked,
    become: (now: Mood) => void (mood = now),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const tagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`

function refuse(response: ServerResponse, status: number, code: string) {
  response.writeHead(status, { 'content-type': 'application/xml' })
  return response.end(`<Error><Code>${code}</Code></Error>`)
}

/** Amazon's client sends pieces with their length before them and a checksum behind them. */
function contentOf({ headers }: IncomingMessage, body: Buffer): Buffer {
  if (!String(headers['x-amz-content-sha256']).startsWith('STREAMING')) return body
  const pieces: Buffer[] = []
  for (let at = 0; ;) {
    const end = body.indexOf('\r\n', at)
    const length = Number.parseInt(body.toString('latin1', at, end), 16)
    if (!length) return Buffer.concat(pieces)
    pieces.push(body.subarray(end + 2, end + 2 + length))
    at = end + 2 + length + 2
  }
}
