/** What is read anew when something happened to a procedure. */
import {
  compareVersions,
  listFacets,
  listProcedures,
  readProcedure,
  readVersion,
} from './contract.ts'

export const showProcedures = [
  readProcedure,
  readVersion,
  listProcedures,
  listFacets,
  compareVersions,
] as const
