import { IconMessages, IconPencilPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useFilters, useGo, useParam } from '#web/go.tsx'
import { later } from '#web/later.tsx'
import { useLive } from '#web/live.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { countUnread, inboxChanged, listConversations } from '../conversations/contract.ts'
import { messagingTexts } from '../texts.tsx'
import { ConversationList } from './ConversationList.tsx'
import './inbox.css'
import { OpenConversation } from './OpenConversation.tsx'

const NewConversation = later(() =>
  import('./NewConversation.tsx').then((it) => it.NewConversation),
)

/** All conversations, and the one that is open: side by side where there is room, one after the other on a phone. */
export function InboxPage() {
  const text = useText(messagingTexts)
  const go = useGo()
  const id = useParam('id')
  const [{ at, new: asked }, filter] = useFilters({ at: '', new: '' })
  const mayWrite = useMay('messaging.write')
  const [isWriting, write] = useState(false)
  // Also where no entry of the menu listens.
  useLive(inboxChanged, { refreshes: [listConversations, countUnread] })
  const close = () => {
    write(false)
    if (asked) filter({ new: '' })
  }
  return (
    <div className="inbox" data-open={id ? true : undefined}>
      <Page
        title={text('messaging.title')}
        actions={
          mayWrite && (
            <Button
              look={id ? 'plain' : 'filled'}
              icon={IconPencilPlus}
              onClick={() => write(true)}
            >
              {text('messaging.new')}
            </Button>
          )
        }
      >
        <div className="inbox-panes panel flush">
          <ConversationList current={id} />
          <div className="inbox-thread">
            {id ? (
              <OpenConversation conversationId={id} at={Number(at) || undefined} />
            ) : (
              <EmptyState icon={IconMessages} title={text('messaging.choose')}>
                {text('messaging.choose-hint')}
              </EmptyState>
            )}
          </div>
        </div>
      </Page>
      {(isWriting || asked !== '') && (
        <NewConversation
          onClose={close}
          onOpened={(conversationId) => {
            write(false)
            void go(`/messages/${conversationId}`)
          }}
        />
      )}
    </div>
  )
}
