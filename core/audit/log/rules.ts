/** How grave an act is, read from its name; and what a spreadsheet may be given. */

export const severities = ['critical', 'high', 'medium', 'low'] as const
export type Severity = (typeof severities)[number]

/** Acts that somebody should look at now. */
export const CRITICAL = [
  'identity.admin-made',
  'identity.refresh-reused',
  'identity.passkey-copied',
  'support.granted',
  'workspaces.cancel',
  'workspaces.bury',
  'plans.recounted',
] as const

/** Acts that change who may do what, what somebody owes, or whether a workspace lives. */
export const HIGH = [
  'identity.activated',
  'identity.deactivated',
  'identity.password-changed',
  'identity.address-changed',
  'identity.token-created',
  'identity.provider-linked',
  'identity.provider-refused',
  'identity.departure-asked',
  'identity.erased',
  'identity.exported',
  'members.changed',
  'members.removed',
  'modules.switched',
  'plans.changed',
  'joining.changed',
  'support.acted',
  'support.ended',
  'workspaces.suspend',
  'workspaces.restored',
  'membership.debt-written-off',
  'membership.limits-set',
  'membership.settings-changed',
  'exchange.transfer-reversed',
  'exchange.transfer-adjusted',
  'disputes.settled',
] as const

/** How those are called who are no member with a name. */
export const ACTORS = {
  guest: 'acts.by.guest',
  account: 'acts.by.account',
  member: 'acts.by.member',
  system: 'acts.by.system',
  support: 'acts.by.support',
} as const

/** An act without a name of its own is called after its request, such as `POST /needs`. */
export const isRequest = (action: string) => action.includes(' ')

const critical = new Set<string>(CRITICAL)
const high = new Set<string>(HIGH)

export function severityOf(action: string): Severity {
  if (critical.has(action)) return 'critical'
  if (high.has(action)) return 'high'
  return isRequest(action) ? 'low' : 'medium'
}

/** `members.changed` and `POST /members/{memberId}` are of the group `members`. */
export function groupOf(action: string): string {
  const path = /^[A-Z]+ \/([a-z-]*)/.exec(action)
  return path ? path[1] || 'workspace' : action.split('.')[0]!
}

/** A cell that a spreadsheet would calculate gets an apostrophe; quotes are doubled. */
export function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[\s]*[=+\-@]|^[\t\r\n]/.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}

/** Semicolons, because a Belgian spreadsheet reads the comma as the decimal sign. */
export const lineOf = (cells: readonly (string | number)[]): string =>
  `${cells.map(cellOf).join(';')}\r\n`

/** So that a spreadsheet reads UTF-8. */
export const BOM = '\uFEFF'
