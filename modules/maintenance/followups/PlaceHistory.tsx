/** What was done at a place, and what is to be done there: executions and follow-up actions, newest first. */
import { IconHelmet } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { listExecutions } from '../executions/contract.ts'
import { executionsTexts } from '../executions/texts.tsx'
import { ExecutionStatus } from '../executions/words.tsx'
import { listFollowups } from './contract.ts'
import { FollowupStatus } from './words.tsx'
import { followupsTexts } from './texts.tsx'

type At = { siteId: string; equipmentId?: never } | { equipmentId: string; siteId?: never }

export function PlaceHistory(at: At) {
  const text = useText(followupsTexts, executionsTexts)
  const { day } = useFormat()
  const executions = useList(listExecutions, { ...at, limit: 10 })
  const followups = useList(listFollowups, { ...at, limit: 10 })
  return (
    <>
      {followups.items.length > 0 && (
        <Panel title={text('followups.title')}>
          <Items label={text('followups.title')}>
            {followups.items.map((it) => (
              <Item
                key={it.id}
                title={<Link to={`/followups/${it.id}`}>{it.title}</Link>}
                hint={day(it.createdAt)}
                end={<FollowupStatus of={it} />}
              />
            ))}
          </Items>
        </Panel>
      )}
      <Panel title={text('executions.title')}>
        {executions.items.length === 0 ? (
          <EmptyState icon={IconHelmet} title={text('executions.none-here')} />
        ) : (
          <Items label={text('executions.title')}>
            {executions.items.map((it) => (
              <Item
                key={it.id}
                title={<Link to={`/executions/${it.id}`}>{it.title}</Link>}
                hint={[it.owner?.name, it.startedAt && day(it.startedAt)]
                  .filter(Boolean)
                  .join(' · ')}
                end={<ExecutionStatus of={it} />}
              />
            ))}
          </Items>
        )}
        {executions.more && (
          <Button look="quiet" pending={executions.isLoadingMore} onClick={executions.more}>
            {text('executions.earlier')}
          </Button>
        )}
      </Panel>
    </>
  )
}
