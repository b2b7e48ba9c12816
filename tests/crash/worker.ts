/** A worker process that a test kills: works the queue of the place it is told, until it dies. */
import { engineAt } from '#tests/engines/engines.ts'
import { openNode } from './scene.ts'

const { jobs } = openNode(engineAt(JSON.parse(process.argv[2]!)))
jobs.work({ concurrency: 8, leaseMs: 300, pollMs: 20 })
