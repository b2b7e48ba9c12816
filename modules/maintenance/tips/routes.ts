import { on, when } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { tellOfRefusal, tellOfTip, tellTipReviewers } from './tell.ts'
import * as tips from './tips.ts'

export const routes = [
  on(contract.listTips, tips.tips),
  on(contract.readTip, tips.readTip),
  on(contract.proposeTip, tips.proposeTip),
  on(contract.changeTip, tips.changeTip),
  on(contract.publishTip, tips.publishTip),
  on(contract.declineTip, tips.declineTip),
  on(contract.withdrawTip, tips.withdrawTip),
  on(contract.repeatTip, tips.repeatTip),
]

export const jobs = [
  when('maintenance/tell-tip-reviewers', contract.tipProposed, tellTipReviewers),
  when('maintenance/tell-of-tip', contract.tipPublished, tellOfTip),
  when('maintenance/tell-of-declined-tip', contract.tipDeclined, tellOfRefusal),
]
