/** Values that nobody sends by accident. */
import { newId } from '#kernel/ids.ts'
import type { Dice } from './dice.ts'

/** A piece of JSON that JSON.stringify would not write: `1e309`, `-0`, a key `__proto__`. */
export const raw = (json: string) => `@raw ${json}`

/** Pieces of raw JSON stand in the text as they are. */
export const written = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/"@raw ((?:[^"\\]|\\.)*)"/g, (_, json: string) =>
    JSON.parse(`"${json}"`),
  )

const nested = (depth: number, open: string, close: string) =>
  raw(open.repeat(depth) + close.repeat(depth))

const texts = [
  '',
  ' ',
  '\0',
  'before\0after',
  '\ud800',
  'half \udc00 pair',
  "' or 1=1; drop table members; --",
  '%_%\\%',
  '<script>alert(1)</script>"\'`${7*7}{{7*7}}{count}$t(forbidden)',
  '\u202egnp.exe\u202c\u2066x\u2069\ufeff\u200b',
  'NaN',
  '-Infinity',
  '1e309',
  '-0',
  '9007199254740993',
  'null',
  'undefined',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.000Z',
  '-271821-04-20T00:00:00.000Z',
  '0000-00-00',
  '../../../../etc/passwd',
  'a\r\nSet-Cookie: socle=1\r\n\r\n',
  // Each of these grows when it is folded, normalised or lowered.
  '각'.repeat(100),
  'İ'.repeat(100),
  'ΐ'.repeat(100),
  '𝟘👨‍👩‍👧‍👦'.repeat(9),
  'é'.repeat(200),
  'x'.repeat(255),
  `${'İ'.repeat(64)}@${'İ'.repeat(186)}.bé`,
  '1@e.x ',
  'a@b..c',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'FFFFFFFF-FFFF-7FFF-8FFF-FFFFFFFFFFFF',
  '-'.repeat(36),
  '{0192f0c1-2345-7abc-8def-0123456789ab}',
  'urn:uuid:0192f0c1-2345-7abc-8def-0123456789ab',
]

const things: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  raw('-0'),
  0.5,
  1e-320,
  -(2 ** 31) - 1,
  2 ** 31,
  2 ** 53,
  raw('9007199254740993'),
  raw('1e309'),
  raw('-1e309'),
  [],
  {},
  [[]],
  [null],
  ['a', 1, {}],
  { length: 1e9 },
  { toString: 1, valueOf: null, toJSON: 'x' },
  raw('{"then":1}'),
  { $ne: null },
  nested(31, '[', ']'),
  nested(40, '[', ']'),
  nested(20_000, '[', ']'),
  raw(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
  raw(`[${'1,'.repeat(50_000)}1]`),
]

const bigText = 'x'.repeat(1_000_000)

export function hostile(dice: Dice): unknown {
  if (dice.chance(0.02)) return bigText
  return dice.chance(0.6) ? dice.pick(texts) : dice.pick(things)
}

export const hostileText = (dice: Dice): string => dice.pick(texts)

/** Fields that no contract knows, among them those that mean something to JavaScript or to a careless server. */
export const unknownFields: readonly Record<string, unknown>[] = [
  { admin: true, permissions: ['*'], roles: ['owner'], accountId: newId(), state: 'active' },
  { toString: 'x', hasOwnProperty: 1, valueOf: {}, length: -1 },
  { constructor: 'x' },
  { constructor: { prototype: { admin: true } } },
  { '': 1, ' ': 2, 'a.b': 3, $where: '1' },
  { 'nul\0': 1 },
  { 'half \ud800': 1 },
  { __slug: 'marronnier', slug: 'marronnier', workspaceId: newId() },
  Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`f${i}`, i])),
]

/** Bodies that are not an object, or not JSON at all. */
export const wrongBodies = [
  '[]',
  '[{}]',
  '"text"',
  '1',
  'true',
  '{',
  '{"a":1,}',
  "{'a':1}",
  '{"a":NaN}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"a":"\0"}',
  '\0',
  '<xml/>',
  'a=1&b=2',
  `${'['.repeat(100_000)}`,
  `${'[{"a":'.repeat(50_000)}`,
]

const base64url = (text: string) => Buffer.from(text).toString('base64url')
const anId = '0192f0c1-2345-7abc-8def-0123456789ab'

