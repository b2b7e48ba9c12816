import { on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import * as texts from './texts.ts'

export const readingRoutes = [
  on(contract.findTexts, texts.findTexts),
  on(contract.readPublished, texts.readPublished),
  on(contract.readQuestion, texts.readQuestion),
]
