/** The kernel's own tables in every namespace: the audit, and the ids that make writes happen once. */
import { t } from '../data/column.ts'
import { createTable, type Migration } from '../data/migrate.ts'

export default {
  name: '001-kernel',
  steps: [
    createTable(
      'audit',
      {
        id: t.uuid().primary(),
        at: t.instant(),
        actorKind: t.oneOf('guest', 'account', 'member', 'system'),
        actorId: t.string(60),
        accountId: t.uuid().nullable(),
        action: t.string(120),
        target: t.string(120),
        facts: t.json(),
        requestId: t.string(60),
        address: t.string(64),
        agent: t.string(255),
        hash: t.string(64),
      },
      { indexes: [['at'], ['target']] },
    ),
    createTable(
      'idempotency',
      {
        actor: t.string(60),
        endpoint: t.string(120),
        key: t.string(100),
        bodyHash: t.string(64),
        reply: t.json().nullable(),
        createdAt: t.instant(),
      },
      { primary: ['actor', 'endpoint', 'key'], indexes: [['createdAt']] },
    ),
  ],
} satisfies Migration
