/** Two schools behind the real server, strangers' rows marked in both, and everybody who may knock. */
import { createServer } from '#app/http.ts'
import { sentences } from '#app/texts.ts'
import { forgotPassword, openTokens } from '#core/identity/contract.ts'
import { createToken } from '#core/identity/tokens/contract.ts'
import { mailer, type Mailer } from '#core/mail/contract.ts'
import { changeWorkspace, inviteMember, switchModule } from '#core/workspaces/contract.ts'
import type { Endpoint } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import {
  confirmTransfer,
  proposePayment,
  requestPayment,
} from '#modules/school/exchange/contract.ts'
import { createOffer } from '#modules/school/offers/contract.ts'
import {
  config,
  PASSWORD as password,
  type Neighbour,
  person,
  tokenIn,
  village,
} from '../village.ts'
import type { Stock } from './cases.ts'

/** Nobody of the first school ever reads a text with this word. */
export const FOREIGN = 'ETRANGER7F3A'
/** The name of the other school: who runs the installation reads that much of it. */
const ELSEWHERE = 'VOISINE4B8E'
/** Whom the other school invites: known there, and to who sees to it that mails arrive. */
const INVITED_THERE = 'etrangere5c2a'
/** In texts that only some people of the first school may read. */
const DRAFT = 'BROUILLON5C1D'
const BETWEEN = 'ENTRENOUS9E2B'
const INVITED = 'invite6d4c'

export type Caller = {
  name: string
  cookie: string | undefined
  /** A script's token that only reads, instead of a cookie. */
  bearer?: string
  isMember: boolean
  isChief: boolean
  permissions: ReadonlySet<string>
  /** Words that must not reach this caller. */
  hidden: readonly string[]
}

export async function scene() {
  const here = await village({ slug: 'tilleul' })
  // As in production: what a mail says is not for who runs the installation.
  const post: Mailer = { leaves: true, send: async (mail) => void here.mails.push(mail) }
  here.clients.set(mailer.name, post)
  const there = await village({ slug: 'marronnier', in: here })
  const { app, ana, bob, cloe, guest, admin, stranger } = here
  await ana.call(switchModule, { module: 'maintenance', on: true })
  const staff = await here.neighbour('Stef', 'staff')
  const victims = [await here.neighbour('Vic', 'member'), await here.neighbour('Val', 'viewer')]
  const chief = await person(here, { name: 'Chef', admin: true })

  const foreign = await markForeign(there)
  const own = await markOwn(here)
  const started = await startedBy([ana, admin, staff, cloe], victims[0]!)
  here.mails.length = 0
  const tokens = await tokensOf(here, victims[0]!)
  const { refreshToken } = await here.nobody.call(openTokens, { email: bob.email, password })
  const stock: Stock = {
    receiverId: [bob.id, cloe.id, ana.id, staff.id],
    payerId: [bob.id, cloe.id, ana.id],
    ownerId: [bob.id, cloe.id],
    memberId: [...victims.map((it) => it.id), bob.id],
    offerId: [...own.offers, foreign.offer],
    transferId: own.transfers,
    invitationId: [own.invitation, newId()],
    takenId: [...own.offers, ...own.transfers, own.invitation, bob.id, here.workspace.id],
    foreignId: [foreign.offer, foreign.transfer, foreign.invitation, there.bob.id, there.ana.id],
    name: ['Un mot gentil', here.workspace.name],
    workspaceId: [here.workspace.id, newId()],
    module: ['school'],
    role: ['member', 'owner', 'school.teacher'],
    roles: [['member'], ['viewer', 'school.teacher'], ['admin'], ['owner']],
    email: [bob.email, 'nouvelle@exemple.test', own.email],
    current: ['pas le bon mot de passe', password],
    password: [password, 'une autre phrase assez longue'],
    slug: ['tilleul', 'marronnier', 'nouvelle-ecole', 'admin'],
    token: [...tokens, 'x'.repeat(43)],
    refreshToken: [refreshToken],
    timeZone: ['Europe/Brussels', 'utc', '+01:00', 'Mars/Olympus'],
    title: ['Cours de piano'],
    limit: [1, 25, 100],
    cursor: ['x'],
  }

  const bugs: unknown[] = []
  const log = createLog('silent')
  log.error = ((facts: { err?: unknown }) => void bugs.push(facts.err ?? facts)) as typeof log.error
  const serving = { app, config: config(), sentences, log, drain: { isOn: false } }
  const server = await createServer({ ...serving, pages: 'none' })

  const script = await ana.call(createToken, {
    name: 'Script',
    access: 'read',
    days: null,
    password,
  })

  const outside = { isMember: false, isChief: false, permissions: new Set<string>() }
  const inside = (role: string) => ({
    isMember: true,
    isChief: false,
    permissions: app.permissions.of([role], [...here.workspace.modules, 'maintenance']),
  })
  const abroad = [FOREIGN, ELSEWHERE, INVITED_THERE]
  const secrets = [...abroad, DRAFT, BETWEEN, INVITED]
  const addresses = [bob.email, cloe.email, admin.email]
  const all = [...secrets, ...addresses]
  const callers: Caller[] = [
    { name: 'nobody', cookie: undefined, ...outside, hidden: all },
    { name: 'a stranger', cookie: stranger.cookie, ...outside, hidden: all },
    { name: 'owner', cookie: ana.cookie, ...inside('owner'), hidden: [...abroad, DRAFT] },
    { name: 'admin', cookie: admin.cookie, ...inside('admin'), hidden: [...abroad, DRAFT] },
    { name: 'staff', cookie: staff.cookie, ...inside('staff'), hidden: all },
    {
      name: 'member',
      cookie: cloe.cookie,
      ...inside('member'),
      hidden: [...abroad, DRAFT, INVITED, bob.email, admin.email],
    },
    { name: 'viewer', cookie: guest.cookie, ...inside('viewer'), hidden: all },
    {
      name: 'the owner of another school',
      cookie: there.ana.cookie,
      ...outside,
      hidden: [DRAFT, BETWEEN, INVITED, ...addresses],
    },
    {
      name: 'a script of the owner',
      cookie: undefined,
      bearer: script.secret,
      ...inside('owner'),
      hidden: [...abroad, DRAFT],
    },
    {
      name: 'the installation’s',
      cookie: chief.cookie,
      ...outside,
      isChief: true,
      hidden: [FOREIGN, DRAFT, BETWEEN],
    },
  ]
  const stockOf = ({ cookie }: Caller): Stock => ({ ...stock, ...started[cookie ?? ''] })
  return { here, there, server, callers, stockOf, bugs, mend: await mender(here) }
}
export type Scene = Awaited<ReturnType<typeof scene>>

