import { IconExternalLink, IconFilePlus, IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useList, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters, useGo } from '#web/go.tsx'
import { useMay, useWorkspace } from '#web/session.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CardsField } from '#web/ui/ChoiceField.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SelectFilter } from '#web/ui/Filters.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { Link } from '#web/go.tsx'
import { addStarterPages, readSite } from '../site/contract.ts'
import { contentTexts } from '../texts.tsx'
import { createPage, listPages, type PageLine } from './contract.ts'
import { pageTypes } from './rules.ts'
import { languageIn, PageStatus, usePageWords } from './words.tsx'
import '../content.css'

const states = ['draft', 'scheduled', 'published', 'archived'] as const

/** Every page of the site, by kind, with where it stands. */
export function PagesPage() {
  const text = useText(contentTexts)
  const words = usePageWords()
  const format = useFormat()
  const { slug } = useWorkspace()
  const mayWrite = useMay('pages.write')
  const filters = useFilters({ type: '', state: '' })
  const [{ type, state }] = filters
  const site = useRead(readSite)
  const pages = useList(listPages, {
    ...(pageTypes.find((it) => it === type) ? { type: type as PageLine['type'] } : {}),
    ...(states.find((it) => it === state) ? { state: state as PageLine['state'] } : {}),
  })
  const [isNew, setNew] = useState(false)
  const isFiltered = Boolean(type || state)
  return (
    <Page
      title={text('content.site')}
      subtitle={text('content.site-hint')}
      actions={
        <>
          {site.isOn && (
            <a
              className="button"
              data-look="plain"
              href={`/${slug}`}
              target="_blank"
              rel="noopener"
            >
              <IconExternalLink size={18} stroke={1.8} />
              <span>{text('content.open-site')}</span>
            </a>
          )}
          {mayWrite && (
            <Button look="filled" icon={IconFilePlus} onClick={() => setNew(true)}>
              {text('content.new')}
            </Button>
          )}
        </>
      }
    >
      {!site.isOn && (
        <Notice action={<Link to="/settings/site">{text('content.settings')}</Link>}>
          {text('content.closed')}
        </Notice>
      )}
      <Panel flush>
        <Filters of={filters}>
          <SelectFilter
            name="type"
            label={text('content.type')}
            options={pageTypes.map((it) => ({ value: it, text: words.type(it) }))}
          />
          <SelectFilter
            name="state"
            label={text('content.state')}
            options={states.map((it) => ({ value: it, text: words.state(it) }))}
          />
        </Filters>
        <DataTable
          caption={text('content.site')}
          rows={pages.items}
          to={(row) => `/site/pages/${row.id}`}
          stale={pages.stale}
          more={pages.more}
          isLoadingMore={pages.isLoadingMore}
          columns={[
            {
              key: 'title',
              head: text('content.title'),
              cell: (row) => row.texts[0]?.title ?? text('content.untitled'),
            },
            { key: 'type', head: text('content.type'), cell: (row) => words.type(row.type) },
            {
              key: 'state',
              head: text('content.state'),
              phone: 'end',
              cell: (row) => <Where page={row} />,
            },
            {
              key: 'languages',
              head: text('content.languages'),
              phone: 'hide',
              cell: (row) => row.texts.map((it) => it.language.toUpperCase()).join(' · '),
            },
            {
              key: 'changed',
              head: text('content.changed'),
              phone: 'hide',
              cell: (row) =>
                text('content.changed-by', {
                  when: format.relative(row.updatedAt),
                  name: row.updatedBy,
                }),
            },
          ]}
          empty={
            isFiltered ? (
              <EmptyState icon={IconFileText} title={text('content.empty-filtered')} />
            ) : (
              <EmptyState icon={IconFileText} title={text('content.empty')} action={<Starter />}>
                {text('content.empty-hint')}
              </EmptyState>
            )
          }
        />
      </Panel>
      <NewPage isOpen={isNew} onClose={() => setNew(false)} />
    </Page>
  )
}

function Where({ page }: { page: PageLine }) {
  const text = useText(contentTexts)
  return (
    <span className="page-state">
      <PageStatus state={page.state} />
      {page.texts.some((it) => it.isAhead) && <Tag>{text('content.ahead')}</Tag>}
      {page.visibility === 'members' && <Tag>{text('content.members-only')}</Tag>}
    </span>
  )
}

function Starter() {
  const text = useText(contentTexts)
  const mayManage = useMay('site.manage')
  const add = useAction(addStarterPages, {
    refreshes: [listPages, readSite],
    done: ({ created }) => text('content.starter-done', { count: created }),
  })
  if (!mayManage) return null
  return (
    <Button pending={add.pending} onClick={() => void add.run()}>
      {text('content.starter')}
    </Button>
  )
}

function NewPage({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const text = useText(contentTexts)
  const words = usePageWords()
  const go = useGo()
  const [locale] = useLocale()
  const create = useAction(createPage, {
    refreshes: [listPages],
    onDone: ({ id }) => go(`/site/pages/${id}`),
  })
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={text('content.new-title')} sheet>
      <Form action={create} fixed={{ language: languageIn(locale) }} initial={{ type: 'page' }}>
        <TextField name="title" label={text('content.title')} maxLength={200} autoFocus />
        <CardsField
          name="type"
          label={text('content.type')}
          choices={pageTypes.map((it) => ({
            value: it,
            text: words.type(it),
            hint: words.typeHint(it),
          }))}
        />
        <FormFoot>
          <SubmitButton>{text('content.begin')}</SubmitButton>
        </FormFoot>
      </Form>
    </Dialog>
  )
}
