/** Accounts, workspaces and modules from the command line, through the same doors as everybody. */
import { accountOf, listAccounts, rescue, setActive, setAdmin } from '#core/identity/api.ts'
import { forgotPassword } from '#core/identity/contract.ts'
import { activeMembers } from '#core/workspaces/api.ts'
import { createWorkspace, Kind, switchModule } from '#core/workspaces/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import type { Here } from './commands.ts'

const origin = () => ({ requestId: newId(), address: 'command line', agent: 'socle' })

export async function listUsers({ app }: Here): Promise<void> {
  const rows = await app.readRegistry((db) => listAccounts(db))
  console.table(
    rows.map(({ id: _, verifiedAt, createdAt, ...rest }) => ({
      ...rest,
      verified: verifiedAt !== null,
      since: createdAt.toISOString().slice(0, 10),
    })),
  )
}

export async function makeAdmin({ app }: Here, email: string): Promise<void> {
  await withAccount(app, email, async (ctx, id) => {
    await setAdmin(ctx.db, id, true)
    await ctx.audit('identity.admin-made', id)
  })
  console.log(`${email} administers this installation now.`)
}

export async function setUserActive({ app }: Here, email: string, active: boolean): Promise<void> {
  await withAccount(app, email, async (ctx, id) => {
    await setActive(ctx.db, id, active)
    await ctx.audit(active ? 'identity.activated' : 'identity.deactivated', id)
  })
  console.log(`${email} is ${active ? 'active' : 'deactivated'}.`)
}

/** For somebody who lost the phone and the codes; the owner of the account is told by mail. */
export async function rescueUser({ app, config }: Here, email: string): Promise<void> {
  await withAccount(app, email, async (ctx, id) => {
    if (!(await rescue(ctx, id))) throw new Error(`${email} has no two-step verification`)
  })
  await app.jobs.settle({ early: true })
  const told = config.smtpUrl ? 'were told by mail' : 'are told at /dev/mails'
  console.log(`${email} enters with the first step alone, and ${told}.`)
}

/** Sends the link for a new password, as the person could have asked for it. */
export async function resetUser({ app, config }: Here, email: string): Promise<void> {
  await app.call(forgotPassword, { session: null, origin: origin() }, { email })
  await app.jobs.settle({ early: true })
  console.log(config.smtpUrl ? `A link was sent to ${email}.` : 'The link is at /dev/mails.')
}

export async function addWorkspace(
  { app }: Here,
  [name, slug, kind, email]: string[],
): Promise<void> {
  if (!name || !slug || !kind || !email)
    throw new Error('usage: workspace create NAME SLUG KIND OWNER-EMAIL')
  const session = await sessionOf(app, email)
  await app.call(createWorkspace, { session, origin: origin() }, { name, slug, kind: kind as Kind })
  await app.jobs.settle({ early: true })
  console.log(`${name} is ready at /app/${slug}.`)
}

export async function switchModuleOf({ app }: Here, [verb, slug, module]: string[]): Promise<void> {
  if ((verb !== 'on' && verb !== 'off') || !slug || !module)
    throw new Error('usage: module on|off SLUG MODULE')
  const workspace = await app.enter(slug)
  const members = await app.system(activeMembers, workspace)
  const owner = members.find((it) => it.roles.includes('owner'))
  if (!owner) throw new Error(`nobody owns ${slug}`)
  const session = {
    sessionId: 'command-line',
    accountId: owner.accountId,
    verified: true,
    admin: false,
  }
  await app.call(switchModule, { session, origin: origin(), slug }, { module, on: verb === 'on' })
  await app.jobs.settle({ early: true })
  console.log(`${module} is ${verb} in ${slug}.`)
}

type App = Here['app']

async function withAccount(
  app: App,
  email: string,
  work: (ctx: Context, id: string) => Promise<void>,
): Promise<void> {
  await app.system(async (ctx) => {
    const account = await accountOf(ctx.db, email)
    if (!account) throw new Error(`nobody has the address ${email}`)
    await work(ctx, account.id)
  })
}

/** Who may type commands on the server acts as the person they name; the audit says «socle». */
async function sessionOf(app: App, email: string) {
  const account = await app.readRegistry((db) => accountOf(db, email))
  if (!account) throw new Error(`nobody has the address ${email}`)
  return { sessionId: 'command-line', accountId: account.id, verified: true, admin: account.admin }
}
