/** Light, dark, or as the device; index.html applies the choice before the first paint. */
export type Scheme = 'light' | 'dark' | 'system'

const STORED = 'socle.scheme'
const device = matchMedia('(prefers-color-scheme: dark)')
const watchers = new Set<() => void>()

const read = (): Scheme => {
  const stored = localStorage.getItem(STORED)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

function apply() {
  const chosen = read()
  const isDark = chosen === 'dark' || (chosen === 'system' && device.matches)
  document.documentElement.dataset['scheme'] = isDark ? 'dark' : 'light'
  for (const watcher of watchers) watcher()
}

device.addEventListener('change', apply)

export const scheme = {
  read,
  choose: (to: Scheme) => {
    if (to === 'system') localStorage.removeItem(STORED)
    else localStorage.setItem(STORED, to)
    apply()
  },
  watch: (watcher: () => void) => {
    watchers.add(watcher)
    return () => void watchers.delete(watcher)
  },
}
