import { alarmingAct } from '#kernel/alarms.ts'
import { defineCore, every, on, onDownload, outside, when, whenOutside } from '#kernel/module.ts'
import { anchor, erase } from './anchors.ts'
import {
  downloadActs,
  downloadInstallationActs,
  listActs,
  listInstallationActs,
  narrator,
  witness,
} from './log/contract.ts'
import { alert, criticalAct } from './log/alerts.ts'
import { file, list } from './log/reading.ts'
import { CRITICAL } from './log/rules.ts'
import workspace001 from './migrations/001-support.ts'
import registry001 from './migrations/001-anchors-registry.ts'
import { forget, gather } from './personal.ts'
import { end, grant, read } from './support/access.ts'
import { endSupport, grantSupport, readSupport, supportGranted } from './support/contract.ts'
import { tellAdministrators } from './support/emails.ts'
import { registryTables, workspaceTables } from './tables.ts'

/** Who did what, for those who answer for a place; and the door that a workspace opens to a helper from outside. */
export default defineCore({
  name: 'audit',
  uses: ['identity', 'mail', 'notifications', 'workspaces'],
  registry: { tables: registryTables, migrations: [registry001] },
  workspace: { tables: workspaceTables, migrations: [workspace001] },
  roles: {
    owner: ['audit.read', 'support.read', 'support.grant'],
    admin: ['audit.read', 'support.read'],
  },
  routes: [
    outside(listActs, list),
    onDownload(downloadActs, file),
    outside(listInstallationActs, list),
    onDownload(downloadInstallationActs, file),
    on(readSupport, read),
    on(grantSupport, grant),
    on(endSupport, end),
  ],
  alarms: CRITICAL,
  notices: [criticalAct],
  jobs: [
    when('audit/alert-owners', alarmingAct, alert),
    every('audit/anchor', '7 2 * * *', anchor, { inRegistry: true }),
    whenOutside('audit/tell-administrators', supportGranted, tellAdministrators),
  ],
  ports: [narrator, witness],
  personal: { tables: ['supportAccess'], gather, forget },
  erase,
})
