/** Tells members of things and writes their mails, until it is killed: `node notices-child.ts WORKSPACE MEMBERS`. */
import { setTimeout as sleep } from 'node:timers/promises'
import { assemble } from '#app/assemble.ts'
import { writtenInGroup } from '#core/messaging/notices.ts'
import { notify } from '#core/notifications/api.ts'
import { readConfig } from '#kernel/config.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'

const [workspaceId = '', members = ''] = process.argv.slice(2)
const { app } = assemble(readConfig(process.env), createLog('silent'))
const workspace = await app.workspaceById(workspaceId)
app.jobs.work({ concurrency: 4, leaseMs: 300, pollMs: 20 })

const write = async () => {
  for (;;) {
    const key = newId()
    await app.system(async (ctx) => {
      const facts = { name: 'Ana', subject: key }
      const to = members.split(',')
      await notify(ctx, { notice: writtenInGroup, to, key, facts, path: '/messages' })
      // What happened, in the same transaction: this is what has to be told.
      await ctx.audit('test.happened', key)
    }, workspace)
    process.stdout.write('told\n')
    await sleep(20)
  }
}
await write()
