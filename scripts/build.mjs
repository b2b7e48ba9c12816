/**
 * Builds the pages when their sources changed since the last build; `--force` builds in any case.
 * Plain JavaScript that Node 20 reads: the shell that just installed Node 24 may still start the older one.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'dist/.pages')
const tools = join(root, 'node_modules')

const wanted = fingerprint()
const isBuilt = existsSync(join(root, 'dist/web/index.html')) && existsSync(stamp)
const isFresh = isBuilt && readFileSync(stamp, 'utf8') === wanted
if (!isFresh || process.argv.includes('--force')) build()

function build() {
  console.log('Building the pages …')
  rmSync(stamp, { force: true })
  const vite = [join(tools, 'vite/bin/vite.js'), 'build', '--logLevel', 'warn']
  const done = spawnSync(join(tools, '.bin/node'), vite, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (done.status !== 0) {
    console.error(`✗ The pages could not be built. ${done.error?.message ?? ''}`)
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
}

function fingerprint() {
  const hash = createHash('sha256')
  const single = ['index.html', 'vite.config.ts', 'scripts/installable.ts', 'package-lock.json']
  const folders = ['app', 'core', 'kernel', 'modules', 'web'].flatMap(filesBelow)
  for (const file of [...single, ...folders].sort())
    if (existsSync(join(root, file)))
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(root, file)))
        .update('\0')
  return hash.digest('hex')
}

/** What a page may be made of: all of web, the browser's files elsewhere, and what both sides share. */
function filesBelow(folder) {
  const isPages = (file) =>
    folder === 'web' ||
    /\.(tsx|css|svg|png|webp|woff2)$|(^|\/)(contract|rules)\.ts$|(^|\/)locales\/\w+\.ts$/.test(
      file,
    ) ||
    (folder === 'kernel' && /^[^/]+\.ts$/.test(file))
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) =>
      join(it.parentPath ?? it.path, it.name)
        .slice(root.length)
        .replaceAll('\\', '/'),
    )
    .filter((it) => !it.includes('.test.') && isPages(it.slice(folder.length + 1)))
}
