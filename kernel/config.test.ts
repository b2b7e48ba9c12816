import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BadConfig, readConfig } from './config.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'socle-config-'))
const FORMER = 'Zq9w8E7r6T5y4U3i2O1p0AsDfGhJkLmN'
const GOOD = 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU'

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig({ SOCLE_DATA: folder(), ...env })
  } catch (error) {
    if (error instanceof BadConfig) return error.faults
  }
  return []
}

test('an empty environment starts in development, on this machine only', () => {
  const config = readConfig({ SOCLE_DATA: folder() })
  expect(config).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    databaseUrl: 'sqlite:',
    signup: 'open',
  })
})

test('a secret is made on first start, kept for the next and readable by its owner alone', () => {
  const env = { SOCLE_DATA: folder() }
  const { secret } = readConfig(env)
  expect(secret.length).toBeGreaterThanOrEqual(32)
  expect(readConfig(env).secret).toBe(secret)
  const file = join(env.SOCLE_DATA, 'secret')
  expect(readFileSync(file, 'utf8')).toBe(secret)
  expect(statSync(file).mode & 0o077).toBe(0)
})

const provider = {
  OIDC_ISSUER: 'https://login.example/realms/school',
  OIDC_CLIENT_ID: 'socle',
  OIDC_CLIENT_SECRET: 'x',
}
const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://ecole.example' }

test.for([
  ['a missing secret', production, 'SOCLE_SECRET is missing'],
  ['a default secret', { ...production, SOCLE_SECRET: 'change-me' }, 'SOCLE_SECRET is too easy'],
  [
    'a repeated secret',
    { ...production, SOCLE_SECRET: 'a'.repeat(40) },
    'SOCLE_SECRET is too easy',
  ],
  [
    'a default secret said often enough',
    { ...production, SOCLE_SECRET: 'change-me-change-me-change-me-change-me' },
    'SOCLE_SECRET is too easy',
  ],
  [
    'a former secret that everybody knows',
    { ...production, SOCLE_SECRET: `${GOOD},secret` },
    'SOCLE_SECRET is too easy',
  ],
  ['a short secret', { ...production, SOCLE_SECRET: 'k3Jd8sLq0v' }, 'SOCLE_SECRET is too easy'],
  ['no address', { NODE_ENV: 'production', SOCLE_SECRET: GOOD }, 'PUBLIC_URL is missing'],
  ['a port of words', { PORT: 'trois' }, 'PORT is "trois"'],
  ['a database nobody speaks', { DATABASE_URL: 'oracle://x' }, 'DATABASE_URL must be'],
  ['half a Google', { GOOGLE_CLIENT_ID: 'x' }, 'GOOGLE_CLIENT_SECRET missing'],
  ['a name of no provider', { OIDC_NAME: 'x' }, 'OIDC_ISSUER and OIDC_CLIENT_ID and OIDC_CLIENT_'],
  ['a provider by http', { ...provider, OIDC_ISSUER: 'http://login.example' }, 'OIDC_ISSUER is'],
  [
    'a provider on this machine, in production',
    { ...production, SOCLE_SECRET: GOOD, ...provider, OIDC_ISSUER: 'http://127.0.0.1:8080' },
    'OIDC_ISSUER is',
  ],
  ['a strange trust', { ...provider, OIDC_TRUST_ADDRESSES: 'perhaps' }, 'OIDC_TRUST_ADDRESSES is'],
  ['a name without end', { ...provider, OIDC_NAME: 'x'.repeat(61) }, 'OIDC_NAME has 61'],
  ['a strange sign-up', { SIGNUP: 'maybe' }, 'SIGNUP is "maybe"'],
] as const)('%s refuses to start with a sentence', ([, env, sentence]) => {
  expect(faultsOf(env)).toEqual([expect.stringContaining(sentence)])
})

test('every fault is said at once', () => {
  expect(faultsOf({ PORT: '-1', SIGNUP: 'x', DATABASE_URL: 'ftp://x' })).toHaveLength(3)
})

test('an old secret stays known after a rotation', () => {
  const config = readConfig({
    ...production,
    SOCLE_SECRET: `${GOOD},${FORMER}`,
    SOCLE_DATA: folder(),
  })
  expect([config.secret, config.formerSecrets]).toEqual([GOOD, [FORMER]])
})

test('providers are offered in order, each with a name; without variables there are none', () => {
  expect(readConfig({ SOCLE_DATA: folder() }).providers).toEqual([])
  const google = { GOOGLE_CLIENT_ID: 'g', GOOGLE_CLIENT_SECRET: 's' }
  const { providers } = readConfig({ SOCLE_DATA: folder(), ...google, ...provider })
  expect(providers).toMatchObject([
    { name: 'google', label: 'Google', issuer: 'https://accounts.google.com' },
    { name: 'oidc', label: 'login.example', isTrusted: false },
  ])
})
