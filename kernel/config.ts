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
  /** Where files are looked at for viruses. */
  clamavUrl: string | undefined
  smtpUrl: string | undefined
  /** Signs notices for people's devices; without it none are offered. */
  push: { publicKey: string; privateKey: string; subject: string } | undefined
  /** At least 32 characters; signs tokens and encrypts passwords of placements. */
  secret: string
  /** Older secrets that still verify tokens, newest first. */
  formerSecrets: readonly string[]
  signup: 'open' | 'invited'
  /** Where people may sign in besides here, in the order of their buttons. */
  providers: readonly ProviderSettings[]
  /** `inline` works jobs in this process, `off` leaves them to `socle worker`. */
  worker: 'inline' | 'off'
  /** How long the jobs of a worker that died without a word wait before another takes them over. */
  leaseMs: number
  /** One proxy in front of us says where a call came from: the last address of `X-Forwarded-For`, which it wrote itself. */
  trustProxy: boolean
  /** After a stop signal: how long to answer as usual while saying `not ready`, so that a proxy sends nothing new. */
  drainMs: number
  metricsToken: string | undefined
  ai: AiSettings
  /** Where a backup goes every night, and how many stay. */
  backup: { folder: string; keep: number } | undefined
  logLevel: string
}

export type AiSettings = {
  /** The language model that workspaces may ask; none when null. */
  installed: {
    provider: 'anthropic' | 'openai' | 'compatible'
    address: string | null
    model: string
    key: string
    isTrusted: true
  } | null
  /** What it costs, in millionths of a euro for a million tokens. */
  price: { input: number; output: number } | null
  /** Workspaces may name models in private networks. */
  mayBeInner: boolean
}

