/** Neighbours in a fresh workspace on a real database, each able to call the API as themselves. */
import { createHash } from 'node:crypto'
import type * as z from 'zod/mini'
import { directoryOf } from '#app/assemble.ts'
import { noticeSentences, voice as narratorVoice, witnessOf } from '#app/acts.ts'
import { belongingsOf } from '#app/belongings.ts'
import { clientsOf } from '#app/edges.ts'
import { examinerOf } from '#app/examination.ts'
import { parts } from '#app/modules.ts'
import { archivistOf } from '#app/nightly.ts'
import { storage } from '#core/files/contract.ts'
import { hashPassword } from '#core/identity/api.ts'
import { narrator, witness } from '#core/audit/log/contract.ts'
import { belongings } from '#core/identity/leaving/contract.ts'
import { mailer, mailQueue, type Mailer } from '#core/mail/contract.ts'
import { examiner } from '#core/operations/health/contract.ts'
import { noticeVoice } from '#core/notifications/contract.ts'
import { archivist, queueDesk, storyteller } from '#core/operations/contract.ts'
import {
  acceptInvitation,
  createWorkspace,
  inviteMember,
  type Kind,
  readWorkspace,
} from '#core/workspaces/contract.ts'
import { folderStorage } from '#edges/folder/storage.ts'
import { Application } from '#kernel/application.ts'
import { type Config, readConfig } from '#kernel/config.ts'
import type { Endpoint, Shape } from '#kernel/contract.ts'
import type { Session } from '#kernel/directory.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import type { Part } from '#kernel/module.ts'
import { newFolder, openShelf } from './engines/engines.ts'
import { RecyclingEngine } from './recycling.ts'

export type Sent = Parameters<Mailer['send']>[0]
export type Neighbour = Awaited<ReturnType<typeof village>>['ana']

export const PASSWORD = 'une phrase que personne ne devine'
const SECRET = 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU'
const START = new Date('2026-11-21T09:00:00.000Z')

/** One place per worker: its namespaces are emptied and used again by the next village, of this file or another. */
const recycling = new RecyclingEngine(openShelf())
const passwordHash = hashPassword(PASSWORD)

export const config = (env: Record<string, string> = {}): Config =>
  readConfig({ NODE_ENV: 'test', SOCLE_SECRET: SECRET, SOCLE_LOG: 'silent', ...env })

/** The product on the engine under test, with a clock that only moves when it is told to. */
export async function world(env: Record<string, string> = {}, made: readonly Part[] = parts) {
  await recycling.dropAll()
  recycling.serve(made)
  const mails: Sent[] = []
  let now = START.getTime()
  const clock = {
    now: () => new Date(now),
    advance: (ms: number) => void (now += ms),
  }

  const settings = config(env)
  const clients = clientsOf(settings, '12345678')
  const post: Mailer = { leaves: false, send: async (mail) => void mails.push(mail) }
  clients.set(mailer.name, post)
  clients.set(storage.name, folderStorage(newFolder('files')))
  const app = new Application({
    parts: made,
    engines: new Map([['default', recycling]]),
    directory: directoryOf([SECRET]),
    clients,
    log: createLog('silent'),
    now: clock.now,
  })
  clients.set(queueDesk.name, app.jobs)
  clients.set(mailQueue.name, app.jobs)
  clients.set(archivist.name, archivistOf(app, settings))
  clients.set(belongings.name, belongingsOf(app))
  clients.set(examiner.name, examinerOf(app, settings))
  clients.set(narrator.name, narratorVoice)
  clients.set(noticeVoice.name, noticeSentences)
  clients.set(witness.name, witnessOf(app))
  clients.set(storyteller.name, { tell: null })
  await app.prepare()

  /** Runs every job until none is left. */
  const settle = () => app.jobs.settle({ early: true })
  return { app, clients, clock, mails, settle, engine: recycling }
}

export type World = Awaited<ReturnType<typeof world>>

type Person = {
  name: string
  verified?: boolean
  admin?: boolean
  address?: string
  domain?: string
}

