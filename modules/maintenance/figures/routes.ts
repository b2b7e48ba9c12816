import { on, onDownload } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { readFigures } from './figures.ts'
import { figuresFile } from './files.ts'

export const routes = [
  on(contract.readFigures, readFigures),
  onDownload(contract.downloadFigures, figuresFile),
]
