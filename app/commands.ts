/** Every command of `socle`, by name: what it takes, what it says of itself, what it does. */
import type { Config } from '#kernel/config.ts'
import type { Product } from './assemble.ts'
import { auditCommand } from './audit.ts'
import { backupCommand } from './backup.ts'
import { tellDemo } from './demo.ts'
import { doctor } from './doctor.ts'
import { lifeVerbs, moveCommand } from './lives.ts'
import { linkCommand, restoreCommand } from './restore.ts'
import { start, startWorker, stopOnSignals, welcome } from './start.ts'
import { planOf, recountAll } from './plans.ts'
import { createLog } from '#kernel/log.ts'
import { assemble } from './assemble.ts'
import { verifyCommand } from './verify.ts'
import {
  addWorkspace,
  listUsers,
  makeAdmin,
  rescueUser,
  resetUser,
  setUserActive,
  switchModuleOf,
} from './people.ts'

export type Here = Product & { config: Config }
type Values = Record<string, unknown>
type Command = { args?: string; says: string } & (
  | { run(here: Here, args: string[], values: Values): Promise<void> }
  | { serve(config: Config): Promise<void> }
  /** Asks nothing of an installation: runs on any computer. */
  | { alone(args: string[], values: Values): Promise<void> }
)

export const commands: Record<string, Command> = {
  start: {
    says: 'serve everything in one process',
    serve: async (config) => {
      const running = await start(config, 'built')
      console.log(await welcome(running.product, config, running.address))
    },
  },
  worker: {
    says: 'work the queue in a process of its own (with SOCLE_WORKER=off for the servers)',
    serve: async (config) => {
      const log = createLog(config.logLevel)
      const product = assemble(config, log)
      await product.app.prepare()
      const worker = await startWorker(product, config)
      stopOnSignals(async () => {
        await worker.stop()
        await product.app.close()
      }, log)
      console.log('  Working the queue.')
      await new Promise(() => setInterval(() => {}, 60_000)) // until a signal stops it
    },
  },
  migrate: {
    says: 'bring the registry and every workspace up to date',
    run: async ({ app }) => {
      const { upgraded, failed } = await app.upgrade()
      console.log(`${upgraded} up to date, ${failed.length} failed`)
      for (const { slug, error } of failed) console.error(`✗ ${slug}: ${String(error)}`)
      if (failed.length) process.exitCode = 1
    },
  },
  doctor: { says: 'say what this installation is and what it lacks', run: doctor },
  workspace: {
    args: 'list | create NAME SLUG KIND OWNER-EMAIL | link SLUG | suspend SLUG unpaid|abuse [NOTE] | resume|cancel|restore|delete|approve SLUG',
    says: 'workspaces of this installation',
    run: async (here, [verb, ...rest]) => {
      if (verb === 'create') return addWorkspace(here, rest)
      if (verb === 'link') return linkCommand(here, rest[0])
      const move = lifeVerbs.find((it) => it === verb)
      if (move) return moveCommand(here, move, rest)
      if (verb && verb !== 'list') throw new Error(`workspace has no "${verb}"`)
      const rows = (await here.app.workspaces()).map(({ slug, name, kind, state, modules }) => {
        return { slug, name, kind, state, modules: modules.join(' ') }
      })
      console.table(rows)
    },
  },
  plan: {
    args: 'SLUG [PLAN REASON]',
    says: 'the plan of a workspace, or another one, with the reason',
    run: planOf,
  },
  recount: {
    args: '[SLUG]',
    says: 'bring the counters of the plans back to the truth',
    run: recountAll,
  },
  module: {
    args: 'on|off SLUG MODULE',
    says: 'switch a module of a workspace',
    run: switchModuleOf,
  },
  user: {
    args: 'list | make-admin|reset|rescue|deactivate|activate EMAIL',
    says: 'accounts of this installation; rescue removes the second step of who lost phone and codes',
    run: async (here, [verb = 'list', email = '']) => {
      if (verb === 'list') return listUsers(here)
      if (verb === 'make-admin') return makeAdmin(here, email)
      if (verb === 'reset') return resetUser(here, email)
      if (verb === 'rescue') return rescueUser(here, email)
      if (verb === 'deactivate' || verb === 'activate')
        return setUserActive(here, email, verb === 'activate')
      throw new Error(`user has no "${verb}"`)
    },
  },
  audit: {
    args: 'verify [SLUG|--all]',
    says: 'prove that nobody touched the audit, or name the rows that somebody did',
    run: auditCommand,
  },
  verify: {
    args: 'REPORT.json [--photos FOLDER] [--key FINGERPRINT]',
    says: 'check every hash of a report of maintenance, without the server that made it',
    alone: verifyCommand,
  },
  backup: {
    args: '[SLUG] [--to FILE]',
    says: 'one workspace, or all, as one file that any engine restores',
    run: (here, args, { to }) => backupCommand(here, args, to),
  },
  restore: {
    args: 'FILE [--only SLUG] [--as SLUG]',
    says: 'a workspace beside the others, or all into an empty installation',
    run: (here, args, { only, as }) => restoreCommand(here, args, { only, as }),
  },
  demo: {
    says: 'fill an empty installation with people who know each other',
    serve: async (config) => {
      const { email, password } = await tellDemo(config, createLog('error'))
      console.log(`  The demonstration is ready. Log in as ${email} with the password: ${password}`)
    },
  },
}