type Village = Awaited<ReturnType<typeof village>>

/** Links that open something: an invitation for anybody, one for the stranger, another password for a victim. */
async function tokensOf({ ana, stranger, nobody, mails, settle }: Village, victim: Neighbour) {
  await ana.call(inviteMember, { email: 'ouverte@exemple.test', roles: ['viewer'] })
  await ana.call(inviteMember, { email: stranger.email, roles: ['viewer'] })
  await nobody.call(forgotPassword, { email: victim.email })
  await settle()
  return mails.slice(-3).map(tokenIn)
}

/** What the callers themselves started, so that there is something to confirm, cancel, pause and archive. */
async function startedBy(callers: readonly Neighbour[], other: Neighbour) {
  const started: Record<string, { offerId: string[]; transferId: string[] }> = {}
  for (const one of callers) {
    const mine = { offerId: [] as string[], transferId: [] as string[] }
    started[one.cookie] = mine
    for (let i = 0; i < 4; i++) {
      const offer = await one.call(createOffer, { title: 'Couture', category: 'sewing' })
      mine.offerId.push(offer.id)
      const ask = { units: 1, reason: 'Merci' }
      const paid = await one.call(proposePayment, { receiverId: other.id, ...ask })
      const asked = await other.call(requestPayment, { payerId: one.id, ...ask })
      const received = await other.call(proposePayment, { receiverId: one.id, ...ask })
      mine.transferId.push(paid.id, asked.id, received.id)
    }
    await other.call(confirmTransfer, { transferId: mine.transferId[0]! })
  }
  return started
}

async function markForeign({ ana, bob, cloe }: Village) {
  await ana.call(changeWorkspace, { name: `École ${ELSEWHERE}` })
  const offer = await bob.call(createOffer, { title: `Offre ${FOREIGN}`, category: 'music' })
  const reason = `Merci ${FOREIGN}`
  const transfer = await bob.call(proposePayment, { receiverId: cloe.id, units: 10, reason })
  const email = `${INVITED_THERE}@exemple.test`
  const invitation = await ana.call(inviteMember, { email, roles: ['member'] })
  return { offer: offer.id, transfer: transfer.id, invitation: invitation.id }
}

