/** Every environment variable of the product, once, with its sentence and its default. */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export type Config = {
  production: boolean
  port: number
  host: string
  /** The address people type, without a trailing slash. */
  publicUrl: string
  /** Folder of SQLite files, uploads and kept secrets. */
  folder: string
  databaseUrl: string
  /** In front of schemas and databases, so that installations may share a server. */
  prefix: string
  redisUrl: string | undefined
  s3Url: string | undefined
  smtpUrl: string | undefined
  /** At least 32 characters; signs tokens and encrypts passwords of placements. */
  secret: string
  /** Older secrets that still verify tokens, newest first. */
  formerSecrets: readonly string[]
  signup: 'open' | 'invited'
  /** `inline` works jobs in this process, `off` leaves them to `socle worker`. */
  worker: 'inline' | 'off'
  /** One proxy in front of us says where a call came from: the last address of `X-Forwarded-For`, which it wrote itself. */
  trustProxy: boolean
  /** After a stop signal: how long to answer as usual while saying `not ready`, so that a proxy sends nothing new. */
  drainMs: number
  metricsToken: string | undefined
  /** Where a backup goes every night, and how many stay. */
  backup: { folder: string; keep: number } | undefined
  logLevel: string
}

/** A sentence per fault; the process says them and does not start. */
export class BadConfig extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

const MIN_SECRET = 32
const knownSecrets = ['changeme', 'secret', 'default', 'password', 'socle']

type Environment = Record<string, string | undefined>

export function readConfig(env: Environment): Config {
  const faults: string[] = []
  const value = (name: string) => env[name]?.trim() || undefined

  const oneOf = <T extends string>(name: string, options: readonly T[], standard: T): T => {
    const found = value(name) as T | undefined
    if (found === undefined || options.includes(found)) return found ?? standard
    faults.push(`${name} is "${found}"; it must be one of ${options.join(', ')}.`)
    return standard
  }
  const address = (name: string, protocols: readonly string[]): string | undefined => {
    const found = value(name)
    if (found === undefined) return undefined
    const protocol = URL.canParse(found) ? new URL(found).protocol : /^sqlite:/.exec(found)?.[0]
    if (protocol && protocols.includes(protocol)) return found
    faults.push(`${name} must be an address that starts with ${protocols.join(' or ')}`)
    return undefined
  }

  const production =
    oneOf('NODE_ENV', ['production', 'development', 'test'], 'development') === 'production'
  const port = Number(value('PORT') ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    faults.push(`PORT is "${env['PORT']}"; it must be a whole number from 0 to 65535.`)

  const drainMs = Number(value('SOCLE_DRAIN_MS') ?? (production ? 3000 : 0))
  if (!Number.isInteger(drainMs) || drainMs < 0 || drainMs > 20_000)
    faults.push(
      `SOCLE_DRAIN_MS is "${env['SOCLE_DRAIN_MS']}"; it must be from 0 to 20000 milliseconds.`,
    )

  const folder = resolve(value('SOCLE_DATA') ?? './data')
  const databaseUrl =
    address('DATABASE_URL', ['sqlite:', 'postgres:', 'postgresql:', 'mysql:', 'mariadb:']) ??
    'sqlite:'
  const prefix = value('SOCLE_PREFIX') ?? 'socle_'
  if (!/^[a-z][a-z0-9_]{0,14}$/.test(prefix))
    faults.push(
      `SOCLE_PREFIX is "${prefix}"; it must be 1 to 15 of a-z, 0-9 and _, beginning with a letter.`,
    )
  const publicUrl = (
    address('PUBLIC_URL', ['http:', 'https:']) ?? `http://localhost:${port}`
  ).replace(/\/+$/, '')
  const redisUrl = address('REDIS_URL', ['redis:', 'rediss:'])
  const s3Url = address('S3_URL', ['http:', 'https:', 's3:'])
  const smtpUrl = address('SMTP_URL', ['smtp:', 'smtps:'])
  if (production && !value('PUBLIC_URL'))
    faults.push(
      'PUBLIC_URL is missing; in production say the address people type, such as https://socle.example.',
    )

  const backupFolder = value('SOCLE_BACKUP')
  const keep = Number(value('SOCLE_BACKUP_KEEP') ?? 14)
  if (!Number.isInteger(keep) || keep < 1)
    faults.push(
      `SOCLE_BACKUP_KEEP is "${env['SOCLE_BACKUP_KEEP']}"; it must be a whole number from 1.`,
    )

  const [given, ...formerSecrets] = (value('SOCLE_SECRET') ?? '').split(',').map((it) => it.trim())
  const all = [given, ...formerSecrets].filter((it) => it !== undefined && it !== '')
  if (all.some((it) => it!.length < MIN_SECRET || isDefault(it!)))
    faults.push(`SOCLE_SECRET is too easy to guess; give at least ${MIN_SECRET} random characters.`)
  if (!given && production)
    faults.push(
      `SOCLE_SECRET is missing; in production give at least ${MIN_SECRET} random characters.`,
    )

  const config: Config = {
    production,
    port,
    host: value('HOST') ?? '127.0.0.1',
    publicUrl,
    folder,
    databaseUrl,
    prefix,
    redisUrl,
    s3Url,
    smtpUrl,
    secret: given ?? '',
    formerSecrets: formerSecrets.filter(Boolean),
    signup: oneOf('SIGNUP', ['open', 'invited'], 'open'),
    worker: oneOf('SOCLE_WORKER', ['inline', 'off'], 'inline'),
    trustProxy: oneOf('SOCLE_TRUST_PROXY', ['yes', 'no'], 'no') === 'yes',
    drainMs,
    metricsToken: value('SOCLE_METRICS_TOKEN'),
    backup: backupFolder ? { folder: resolve(backupFolder), keep } : undefined,
    logLevel: oneOf('SOCLE_LOG', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
  }
  if (faults.length) throw new BadConfig(faults)
  return given ? config : { ...config, secret: keptSecret(folder) }
}

/** A word that everybody knows, said once or many times, or too few different characters to be random. */
function isDefault(secret: string): boolean {
  const words = secret.toLowerCase().replaceAll(/[^a-z]/g, '')
  const repeats = [...knownSecrets].some((it) => words !== '' && words.replaceAll(it, '') === '')
  return repeats || new Set(secret).size < 12
}

/** Development only: made on first start, kept readable by its owner alone. */
function keptSecret(folder: string): string {
  const file = join(folder, 'secret')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(file, secret, { mode: 0o600 })
  chmodSync(file, 0o600)
  return secret
}
