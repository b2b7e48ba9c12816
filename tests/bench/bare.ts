/**
 * The yardstick: a bare server of the same framework on the same drivers. It answers what the product answers, with the
 * statements the product runs, and nothing else: no checks of input or reply, no problems, no headers, no compression,
 * no log, no metrics. `node tests/bench/bare.ts` reads DATABASE_URL and SOCLE_PREFIX as the product does.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { verify } from '@node-rs/argon2'
import Fastify, { type FastifyRequest } from 'fastify'
import { places, type Place, type Query, type Row } from './drivers.ts'
import { offerOf, statement, transferOf } from './views.ts'

const placeOf = places(process.env['DATABASE_URL']!, process.env['SOCLE_PREFIX'] ?? 'socle_')
const registry = placeOf('registry')
const server = Fastify({ logger: false })

const DAY_MS = 86_400_000
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
const later = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString()
const isPostgres = !process.env['DATABASE_URL']!.startsWith('sqlite:')
const yes = isPostgres ? true : 1

type Scene = { workspace: Row; member: Row; accountId: string; place: Place }

async function enter(request: FastifyRequest): Promise<Scene> {
  const cookie = /socle=([^;]+)/.exec(request.headers.cookie ?? '')![1]!
  const [session] = await registry.read(
    `select sessions.id, sessions.account_id, sessions.expires_at, typed_email, name, locale, verified_at, admin
     from ~sessions as sessions inner join ~accounts as accounts on accounts.id = sessions.account_id
     where sessions.secret_digest = ? and sessions.expires_at > ? and accounts.active = ?`,
    digest(cookie),
    new Date().toISOString(),
    yes,
  )
  const [workspace] = await registry.read(
    `select id, slug, name, kind, state, namespace, placement, locale, time_zone, modules
     from ~workspaces where slug = ?`,
    (request.params as { slug: string }).slug,
  )
  const place = placeOf(workspace!['namespace'])
  const accountId = session!['account_id']
  const [member] = await place.read(
    'select id, name, roles, active from ~members where account_id = ? and left_at is null',
    accountId,
  )
  return { workspace: workspace!, member: member!, accountId, place }
}

server.get('/api/w/:slug/exchange/account', async (request) => {
  const { member, place } = await enter(request)
  const me = member['id']
  const [account] = await place.read('select * from ~exchange_accounts where member_id = ?', me)
  const [balance] = await place.read(
    `select id, owner, posted, held_out, held_in, lowest, highest from ~ledger_accounts where id = ?`,
    account!['ledger_account_id'],
  )
  const moved = `select sum(units) as units from ~exchange_transfers where state = ? and kind in (?, ?)`
  const kinds = ['completed', 'payment', 'request']
  const [earned] = await place.read(`${moved} and receiver_id = ?`, ...kinds, me)
  const [spent] = await place.read(`${moved} and payer_id = ?`, ...kinds, me)
  const waiting = await place.read(
    `select payer_id, initiator from ~exchange_transfers where state = 'pending' and (payer_id = ? or receiver_id = ?)`,
    me,
    me,
  )
  const mine = waiting.filter((it) => (it['initiator'] === 'payer') === (it['payer_id'] === me))
  const posted = Number(balance!['posted'])
  const heldOut = Number(balance!['held_out'])
  const heldIn = Number(balance!['held_in'])
  const { lowest, highest } = balance!
  const clamp = (units: number) => Math.max(0, Math.min(600, units))
  return {
    memberId: me,
    name: account!['name'],
    balance: posted,
    heldOut,
    heldIn,
    available: lowest === null ? 600 : clamp(posted - heldOut - lowest),
    receivable: highest === null ? 600 : clamp(highest - posted - heldIn),
    lowest: lowest ?? -300,
    highest: highest ?? 600,
    warning: posted <= -180 ? 'low' : posted >= 480 ? 'high' : null,
    earned: Number(earned?.['units'] ?? 0),
    spent: Number(spent?.['units'] ?? 0),
    waitingForMe: waiting.length - mine.length,
    waitingForOthers: mine.length,
    joinedAt: account!['joined_at'],
  }
})

server.get('/api/w/:slug/exchange/transfers', async (request) => {
  const { workspace, member, place } = await enter(request)
  const me = member['id']
  const { limit } = request.query as { limit: string }
  const rows = await place.read(
    `${statement} where (payer_id = ? or receiver_id = ?)
     order by transfer.created_at desc, transfer.id desc limit ?`,
    me,
    me,
    Number(limit) + 1,
  )
  return pageOf(rows, Number(limit), (row) => transferOf(row, me, workspace['name']))
})

server.get('/api/w/:slug/exchange/offers', async (request) => {
  const { member, place } = await enter(request)
  const { limit } = request.query as { limit: string }
  const rows = await place.read(
    `select offers.*, accounts.name as owner_name from ~exchange_offers as offers
     inner join ~exchange_accounts as accounts on accounts.member_id = offers.owner_id
     where state = ? and 1 = 1 order by created_at desc, offers.id desc limit ?`,
    'active',
    Number(limit) + 1,
  )
  return pageOf(rows, Number(limit), (row) => offerOf(row, member['id']))
})

function pageOf(rows: Row[], limit: number, view: (row: Row) => object) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const place = `${new Date(last?.['created_at']).toISOString()}\n${last?.['id']}`
  const next = rows.length > limit ? Buffer.from(place).toString('base64url') : null
  return { items: page.map(view), next }
}

server.post('/api/w/:slug/exchange/offers', async (request, reply) => {
  const scene = await enter(request)
  const { id, title, description, category } = request.body as Row
  reply.code(201)
  return write(request, scene, 'POST /exchange/offers', async (query, now) => {
    const me = scene.member['id']
    const [account] = await query('select * from ~exchange_accounts where member_id = ?', me)
    const words = `${title} ${description}`.toLowerCase()
    const row = [id, me, title, description, words, category, 60, 'active', now, now]
    await query(
      `insert into ~exchange_offers (id, owner_id, title, description, folded, category, units_per_hour, state,
       created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
      ...row,
    )
    const offer = { id, title, description, category, units_per_hour: 60, state: 'active' }
    const times = { created_at: now, updated_at: now }
    return offerOf({ ...offer, ...times, owner_id: me, owner_name: account!['name'] }, me)
  })
})

server.post('/api/w/:slug/exchange/transfers', async (request, reply) => {
  const scene = await enter(request)
  const { id, receiverId, units, reason } = request.body as Row
  reply.code(201)
  const made = await write(request, scene, 'POST /exchange/transfers', async (query, now) => {
    const me = scene.member['id']
    const find = 'select * from ~exchange_accounts where member_id = ?'
    const [payer] = await query(find, me)
    const [receiver] = await query(find, receiverId)
    await query(
      `insert into ~exchange_transfers (units, reason, kind, initiator, id, state, payer_id, receiver_id, offer_id,
       created_at, expires_at, resolved_at, note, payer_balance, receiver_balance, disputed_at, disputed_by,
       dispute_reason, reverses_id, reversed_by_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
      ...[units, reason, 'payment', 'payer', id, 'pending', me, receiverId, null, now],
      ...[later(new Date(now), 14 * DAY_MS), ...Array(9).fill(null)],
    )
    const change = 'posted = posted + ?, held_out = held_out + ?, held_in = held_in + ?'
    const [debit, credit] = [payer!['ledger_account_id'], receiver!['ledger_account_id']]
    await query(
      `update ~ledger_accounts set ${change}
       where id = ? and book = ? and (lowest is null or posted - held_out >= lowest - ?)`,
      ...[0, units, 0, debit, 'exchange', -units],
    )
    await query(
      `update ~ledger_accounts set ${change}
       where id = ? and book = ? and (highest is null or posted + held_in <= highest - ?)`,
      ...[0, 0, units, credit, 'exchange', units],
    )
    await query(
      `insert into ~ledger_transfers (book, debit_account_id, credit_account_id, units, reference, id, reverses,
       state, created_at, resolved_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
      ...['exchange', debit, credit, units, 'exchange/transfer', id, null, 'held', now, null],
    )
    const facts = { transferId: id, kind: 'payment', payerId: me, receiverId, units, reason }
    await query(
      `insert into ~outbox (id, name, payload, priority, max_attempts, run_at, created_at, request_id, dedupe)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[randomUUID(), 'school/tell-of-proposal', JSON.stringify(facts), 5, 8, now, now],
      ...[request.id, null],
    )
    const [row] = await query(`${statement} where transfer.id = ?`, id)
    return transferOf(row!, me, scene.workspace['name'])
  })
  void carry(scene)
  return made
})

/** One transaction with the rows of idempotency and audit, as the product writes them. */
function write(
  request: FastifyRequest,
  { member, accountId, place }: Scene,
  name: string,
  work: (query: Query, now: string) => Promise<Row>,
) {
  const now = new Date().toISOString()
  const key = request.headers['idempotency-key']
  return place.transact(async (query) => {
    await query(
      `insert into ~idempotency (actor, endpoint, key, body_hash, reply, created_at)
       values (?, ?, ?, ?, ?, ?) on conflict do nothing`,
      ...[member['id'], name, key, hash(request.body), null, now],
    )
    const made = await work(query, now)
    const facts = [
      name,
      made['id'],
      '{}',
      request.id,
      request.ip,
      request.headers['user-agent'] ?? '',
    ]
    const row = [randomUUID(), now, 'member', member['id'], accountId, ...facts]
    await query(
      `insert into ~audit (id, at, actor_kind, actor_id, account_id, action, target, facts, request_id, address,
       agent, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[...row, hash(row)],
    )
    await query(
      'update ~idempotency set reply = ? where actor = ? and endpoint = ? and key = ?',
      ...[JSON.stringify({ reply: made }), member['id'], name, key],
    )
    return made
  })
}

let carrying: Promise<void> | undefined

/** From the outbox to the queue after the commit, one trip at a time, as the product does. */
async function carry(scene: Scene): Promise<void> {
  if (carrying) return
  carrying = trip(scene)
  await carrying
  carrying = undefined
}

async function trip({ place, workspace }: Scene): Promise<void> {
  const rows = await place.write('select * from ~outbox order by id limit ?', 200)
  if (rows.length === 0) return
  const marks = rows.map(() => `(${Array(17).fill('?').join(', ')})`).join(', ')
  const jobs = rows.flatMap((it) => {
    const payload = isPostgres ? JSON.stringify(it['payload']) : it['payload']
    const state = [null, 0, isPostgres ? false : 0, null, null, null, it['request_id'], null]
    const job = [it['id'], it['name'], payload, it['priority'], it['max_attempts'], it['run_at']]
    return [...state, ...job, it['created_at'], workspace['id'], 'ready']
  })
  await registry.write(
    `insert into ~jobs (lease_until, attempts, unknown, error, dedupe, schedule, request_id, finished_at, id, name,
     payload, priority, max_attempts, run_at, created_at, workspace_id, state) values ${marks} on conflict do nothing`,
    ...jobs,
  )
  const ids = rows.map((it) => it['id'])
  const list = ids.map(() => '?').join(', ')
  await place.write(`delete from ~outbox where id in (${list})`, ...ids)
}

server.post('/api/auth/login', async (request, reply) => {
  const { email, password } = request.body as { email: string; password: string }
  const now = new Date()
  const here = digest(`login ${email} ${request.ip}`)
  const anywhere = digest(`login ${email}`)
  const account = await registry.transact(async (query) => {
    await spend(query, here, now, DAY_MS / 96)
    await spend(query, anywhere, now, DAY_MS / 24)
    const [row] = await query('select * from ~accounts where email = ?', email)
    return row!
  })
  if (!(await verify(account['password_hash'], password))) throw new Error('wrong password')
  const secret = randomBytes(32).toString('base64url')
  await registry.transact(async (query) => {
    await query('delete from ~attempts where key = ?', here)
    await query(
      'update ~attempts set count = count - 1, blocked_until = ? where key = ? and count > ?',
      ...[null, anywhere, 0],
    )
    const from = [request.headers['user-agent'] ?? '', request.ip]
    await query(
      `insert into ~sessions (id, account_id, kind, secret_digest, agent, address, created_at, expires_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[randomUUID(), account['id'], 'web', digest(secret), ...from],
      ...[now.toISOString(), later(now, 7 * DAY_MS)],
    )
  })
  reply.header('set-cookie', `socle=${secret}; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax`)
  const { id, typed_email, name, locale, time_zone, verified_at, admin } = account
  const person = { id, email: typed_email, name, locale, timeZone: time_zone }
  return { user: { ...person, verified: verified_at !== null, admin: Boolean(admin) } }
})

async function spend(query: Query, key: string, now: Date, windowMs: number): Promise<void> {
  const expiry = later(now, windowMs)
  const [known] = await query('select key from ~attempts where key = ?', key)
  if (!known)
    await query(
      'insert into ~attempts (key, count, blocked_until, expires_at) values (?, ?, ?, ?) on conflict do nothing',
      ...[key, 0, null, expiry],
    )
  await query(
    'update ~attempts set count = ?, blocked_until = ?, expires_at = ? where key = ? and expires_at <= ?',
    ...[0, null, expiry, key, now.toISOString()],
  )
  await query(
    `update ~attempts set count = count + 1, expires_at = ?
     where key = ? and (blocked_until is null or blocked_until <= ?)`,
    ...[expiry, key, now.toISOString()],
  )
  await query('select count, blocked_until from ~attempts where key = ?', key)
}

const address = await server.listen({ port: 0, host: '127.0.0.1' })
console.log(`is ready: ${address}`)
process.once('SIGTERM', () => process.exit(0))
