/** What may be an own domain, and how its proof is judged. Runs in both. */
import { machine } from '#kernel/machine.ts'
import { DAY } from '#kernel/time.ts'

export const domainLife = machine({
  name: 'domain',
  states: ['pending', 'verified', 'failing'],
  initial: 'pending',
  moves: {
    prove: { from: ['pending', 'failing'], to: 'verified', by: ['resolver'] },
    /** The record is gone: a warning, and some days to put it back. */
    miss: { from: ['verified'], to: 'failing', by: ['resolver'] },
    /** It did not come back. */
    lapse: { from: ['failing'], to: 'pending', by: ['resolver'] },
  },
})

/** So long a record may be missing before the domain leads nowhere. */
export const GRACE_MS = 7 * DAY

export const recordName = (domain: string) => `_socle-verify.${domain}`

/**
 * The name as DNS knows it (`école.be` is `xn--cole-9oa.be`), from what people paste: an address, capitals, a last dot.
 * Undefined when it is no name that a workspace could own: an IP, `localhost`, a single word, a public suffix.
 */
export function domainOf(typed: string): string | undefined {
  const bare = typed
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/\.$/, '')
  if (bare === '' || /[\s@:[\]\\%]/.test(bare) || !URL.canParse(`http://${bare}`)) return undefined
  const host = new URL(`http://${bare}`).hostname
  const labels = host.split('.')
  if (host.length > 253 - '_socle-verify.'.length || labels.length < 2) return undefined
  if (!labels.every((it) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(it))) return undefined
  const last = labels.at(-1)!
  // An IP address has a number last; names like these never leave a machine or a network.
  if (/^\d+$/.test(last) || local.has(last) || isPublicSuffix(labels)) return undefined
  return host
}

// RFC 6761, RFC 6762, RFC 8375, RFC 9476.
const local = new Set(
  'localhost local localdomain internal intranet lan home corp private arpa test invalid example onion alt'.split(
    ' ',
  ),
)

/**
 * Names under which anybody registers. The second level is recognised by its form (`co.uk`, `com.br`, `asso.fr`); the
 * full list changes every week, and whoever holds none of it cannot write the record anyway.
 */
function isPublicSuffix(labels: readonly string[]): boolean {
  const [second = '', first = ''] = labels
  return labels.length === 2 && first.length === 2 && generic.has(second)
}
const generic = new Set(
  'ac asso co com edu ed gob gouv gov gv info ltd me mil name ne net nic nom or org plc presse sch tm'.split(
    ' ',
  ),
)

export type Finding = 'absent' | 'wrong' | 'right'

/** Of all strings at the name, one has to be the token; others may stand beside it. */
export function judge(records: readonly string[], token: string): Finding {
  if (records.length === 0) return 'absent'
  return records.some((it) => it.trim() === token) ? 'right' : 'wrong'
}
