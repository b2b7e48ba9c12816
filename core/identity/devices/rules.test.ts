import { expect, test } from 'vitest'
import { deviceName } from './rules.ts'

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const engine = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.for([
  [`${windows} ${engine} Chrome/141.0.0.0 Safari/537.36`, 'Chrome', 'Windows', 'computer'],
  [`${windows} ${engine} Chrome/141.0 Safari/537.36 Edg/141.0`, 'Edge', 'Windows', 'computer'],
  [`${windows} ${engine} Chrome/141.0 Safari/537.36 OPR/120.0`, 'Opera', 'Windows', 'computer'],
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Firefox',
    'Linux',
    'computer',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari',
    'macOS',
    'computer',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari',
    'iPhone',
    'phone',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/141.0 Mobile/15E148 Safari/604.1',
    'Chrome',
    'iPhone',
    'phone',
  ],
  [
    `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${engine} Chrome/141.0 Mobile Safari/537.36`,
    'Chrome',
    'Android',
    'phone',
  ],
  [
    `Mozilla/5.0 (Linux; Android 15; SM-S921B) ${engine} SamsungBrowser/28.0 Chrome/130 Mobile Safari/537.36`,
    'Samsung Internet',
    'Android',
    'phone',
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; SM-X210) ${engine} Chrome/141.0 Safari/537.36`,
    'Chrome',
    'Android',
    'tablet',
  ],
  ['curl/8.5.0', 'curl', null, 'script'],
  ['python-requests/2.32.3', 'python-requests', null, 'script'],
  ['', null, null, 'script'],
  ['\u0000\u0001', null, null, 'script'],
] as const)('%s', ([agent, browser, system, form]) => {
  expect(deviceName(agent)).toEqual({ browser, system, form })
})
