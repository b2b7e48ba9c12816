/** A fetch for addresses that people type: it never reaches this machine, its network or a cloud's secrets, and follows nobody. */
import { lookup, type LookupAddress } from 'node:dns'
import { type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { ModelFault } from '#core/ai/models/contract.ts'

const inner = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(network, bits, 'ipv4')
// Only what is routed on the public internet is let through; of it, the two that carry another address inside are not.
const outer = new BlockList()
outer.addSubnet('2000::', 3, 'ipv6')
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  inner.addSubnet(network, bits, 'ipv6')

/** Whether an address of the network belongs to nobody outside. */
export function isInner(address: string): boolean {
  if (isIP(address) === 4) return inner.check(address, 'ipv4')
  return !outer.check(address, 'ipv6') || inner.check(address, 'ipv6')
}

/** Asked when the connection is made, so a name that changes its mind between two questions gains nothing. */
const guardedLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    const addresses = (found ?? []) as LookupAddress[]
    const refused = addresses.length === 0 || addresses.some((it) => isInner(it.address))
    if (error) return done(error, '', 0)
    if (refused) return done(new ModelFault('address-refused'), '', 0)
    if (options.all) return done(null, addresses as never)
    done(null, addresses[0]!.address, addresses[0]!.family)
  })
}

export function guardedFetch(mayBeInner: boolean): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    const literal = url.hostname.replace(/^\[|\]$/g, '')
    const isKnown = url.protocol === 'https:' || url.protocol === 'http:'
    if (!isKnown || url.username || url.password) throw new ModelFault('address-refused')
    if (!mayBeInner && isIP(literal) && isInner(literal)) throw new ModelFault('address-refused')
    const send = url.protocol === 'https:' ? requestSecure : requestPlain
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const headers = Object.fromEntries(new Headers(init.headers))
    const sent = send(
      url,
      {
        method: init.method ?? 'GET',
        headers,
        ...(init.signal ? { signal: init.signal } : {}),
        ...(mayBeInner ? {} : { lookup: guardedLookup }),
      },
      resolve,
    )
    sent.on('error', reject)
    sent.end(typeof init.body === 'string' ? init.body : undefined)
    const answer = await promise
    const status = answer.statusCode ?? 502
    // Another place was never looked at: who sends us there is refused.
    if (status >= 300 && status < 400) {
      answer.destroy()
      throw new ModelFault('address-refused')
    }
    const known = Object.entries(answer.headers).filter(([, value]) => typeof value === 'string')
    const body = status === 204 ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>)
    return new Response(body, { status, headers: known as [string, string][] })
  }
}