/** The codes of pages are opaque, so people will look inside. */
export const forgedCursors = [
  '',
  'x',
  '%%%',
  base64url('\n'),
  base64url(`2026-11-21T09:00:00.000Z\n${anId}`),
  base64url(`2026-11-21T09:00:00.000Z\n${anId.toUpperCase()}`),
  base64url(`2026-11-21T09:00:00.000Z\n${'-'.repeat(36)}`),
  base64url(`+275760-09-13T00:00:00.000Z\n${anId}`),
  base64url(`-000001-01-01T00:00:00.000Z\n${anId}`),
  base64url(`0001-01-01\n${anId}`),
  base64url(`a\0b\n${anId}`),
  base64url(`' or 1=1 --\n${anId}`),
  Buffer.from([0xff, 0xfe, 0xed, 0xa0, 0x80, 0x0a]).toString('base64url') + base64url(anId),
  base64url(JSON.stringify(['a', anId])),
  base64url(JSON.stringify(['a', 'not an id'])),
  base64url(JSON.stringify(['\0', anId])),
  base64url('["\\ud800","0192f0c1-2345-7abc-8def-0123456789ab"]'),
  base64url(JSON.stringify([1, 2])),
  base64url('{"0":"a","1":"b","length":2}'),
  base64url('null'),
  base64url(`${'['.repeat(80)}`),
]

/** Headers of a write or a read; none of them changes who is calling. */
export const oddHeaders: readonly Record<string, string>[] = [
  { 'idempotency-key': '' },
  { 'idempotency-key': ' ' },
  { 'idempotency-key': 'x'.repeat(101) },
  { 'idempotency-key': 'x'.repeat(8000) },
  { 'idempotency-key': 'é\u00a0' },
  { 'idempotency-key': "';--" },
  { 'idempotency-key': '__proto__' },
  { 'idempotency-key': 'a, b' },
  { 'accept-language': '' },
  { 'accept-language': '__proto__' },
  { 'accept-language': `${'xx-YY;q=0.1,'.repeat(500)}` },
  { accept: 'text/html' },
  { accept: 'application/xml;q=bad' },
  { 'accept-encoding': 'br;q=x, gzip, \u00ff' },
  { 'user-agent': 'é'.repeat(4000) },
  { 'x-request-id': 'é'.repeat(4000) },
  { 'x-forwarded-for': "'; drop table sessions --" },
  { 'x-http-method-override': 'DELETE' },
  { range: 'bytes=0-1,-1' },
  { 'if-none-match': '*' },
  { 'last-event-id': '\u00ff' },
  { 'content-encoding': 'gzip' },
]

export const falseTokens = [
  'x',
  'x.y.z',
  '..',
  // {"alg":"none"} and {"alg":"HS256","kid":"__proto__"}, both without a claim
  'eyJhbGciOiJub25lIn0.e30.',
  'eyJhbGciOiJIUzI1NiIsImtpZCI6Il9fcHJvdG9fXyJ9.e30.AAAA',
  'e30.bnVsbA.',
  'x'.repeat(8000),
  '\u00ff\u00fe',
]

export const wrongTypes = [
  'text/plain',
  'text/html',
  'application/xml',
  'application/json; charset=utf-16',
  'application/merge-patch+json',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'nonsense',
  '/',
  '__proto__',
]

/** Whole pieces of query strings, already encoded. */
export const oddQueries = [
  'constructor=1',
  '__proto__=1',
  '__proto__[admin]=true',
  'toString=1&valueOf=2&hasOwnProperty=3',
  'limit=1e309',
  'limit=-0',
  'limit=-1',
  'limit=9007199254740993',
  'limit=0x10',
  'limit=%20',
  'limit=1&limit=2',
  'limit[]=1',
  'search=%00',
  'search=%ED%A0%80',
  'search=%',
  'search=%zz',
  'search=a&search=b',
  'search[a]=b',
  'search=%25%5F%5C',
  `search=${'%F0%9F%91%A8'.repeat(100)}`,
  'search=İİİ',
  'mine=TRUE&waiting=1&disputed=',
  'mine=true&mine=false',
  '&&&=&==',
  '?',
  '#',
  `${'a=1&'.repeat(3000)}`,
]
