/** Files in a bucket that speaks S3. */
import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { ObjectMissing, type Storage, type StoredObject } from '#core/files/contract.ts'
import { MINUTE } from '#kernel/time.ts'

/** S3 takes parts from 5 MiB on; one is in memory at a time. */
const PART_BYTES = 8 * 1024 * 1024
const TRIES = 3

type Bucket = { client: AwsClient; address: string }

export function s3Storage(
  url: string,
  { partBytes = PART_BYTES, timeoutMs = MINUTE }: { partBytes?: number; timeoutMs?: number } = {},
): Storage {
  const { client, address } = bucketAt(url)

  /** Anything but a success is thrown, with the code that the server gives. */
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const body = init.body as Uint8Array | string | undefined
    const hash = createHash('sha256')
      .update(body ?? '')
      .digest('hex')
    const answer = await client.fetch(`${address}${path}`, {
      ...init,
      headers: { ...init.headers, 'x-amz-content-sha256': hash },
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (answer.ok) return answer
    const code = textIn(await answer.text(), 'Code')[0]
    throw new Refused(`${init.method ?? 'GET'} ${path.split('?')[0]}`, answer.status, code)
  }

  async function put(key: string, bytes: AsyncIterable<Uint8Array>, size: number) {
    if (size <= partBytes) {
      const [whole = Buffer.alloc(0)] = await Array.fromAsync(partsOf(bytes, partBytes))
      assertSize(whole.length, size)
      await ask(`/${key}`, { method: 'PUT', body: asBody(whole) })
      return
    }
    const begun = await ask(`/${key}?uploads=`, { method: 'POST' })
    const id = encodeURIComponent(textIn(await begun.text(), 'UploadId')[0]!)
    try {
      let written = 0
      const tags: string[] = []
      for await (const part of partsOf(bytes, partBytes)) {
        const query = `partNumber=${tags.length + 1}&uploadId=${id}`
        const answer = await ask(`/${key}?${query}`, { method: 'PUT', body: asBody(part) })
        tags.push(answer.headers.get('etag') ?? '')
        written += part.length
      }
      assertSize(written, size)
      const list = tags.map(
        (tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag}</ETag></Part>`,
      )
      const body = `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`
      const answer = await (await ask(`/${key}?uploadId=${id}`, { method: 'POST', body })).text()
      // Joining takes long, so the server says 200 first and the truth in the body.
      const [fault] = textIn(answer, 'Code')
      if (fault || !answer.includes('ETag')) throw new Refused(`POST /${key}`, 200, fault)
    } catch (error) {
      await ask(`/${key}?uploadId=${id}`, { method: 'DELETE' }).catch(() => undefined)
      throw error
    }
  }

  async function* read(key: string, range?: { start: number; end: number }) {
    const headers = range && { range: `bytes=${range.start}-${range.end}` }
    const answer = await ask(`/${key}`, headers && { headers }).catch((error) => {
      throw error instanceof Refused && error.status === 404 ? new ObjectMissing(key) : error
    })
    let left = Number(answer.headers.get('content-length') ?? 0)
    for await (const chunk of answer.body ?? []) {
      left -= chunk.length
      yield chunk
    }
    if (left !== 0) throw new Error(`the object ${key} was cut on its way`)
  }

  async function* list(prefix: string): AsyncGenerator<StoredObject> {
    let from = ''
    do {
      const query = `list-type=2&prefix=${encodeURIComponent(prefix)}${from && `&continuation-token=${encodeURIComponent(from)}`}`
      const page = await (await ask(`/?${query}`)).text()
      for (const it of textIn(page, 'Contents')) {
        const [key = '', bytes = '0', changedAt = ''] = ['Key', 'Size', 'LastModified'].map(
          (name) => textIn(it, name)[0],
        )
        yield { key: unescaped(key), bytes: Number(bytes), changedAt: new Date(changedAt) }
      }
      from = unescaped(textIn(page, 'NextContinuationToken')[0] ?? '')
    } while (from)
  }

  return {
    put,
    read,
    list,
    size: async (key) => {
      try {
        const { headers } = await ask(`/${key}`, { method: 'HEAD' })
        return Number(headers.get('content-length'))
      } catch (error) {
        if (error instanceof Refused && error.status === 404) return null
        throw error
      }
    },
    remove: async (key) => void (await ask(`/${key}`, { method: 'DELETE' })),
    sweep: async (before) => {
      for (const it of textIn(await (await ask('/?uploads=')).text(), 'Upload')) {
        const [key = '', id = '', begun = ''] = ['Key', 'UploadId', 'Initiated'].map(
          (name) => textIn(it, name)[0],
        )
        const query = `uploadId=${encodeURIComponent(unescaped(id))}`
        if (new Date(begun) < before) await ask(`/${unescaped(key)}?${query}`, { method: 'DELETE' })
      }
    },
  }
}

class Refused extends Error {
  readonly status: number
  constructor(what: string, status: number, code = 'no reason') {
    super(`the bucket refused ${what}: ${status} ${code}`)
    this.status = status
  }
}

function bucketAt(url: string): Bucket {
  const { protocol, username, password, host, pathname, searchParams } = new URL(url)
  const region = searchParams.get('region') ?? 'us-east-1'
  const path = pathname.replace(/\/+$/, '')
  const address =
    protocol === 's3:'
      ? `https://s3.${region}.amazonaws.com/${host}${path}`
      : `${protocol}//${host}${path}`
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
    region,
    service: 's3',
    retries: TRIES,
  })
  return { client, address }
}

/** Parts of one size, the last one shorter. */
async function* partsOf(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    let rest = chunk
    while (size + rest.length >= most) {
      const taken = rest.subarray(0, most - size)
      yield Buffer.concat([...waiting, taken])
      ;[waiting, size] = [[], 0]
      rest = rest.subarray(taken.length)
    }
    if (rest.length > 0) waiting.push(rest)
    size += rest.length
  }
  if (size > 0) yield Buffer.concat(waiting)
}

const asBody = (bytes: Buffer) => new Uint8Array(bytes) as Uint8Array<ArrayBuffer>

function assertSize(written: number, size: number): void {
  if (written !== size) throw new Error(`${written} bytes came instead of ${size}`)
}

/** What stands between the tags of a name, in a document whose tags have no attributes worth reading. */
const textIn = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, it]) => it!,
  )

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string) =>
  text.replaceAll(/&(\w+);/g, (all, name) => entities[name] ?? all)
