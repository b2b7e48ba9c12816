/**
 * `npm run lock`, after a dependency changed: completes package-lock.json with the optional binaries of other
 * platforms. npm leaves out those that its registry did not offer at that moment, and `npm ci` then refuses the file.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const FILE = 'package-lock.json'
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'] // prettier-ignore
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'] // prettier-ignore

/** Name → the entry npm would have written, for each optional dependency that the lockfile lacks. */
export function missing(lock) {
  const found = {}
  for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const isThere = [`${path}/node_modules/${name}`, `node_modules/${name}`].some(
        (it) => lock.packages[it],
      )
      if (path !== '' && !isThere)
        found[`node_modules/${name}`] = entry(name, version, lock.packages[path])
    }
  }
  return found
}

/** The name says for whom a binary is: `@x/binding-linux-arm64-musl`. */
function entry(name, version, { dev }) {
  const words = name.split(/[-/]/)
  const os = systems.filter((it) => words.includes(it))
  const cpu = processors.filter((it) => words.includes(it)).slice(0, 1)
  const libc = words.includes('musl') ? ['musl'] : /gnu/.test(words.at(-1)) ? ['glibc'] : []
  const facts = { version, cpu, ...(dev ? { dev: true } : {}), libc, optional: true, os }
  return Object.fromEntries(
    Object.entries(facts).filter(([, it]) => !Array.isArray(it) || it.length),
  )
}

if (process.argv[1] === import.meta.filename && existsSync(FILE)) {
  const lock = JSON.parse(readFileSync(FILE, 'utf8'))
  const added = missing(lock)
  const packages = Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  writeFileSync(
    FILE,
    `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`,
  )
  console.log(`${Object.keys(added).length} optional packages added to ${FILE}`)
}
