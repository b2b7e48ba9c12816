/** The demonstration: a school whose neighbours know each other and a house of technicians, told through the same endpoints as users. */
import { beginUpload, finishUpload, sendPiece } from '#core/files/contract.ts'
import { accountOf, isEmptyInstallation } from '#core/identity/api.ts'
import { register, verifyAddress } from '#core/identity/contract.ts'
import { recentMails } from '#core/mail/api.ts'
import {
  acceptInvitation,
  createWorkspace,
  inviteMember,
  readWorkspace,
} from '#core/workspaces/contract.ts'
import type { Application } from '#kernel/application.ts'
import type { Config } from '#kernel/config.ts'
import type { Session } from '#kernel/directory.ts'
import { type Endpoint, problem } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { Log } from '#kernel/log.ts'
import type { Origin } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { assemble } from './assemble.ts'
import { send, showFaces } from './faces.ts'
import { parts } from './modules.ts'

/** People are here already: the demonstration wants an empty installation. */
const NotEmpty = problem('operations/not-empty', 409)

export const DEMO_PASSWORD = 'une belle démonstration'
const FOUNDER = 'Claire Vandamme'
/** Each story has a workspace of its own, began so many days ago and ends today. */
const stories = [
  {
    place: { name: 'École communale du Tilleul', slug: 'tilleul', kind: 'school' },
    days: 426,
    isMain: true,
  },
  {
    place: { name: 'Soleil du Brabant', slug: 'soleil', kind: 'maintenance' },
    days: 548,
    isMain: false,
  },
] as const
type Story = (typeof stories)[number]

/** Fills an empty installation; says who may log in. */
export async function tellDemo(
  config: Config,
  log: Log,
): Promise<{ email: string; password: string }> {
  let ago = 0
  const now = () => new Date(Date.now() - ago)
  const { app } = assemble(config, log, now)
  await app.prepare()
  try {
    if (!(await app.readRegistry((db) => isEmptyInstallation(db)))) throw NotEmpty()
    let founder: Player | undefined
    for (const story of stories) {
      ago = story.days * DAY
      const clock = { now, advance: (ms: number) => void (ago = Math.max(0, ago - ms)) }
      founder = await tell(app, story, clock, founder)
    }
    return { email: founder!.email, password: DEMO_PASSWORD }
  } finally {
    await app.close()
  }
}

type Clock = { now(): Date; advance(ms: number): void }
type Brought = { id: string; purpose: string; name: string; bytes: Buffer }

/** What every workspace has is told in the first one; each module in the workspace that is of its kind. */
async function tell(app: Application, { place, isMain }: Story, clock: Clock, known?: Player) {
  const { slug, kind } = place
  const cast = castOf(app, slug)
  const founder = known ? cast.adopt(known) : await cast.found(FOUNDER)
  await founder.call(createWorkspace, place)
  if (isMain) await app.jobs.schedules()
  await app.jobs.settle({ early: true })
  for (const part of parts) {
    if (part.kind === undefined ? !isMain : part.kind !== kind) continue
    await part.demo?.({
      founder,
      people: (names: string[]) => cast.people(founder, names),
      clock,
      settle: () => app.jobs.settle({ early: true }),
      bring: async (who: Player, { bytes, ...file }: Brought) => {
        await who.call(beginUpload, { ...file, bytes: bytes.length })
        await send(app, who, slug, sendPiece, file.id, bytes)
        await who.call(finishUpload, { fileId: file.id })
      },
    })
  }
  if (isMain) await showFaces(app, slug, cast.everybody())
  await app.jobs.settle({ early: true })
  return founder
}

type Player = {
  id: string
  name: string
  email: string
  session: Session
  call: (endpoint: Endpoint<any, any>, input?: unknown) => Promise<any>
}

function castOf(app: Application, slug: string) {
  const known = new Map<string, Player>()
  let devices = 1

  async function join(name: string) {
    const email = addressOf(name)
    const agent = 'demonstration'
    // A device each: what one address may do within an hour is no part of the story.
    const address = `127.0.0.${devices++}`
    const origin = { requestId: newId(), address, agent, isLocal: true }
    const input = { email, name, password: DEMO_PASSWORD, locale: 'fr-BE' }
    await app.call(register, { session: null, origin }, input)
    const { id: accountId, admin } = (await app.readRegistry((db) => accountOf(db, email)))!
    const session = { sessionId: 'demonstration', accountId, verified: true, admin }
    return { id: '', name, email, session, call: voiceOf(session, origin) }
  }

  const voiceOf =
    (session: Session, origin: Origin) =>
    (endpoint: Endpoint<any, any>, input: unknown = {}): Promise<any> =>
      app.call(endpoint, { session, origin, slug }, input)

  /** Somebody of another story, here. */
  function adopt(player: Player): Player {
    const address = `127.0.0.${devices++}`
    const origin = { requestId: newId(), address, agent: 'demonstration', isLocal: true }
    const here = { ...player, id: '', call: voiceOf(player.session, origin) }
    known.set(player.name, here)
    return here
  }

  async function found(name: string): Promise<Player> {
    const founder = await join(name)
    await app.jobs.settle({ early: true })
    await founder.call(verifyAddress, { token: await mailedToken(founder.email) })
    known.set(name, founder)
    return founder
  }

  async function mailedToken(email: string): Promise<string | undefined> {
    const mails = await app.readRegistry((db) => recentMails(db))
    return tokenIn(mails.find((it) => it.to === email)?.text)
  }

  /** Those who arrive together: invited, then their mails, then all register, two passwords being hashed at a time. */
  async function people(host: Player, names: string[]): Promise<Record<string, Player>> {
    const fresh = names.filter((it) => !known.has(it))
    for (const name of fresh)
      await host.call(inviteMember, { email: addressOf(name), roles: ['member'] })
    await app.jobs.settle({ early: true })
    const tokens = await invitations(fresh)
    const players = await Promise.all(fresh.map(join))
    for (const player of players) {
      await player.call(acceptInvitation, { token: tokens.get(player.email) })
      const { id } = (await player.call(readWorkspace)).member
      known.set(player.name, { ...player, id })
    }
    return Object.fromEntries(names.map((name) => [name, known.get(name)!]))
  }

  async function invitations(names: string[]): Promise<Map<string, string | undefined>> {
    const mails = await app.readRegistry((db) =>
      recentMails(db, 4 * names.length, names.map(addressOf)),
    )
    return new Map(mails.map((it) => [it.to, tokenIn(it.text)]))
  }
  return { found, adopt, people, everybody: () => known }
}

const tokenIn = (text = '') => /token=([\w.~-]+)/.exec(text)?.[1]

/** «Zoé D’Haese» → zoe.dhaese@exemple.test; `.test` reaches nobody. */
function addressOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, '')
  return `${plain.replaceAll(' ', '.')}@exemple.test`
}