async function markOwn({ ana, bob, cloe }: Village) {
  const draft = { title: `Offre ${DRAFT}`, category: 'music', state: 'draft' } as const
  const offers = [
    await bob.call(createOffer, draft),
    await bob.call(createOffer, { title: 'Vélo', category: 'bicycle-repair' }),
    await cloe.call(createOffer, { title: 'Potager', category: 'gardening' }),
  ]
  const reason = `Merci ${BETWEEN}`
  const transfers = []
  for (let i = 0; i < 4; i++)
    transfers.push(await bob.call(proposePayment, { receiverId: cloe.id, units: 5, reason }))
  transfers.push(await cloe.call(requestPayment, { payerId: bob.id, units: 5, reason }))
  await cloe.call(confirmTransfer, { transferId: transfers[0]!.id })
  const email = `${INVITED}@exemple.test`
  const invitation = await ana.call(inviteMember, { email, roles: ['member'] })
  const ids = (rows: { id: string }[]) => rows.map((it) => it.id)
  return { offers: ids(offers), transfers: ids(transfers), invitation: invitation.id, email }
}

/** Puts people back where they were: who left, logged out, was demoted, closed the school or switched the module off. */
async function mender({ app, workspace }: Village) {
  const registry = { ...workspace, namespace: 'registry' }
  const kept = [
    [registry, 'accounts', ['passwordHash', 'name', 'email', 'verifiedAt', 'active']],
    [
      registry,
      'workspaces',
      ['modules', 'name', 'locale', 'timeZone', 'state', 'stateReason', 'stateNote', 'stateUntil'],
    ],
    [registry, 'sessions', ['expiresAt']],
    [workspace, 'members', ['roles', 'roleRank', 'name', 'email', 'active', 'leftAt']],
  ] as const
  const rowsOf = (place: typeof workspace, table: string) =>
    app.open(place, ({ reader }) => reader.selectFrom(table).selectAll().execute())
  const before = await Promise.all(kept.map(([place, table]) => rowsOf(place, table)))

  return async () => {
    for (const [i, [place, table, columns]] of kept.entries()) {
      const now = new Map((await rowsOf(place, table)).map((it) => [it['id'], it]))
      await app.open(place, async ({ db }) => {
        for (const row of before[i]!) {
          const id = row['id']
          const found = now.get(id)
          const valuesOf = (it: Row) => Object.fromEntries(columns.map((name) => [name, it[name]]))
          if (!found) await db.insertInto(table).values(row).execute()
          else if (JSON.stringify(valuesOf(row)) !== JSON.stringify(valuesOf(found)))
            await db.updateTable(table).set(valuesOf(row)).where('id', '=', id).execute()
        }
      })
    }
    // Who asked to be forgotten is not: the job finds nothing to do.
    await app.open(registry, ({ db }) => db.deleteFrom('departures').execute())
    await app.open(workspace, async ({ db }) => {
      await db.deleteFrom('supportAccess').execute()
      // Who came in by an invitation goes out again.
      const known = before[3]!.map((it) => it['id'])
      const gone = { active: false, leftAt: app.now() }
      await db.updateTable('members').set(gone).where('id', 'not in', known).execute()
      await db
        .updateTable('exchangeAccounts')
        .set({ active: true, membership: 'active', present: true })
        .where((row) => row.or([row('active', '=', false), row('membership', '!=', 'active')]))
        .execute()
    })
  }
}
type Row = Record<string, unknown>

/** What the decided order says about a caller before anything of the request is looked at. */
export function refusalOf({ scope, may, method }: Endpoint, caller: Caller): number | undefined {
  if (may === 'anyone') return undefined
  if (caller.bearer) {
    const isForScripts = may !== 'account' && may !== 'admin' && method === 'GET'
    return isForScripts && caller.permissions.has(may) ? undefined : 403
  }
  if (!caller.cookie) return 401
  if (may === 'account') return undefined
  if (may === 'admin') return caller.isChief ? undefined : 403
  if (scope === 'workspace' && !caller.isMember) return 404
  return caller.permissions.has(may) ? undefined : 403
}
