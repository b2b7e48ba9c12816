/** The `socle` command line: the same parts, the same `call`, without HTTP. */
import { parseArgs } from 'node:util'
import { Problem } from '#kernel/contract.ts'
import { createLog } from '#kernel/log.ts'
import { assemble } from './assemble.ts'
import { commands } from './commands.ts'
import { problemBody } from './problems.ts'
import { readConfigOrExit } from './start.ts'
import { sentences } from './texts.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    help: { type: 'boolean', short: 'h' },
    to: { type: 'string' },
    only: { type: 'string' },
    as: { type: 'string' },
    all: { type: 'boolean' },
    photos: { type: 'string' },
    key: { type: 'string' },
  },
})
const [name = 'help', ...args] = positionals
const command = commands[name]

if (!command || values.help) {
  console.log(usage())
  process.exit(command || name === 'help' ? 0 : 2)
}

try {
  if ('alone' in command) await command.alone(args, values)
  else if ('serve' in command) await command.serve(readConfigOrExit())
  else {
    const config = readConfigOrExit()
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
  console.error(`✗ ${sentenceOf(error)}`)
  process.exitCode = 1
}

/** A problem in words, with the fields at fault; anything else as it comes. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error)
  const { title, errors } = problemBody(error, sentences, 'en', '') as {
    title: string
    errors?: { path: string; message: string }[]
  }
  return [title, ...(errors ?? []).map((it) => `  ${it.path}: ${it.message}`)].join('\n')
}

function usage(): string {
  const lines = Object.entries(commands).map(([it, { args = '', says }]) => {
    return `  ${it} ${args}\n      ${says}`
  })
  return ['Usage: npm run socle -- COMMAND', '', ...lines].join('\n')
}
