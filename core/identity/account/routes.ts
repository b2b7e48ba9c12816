import { on, onDownload, outside, whenOutside } from '#kernel/module.ts'
import * as devices from '../devices/contract.ts'
import * as open from '../devices/devices.ts'
import { exportMine } from '../leaving/archives.ts'
import * as leaving from '../leaving/contract.ts'
import * as departures from '../leaving/departures.ts'
import * as changes from '../moving/address-changes.ts'
import * as moving from '../moving/contract.ts'
import * as tokens from '../tokens/contract.ts'
import * as given from '../tokens/tokens.ts'
import { mailAddressChange, mailTokenCreated } from './emails.ts'

export const accountAreaRoutes = [
  on(devices.listDevices, open.list),
  on(devices.endDevice, open.end),
  on(devices.endOtherDevices, open.endOthers),
  outside(tokens.listTokens, given.list),
  outside(tokens.createToken, given.create),
  on(tokens.revokeToken, given.revoke),
  on(moving.readAddress, changes.read),
  outside(moving.askAddressChange, changes.ask),
  on(moving.cancelAddressChange, changes.cancel),
  outside(moving.previewAddressChange, changes.preview),
  outside(moving.confirmAddressChange, changes.confirm),
  outside(moving.refuseAddressChange, changes.refuse),
  outside(leaving.readLeaving, departures.read),
  outside(leaving.leaveForGood, departures.leave),
  onDownload(leaving.exportMine, exportMine),
]

export const accountAreaJobs = [
  whenOutside('identity/mail-address-change', moving.addressChangeAsked, mailAddressChange),
  whenOutside('identity/mail-token-created', tokens.tokenCreated, mailTokenCreated),
  whenOutside('identity/erase-account', leaving.departureAsked, departures.carryOut),
]
