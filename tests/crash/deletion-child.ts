/** Erases what is due, then waits to be killed: the database in the environment, `SOCLE_NOW` the moment. */
import { assemble } from '#app/assemble.ts'
import { readConfig } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'

const now = new Date(process.env['SOCLE_NOW']!)
const { app } = assemble(readConfig(process.env), createLog('silent'), () => now)
process.stdout.write('begins\n')
await app.jobs.carryAll([])
await app.jobs.settle({ early: true })
process.stdout.write('done\n')
setInterval(() => {}, 60_000)
