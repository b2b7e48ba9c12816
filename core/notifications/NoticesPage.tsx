/** Everything one was told in this workspace. */
import { IconAdjustments, IconChecks } from '@tabler/icons-react'
import { useAction, useList, useRead } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { countNotices, listNotices, noticeViews, readAllNotices } from './contract.ts'
import { NoticeLines, noneIcons } from './NoticeLines.tsx'
import { noticeReadings as refreshes } from './readings.tsx'
import { noticesTexts } from './texts.tsx'

const nothing = {
  unread: ['notices.none-unread', 'notices.none-unread-hint'],
  all: ['notices.none', 'notices.none-hint'],
  archived: ['notices.none-archived', 'notices.none-archived-hint'],
} as const

export function NoticesPage() {
  const text = useText(noticesTexts)
  const [locale] = useLocale()
  const [{ view: wanted }, filter] = useFilters({ view: '' })
  const view = noticeViews.find((it) => it === wanted) ?? 'unread'
  const { unread } = useRead(countNotices)
  const list = useList(listNotices, { view, locale })
  const readAll = useAction(readAllNotices, { refreshes, done: text('notices.read-all-done') })
  const [title, hint] = nothing[view]
  const views = {
    unread: 'notices.unread',
    all: 'notices.all',
    archived: 'notices.archived',
  } as const
  return (
    <Page
      narrow
      title={text('notices.title')}
      subtitle={text('notices.subtitle')}
      actions={
        <>
          <LinkButton to="/notifications/preferences" icon={IconAdjustments}>
            {text('notices.preferences')}
          </LinkButton>
          {unread > 0 && (
            <Button
              icon={IconChecks}
              pending={readAll.pending}
              onClick={() => void readAll.run({ until: new Date().toISOString() })}
            >
              {text('notices.read-all')}
            </Button>
          )}
        </>
      }
    >
      <Stack>
        <Segmented
          label={text('notices.views')}
          value={view}
          choices={noticeViews.map((value) => ({ value, text: text(views[value]) }))}
          onChange={(value) => filter({ view: value === 'unread' ? '' : value })}
        />
        <Panel flush>
          {list.items.length === 0 ? (
            <EmptyState icon={noneIcons[view]} title={text(title)}>
              {text(hint)}
            </EmptyState>
          ) : (
            <NoticeLines label={text(views[view])} notices={list.items} />
          )}
        </Panel>
        {list.more && (
          <Row>
            <Button pending={list.isLoadingMore} onClick={() => void list.more?.()}>
              {text('notices.more')}
            </Button>
          </Row>
        )}
      </Stack>
    </Page>
  )
}
