import { every, on, when } from '#kernel/module.ts'
import * as answers from './answers.ts'
import * as contract from './contract.ts'
import { fittingNeeds, fittingOffers } from './fitting.ts'
import * as needs from './needs.ts'
import { closeOverdueNeeds } from './overdue.ts'
import { tellOfAnswer, tellOfDrop, tellOfEnd, tellOfMatch } from './tell.ts'

export const routes = [
  on(contract.listNeeds, needs.needs),
  on(contract.listFittingNeeds, fittingNeeds),
  on(contract.readNeed, needs.readNeed),
  on(contract.postNeed, needs.postNeed),
  on(contract.changeNeed, needs.changeNeed),
  on(contract.closeNeed, needs.closeNeed),
  on(contract.renewNeed, needs.renewNeed),
  on(contract.listFittingOffers, fittingOffers),

  on(contract.listAnswers, answers.answers),
  on(contract.answerNeed, answers.answerNeed),
  on(contract.acceptAnswer, answers.acceptAnswer),
  on(contract.declineAnswer, answers.declineAnswer),
  on(contract.withdrawAnswer, answers.withdrawAnswer),
]

export const jobs = [
  when('school/tell-of-answer', contract.needAnswered, tellOfAnswer),
  when('school/tell-of-match', contract.needMatched, tellOfMatch),
  when('school/tell-of-dropped-help', contract.helpDropped, tellOfDrop),
  when('school/tell-of-ending-need', contract.needEnding, tellOfEnd),
  every('school/close-overdue-needs', '40 * * * *', closeOverdueNeeds),
]
