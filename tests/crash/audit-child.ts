/** Writes to the audit, four at a time, until it is killed: `node audit-child.ts`, the database in the environment. */
import { assemble } from '#app/assemble.ts'
import { readConfig } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'

const { app } = assemble(readConfig(process.env), createLog('silent'))

process.stdout.write('begins\n')
const write = async (line: number) => {
  for (let n = 0; ; n++)
    await app.system(async (ctx) => {
      await ctx.audit('test.written', `${line}`, { n })
      await ctx.audit('test.written-again', `${line}`, { n })
    })
}
await Promise.all([1, 2, 3, 4].map(write))
