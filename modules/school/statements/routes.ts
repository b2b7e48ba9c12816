import { on, onDownload } from '#kernel/module.ts'
import * as statements from './contract.ts'
import { ledgerFile, statementFile } from './files.ts'
import { history, publicHistory } from './history.ts'

export const routes = [
  on(statements.readHistory, history),
  onDownload(statements.downloadStatement, statementFile),
  on(statements.readPublicHistory, publicHistory),
  onDownload(statements.downloadLedger, ledgerFile),
]
