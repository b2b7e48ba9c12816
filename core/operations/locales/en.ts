import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'operations/not-empty':
    'This installation has accounts already: the demonstration wants an empty one.',
  'operations.title': 'Installation',
  'operations.subtitle': 'The background work of all workspaces',
  'operations.ready': 'Waiting',
  'operations.running': 'Running',
  'operations.dead': 'Given up',
  'operations.letters': 'Jobs given up',
  'operations.explained':
    'A job is given up after several attempts. Repair the cause, then start it again: nothing is lost.',
  'operations.none': 'No job was given up',
  'operations.none-explained': 'Everything that had to be done was done.',
  'operations.job': 'Job',
  'operations.attempts': 'Attempts',
  'operations.when': 'Given up',
  'operations.retry': 'Start again',
  'operations.retried': 'The job is started again.',
  'operations.discard': 'Drop',
  'operations.discard-ask': 'Drop this job? It will never be tried again.',
  'operations.discarded': 'The job is dropped.',
  'operations.error': 'Last error',
} as const satisfies Like<typeof fr>
