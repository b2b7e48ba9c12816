/** The life of a workspace: which moves exist, from where, by whom. Runs in both. */
import { machine } from '#kernel/machine.ts'
import { DAY } from '#kernel/time.ts'

export const lifecycle = machine({
  name: 'workspace',
  states: ['requested', 'provisioning', 'active', 'suspended', 'cancelled', 'deleting', 'deleted'],
  initial: 'provisioning',
  moves: {
    approve: { from: ['requested'], to: 'provisioning', by: ['administrator'] },
    refuse: { from: ['requested'], to: 'deleted', by: ['administrator'] },
    finish: { from: ['provisioning'], to: 'active', by: ['system'] },
    pause: { from: ['active'], to: 'suspended', by: ['owner'] },
    resume: { from: ['suspended'], to: 'active', by: ['owner'] },
    /** Also over a pause of the owner: the administrator's reason takes its place. */
    suspend: { from: ['active', 'suspended'], to: 'suspended', by: ['administrator'] },
    lift: { from: ['suspended'], to: 'active', by: ['administrator', 'system'] },
    cancel: { from: ['active', 'suspended'], to: 'cancelled', by: ['owner', 'administrator'] },
    restore: { from: ['cancelled'], to: 'active', by: ['owner', 'administrator'] },
    /** Cancelled while an administrator had suspended it: taking it back does not lift that. */
    restoreSuspended: { from: ['cancelled'], to: 'suspended', by: ['owner'] },
    erase: { from: ['cancelled'], to: 'deleting', by: ['administrator', 'system'] },
    bury: { from: ['deleting'], to: 'deleted', by: ['system'] },
  },
})

/** A cancelled workspace can be read, exported and taken back for so long. */
export const KEPT_MS = 30 * DAY
/** Its members are told once more that long before the end. */
export const REMINDER_MS = 7 * DAY
/** The address of a deleted workspace is nobody's for so long: old links do not lead to strangers. */
export const SLUG_RESERVED_MS = 90 * DAY

/** Reasons that its owner cannot lift. */
export const isOfAdministrator = (reason: string | null | undefined): boolean =>
  reason === 'unpaid' || reason === 'abuse'
