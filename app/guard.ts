/** Who calls, from where, and whether a browser may have been tricked into calling. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieName } from '#core/identity/api.ts'
import type { Credential } from '#kernel/directory.ts'
import type { Origin } from '#kernel/module.ts'
import { CrossSite } from './problems.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

export function credentialOf(request: FastifyRequest, secure: boolean): Credential {
  const { authorization } = request.headers
  const bearer = authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined
  return { bearer, cookie: bearer ? undefined : request.cookies[cookieName(secure)] }
}

/**
 * No CSRF token: a browser states where a request comes from. An unsafe request that carries a cookie
 * must be same-origin by `Sec-Fetch-Site`, or by `Origin` in browsers that lack it.
 */
export function refuseCrossSite(request: FastifyRequest, secure: boolean, publicUrl: string): void {
  if (SAFE.has(request.method) || !request.cookies[cookieName(secure)]) return
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  const { origin } = request.headers
  if (site === undefined && (origin === undefined || isOurs(origin, request, publicUrl))) return
  throw CrossSite()
}

function isOurs(origin: string, request: FastifyRequest, publicUrl: string): boolean {
  return origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === request.host)
}

export function originOf(request: FastifyRequest): Origin {
  const agent = request.headers['user-agent'] ?? ''
  const isLocal = isLocalCall(request)
  return { requestId: request.id, address: request.ip, agent: agent.slice(0, 255), isLocal }
}

/** A call made on this very machine, not passed on by a proxy. */
export function isLocalCall(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded']
  return forwarded === undefined && isLoopback(request.socket.remoteAddress ?? '')
}

export const isLoopback = (address: string) => address === '::1' || /^(::ffff:)?127\./.test(address)

export function setSession(
  reply: FastifyReply,
  session: { secret: string; maxAgeS: number } | null,
  secure: boolean,
): void {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  if (session)
    reply.setCookie(cookieName(secure), session.secret, { ...options, maxAge: session.maxAgeS })
  else reply.clearCookie(cookieName(secure), options)
}
