/** What every answer tells browsers: nothing foreign runs, nobody frames us, nothing is guessed. */
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const A_YEAR_S = 31_536_000

/** JSON and files: there is nothing to run in them, so the shortest policy is the strictest. */
const forPrograms = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** Also for pages, which may open others and be framed by old browsers. */
const forPages = {
  ...forPrograms,
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
}

const onlyHttps = { 'strict-transport-security': `max-age=${A_YEAR_S}; includeSubDomains` }

/** Writes the headers of one answer; a page's nonce is made here. */
export function protect(request: FastifyRequest, reply: FastifyReply, secure: boolean): void {
  if (secure) reply.headers(onlyHttps)
  if (request.url.startsWith('/api/')) {
    reply.headers(forPrograms)
    return
  }
  // What somebody was given a link to is theirs, and no search engine's.
  if (request.url.startsWith('/share/')) reply.header('x-robots-tag', 'noindex, nofollow')
  request.nonce = randomBytes(16).toString('base64')
  reply.headers(forPages).header('content-security-policy', pagePolicy(request, secure))
}

/** Everything from here, and nothing inline but what carries this answer's nonce. */
function pagePolicy({ nonce, url }: FastifyRequest, secure: boolean): string {
  // The library behind /docs writes styles into its elements; its scripts are held like all others.
  const styles = url.startsWith('/docs') ? `'unsafe-inline'` : `'nonce-${nonce}'`
  const rules = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' ${styles}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  // On a plain-http LAN this rule would send every script to an https address that does not exist.
  return [...rules, ...(secure ? ['upgrade-insecure-requests'] : [])].join('; ')
}
