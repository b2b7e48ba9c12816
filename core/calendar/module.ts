import { defineCore, on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { changeHours, readHours } from './hours.ts'
import calendar001 from './migrations/001-calendar.ts'
import { tables } from './tables.ts'

/** Working time: public holidays, opening hours, and how far so many hours or days reach. */
export default defineCore({
  name: 'calendar',
  uses: [],
  workspace: { tables, migrations: [calendar001] },
  roles: {
    owner: ['calendar.read', 'calendar.manage'],
    admin: ['calendar.read', 'calendar.manage'],
    staff: ['calendar.read'],
    member: ['calendar.read'],
    viewer: ['calendar.read'],
  },
  routes: [on(contract.readHours, readHours), on(contract.changeHours, changeHours)],
  jobs: [],
})
