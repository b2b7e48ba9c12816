/** No mail, no notice and nobody outside of the team ever meets an internal note. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parts } from '#app/modules.ts'
import { newId } from '#kernel/ids.ts'
import { post } from '#tests/told.ts'
import { village } from '#tests/village.ts'
import { openConversation, readAsVisitor } from '../api.ts'
import { listConversations, readConversation } from '../conversations/contract.ts'
import { listMessages, postMessage, searchMessages } from '../messages/contract.ts'
import { addNote } from './contract.ts'

const root = join(import.meta.dirname, '../../..')
const sources = globSync('{core,modules,app,kernel,edges}/**/*.{ts,tsx}', { cwd: root })
  .filter((it) => !/\.test\.tsx?$|\/migrations\//.test(it))
  .map((file) => ({ file, code: readFileSync(join(root, file), 'utf8') }))
const those = (pattern: RegExp) =>
  sources.filter(({ code }) => pattern.test(code)).map(({ file }) => file)

test('the table of notes is read by one file, and nothing that writes mails or notices reaches it', () => {
  expect(those(/conversationNotes/).toSorted()).toEqual([
    'core/messaging/notes/notes.ts',
    'core/messaging/notes/tables.ts',
    'core/messaging/personal.ts', // a person's own copy of what they wrote
  ])
  // Who asks that file: the endpoints of agents, and the door by which other parts add one and read none.
  expect(
    those(/['/]notes\/notes\.ts'|'\.\/notes\.ts'/)
      .filter((it) => /messaging/.test(it))
      .toSorted(),
  ).toEqual(['core/messaging/api.ts', 'core/messaging/notes/routes.ts'])
  const told = those(/\b(queueMail|notify|letter)\(/)
  expect(told.filter((it) => it.startsWith('core/messaging/notes/'))).toEqual([])
  const templates = globSync('{core,modules}/**/emails.ts', { cwd: root })
  expect(templates.length).toBeGreaterThan(5)
  // The sentences of every mail and notice name their facts; none of them is a note.
  const notices = parts.flatMap((it) => it.notices ?? []).map((it) => JSON.stringify(it))
  const written = templates.map((it) => readFileSync(join(root, it), 'utf8'))
  for (const it of [...notices, ...written])
    expect(it).not.toMatch(/conversationNotes|addNote|listNotes/)
})

test('whatever a note says, nothing that leaves the team says it', async () => {
  const people = await village()
  const { ana, bob, cloe, app, workspace, mails, settle } = people
  const visitorId = newId()
  const { conversationId } = await app.system(
    (ctx) =>
      openConversation(ctx, {
        kind: 'thread',
        subject: 'Commande 12',
        about: { kind: 'order', id: '12', path: '/orders/12' },
        participants: [
          { memberId: ana.id, role: 'agent' },
          { memberId: cloe.id, role: 'agent' },
          { memberId: bob.id },
          { visitorId, name: 'Madame Roy', verified: true },
        ],
      }),
    workspace,
  )
  const secrets: string[] = []
  for (let i = 0; i < 6; i++) {
    const secret = `secret${newId().slice(-12)}`
    secrets.push(secret)
    await ana.call(addNote, { conversationId, body: `${secret} {name} <b>${secret}</b>` })
    await ana.call(postMessage, { conversationId, body: `Réponse ${i}` })
    await bob.call(postMessage, { conversationId, body: `Question ${i}` })
    await settle()
    await post(people, 20)
  }
  expect(mails.some((it) => it.to === bob.email)).toBe(true)
  const asked = [
    bob.call(readConversation, { conversationId }),
    bob.call(listMessages, { conversationId }),
    bob.call(listConversations, {}),
    ana.call(listConversations, {}),
    ana.call(searchMessages, { search: 'secret' }),
    app.system((ctx) => readAsVisitor(ctx, visitorId, { conversationId, limit: 100 }), workspace),
    app.open(workspace, ({ db }) => db.selectFrom('liveMessages').selectAll().execute()),
    app.open(workspace, ({ db }) => db.selectFrom('messages').selectAll().execute()),
    app.system(({ db }) => db.selectFrom('jobs').selectAll().execute()),
    app.system(({ db }) => db.selectFrom('mails').selectAll().execute()),
  ]
  const said = JSON.stringify([mails, await Promise.all(asked)])
  expect(secrets.filter((it) => said.includes(it))).toEqual([])
})
