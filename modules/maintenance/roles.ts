/** What each role may do in a house that maintains installations. */

/** Writes procedures and sends them to review. */
export const AUTHOR = 'maintenance.author'
/** Publishes what others wrote. */
export const REVIEWER = 'maintenance.reviewer'
/** Carries procedures out, on site. */
const TECHNICIAN = 'maintenance.technician'
/** Plans, helps and decides while others work. */
export const SUPERVISOR = 'maintenance.supervisor'

const reader = [
  'procedures.read',
  'sites.read',
  'executions.read',
  'followups.read',
  'reports.read',
]
const technician = [...reader, 'advice.ask', 'tips.propose', 'executions.work', 'followups.work']
const author = [...reader, 'advice.ask', 'tips.propose', 'procedures.write']
const reviewer = [
  ...reader,
  'advice.ask',
  'procedures.review',
  'tips.review',
  'executions.oversee',
  'figures.read',
  'reports.share',
]
const supervisor = [
  ...reader,
  'advice.ask',
  'sites.manage',
  'executions.work',
  'executions.oversee',
  'figures.read',
  'executions.supervise',
  'followups.work',
  'followups.manage',
  'reports.share',
]
const everything = [...new Set([...technician, ...author, ...reviewer, ...supervisor])]

export const roles: Readonly<Record<string, readonly string[]>> = {
  owner: everything,
  admin: everything,
  staff: [...new Set([...technician, ...author])],
  member: technician,
  viewer: [...reader, 'executions.oversee', 'figures.read'],
  [AUTHOR]: author,
  [REVIEWER]: reviewer,
  [TECHNICIAN]: technician,
  [SUPERVISOR]: supervisor,
}

export const rolesWith = (permission: string) =>
  Object.keys(roles).filter((role) => roles[role]!.includes(permission))