/** Somebody with an account and an open session, who calls as themselves. */
export async function person(
  { app }: Pick<World, 'app'>,
  {
    name,
    verified = true,
    admin = false,
    address = '203.0.113.7',
    domain = 'exemple.test',
  }: Person,
) {
  const accountId = newId()
  const email = `${name
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z]/g, '')
    .toLowerCase()}@${domain}`
  const sessionId = newId()
  const at = app.now()
  const account = {
    id: accountId,
    email,
    typedEmail: email,
    name,
    locale: 'fr-BE',
    timeZone: 'Europe/Brussels',
    passwordHash: await passwordHash,
    verifiedAt: verified ? at : null,
    admin,
    active: true,
    createdAt: at,
  }
  await app.system(async ({ db }) => {
    await db.insertInto('accounts').values(account).execute()
    await db
      .insertInto('sessions')
      .values({
        id: sessionId,
        accountId,
        kind: 'web',
        secretDigest: createHash('sha256').update(sessionId).digest('base64url'),
        agent: '',
        address,
        createdAt: at,
        expiresAt: new Date(at.getTime() + 400 * 86_400_000),
      })
      .execute()
  })
  const session: Session = { sessionId, accountId, verified, admin }
  return { accountId, email, name, session, cookie: sessionId, address }
}

/** A person's voice in one workspace. */
export function voice(
  app: Application,
  session: Session | null,
  slug: string,
  address = '203.0.113.7',
) {
  return <In extends Shape, Out extends Shape>(
    endpoint: Endpoint<In, Out>,
    input?: z.input<In>,
    key?: string,
  ): Promise<z.output<Out>> => {
    const isLocal = address === '127.0.0.1'
    const origin = { requestId: newId(), address, agent: 'village', isLocal }
    return app.call(endpoint, { session, origin, slug, key }, input ?? {})
  }
}

type Village = { kind?: Kind; slug?: string; in?: World }

/**
 * Ana founded the workspace; Bob and Cloé are members, the guest looks, the admin helps, the stranger is outside.
 * `in` puts a second school into the same installation.
 */
export async function village({ kind = 'school', slug = 'tilleul', in: place }: Village = {}) {
  const here = place ?? (await world())
  const domain = place ? `${slug}.exemple.test` : 'exemple.test'
  const { app, mails, settle } = here

  const found = await person(here, { name: 'Ana', domain })
  const anaCalls = voice(app, found.session, slug)
  await anaCalls(createWorkspace, { name: 'École du Tilleul', slug, kind })
  await settle()

  async function neighbour(name: string, role: string) {
    const somebody = await person(here, { name, domain })
    const { email, session } = somebody
    await anaCalls(inviteMember, { email, roles: [role] })
    await settle()
    const token = tokenIn(mails.findLast((it) => it.to === email)!)
    const call = voice(app, session, slug)
    await call(acceptInvitation, { token })
    return { ...somebody, id: (await call(readWorkspace)).member.id, call }
  }

  const ana = { ...found, id: (await anaCalls(readWorkspace)).member.id, call: anaCalls }
  const bob = await neighbour('Bob', 'member')
  const cloe = await neighbour('Cloé', 'member')
  const guest = await neighbour('Gus', 'viewer')
  const admin = await neighbour('Alix', 'admin')
  await settle()
  const outside = await person(here, { name: 'Zoé', domain })
  const stranger = { ...outside, id: outside.accountId, call: voice(app, outside.session, slug) }
  const nobody = { call: voice(app, null, slug) }
  const workspace = (await app.workspaces()).find((it) => it.slug === slug)!
  mails.length = 0

  return { ...here, ana, bob, cloe, guest, admin, stranger, nobody, workspace, neighbour }
}

/** The six digits in a mail. */
export function codeIn({ text }: Sent): string {
  const code = /\b\d{6}\b/.exec(text)?.[0]
  if (!code) throw new Error(`no code in this mail: ${text}`)
  return code
}

/** The one-time token in the link of a mail. */
export function tokenIn({ text }: Sent): string {
  const token = /[?&#]token=([\w.~-]+)/.exec(text)?.[1]
  if (!token) throw new Error(`no link in this mail: ${text}`)
  return token
}
