import { defineCore } from '#kernel/module.ts'
import { FILE_PURPOSE, MOST_FILE_BYTES, texter } from './announcements/contract.ts'
import { announcementNotices } from './announcements/notices.ts'
import { announcementJobs, announcementRoutes } from './announcements/routes.ts'
import { announcementTables } from './announcements/tables.ts'
import { routes as blocks } from './blocks/routes.ts'
import { routes as conversations, topics } from './conversations/routes.ts'
import { PURPOSE } from './messages/attachments.ts'
import { jobs as messageJobs, routes as messages } from './messages/routes.ts'
import messaging001 from './migrations/001-messaging.ts'
import announcements002 from './migrations/002-announcements.ts'
import visitors003 from './migrations/003-visitors.ts'
import blocks004 from './migrations/004-member-blocks.ts'
import { routes as moderation } from './moderation/routes.ts'
import { routes as notes } from './notes/routes.ts'
import { notices } from './notices.ts'
import { personal } from './personal.ts'
import { messagingTables } from './tables.ts'
import { visitorWrote } from './visitors/contract.ts'
import { visitorJobs, visitorRoutes } from './visitors/routes.ts'
import { visitorTables } from './visitors/tables.ts'

const reader = ['messaging.read', 'announcements.read']
const writer = [...reader, 'messaging.write']
const moderator = [...writer, 'messaging.moderate']
const announcing = [
  'announcements.write',
  'announcements.urgent',
  'announcements.approve',
  'visitors.answer',
  'visitors.manage',
]

/** Members write to each other, to groups, and about the things of other parts. */
export default defineCore({
  name: 'messaging',
  uses: ['calendar', 'files', 'identity', 'mail', 'notifications', 'workspaces'],
  workspace: {
    tables: { ...messagingTables, ...announcementTables, ...visitorTables },
    migrations: [messaging001, announcements002, visitors003, blocks004],
  },
  roles: {
    owner: [...moderator, ...announcing],
    admin: [...moderator, ...announcing],
    staff: [...writer, 'announcements.write', 'visitors.answer'],
    member: writer,
    viewer: reader,
  },
  files: {
    [PURPOSE]: {
      per: 'workspace',
      kinds: ['document', 'image', 'audio', 'video', 'archive'],
      maxBytes: 50_000_000,
      may: 'messaging.write',
      pictures: ['small', 'medium', 'large'],
    },
    [FILE_PURPOSE]: {
      per: 'workspace',
      kinds: ['document', 'image'],
      maxBytes: MOST_FILE_BYTES,
      may: 'announcements.write',
    },
  },
  routes: [
    ...conversations,
    ...messages,
    ...notes,
    ...moderation,
    ...blocks,
    ...announcementRoutes,
    ...visitorRoutes,
  ],
  jobs: [...messageJobs, ...announcementJobs, ...visitorJobs],
  ports: [texter],
  topics,
  notices: [...notices, ...announcementNotices, visitorWrote],
  personal,
})
