import { defineCore, every, outside } from '#kernel/module.ts'
import {
  discardJob,
  listDeadJobs,
  loadDemonstration,
  queueDesk,
  retryJob,
  storyteller,
} from './contract.ts'
import { demonstrate } from './demonstration.ts'
import { forgetOldKeys } from './housekeeping.ts'
import { deadJobs, discard, retry } from './jobs.ts'

/** What an administrator of the installation sees and repairs. */
export default defineCore({
  name: 'operations',
  uses: ['identity', 'workspaces'],
  roles: {},
  routes: [
    outside(listDeadJobs, deadJobs),
    outside(retryJob, retry),
    outside(discardJob, discard),
    outside(loadDemonstration, demonstrate),
  ],
  jobs: [every('operations/forget-keys', '17 3 * * *', forgetOldKeys)],
  ports: [queueDesk, storyteller],
})
