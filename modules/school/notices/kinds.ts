/** Everything a school tells its members of, in the order of people's preferences. */
import type { Notice } from '#kernel/contract.ts'
import * as agenda from '../agenda/notices.ts'
import * as disputes from '../disputes/notices.ts'
import * as exchange from '../exchange/notices.ts'
import * as groups from '../groups/notices.ts'
import * as membership from '../membership/notices.ts'
import * as needs from '../needs/notices.ts'
import * as warnings from '../warnings/notices.ts'

export const notices: readonly Notice[] = [
  exchange,
  warnings,
  agenda,
  needs,
  groups,
  disputes,
  membership,
].flatMap((it) => Object.values<Notice>(it))
