/** A UUIDv7: sorts by creation time, so it is a good primary key on all three databases. RFC 9562 §5.7. Runs in both. */
export function newId(now = Date.now()): string {
  // 48 bits of time in hexadecimal, then twenty random digits with the version and the variant among them.
  const time = now.toString(16).padStart(12, '0')
  const random = randomHex()
  const variant = '89ab'[Number.parseInt(random[3]!, 16) & 3]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`
}

const BYTES = 10
/** Random bytes are asked for by the hundred: each request to the system costs more than the rest of an id. */
const pool = new Uint8Array(BYTES * 128)
let used = pool.length
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function randomHex(): string {
  if (used === pool.length) {
    // getRandomValues, not randomUUID: browsers on a plain-http LAN have only the former.
    crypto.getRandomValues(pool)
    used = 0
  }
  let text = ''
  for (const end = used + BYTES; used < end; used++) text += hex[pool[used]!]
  return text
}
