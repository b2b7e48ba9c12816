import { live, liveOf, on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import {
  addToGroup,
  changeParticipant,
  leaveGroup,
  removeParticipant,
  renameGroup,
} from './groups.ts'
import { listConversations, listParticipants, readConversation } from './inbox.ts'
import { openDirect, openGroup } from './opening.ts'
import { isPresent } from './participants.ts'
import { changeStanding } from './standing.ts'
import { countUnread } from './unread.ts'

export const routes = [
  on(contract.listConversations, listConversations),
  on(contract.countUnread, countUnread),
  on(contract.openDirect, openDirect),
  on(contract.openGroup, openGroup),
  on(contract.readConversation, readConversation),
  on(contract.listParticipants, listParticipants),
  on(contract.renameGroup, renameGroup),
  on(contract.addToGroup, addToGroup),
  on(contract.changeParticipant, changeParticipant),
  on(contract.removeParticipant, removeParticipant),
  on(contract.leaveGroup, leaveGroup),
  on(contract.changeStanding, changeStanding),
]

export const topics = [liveOf(contract.conversationChanged, isPresent), live(contract.inboxChanged)]
