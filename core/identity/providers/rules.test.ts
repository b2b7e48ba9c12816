import { expect, test } from 'vitest'
import { isLocalPath, nameFrom, settlementOf } from './rules.ts'

test.for([
  '/app',
  '/',
  '/app/tilleul/members?q=ana%20b#x',
  '/%2F%2Fevil.example',
  '/app/@evil.example',
  '/apiary',
])('one comes back to %s', (path) => expect(isLocalPath(path)).toBe(true))

test.for([
  '',
  'app',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/app\\..\\..\\evil.example',
  'http://evil.example',
  'https:evil.example',
  'http:/evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  ' /app',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\nset-cookie: a=b',
  '/\0',
  '/\u0085/evil',
  '/..//evil.example',
  '/%2e%2e//evil.example',
  '/.//evil.example',
  '/app/../..//evil.example',
  '/api/auth/logout',
  '/app/../api/auth/logout',
  '/API/auth/providers/oidc/callback',
])('one never comes back to %j', (path) => expect(isLocalPath(path)).toBe(false))

test('an address opens what two proofs agree on, and nothing less', () => {
  const locals = ['unknown', 'unverified', 'verified'] as const
  expect(locals.map((it) => settlementOf(true, it))).toEqual([
    'new-account',
    'take-address',
    'link',
  ])
  expect(locals.map((it) => settlementOf(false, it))).toEqual([
    'new-unverified-account',
    'refuse',
    'refuse',
  ])
})

test.for([
  ['Ana Lambert', 'Ana Lambert'],
  ['  Ana \n Lambert\u0007 ', 'Ana Lambert'],
  [undefined, 'ana'],
  ['\u0000', 'ana'],
  ['é'.repeat(200), 'é'.repeat(100)],
] as const)('%j is called %j here', ([there, here]) => {
  expect(nameFrom(there, 'ana@exemple.test')).toBe(here)
})
