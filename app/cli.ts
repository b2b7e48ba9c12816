/** The `socle` command line: the same parts, the same `call`, without HTTP. */
import { parseArgs } from 'node:util'
import { createLog } from '#kernel/log.ts'
import { assemble } from './assemble.ts'
import { commands } from './commands.ts'
import { readConfigOrExit } from './start.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { help: { type: 'boolean', short: 'h' } },
})
const [name = 'help', ...args] = positionals
const command = commands[name]

if (!command || values.help) {
  console.log(usage())
  process.exit(command || name === 'help' ? 0 : 2)
}

const config = readConfigOrExit()
try {
  if ('serve' in command) await command.serve(config)
  else {
    const product = assemble(
      config,
      createLog(config.logLevel === 'info' ? 'warn' : config.logLevel),
    )
    await product.app.prepare()
    try {
      await command.run({ ...product, config }, args, values)
    } finally {
      await product.app.close()
    }
  }
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

function usage(): string {
  const lines = Object.entries(commands).map(([it, { args = '', says }]) => {
    return `  ${`${it} ${args}`.padEnd(46)}${says}`
  })
  return ['Usage: npm run socle -- COMMAND', '', ...lines].join('\n')
}
