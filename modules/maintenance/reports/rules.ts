/** Which states a report has, and how far the making of one has come. Runs in both. */
import { machine } from '#kernel/machine.ts'

export const reportMachine = machine({
  name: 'report',
  states: ['making', 'ready', 'failed'],
  initial: 'making',
  moves: {
    finish: { from: ['making'], to: 'ready', by: ['system'] },
    fail: { from: ['making'], to: 'failed', by: ['system'] },
    retry: { from: ['failed'], to: 'making', by: ['member'] },
  },
})

/** Of a hundred: gathering, one picture after the other, laying out, keeping. */
export const progressOf = {
  gathered: 10,
  pictures: (done: number, of: number) => 10 + Math.floor((60 * done) / Math.max(of, 1)),
  laidOut: 85,
  done: 100,
} as const
