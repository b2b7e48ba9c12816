/** The people of a restored workspace find their accounts: by id, or by an address that they have proved. */
import { accountById, accountOf, allowSignup, type IdentityDb } from '#core/identity/api.ts'
import { archivedMembers, type ArchivedMember, enter } from '#core/workspaces/api.ts'
import type { Application } from '#kernel/application.ts'
import { asOf, historyOf } from '#kernel/data/history.ts'
import { model } from '#kernel/data/migrate.ts'
import type { WorkspaceFacts } from '#kernel/module.ts'
import { workspaceParts } from '#kernel/places.ts'
import { DAY } from '#kernel/time.ts'

/** A member as the account calls itself; one whose account is not here keeps the words of the members' list. */
export type ArchivedPerson = ArchivedMember & { locale: string | null; timeZone: string | null }

/** Where registration is by invitation, these people may register that long. */
const PASS_MS = 30 * DAY

/** Every module's tables: those of one that is off are kept too. */
export const allParts = ({ parts }: Application) =>
  workspaceParts(
    parts,
    parts.map((it) => it.name),
  )

export async function archivedPeople(
  registry: IdentityDb,
  members: readonly ArchivedMember[],
): Promise<ArchivedPerson[]> {
  const people: ArchivedPerson[] = []
  for (const member of members) {
    const account = await accountById(registry, member.accountId)
    const { typedEmail: email, locale, timeZone } = account ?? { typedEmail: member.email }
    people.push({ ...member, email, locale: locale ?? null, timeZone: timeZone ?? null })
  }
  return people
}

type Arrival = { person: ArchivedPerson; accountId: string | undefined }

/**
 * The same id is the same account: ids are random, and travel in archives only. The same address is the same person
 * once its account has proved it: else who registers a stranger's address first would inherit their membership.
 */
async function arrivalsOf(db: IdentityDb, people: readonly ArchivedPerson[]): Promise<Arrival[]> {
  const known = new Set<string>()
  for (const { accountId } of people) if (await accountById(db, accountId)) known.add(accountId)
  const taken = new Set(known)
  const arrivals: Arrival[] = []
  for (const person of people) {
    const same = known.has(person.accountId) ? undefined : await accountOf(db, person.email)
    const isTheirs = same !== undefined && same.verifiedAt !== null && !taken.has(same.id)
    if (isTheirs) taken.add(same.id)
    const accountId = known.has(person.accountId)
      ? person.accountId
      : isTheirs
        ? same.id
        : undefined
    arrivals.push({ person, accountId })
  }
  return arrivals
}

/** Lets in whose account is here, and says who must still register and verify; safe to repeat. */
export async function linkPeople(
  app: Application,
  workspace: WorkspaceFacts,
  archived?: readonly ArchivedPerson[],
): Promise<{ entered: number; waiting: string[] }> {
  const people = archived ?? (await peopleIn(app, workspace))
  const arrivals = await app.readRegistry((db) => arrivalsOf(db, people))
  await relink(app, workspace, arrivals)
  const active = arrivals.filter((it) => it.person.active)
  const waiting = active.filter((it) => !it.accountId).map((it) => it.person.email)
  const inside = active.flatMap(({ person: { roles }, accountId }) =>
    accountId ? [{ accountId, roles }] : [],
  )
  await app.system(async (ctx) => {
    await enter(ctx, workspace.id, inside)
    const until = new Date(ctx.now().getTime() + PASS_MS)
    for (const email of waiting) await allowSignup(ctx, email, until)
  })
  return { entered: inside.length, waiting }
}

async function peopleIn(app: Application, workspace: WorkspaceFacts): Promise<ArchivedPerson[]> {
  const members = await app.open(workspace, ({ reader }) => archivedMembers(reader))
  return app.readRegistry((db) => archivedPeople(db, members))
}

/** In every table of a workspace `accountId` is an account, and nothing else is. */
async function relink(
  app: Application,
  workspace: WorkspaceFacts,
  arrivals: readonly Arrival[],
): Promise<void> {
  const moved = arrivals.filter((it) => it.accountId && it.accountId !== it.person.accountId)
  await app.open(workspace, async (namespace) => {
    const shape = model(asOf(allParts(app), await historyOf(namespace)))
    const tables = Object.entries(shape).filter(([, { columns }]) => {
      const column = columns['accountId']
      return column?.kind === 'uuid' && !column.references
    })
    for (const { person, accountId } of moved)
      await namespace.transact(async (db) => {
        for (const [table] of tables)
          await db
            .updateTable(table)
            .set({ accountId })
            .where('accountId', '=', person.accountId)
            .execute()
      })
  })
}
