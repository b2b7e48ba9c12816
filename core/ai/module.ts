import {
  defineCore,
  every,
  on,
  onDownload,
  onStream,
  outside,
  whenOutside,
} from '#kernel/module.ts'
import { readAnswer, retryAnswer } from './answers/answers.ts'
import * as answers from './answers/contract.ts'
import { followAnswer } from './answers/following.ts'
import { stop } from './answers/stopping.ts'
import { writeAnswer } from './answers/writing.ts'
import { ask } from './chats/asking.ts'
import { listChats, listMessages, removeChat } from './chats/chats.ts'
import * as chats from './chats/contract.ts'
import { CHAT_PURPOSE, CHAT_VERSION } from './chats/prompt.ts'
import { limits } from './credits/credits.ts'

import ai from './migrations/001-ai.ts'
import { imageModels, languageModels } from './models/contract.ts'
import { forget, gather } from './personal.ts'
import * as settings from './settings/contract.ts'
import { changeSettings, readSettings } from './settings/settings.ts'
import { sweep } from './sweeping.ts'
import { tables } from './tables.ts'
import * as usage from './usage/contract.ts'
import { exportUsage, readUsage } from './usage/usage.ts'

/** Language models for every part, what they cost, and the assistant of the workspace, which also answers without one. */
export default defineCore({
  name: 'ai',
  uses: ['identity', 'ledger', 'mail', 'plans', 'search', 'workspaces'],
  workspace: { tables, migrations: [ai] },
  roles: {
    owner: ['ai.ask', 'ai.manage', 'ai.usage'],
    admin: ['ai.ask', 'ai.usage'],
    staff: ['ai.ask'],
    member: ['ai.ask'],
  },
  limits,
  purposes: {
    [CHAT_PURPOSE]: {
      text: 'ai.purpose-chat',
      promptVersion: CHAT_VERSION,
      mostTokens: 800,
      cachedHours: 24,
    },
  },
  routes: [
    on(answers.readAnswer, readAnswer),
    onStream(answers.followAnswer, followAnswer),
    outside(answers.stopAnswer, stop),
    on(answers.retryAnswer, retryAnswer),
    on(chats.listChats, listChats),
    on(chats.listMessages, listMessages),
    outside(chats.askAssistant, ask),
    on(chats.removeChat, removeChat),
    outside(settings.readAiSettings, readSettings),
    outside(settings.changeAiSettings, changeSettings),
    on(usage.readAiUsage, readUsage),
    onDownload(usage.exportAiUsage, exportUsage),
  ],
  jobs: [
    // A person waits for it.
    whenOutside('ai/write-answer', answers.answerQueued, writeAnswer, { priority: 0 }),
    every('ai/sweep', '17 3 * * *', sweep),
  ],
  ports: [languageModels, imageModels],
  personal: {
    tables: ['aiAnswers', 'aiCalls', 'aiChats', 'aiSpending'],
    gather,
    forget,
  },
})
