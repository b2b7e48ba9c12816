/** Configuration in, product out: engines opened, ports filled, parts introduced to the kernel. */
import { randomInt } from 'node:crypto'
import { findSupport } from '#core/audit/api.ts'
import { narrator, witness } from '#core/audit/log/contract.ts'
import { findSession, livingSessions, markSeen } from '#core/identity/api.ts'
import { mailQueue } from '#core/mail/contract.ts'
import { noticeVoice } from '#core/notifications/contract.ts'
import { archivist, queueDesk } from '#core/operations/contract.ts'
import {
  allWorkspaces,
  findMember,
  findWorkspace,
  findWorkspaceById,
  leaveTrace,
} from '#core/workspaces/api.ts'
import { belongings } from '#core/identity/leaving/contract.ts'
import { Application } from '#kernel/application.ts'
import type { Config } from '#kernel/config.ts'
import { openEngine, type Engine } from '#kernel/data/engine.ts'
import type { Directory } from '#kernel/directory.ts'
import type { Log } from '#kernel/log.ts'
import { examiner } from '#core/operations/health/contract.ts'
import { examinerOf } from './examination.ts'
import { belongingsOf } from './belongings.ts'
import { busOf, clientsOf } from './edges.ts'
import { parts } from './modules.ts'
import { archivistOf } from './nightly.ts'
import { noticeSentences, voice, witnessOf } from './acts.ts'

export type Product = {
  app: Application
  engine: Engine
  clients: Map<string, unknown>
  setupCode: string
}

/** `now` lets the demonstration happen in the past. */
export function assemble(config: Config, log: Log, now?: () => Date): Product {
  const engine = openEngine(config.databaseUrl, {
    dir: `${config.folder}/db`,
    prefix: config.prefix,
  })
  const setupCode = String(randomInt(10 ** 7, 10 ** 8)) // eight digits, typed once by a person
  const clients = clientsOf(config, setupCode)
  const app = new Application({
    parts,
    engines: new Map([['default', engine]]),
    directory: directoryOf([config.secret, ...config.formerSecrets]),
    clients,
    log,
    bus: busOf(config, log),
    ...(now ? { now } : {}),
  })
  clients.set(queueDesk.name, app.jobs)
  clients.set(mailQueue.name, app.jobs)
  clients.set(archivist.name, archivistOf(app, config))
  clients.set(belongings.name, belongingsOf(app))
  clients.set(examiner.name, examinerOf(app, config))
  clients.set(narrator.name, voice)
  clients.set(noticeVoice.name, noticeSentences)
  clients.set(witness.name, witnessOf(app))
  return { app, engine, clients, setupCode }
}

export function directoryOf(secrets: readonly string[]): Directory {
  return {
    session: (db, credential, now) => findSession(db, credential, now, secrets),
    living: livingSessions,
    seen: markSeen,
    workspace: findWorkspace,
    workspaceById: findWorkspaceById,
    workspaces: allWorkspaces,
    member: findMember,
    support: findSupport,
    trace: leaveTrace,
  }
}
