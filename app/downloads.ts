/** Sends kept or made bytes: whole, a range of them, or the word that the caller has them already. RFC 9110 §13, §14. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Download, Range } from '#kernel/module.ts'

/** Whatever it holds, nothing of it runs: no script, no form, no frame, no address of ours. */
const SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"

export async function sendDownload(
  request: FastifyRequest,
  reply: FastifyReply,
  download: Download,
): Promise<unknown> {
  const { name, type, inline = false, cache } = download
  reply
    .header('content-type', type)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', SANDBOX)
    .header('content-disposition', disposition(name, inline))
    .header('cache-control', cache ?? 'private, no-store')
  if ('bytes' in download) {
    const { bytes } = download
    return reply.send(bytes instanceof Uint8Array ? Buffer.from(bytes) : bytes)
  }
  const { size, etag, read } = download
  // The switch of @fastify/compress: compressed, its ranges would be ranges of something else.
  request.headers['x-no-compression'] = 'ranges'
  reply.header('accept-ranges', 'bytes').header('etag', etag)
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
  const asked = rangeIn(request, size, etag)
  if (asked === 'outside') return reply.code(416).header('content-range', `bytes */${size}`).send()
  const { start, end } = asked ?? { start: 0, end: size - 1 }
  if (asked) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`)
  reply.header('content-length', end - start + 1)
  return reply.send(size === 0 ? Buffer.alloc(0) : await read({ start, end }))
}

const isKnown = (sent: string | undefined, etag: string): boolean =>
  sent === '*' || (sent?.split(',').some((it) => it.trim().replace(/^W\//, '') === etag) ?? false)

/** One range; several, and units nobody speaks, get the whole, which the standard allows. */
export function rangeIn(
  { headers }: Pick<FastifyRequest, 'headers'>,
  size: number,
  etag: string,
): Range | 'outside' | undefined {
  const condition = headers['if-range']
  if (condition !== undefined && condition !== etag) return undefined
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'outside' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= size) return 'outside'
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}

/** RFC 6266: a plain name for old programs, the real one in UTF-8 (RFC 8187) for all others. */
export function disposition(name: string, inline: boolean): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]|["%\\]/g, '_')
  const real = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${real}`
}
