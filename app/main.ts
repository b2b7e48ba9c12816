/** Everything in one process, on one port. `--live` reloads the pages on change, `--api` serves none. */
import { readConfigOrExit, start, welcome } from './start.ts'

const config = readConfigOrExit()
const pages = process.argv.includes('--live')
  ? 'live'
  : process.argv.includes('--api')
    ? 'none'
    : 'built'
const running = await start(config, pages)
console.log(await welcome(running.product, config, running.address))
