import { on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import * as equipment from './equipment.ts'
import { find, readLabel, renewLabel, reportFault, scan } from './labels.ts'
import * as places from './places.ts'

export const routes = [
  on(contract.listSites, places.list),
  on(contract.readSite, places.readSite),
  on(contract.createSite, places.create),
  on(contract.changeSite, places.change),
  on(contract.archiveSite, places.archive),
  on(contract.listEquipment, equipment.list),
  on(contract.readEquipment, equipment.readEquipment),
  on(contract.createEquipment, equipment.create),
  on(contract.changeEquipment, equipment.change),
  on(contract.archiveEquipment, equipment.archive),
  on(contract.readLabel, readLabel),
  on(contract.renewLabel, renewLabel),
  on(contract.scanLabel, scan),
  on(contract.findByLabel, find),
  on(contract.reportFault, reportFault),
]
