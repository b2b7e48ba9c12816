import { on, when } from '#kernel/module.ts'
import { reverseTransfer } from '../exchange/contract.ts'
import { assign } from './assigning.ts'
import * as contract from './contract.ts'
import { addNote } from './notes.ts'
import { disputeTransfer } from './opening.ts'
import { disputes, readDispute } from './reading.ts'
import { reverse, settle, withdraw } from './settling.ts'
import { tellOfAssignment, tellOfDispute, tellOfEnd, tellOfNote } from './tell.ts'

export const routes = [
  on(contract.disputeTransfer, disputeTransfer),
  on(contract.listDisputes, disputes),
  on(contract.readDispute, readDispute),
  on(contract.addDisputeNote, addNote),
  on(contract.assignDispute, assign),
  on(contract.withdrawDispute, withdraw),
  on(contract.settleDispute, settle),
  on(reverseTransfer, reverse),
]

export const jobs = [
  when('school/tell-of-dispute', contract.transferDisputed, tellOfDispute),
  when('school/tell-of-assignment', contract.disputeAssigned, tellOfAssignment),
  when('school/tell-of-note', contract.disputeNoted, tellOfNote),
  when('school/tell-of-end', contract.disputeSettled, tellOfEnd),
]