export type ProviderSettings = {
  /** In addresses. */
  name: 'google' | 'oidc'
  /** As people know it. */
  label: string
  issuer: string
  clientId: string
  clientSecret: string
  /** A directory that gives out the addresses itself, and says of none that it is verified. */
  isTrusted: boolean
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

  const leaseMs = Number(value('SOCLE_LEASE_MS') ?? 60_000)
  if (!Number.isInteger(leaseMs) || leaseMs < 1000 || leaseMs > 600_000)
    faults.push(
      `SOCLE_LEASE_MS is "${env['SOCLE_LEASE_MS']}"; it must be from 1000 to 600000 milliseconds.`,
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
  const clamavUrl = address('CLAMAV_URL', ['tcp:', 'unix:'])
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
    clamavUrl,
    smtpUrl,
    push: pushIn(value, faults, publicUrl),
    secret: given ?? '',
    formerSecrets: formerSecrets.filter(Boolean),
    providers: providersIn(value, faults, production),
    signup: oneOf('SIGNUP', ['open', 'invited'], 'open'),
    worker: oneOf('SOCLE_WORKER', ['inline', 'off'], 'inline'),
    leaseMs,
    trustProxy: oneOf('SOCLE_TRUST_PROXY', ['yes', 'no'], 'no') === 'yes',
    drainMs,
    metricsToken: value('SOCLE_METRICS_TOKEN'),
    ai: aiIn(value, faults),
    backup: backupFolder ? { folder: resolve(backupFolder), keep } : undefined,
    logLevel: oneOf('SOCLE_LOG', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
  }
  if (faults.length) throw new BadConfig(faults)
  return given ? config : { ...config, secret: keptSecret(folder) }
}

const BASE64URL = /^[\w-]+$/

/** A pair of keys of the curve P-256, as `VAPID_…` is written everywhere; half a pair is a fault. */
function pushIn(
  value: (name: string) => string | undefined,
  faults: string[],
  publicUrl: string,
): Config['push'] {
  const [publicKey, privateKey] = [value('VAPID_PUBLIC_KEY'), value('VAPID_PRIVATE_KEY')]
  if (!publicKey && !privateKey) return undefined
  const bytesIn = (key = '') => (BASE64URL.test(key) ? Buffer.from(key, 'base64url').length : 0)
  if (bytesIn(publicKey) !== 65 || bytesIn(privateKey) !== 32) {
    faults.push(
      'VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY go together: 65 and 32 bytes in base64url, as edges/push/README.md makes them.',
    )
    return undefined
  }
  const subject = value('VAPID_SUBJECT') ?? publicUrl
  if (/^(mailto:[^@\s]+@[^@\s]+|https?:\/\/\S+)$/.test(subject))
    return { publicKey: publicKey!, privateKey: privateKey!, subject }
  faults.push(`VAPID_SUBJECT is "${subject}"; it must start with mailto: or https:.`)
  return undefined
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Google, and one provider that speaks OpenID Connect; half a configuration is a fault. */
function providersIn(
  value: (name: string) => string | undefined,
  faults: string[],
  production: boolean,
): ProviderSettings[] {
  const all = (names: readonly string[], on: boolean): string[] | undefined => {
    const missing = names.filter((it) => !value(it))
    if (!on || missing.length === 0) return on ? names.map((it) => value(it)!) : undefined
    faults.push(`${missing.join(' and ')} missing; ${names.join(', ')} go together.`)
    return undefined
  }
  const google = ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET']
  const generic = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']
  const extra = ['OIDC_NAME', 'OIDC_TRUST_ADDRESSES']
  const isGiven = (names: readonly string[]) => names.some((it) => value(it))
  const [googleId, googleSecret] = all(google, isGiven(google)) ?? []
  const [issuer, clientId, clientSecret] = all(generic, isGiven([...generic, ...extra])) ?? []

  const place = issuer && URL.canParse(issuer) ? new URL(issuer) : undefined
  const isNear = place?.protocol === 'http:' && LOOPBACK.has(place.hostname) && !production
  if (issuer && place?.protocol !== 'https:' && !isNear)
    faults.push(`OIDC_ISSUER is "${issuer}"; it must be an address that starts with https:.`)
  const trust = value('OIDC_TRUST_ADDRESSES') ?? 'no'
  if (trust !== 'yes' && trust !== 'no')
    faults.push(`OIDC_TRUST_ADDRESSES is "${trust}"; it must be one of yes, no.`)
  const label = value('OIDC_NAME') ?? place?.hostname ?? ''
  if (label.length > 60)
    faults.push(`OIDC_NAME has ${label.length} characters; a button has room for 60.`)

  const found: ProviderSettings[] = []
  const ofGoogle = {
    name: 'google',
    label: 'Google',
    issuer: 'https://accounts.google.com',
  } as const
  if (googleId && googleSecret)
    found.push({ ...ofGoogle, clientId: googleId, clientSecret: googleSecret, isTrusted: false })
  if (issuer && clientId && clientSecret)
    found.push({ name: 'oidc', label, issuer, clientId, clientSecret, isTrusted: trust === 'yes' })
  return found
}

/** A model with its key, or with an address; half a configuration is a fault. */
function aiIn(value: (name: string) => string | undefined, faults: string[]): AiSettings {
  const provider = value('AI_PROVIDER')
  const [model, key, address] = [value('AI_MODEL'), value('AI_KEY') ?? '', value('AI_ADDRESS')]
  const inner = value('SOCLE_AI_PRIVATE') ?? 'no'
  if (inner !== 'yes' && inner !== 'no')
    faults.push(`SOCLE_AI_PRIVATE is "${inner}"; it must be one of yes, no.`)
  const none = { installed: null, price: null, mayBeInner: inner === 'yes' }
  if (!provider && !model && !key && !address) return none
  if (provider !== 'anthropic' && provider !== 'openai' && provider !== 'compatible') {
    faults.push(
      `AI_PROVIDER is "${provider ?? ''}"; it must be one of anthropic, openai, compatible.`,
    )
    return none
  }
  if (!model)
    faults.push('AI_MODEL is missing; say the name of the model as its provider writes it.')
  if (provider === 'compatible' ? !address : !key)
    faults.push(
      provider === 'compatible'
        ? 'AI_ADDRESS is missing; say where the model answers, such as http://127.0.0.1:11434/v1.'
        : `AI_KEY is missing; ${provider} answers nobody without a key.`,
    )
  if (address && !/^https?:$/.test(URL.canParse(address) ? new URL(address).protocol : ''))
    faults.push('AI_ADDRESS must be an address that starts with https: or http:')
  const [, input, output] = /^([\d.]+)\/([\d.]+)$/.exec(value('AI_PRICE') ?? '') ?? []
  if (value('AI_PRICE') && !(Number(input) >= 0 && Number(output) >= 0))
    faults.push('AI_PRICE must be two prices in euros for a million tokens, read/written: 0.25/2')
  const micros = (euros: string) => Math.round(Number(euros) * 1_000_000)
  const price = input && output ? { input: micros(input), output: micros(output) } : null
  const place = { provider, address: address ?? null, model: model ?? '', key } as const
  return { ...none, installed: { ...place, isTrusted: true }, price }
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
