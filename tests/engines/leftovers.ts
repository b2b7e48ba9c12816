/** After a run: what its files shared on the servers goes. */
import { engineNames, sweepRun } from './engines.ts'

export default function around() {
  const run = process.env.SOCLE_TEST_RUN
  const wanted = process.env.SOCLE_TEST_ENGINES?.split(',') ?? []
  return async () => {
    for (const name of engineNames)
      if (name !== 'sqlite' && run && wanted.includes(name)) await sweepRun(name, run)
  }
}
