import { on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import * as faq from './faq.ts'
import { voteFaq } from './votes.ts'

export const faqRoutes = [
  on(contract.readFaq, faq.readFaq),
  on(contract.findAnswers, faq.findAnswers),
  on(contract.createFaqCategory, faq.createCategory),
  on(contract.renameFaqCategory, faq.renameCategory),
  on(contract.removeFaqCategory, faq.removeCategory),
  on(contract.createFaqEntry, faq.createEntry),
  on(contract.changeFaqEntry, faq.changeEntry),
  on(contract.removeFaqEntry, faq.removeEntry),
  on(contract.orderFaq, faq.orderFaq),
  on(contract.voteFaq, voteFaq),
]
