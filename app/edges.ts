/** Which client fills which port; the only file that knows both sides. */
import { join } from 'node:path'
import { type Installation, installation } from '#core/identity/contract.ts'
import { permissionList } from '#core/identity/tokens/contract.ts'
import { identityProviders } from '#core/identity/providers/contract.ts'
import { imageModels, languageModels } from '#core/ai/models/contract.ts'
import { linkKeys, type Scanner, scanner, type Storage, storage } from '#core/files/contract.ts'
import { keyFor } from '#core/identity/api.ts'
import { type Mailer, mailer } from '#core/mail/contract.ts'
import { texter } from '#core/messaging/announcements/contract.ts'
import { catalogue, type ModuleCatalogue } from '#core/workspaces/contract.ts'
import { oidcProvider } from '#edges/oidc/provider.ts'
import { type Resolver, resolver } from '#core/workspaces/domains/contract.ts'
import { clamScanner } from '#edges/clamav/scanner.ts'
import { dnsResolver } from '#edges/dns/resolver.ts'
import { folderStorage } from '#edges/folder/storage.ts'
import { sdkModels } from '#edges/models/models.ts'
import { s3Storage } from '#edges/s3/storage.ts'
import { heldMailer, smtpMailer } from '#edges/smtp/mailer.ts'
import { pusher } from '#core/notifications/devices/contract.ts'
import { pushService } from '#edges/push/push.ts'
import { redisBus } from '#edges/redis/bus.ts'
import type { Config } from '#kernel/config.ts'
import { aloneBus, type Bus } from '#kernel/live/bus.ts'
import type { Log } from '#kernel/log.ts'
import { kinds, parts } from './modules.ts'

export function clientsOf(config: Config, setupCode: string): Map<string, unknown> {
  const here: Installation = {
    signup: config.signup,
    publicUrl: config.publicUrl,
    secrets: [config.secret, ...config.formerSecrets],
    setupCode: () => setupCode,
  }
  const post: Mailer = config.smtpUrl ? smtpMailer(config.smtpUrl) : heldMailer()
  const looks: Scanner | null = config.clamavUrl ? clamScanner(config.clamavUrl) : null
  return new Map<string, unknown>([
    [storage.name, storageOf(config)],
    [scanner.name, looks],
    [linkKeys.name, here.secrets.map((it) => keyFor('file', it))],
    [installation.name, here],
    [mailer.name, post],
    [pusher.name, config.push ? pushService(config.push) : null],
    // No provider of SMS is built in: what would go by SMS says so.
    [texter.name, null],
    [catalogue.name, built],
    [resolver.name, dnsResolver() satisfies Resolver],
    [identityProviders.name, config.providers.map((it) => oidcProvider(it))],
    [permissionList.name, permissions],
    [languageModels.name, sdkModels(config.ai)],
    [imageModels.name, null],
  ])
}

/** Several processes hear of each other over Redis; one has nobody to tell. */
export const busOf = ({ redisUrl: url, prefix }: Config, log: Log): Bus =>
  url ? redisBus({ url, prefix, log }) : aloneBus

const storageOf = ({ s3Url, folder }: Config): Storage =>
  s3Url ? s3Storage(s3Url) : folderStorage(join(folder, 'files'))

/** What some role may do, so what a token may be given. */
const permissions = [...new Set(parts.flatMap((it) => Object.values(it.roles).flat()))].toSorted()

/** Five kinds exist; only those whose module is built can be chosen. */
const built: ModuleCatalogue = {
  kinds: kinds.map((kind) => ({
    kind,
    module: parts.find((it) => it.kind === kind)?.name ?? null,
  })),
  modules: parts.filter((it) => it.layer === 'module').map((it) => it.name),
}
