/** After a run: what its files shared goes. */
import { engineNames, type Server, sweepRun } from './engines.ts'

export default function around() {
  const wanted = process.env.SOCLE_TEST_ENGINES?.split(',') ?? []
  const servers = engineNames.filter((name): name is Server => name !== 'sqlite')
  return () =>
    sweepRun(
      process.env.SOCLE_TEST_RUN!,
      servers.filter((name) => wanted.includes(name)),
    )
}
