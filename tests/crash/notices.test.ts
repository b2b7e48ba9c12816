/** Processes killed while they tell people of things: each is told of what happened, once, and gets one mail of it. */
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { assemble } from '#app/assemble.ts'
import { accountOf } from '#core/identity/api.ts'
import { register } from '#core/identity/contract.ts'
import { createWorkspace } from '#core/workspaces/contract.ts'
import { readConfig } from '#kernel/config.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { DAY } from '#kernel/time.ts'
import { openTestEngine } from '#tests/engines/engines.ts'
import { databaseOf } from './server.ts'

const KILLS = 3
const NEIGHBOURS = 3

test(`${KILLS} kills lose no notice and double none`, async () => {
  const database = await openTestEngine()
  const env = {
    SOCLE_DATA: mkdtempSync(join(tmpdir(), 'socle-notices-')),
    SOCLE_SECRET: 'k3Jd8sLq0vXzR5tYw2mNb7pHc9fGa1eU',
    ...databaseOf(database.address),
  }
  let ahead = 0
  const now = () => new Date(Date.now() + ahead)
  const { app } = assemble(readConfig(env), createLog('silent'), now)
  await app.prepare()
  const origin = { requestId: newId(), address: '127.0.0.1', agent: 'test', isLocal: true }
  const email = 'ana@exemple.test'
  const words = { email, name: 'Ana', password: 'une phrase bien longue' }
  await app.call(register, { session: null, origin }, words)
  const ana = (await app.readRegistry((db) => accountOf(db, email)))!
  const session = { sessionId: newId(), accountId: ana.id, verified: true, admin: true }
  const school = { name: 'École', slug: 'tilleul', kind: 'school' } as const
  await app.call(createWorkspace, { session, origin }, school)
  await app.jobs.settle({ early: true })
  const [workspace] = await app.workspaces()
  const members = await neighbours()

  for (let kill = 0; kill < KILLS; kill++) {
    const child = spawn(
      process.execPath,
      ['tests/crash/notices-child.ts', workspace!.id, members.map((it) => it.id).join()],
      { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const ended = new Promise((resolve) => child.once('exit', resolve))
    // In the middle of whatever follows the fourth, the fifth, the sixth.
    let told = 4 + (kill % 3)
    for await (const _ of createInterface(child.stdout)) if (--told === 0) break
    await sleep(Math.random() * 60)
    expect(child.exitCode).toBe(null)
    child.kill('SIGKILL')
    await ended
  }

  // Another process takes up what is left; a day later every mail that was due has gone.
  await app.jobs.schedules()
  ahead = DAY
  for (let day = 1; day <= 2; day++) {
    ahead = day * DAY
    await app.jobs.settle({ early: true })
  }
  const happened = await inWorkspace((db) =>
    db.selectFrom('audit').select('target').where('action', '=', 'test.happened').execute(),
  )
  const notices: { memberId: string; facts: { subject: string }; mail: string; mailId: string }[] =
    await inWorkspace((db) => db.selectFrom('notices').selectAll().execute())
  const wanted = happened.flatMap(({ target }: { target: string }) =>
    members.map(({ id }) => `${target} ${id}`),
  )
  expect(happened.length).toBeGreaterThan(2 * KILLS)
  expect(notices.map((it) => `${it.facts.subject} ${it.memberId}`).toSorted()).toEqual(
    wanted.toSorted(),
  )
  // Each stands in one mail, and there is no mail besides.
  expect(new Set(notices.map((it) => it.mail))).toEqual(new Set(['sent']))
  const mails: { id: string }[] = await app.readRegistry((db) =>
    db
      .selectFrom('mails')
      .select('id')
      .where(
        'to',
        'in',
        members.map((it) => it.email),
      )
      .execute(),
  )
  const told = new Set(notices.map((it) => it.mailId))
  expect(mails.map((it) => it.id).toSorted()).toEqual([...told].toSorted())
  await app.close()
  await database.end()

  function inWorkspace(work: (db: any) => Promise<any>) {
    return app.open(workspace!, ({ reader }) => work(reader))
  }

  async function neighbours() {
    const at = now()
    const people = Array.from({ length: NEIGHBOURS }, (_, i) => {
      const name = `Voisin ${i}`
      return { id: newId(), accountId: newId(), name, email: `voisin${i}@exemple.test` }
    })
    for (const { id, accountId, name, email: address } of people) {
      const { typedEmail: _, ...rest } = ana
      const account = { ...rest, id: accountId, email: address, typedEmail: address, name }
      await app.system(({ db }) => db.insertInto('accounts').values(account).execute())
      const member = { id, accountId, name, sortName: name, email: address, roles: ['member'] }
      await app.system(
        ({ db }) =>
          db
            .insertInto('members')
            .values({ ...member, roleRank: 0, active: true, joinedAt: at, leftAt: null })
            .execute(),
        workspace!,
      )
    }
    return people
  }
}, 300_000)
