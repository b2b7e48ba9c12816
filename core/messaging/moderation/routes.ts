import { on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { keepMessage, listReports, removeMessage, reportMessage } from './reports.ts'

export const routes = [
  on(contract.reportMessage, reportMessage),
  on(contract.listReports, listReports),
  on(contract.keepMessage, keepMessage),
  on(contract.removeMessage, removeMessage),
]
