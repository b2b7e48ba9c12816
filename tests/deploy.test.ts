/** The files of deploy/, read by the tools that will read them on a server. CI has the tools; a laptop may lack some. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { has, inCi } from './tools.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'socle-deploy-'))
afterAll(() => rmSync(folder, { recursive: true }))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** What these files use of YAML: mappings, lists of scalars, comments. Anything else is an error. */
type Yaml = string | Yaml[] | { [key: string]: Yaml }
function yaml(text: string): Yaml {
  const lines = text
    .split('\n')
    .filter((it) => it.trim() && !it.trim().startsWith('#'))
    .map((it) => ({ depth: it.search(/\S/), words: it.trim() }))
  let at = 0
  const block = (depth: number): Yaml => {
    if (lines[at]!.words.startsWith('- ')) {
      const list: Yaml[] = []
      while (at < lines.length && lines[at]!.depth === depth) list.push(lines[at++]!.words.slice(2))
      return list
    }
    const map: Record<string, Yaml> = {}
    while (at < lines.length && lines[at]!.depth === depth) {
      const { words } = lines[at++]!
      const [, key, value] = /^([\w-]+):(?: (.+))?$/.exec(words) ?? []
      if (!key) throw new Error(`not understood: ${words}`)
      if (key in map) throw new Error(`said twice: ${key}`)
      const next = lines[at]
      map[key] = value ?? (next && next.depth > depth ? block(next.depth) : '')
    }
    if (at < lines.length && lines[at]!.depth > depth) throw new Error(`depth: ${lines[at]!.words}`)
    return map
  }
  return block(0)
}

type Service = {
  image?: string
  build?: { context: string; dockerfile: string }
  environment?: Record<string, string>
  volumes?: string[]
  depends_on?: Record<string, { condition: string }> | string[]
  healthcheck?: object
}
type Compose = { services: Record<string, Service>; volumes: Record<string, string> }

const known = [
  'image',
  'build',
  'restart',
  'env_file',
  'environment',
  'command',
  'volumes',
  'ports',
  'stop_grace_period',
  'depends_on',
  'healthcheck',
]

test.each(globSync('deploy/compose/*.yml', { cwd: root }))('%s holds together', (file) => {
  const { services, volumes } = yaml(read(file)) as unknown as Compose
  const named = Object.keys(volumes)
  const settings = read('deploy/compose/example.env')
  for (const [name, it] of Object.entries(services)) {
    expect(
      Object.keys(it).filter((key) => !known.includes(key)),
      name,
    ).toEqual([])
    expect(Boolean(it.image) !== Boolean(it.build), name).toBe(true)
    if (it.build) expect(read(`deploy/${basename(it.build.dockerfile)}`)).toContain('FROM node:')
    for (const volume of it.volumes ?? []) {
      const [source = ''] = volume.split(':')
      if (/^[a-z]/.test(source)) expect(named, name).toContain(source)
      if (source.startsWith('../')) read(join('deploy/compose', source))
    }
    const needs = it.depends_on ?? {}
    for (const other of Array.isArray(needs) ? needs : Object.keys(needs)) {
      expect(Object.keys(services), name).toContain(other)
      if (!Array.isArray(needs)) expect(services[other]!.healthcheck, other).toBeDefined()
    }
  }
  const used = [...read(file).matchAll(/\$\{(\w+)\}/g)].map(([, variable]) => `${variable}=`)
  expect(used.filter((it) => !settings.includes(it))).toEqual([])
})

/** The program alone does not read these files: its plugin does, where it is installed. */
const composes = spawnSync('docker', ['compose', 'version']).status === 0

