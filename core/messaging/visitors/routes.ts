import { every, on, onWebhook, outside, when, whenOutside } from '#kernel/module.ts'
import { messagePosted } from '../messages/contract.ts'
import * as visitors from './contract.ts'
import { purge } from './erasing.ts'
import { postForm } from './forms.ts'
import * as own from './own.ts'
import * as queue from './queue.ts'
import { endSession, enterCode, mailCode } from './sessions.ts'
import { changeRules, rulesOf } from './settings.ts'
import { answered, mailAnswers } from './telling.ts'
import { writeAsVisitor } from './writing.ts'

export const visitorRoutes = [
  outside(visitors.writeAsVisitor, writeAsVisitor),
  onWebhook(visitors.postVisitorForm, postForm),
  on(visitors.readReception, own.reception),
  on(visitors.sendVisitorCode, own.sendCode),
  outside(visitors.enterVisitorCode, enterCode),
  outside(visitors.endVisitorSession, endSession),
  on(visitors.listOwnConversations, own.list),
  on(visitors.readOwnConversation, own.read),
  on(visitors.markOwnRead, own.markRead),
  on(visitors.answerAsVisitor, own.answer),
  on(visitors.claimConversation, own.claim),
  on(visitors.eraseOwnConversation, own.eraseOwn),
  on(visitors.listQueue, queue.list),
  on(visitors.countQueue, queue.count),
  on(visitors.readQueued, queue.read),
  on(visitors.takeQueued, queue.take),
  on(visitors.leaveQueued, queue.leave),
  on(visitors.closeQueued, queue.close),
  on(visitors.reopenQueued, queue.reopen),
  on(visitors.blockQueued, queue.block),
  on(visitors.releaseQueued, queue.release),
  on(visitors.eraseQueued, queue.eraseQueued),
  on(visitors.readVisitorRules, rulesOf),
  on(visitors.changeVisitorRules, changeRules),
]

export const visitorJobs = [
  whenOutside('visitors/mail-code', visitors.codeAsked, mailCode, { priority: 1 }),
  when('visitors/answered', messagePosted, answered),
  every('visitors/mail-answers', '* * * * *', mailAnswers),
  every('visitors/purge', '41 3 * * *', purge),
]
