/** What a device is called, from the words it says of itself; and how often its presence is noted. */
import { MINUTE } from '#kernel/time.ts'

const NOTED_EVERY_MS = 10 * MINUTE

/** One write in ten minutes tells as much to a person as one at each request. */
export const isDue = (notedAt: Date | null, now: Date) =>
  !notedAt || now.getTime() - notedAt.getTime() >= NOTED_EVERY_MS

export type Form = 'phone' | 'tablet' | 'computer' | 'script'
export type DeviceName = { browser: string | null; system: string | null; form: Form }

/** The first that fits: whoever copies a name (Edge says Chrome, Chrome says Safari) stands before the one it copies. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOPT\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\/|\bChromium\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string, Form])[] = [
  [/\biPhone\b|\biPod\b/, 'iPhone', 'phone'],
  [/\biPad\b/, 'iPad', 'tablet'],
  [/\bAndroid\b.*\bMobile\b/, 'Android', 'phone'],
  [/\bAndroid\b/, 'Android', 'tablet'],
  [/\bCrOS\b/, 'ChromeOS', 'computer'],
  [/\bWindows\b/, 'Windows', 'computer'],
  [/\bMacintosh\b|\bMac OS X\b/, 'macOS', 'computer'],
  [/\bLinux\b|\bX11\b/, 'Linux', 'computer'],
]

/** «Mozilla/5.0 (Windows NT 10.0…) … Firefox/141.0» → Firefox, Windows, computer. */
export function deviceName(agent: string): DeviceName {
  const browser = browsers.find(([said]) => said.test(agent))?.[1] ?? null
  const system = systems.find(([said]) => said.test(agent))
  if (browser || system)
    return { browser, system: system?.[1] ?? null, form: system?.[2] ?? 'computer' }
  // «curl/8.5.0», «python-requests/2.32»: the tool names itself first.
  const tool = /^[\w.-]{2,40}/.exec(agent)?.[0] ?? null
  return { browser: tool, system: null, form: 'script' }
}
