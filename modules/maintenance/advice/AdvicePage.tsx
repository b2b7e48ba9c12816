import { IconCamera, IconMessageCircleQuestion, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import * as z from 'zod/mini'
import { UploadField } from '#core/files/ui.tsx'
import { useAction, useCall, useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters, useGo } from '#web/go.tsx'
import { useLive } from '#web/live.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Columns, Panel, Stack } from '#web/ui/Panel.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import {
  ADVICE_PHOTO,
  analysisChanged,
  askAnalysis,
  listAnalyses,
  MOST_PHOTO_BYTES,
  searchAdvice,
  type Suggestion,
} from './contract.ts'
import { AnalysisState } from './AnalysisState.tsx'
import { Suggestions } from './Suggestions.tsx'
import { adviceTexts } from './texts.tsx'

const Typed = z.object({ words: z.string().check(z.trim(), z.maxLength(1000)) })

/** A photo and a few words in, what to read and what a model proposes out. */
export function AdvicePage() {
  const text = useText(adviceTexts)
  const { items, more, isLoadingMore, stale } = useList(listAnalyses, {})
  useLive(analysisChanged, { refreshes: [listAnalyses] })
  const { instant } = useFormat()
  return (
    <Page
      title={text('advice.title')}
      subtitle={text('advice.subtitle')}
      actions={
        <LinkButton to="/assistant" icon={IconMessageCircleQuestion}>
          {text('advice.ask-assistant')}
        </LinkButton>
      }
    >
      <Stack>
        <Asking />
        <Panel title={text('advice.list')} flush>
          <DataTable
            caption={text('advice.list')}
            rows={items}
            rowKey={(it) => it.id}
            to={(it) => `/advice/${it.id}`}
            stale={stale}
            more={more}
            isLoadingMore={isLoadingMore}
            empty={
              <EmptyState icon={IconCamera} title={text('advice.empty')}>
                {text('advice.empty-hint')}
              </EmptyState>
            }
            columns={[
              {
                key: 'words',
                head: text('advice.words'),
                cell: (it) => it.words || text('advice.without-words'),
              },
              {
                key: 'state',
                head: text('advice.condition'),
                cell: (it) => <AnalysisState state={it.state} />,
              },
              {
                key: 'when',
                head: text('advice.photo'),
                phone: 'hide',
                align: 'end',
                cell: (it) => instant(it.createdAt),
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}

function Asking() {
  const text = useText(adviceTexts)
  const call = useCall()
  const go = useGo()
  const [{ execution, step }] = useFilters({ execution: '', step: '' })
  const [words, say] = useState('')
  const [found, show] = useState<readonly Suggestion[]>()
  const search = useAction(searchAdvice, { onDone: ({ items }) => show(items) })
  const about = execution ? { executionId: execution, ...(step ? { stepKey: step } : {}) } : {}
  return (
    <Columns>
      <Panel>
        <Stack>
          <Form
            shape={Typed}
            action={{
              ...search,
              run: (typed) => {
                say(String(typed.words ?? ''))
                return search.run({ words: String(typed.words ?? '') })
              },
            }}
          >
            <TextArea
              name="words"
              label={text('advice.words')}
              hint={text('advice.words-hint')}
              rows={3}
              maxLength={1000}
            />
            <FormFoot>
              <SubmitButton look="plain">{text('advice.search')}</SubmitButton>
            </FormFoot>
          </Form>
          <UploadField
            label={text('advice.photo')}
            hint={text('advice.photo-hint')}
            place="workspace"
            purpose={ADVICE_PHOTO}
            kinds={['image']}
            maxBytes={MOST_PHOTO_BYTES}
            camera="environment"
            onReady={async (file) => {
              const { id } = await call(askAnalysis, { fileId: file.id, words, ...about })
              go(`/advice/${id}`)
            }}
          />
        </Stack>
      </Panel>
      <Panel title={text('advice.found')}>
        {found ? (
          <Suggestions items={found} />
        ) : (
          <EmptyState icon={IconSearch} title={text('advice.empty-hint')} />
        )}
        {found && (
          <Button small look="quiet" onClick={() => show(undefined)}>
            {text('advice.clear')}
          </Button>
        )}
      </Panel>
    </Columns>
  )
}
