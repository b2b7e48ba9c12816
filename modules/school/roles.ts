/** What each role may do in a school. */

/** Listens to both sides of a dispute. */
export const MEDIATOR = 'school.mediator'

const market = ['exchange.offer', 'needs.post', 'needs.answer', 'agenda.keep']
const neighbour = ['exchange.read', 'exchange.transfer', ...market]
const mediator = ['exchange.read', 'exchange.mediate']
const manager = [...neighbour, 'exchange.manage', 'exchange.mediate']

export const roles: Readonly<Record<string, readonly string[]>> = {
  owner: manager,
  admin: manager,
  staff: neighbour,
  member: neighbour,
  viewer: ['exchange.read'],
  [MEDIATOR]: mediator,
}

export const rolesWith = (permission: string) =>
  Object.keys(roles).filter((role) => roles[role]!.includes(permission))
