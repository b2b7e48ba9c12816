/** Which client fills which port; the only file that knows both sides. */
import { type Installation, installation } from '#core/identity/contract.ts'
import { type Mailer, mailer } from '#core/mail/contract.ts'
import { catalogue, type ModuleCatalogue } from '#core/workspaces/contract.ts'
import { heldMailer, smtpMailer } from '#edges/smtp/mailer.ts'
import type { Config } from '#kernel/config.ts'
import { kinds, parts } from './modules.ts'

export function clientsOf(config: Config, setupCode: string): Map<string, unknown> {
  const here: Installation = {
    signup: config.signup,
    publicUrl: config.publicUrl,
    secrets: [config.secret, ...config.formerSecrets],
    setupCode: () => setupCode,
  }
  const post: Mailer = config.smtpUrl ? smtpMailer(config.smtpUrl) : heldMailer()
  return new Map<string, unknown>([
    [installation.name, here],
    [mailer.name, post],
    [catalogue.name, built],
  ])
}

/** Five kinds exist; only those whose module is built can be chosen. */
const built: ModuleCatalogue = {
  kinds: kinds.map((kind) => ({
    kind,
    module: parts.find((it) => it.kind === kind)?.name ?? null,
  })),
  modules: parts.filter((it) => it.layer === 'module').map((it) => it.name),
}
