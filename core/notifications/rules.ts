/** Which moves a notice makes, and how long it stays. Pure. */
import { machine } from '#kernel/machine.ts'

export const noticeStates = ['unread', 'read', 'archived'] as const
export type NoticeState = (typeof noticeStates)[number]

/** `system`: the thing itself was opened, so its notice needs no reading any more. */
export const noticeMachine = machine({
  name: 'notice',
  states: noticeStates,
  initial: 'unread',
  moves: {
    read: { from: ['unread'], to: 'read', by: ['member', 'system'] },
    unread: { from: ['read'], to: 'unread', by: ['member'] },
    archive: { from: ['unread', 'read'], to: 'archived', by: ['member'] },
    restore: { from: ['archived'], to: 'read', by: ['member'] },
  },
})

/** After which a notice is forgotten, whatever its state. */
export const KEPT_DAYS = 180
