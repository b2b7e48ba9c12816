import { on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import * as filters from './filters.ts'

export const filterRoutes = [
  on(contract.listFilters, filters.listFilters),
  on(contract.saveFilter, filters.saveFilter),
  on(contract.removeFilter, filters.removeFilter),
]
