/** Reads the public DNS, with patience for a slow server and none for a silent one. */
import { Resolver as NodeResolver } from 'node:dns/promises'
import type { Resolver } from '#core/workspaces/domains/contract.ts'

const TIMEOUT_MS = 3000
const TRIES = 2
/** The name, or a record of this type, is not there: an answer, not a fault. */
const NOTHING = new Set(['ENOTFOUND', 'ENODATA'])

/** `servers` (`127.0.0.1:5353`) instead of those of this machine. */
export function dnsResolver({
  servers,
  timeoutMs = TIMEOUT_MS,
}: { servers?: string[]; timeoutMs?: number } = {}): Resolver {
  const client = new NodeResolver({ timeout: timeoutMs, tries: TRIES })
  if (servers) client.setServers(servers)
  return {
    async txt(name) {
      try {
        // A long record travels in pieces of 255 characters.
        return (await client.resolveTxt(name)).map((pieces) => pieces.join(''))
      } catch (error) {
        if (NOTHING.has((error as NodeJS.ErrnoException).code ?? '')) return []
        throw error
      }
    },
  }
}
