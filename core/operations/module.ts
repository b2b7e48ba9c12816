import { defineCore, every, outside } from '#kernel/module.ts'
import {
  archivist,
  discardJob,
  listDeadJobs,
  loadDemonstration,
  queueDesk,
  retryJob,
  storyteller,
} from './contract.ts'
import { demonstrate } from './demonstration.ts'
import { deadJobs, discard, retry } from './jobs.ts'
import { examiner, readHealth } from './health/contract.ts'
import { read } from './health/health.ts'
import { backUp } from './nightly.ts'

/** What an administrator of the installation sees and repairs. */
export default defineCore({
  name: 'operations',
  uses: ['identity'],
  roles: {},
  routes: [
    outside(readHealth, read),
    outside(listDeadJobs, deadJobs),
    outside(retryJob, retry),
    outside(discardJob, discard),
    outside(loadDemonstration, demonstrate),
  ],
  jobs: [every('operations/back-up', '43 2 * * *', backUp)],
  ports: [queueDesk, storyteller, archivist, examiner],
})