test.each(composes ? globSync('deploy/compose/*.yml', { cwd: root }) : [])(
  'Docker Compose reads %s',
  (file) => {
    // It wants the settings where a server has them; what they hold changes nothing here.
    const place = join(folder, 'compose')
    cpSync(join(root, 'deploy'), join(place, 'deploy'), { recursive: true })
    writeFileSync(join(place, 'deploy/compose/.env'), read('deploy/compose/example.env'))
    const asked = ['compose', '-f', join(place, file), 'config', '--quiet']
    const { status, stderr } = spawnSync('docker', asked, { encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    expect(stderr).not.toContain('level=warning')
  },
)

test('a proxy knows every node of step 4', () => {
  const { services } = yaml(read('deploy/compose/step-4.yml')) as unknown as Compose
  const nodes = Object.keys(services).filter((it) => it.startsWith('node-'))
  expect(nodes.length).toBeGreaterThan(1)
  for (const it of nodes) expect(read('deploy/proxy/nginx.conf')).toContain(`server ${it}:3000`)
})

/** What nginx would keep in folders of the system. */
const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

test('nginx reads its file', () => {
  expect(has('nginx') || !inCi).toBe(true)
  if (!has('nginx')) return
  const certificates = join(folder, 'certificates')
  mkdirSync(certificates)
  const pair = [
    '-keyout',
    join(certificates, 'privkey.pem'),
    '-out',
    join(certificates, 'fullchain.pem'),
  ]
  const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=socle.example']
  execFileSync('openssl', [...asked, ...pair], { stdio: 'ignore' })
  const file = join(folder, 'nginx.conf')
  const here = read('deploy/proxy/nginx.conf')
    .replaceAll('/etc/nginx/certificates', certificates)
    .replaceAll(/server node-\w:/g, 'server 127.0.0.1:')
    .replace(
      'http {',
      `http {\n  access_log off;\n${kept.map((it) => `  ${it}_temp_path ${folder}/${it};`).join('\n')}`,
    )
  writeFileSync(file, `pid ${folder}/nginx.pid;\nerror_log stderr;\n${here}`)
  const { status, stderr } = spawnSync('nginx', ['-t', '-c', file, '-p', folder], {
    encoding: 'utf8',
  })
  expect(status, stderr).toBe(0)
  expect(stderr).not.toContain('[warn]')
})

type Route = {
  match?: { host?: string[]; path?: string[] }[]
  handle: {
    handler: string
    routes?: Route[]
    status_code?: number
    upstreams?: { dial: string }[]
  }[]
}

test('Caddy reads its file, and keeps the figures to this machine', () => {
  expect(has('caddy') || !inCi).toBe(true)
  if (!has('caddy')) return
  // What it would keep in the home of whoever runs it.
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  const ask = (verb: string) =>
    spawnSync(
      'caddy',
      [verb, '--config', join(root, 'deploy/proxy/Caddyfile'), '--adapter', 'caddyfile'],
      { encoding: 'utf8', env },
    )
  const validated = ask('validate')
  expect(validated.status, validated.stderr).toBe(0)
  expect(validated.stderr).not.toContain('"level":"warn"')

  const { apps } = JSON.parse(ask('adapt').stdout) as {
    apps: { http: { servers: Record<string, { listen: string[]; routes: Route[] }> } }
  }
  const [server, ...others] = Object.values(apps.http.servers)
  expect([server!.listen, others]).toEqual([[':443'], []])
  const inside = server!.routes.flatMap((it) => it.handle).flatMap((it) => it.routes ?? [])
  const closed = inside.findIndex(({ match }) => match?.[0]?.path?.includes('/metrics'))
  const open = inside.findIndex(({ handle }) => handle[0]!.handler === 'reverse_proxy')
  expect(inside[closed]!.handle[0]!.status_code).toBe(404)
  expect(closed).toBeLessThan(open)
  expect(inside[open]!.handle[0]!.upstreams).toEqual([{ dial: '127.0.0.1:3000' }])
})

test.each(globSync('deploy/*.service', { cwd: root }))('systemd reads %s', (file) => {
  expect(has('systemd-analyze') || !inCi).toBe(true)
  if (!has('systemd-analyze')) return
  // The program lies elsewhere here; everything else is read as it is.
  const unit = read(file).replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`)
  const copy = join(folder, basename(file))
  writeFileSync(copy, unit)
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', copy], { encoding: 'utf8' })
  const ours = stderr.split('\n').filter((it) => it.includes(basename(file)))
  expect(ours).toEqual([])
  expect(status, stderr).toBe(0)
})
