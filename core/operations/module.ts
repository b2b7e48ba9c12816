import { defineCore, outside } from '#kernel/module.ts'
import {
  discardJob,
  listDeadJobs,
  loadDemonstration,
  queueDesk,
  retryJob,
  storyteller,
} from './contract.ts'
import { demonstrate } from './demonstration.ts'
import { deadJobs, discard, retry } from './jobs.ts'

/** What an administrator of the installation sees and repairs. */
export default defineCore({
  name: 'operations',
  uses: ['identity'],
  roles: {},
  routes: [
    outside(listDeadJobs, deadJobs),
    outside(retryJob, retry),
    outside(discardJob, discard),
    outside(loadDemonstration, demonstrate),
  ],
  jobs: [],
  ports: [queueDesk, storyteller],
})
