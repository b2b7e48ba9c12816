import { live, on, whenOutside } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { beginImport, readImport, readImported } from './imports.ts'

export const routes = [on(contract.beginImport, beginImport), on(contract.readImport, readImport)]

export const jobs = [
  whenOutside('maintenance/read-document', contract.importBegun, readImported, { attempts: 3 }),
]

export const topics = [live(contract.importChanged)]
