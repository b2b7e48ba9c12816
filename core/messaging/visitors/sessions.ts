/** Who a browser is known as: by a code that went to the address, never by having typed it. */
import { randomInt } from 'node:crypto'
import { digest, hmac, isSame, keyFor, newSecret } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import { queueMail } from '#core/mail/api.ts'
import { upsert } from '#kernel/data/write.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import type { Language } from '#kernel/text.ts'
import { CodeWrong, VisitorUnknown } from './contract.ts'
import { codeMail } from './emails.ts'
import { CODE_MS, CODE_PAUSE_MS, CODE_TRIES, normalised, SESSION_MS } from './rules.ts'
import { requireOpen } from './settings.ts'
import type { VisitorTables } from './tables.ts'
import { verify } from './writing.ts'

type Ctx = Context<VisitorTables>

/** What this browser was given, while it is good. `verified`: a code was typed in it. */
export async function sessionOf({ db, origin, now }: Ctx) {
  if (!origin.visitor) return undefined
  return db
    .selectFrom('visitorSessions')
    .selectAll()
    .where('digest', '=', digest(origin.visitor))
    .where('expiresAt', '>', now())
    .executeTakeFirst()
}

/** The address that was proved in this browser. */
export async function knownAddress(ctx: Ctx): Promise<string> {
  await requireOpen(ctx)
  const session = await sessionOf(ctx)
  if (!session?.verified) throw VisitorUnknown()
  return session.address
}

type Pass = { address: string; visitorId: string | null; verified: boolean }

/** Only this workspace's visitors' pages get it back. */
export async function givePass(open: OpenContext, pass: Pass): Promise<void> {
  const secret = newSecret()
  await open.transact(async (ctx: Ctx) => {
    const expiresAt = new Date(ctx.now().getTime() + SESSION_MS)
    const row = { digest: digest(secret), ...pass, expiresAt }
    await ctx.db.insertInto('visitorSessions').values(row).execute()
    await dropOwn(ctx)
  })
  open.answer.visitor = { secret, maxAgeS: SESSION_MS / 1000, path: pathOf(open) }
}

const pathOf = ({ workspace }: OpenContext) => `/api/w/${workspace.slug}/visitors`

const dropOwn = async ({ db, origin }: Ctx) =>
  origin.visitor &&
  db.deleteFrom('visitorSessions').where('digest', '=', digest(origin.visitor)).execute()

export async function endSession(open: OpenContext) {
  await open.transact(async (ctx: Ctx) => {
    await requireOpen(ctx)
    await dropOwn(ctx)
  })
  open.answer.visitor = { secret: '', maxAgeS: 0, path: pathOf(open) }
  return { done: true } as const
}

const seal = (open: OpenContext, address: string, code: string) =>
  hmac(keyFor('mailed', open.client(installation).secrets[0]!), `visitor ${address} ${code}`)

type Asked = { address: string; to: string; language: Language; subject: string | null }

/** Once a minute for each address, however often it is asked. */
export async function mailCode(open: OpenContext, asked: Asked): Promise<void> {
  const { address, to, language, subject } = asked
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const sealed = seal(open, address, code)
  const house = open.workspace
  await open.transact(async (ctx: Ctx) => {
    const { db, dialect, now } = ctx
    const last = await db
      .selectFrom('visitorCodes')
      .select('sentAt')
      .where('address', '=', address)
      .executeTakeFirst()
    if (last && now().getTime() - last.sentAt.getTime() < CODE_PAUSE_MS) return
    const row = {
      address,
      digest: sealed,
      tries: 0,
      sentAt: now(),
      expiresAt: new Date(now().getTime() + CODE_MS),
    }
    await upsert(db, dialect, 'visitorCodes', row, ['address'])
    await queueMail(ctx, { to, locale: language, ...codeMail({ language, code, subject, house }) })
  })
}

/** The try is counted before the code is looked at, and stays counted whatever comes of it. */
export async function enterCode(
  open: OpenContext,
  { email, code }: { email: string; code: string },
): Promise<{ conversationId: string | null }> {
  const address = normalised(email)
  const sealed = seal(open, address, code)
  const isRight = await open.transact(async (ctx: Ctx) => {
    await requireOpen(ctx)
    const { db, now } = ctx
    const counted = await db
      .updateTable('visitorCodes')
      .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
      .where('address', '=', address)
      .where('expiresAt', '>', now())
      .where('tries', '<', CODE_TRIES)
      .executeTakeFirst()
    if (counted.numUpdatedRows === 0n) return false
    const row = await db
      .selectFrom('visitorCodes')
      .select('digest')
      .where('address', '=', address)
      .executeTakeFirstOrThrow()
    if (!isSame(row.digest, sealed)) return false
    const used = await db
      .deleteFrom('visitorCodes')
      .where('address', '=', address)
      .where('digest', '=', sealed)
      .executeTakeFirst()
    return used.numDeletedRows > 0n
  })
  if (!isRight) throw CodeWrong()
  // Only what was written in this very browser: somebody else may have used the address.
  const conversationId = await open.transact(async (ctx: Ctx) => {
    const pending = await sessionOf(ctx)
    if (!pending?.visitorId || pending.address !== address) return null
    return verify(ctx, pending.visitorId)
  })
  await givePass(open, { address, visitorId: null, verified: true })
  return { conversationId }
}
