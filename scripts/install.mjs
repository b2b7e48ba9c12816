/** Installs from the lockfile what is missing. Plain JavaScript: the machine's own Node (20 or newer) runs it first. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'node_modules/.socle-lock')
const ownNode = join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node')

const wanted = fingerprint()
const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
if (!installed || !works(ownNode)) install()

function install() {
  console.log('Installing packages (once after each change of the lockfile) …')
  npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
  // A machine that forbids install scripts leaves the runtime without its binary.
  if (!works(ownNode)) npm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
  if (!works(ownNode)) fail('Node 24 could not be installed; "npm rebuild node" says why.')
  writeFileSync(stamp, wanted)
}

function npm(args) {
  // The npm that runs this script, whatever its version; a bare `npm` when called by hand.
  const { npm_execpath: self } = process.env
  const [command, first] = self ? [process.execPath, [self]] : ['npm', []]
  const done = spawnSync(command, [...first, ...args], { cwd: root, encoding: 'utf8' })
  if (done.status === 0) return
  fail(
    `npm ${args[0]} failed.\n${done.error?.message ?? ''}${done.stdout ?? ''}${done.stderr ?? ''}`,
  )
}

function works(node) {
  const run = existsSync(node) ? spawnSync(node, ['--version'], { encoding: 'utf8' }) : undefined
  return run?.status === 0 && Number(/^v(\d+)/.exec(run.stdout)?.[1]) >= 24
}

/** What the installed packages depend on: the lockfile and the machine they were installed for. */
function fingerprint() {
  const lockfile = readFileSync(join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lockfile).digest('hex')} ${process.platform} ${process.arch}`
}

function fail(sentence) {
  console.error(`✗ ${sentence.trim()}`)
  process.exit(1)
}
