import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { missing } from './lock.mjs'

test('the lockfile names every optional binary, so that npm ci accepts it on every machine', () => {
  expect(missing(JSON.parse(readFileSync('package-lock.json', 'utf8')))).toEqual({})
})

test('a binary that is missing is described by its name', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/x': { dev: true, optionalDependencies: { '@x/linux-arm64-musl': '1.2.3' } },
    },
  }
  expect(missing(lock)).toEqual({
    'node_modules/@x/linux-arm64-musl': {
      version: '1.2.3',
      cpu: ['arm64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
  })
})

test('the lockfile names no host', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"')
})
