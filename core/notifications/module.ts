import { defineCore, every, live, on, onWebhook, outside, whenOutside } from '#kernel/module.ts'
import * as notices from './contract.ts'
import * as pushing from './devices/contract.ts'
import * as devices from './devices/devices.ts'
import { push } from './devices/pushing.ts'
import { count, list } from './listing.ts'
import migration from './migrations/001-notices.ts'
import registryMigration from './migrations/001-notices-registry.ts'
import { beginRounds, lookAgain, mailAll, mailTo, roundBegun } from './mailing/rounds.ts'
import { archive, read, readAll, restore, unread } from './moves.ts'
import { addressRefused } from '#core/mail/contract.ts'
import { tellOfRefusal } from './refusal.ts'
import { forget, forgetRound, gather } from './personal.ts'
import * as wishing from './preferences/contract.ts'
import * as house from './preferences/house.ts'
import * as preferences from './preferences/preferences.ts'
import { noticeTables, registryTables } from './tables.ts'

const everybody = ['notifications.read']
const managers = [...everybody, 'notifications.manage']

import * as links from './unsubscribing/contract.ts'
import * as unsubscribing from './unsubscribing/unsubscribing.ts'

/** What members are told: in the application always, by mail and on their devices as they wish. */
export default defineCore({
  name: 'notifications',
  uses: ['calendar', 'identity', 'mail', 'workspaces'],
  workspace: { tables: noticeTables, migrations: [migration] },
  registry: { tables: registryTables, migrations: [registryMigration] },
  roles: {
    owner: managers,
    admin: managers,
    staff: everybody,
    member: everybody,
    viewer: everybody,
  },
  routes: [
    outside(notices.listNotices, list),
    on(notices.countNotices, count),
    on(notices.readNotice, read),
    on(notices.unreadNotice, unread),
    on(notices.archiveNotice, archive),
    on(notices.restoreNotice, restore),
    on(notices.readAllNotices, readAll),
    outside(wishing.readPreferences, preferences.read),
    on(wishing.savePreferences, preferences.save),
    outside(wishing.trustAddress, preferences.trust),
    outside(wishing.readRules, house.read),
    on(wishing.settleRules, house.settle),
    on(wishing.settleQuiet, house.settleHours),
    outside(pushing.listPushDevices, devices.list),
    outside(pushing.addPushDevice, devices.add),
    on(pushing.removePushDevice, devices.remove),
    onWebhook(links.unsubscribeByPost, unsubscribing.byPost),
    outside(links.openUnsubscribe, unsubscribing.toPage),
    outside(links.readWishes, unsubscribing.read),
    outside(links.saveWishes, unsubscribing.save),
  ],
  jobs: [
    whenOutside('notifications/mail-to', notices.noticesGiven, mailTo),
    whenOutside('notifications/mail-all', roundBegun, mailAll),
    whenOutside('notifications/push', notices.noticesGiven, push, { attempts: 3 }),
    whenOutside('notifications/tell-of-refusal', addressRefused, tellOfRefusal),
    every('notifications/begin-rounds', '* * * * *', beginRounds, { inRegistry: true }),
    every('notifications/look-again', '37 * * * *', lookAgain),
  ],
  erase: forgetRound,
  notices: [notices.addressFails],
  topics: [live(notices.noticesChanged)],
  ports: [notices.noticeVoice, pushing.pusher],
  personal: {
    tables: ['notices', 'noticeReaders', 'noticeChoices', 'noticeDevices'],
    gather,
    forget,
  },
})
