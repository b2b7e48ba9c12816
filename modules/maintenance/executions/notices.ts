/** What technicians are told of executions. */
import { notice, type NoticeFact } from '#kernel/contract.ts'

const group = 'notices.executions'

export const executionPlannedFor = notice<{ title: string; place: NoticeFact; day: NoticeFact }>(
  'executions/planned',
  {
    group,
    may: 'executions.work',
    mail: 'now',
    words: {
      label: 'notices.execution-planned',
      title: 'executions.mail.planned',
      body: 'executions.mail.planned-text',
      action: 'executions.mail.open',
    },
  },
)

export const executionHandedTo = notice<{ name: string; title: string }>('executions/handed-over', {
  group,
  may: 'executions.work',
  priority: 'high',
  mail: 'now',
  words: {
    label: 'notices.execution-handed-over',
    title: 'executions.mail.handed-over',
    action: 'executions.mail.open',
  },
})
