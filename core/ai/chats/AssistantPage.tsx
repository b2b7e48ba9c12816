import { IconMessageCircleQuestion, IconPlus, IconTrash } from '@tabler/icons-react'
import { useAction, useList, useRefresh } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button, IconButton, LinkButton } from '#web/ui/Button.tsx'
import { ask as confirm } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { AnswerView } from '../answers/AnswerView.tsx'
import { aiTexts } from '../texts.tsx'
import './assistant.css'
import { askAssistant, listChats, listMessages, LONGEST_QUESTION, removeChat } from './contract.ts'

/** A conversation with the assistant, and the ones before. */
export function AssistantPage() {
  const text = useText(aiTexts)
  const [{ chat, about }, open] = useFilters({ chat: '', about: '' })
  // «maintenance.execution:…»: what the person was looking at when they came here.
  const [kind = '', id = ''] = about.split(':')
  const looked = kind && id ? { about: { kind, id } } : {}
  const ask = useAction(askAssistant, {
    refreshes: [listChats, listMessages],
    onDone: ({ chatId }) => open({ chat: chatId }),
  })
  return (
    <Page
      title={text('ai.title')}
      subtitle={text('ai.hint')}
      actions={
        chat && (
          <LinkButton to="/assistant" icon={IconPlus}>
            {text('ai.new')}
          </LinkButton>
        )
      }
    >
      <Stack>
        <Panel>
          <Stack>
            {chat ? <Talk chatId={chat} /> : <Beginning />}
            <Form
              key={chat}
              action={ask}
              fixed={{ ...(chat ? { chatId: chat } : {}), ...looked }}
              draft={`assistant-${chat}`}
              clear
            >
              <TextArea
                name="question"
                label={text('ai.question')}
                hint={text('ai.question-hint')}
                rows={3}
                maxLength={LONGEST_QUESTION}
              />
              <FormFoot>
                <SubmitButton>{text('ai.ask')}</SubmitButton>
              </FormFoot>
            </Form>
          </Stack>
        </Panel>
        <Conversations current={chat} />
      </Stack>
    </Page>
  )
}

function Beginning() {
  const text = useText(aiTexts)
  return (
    <EmptyState icon={IconMessageCircleQuestion} title={text('ai.empty-title')}>
      {text('ai.empty')}
    </EmptyState>
  )
}

function Talk({ chatId }: { chatId: string }) {
  const text = useText(aiTexts)
  const refresh = useRefresh()
  const { items, more } = useList(listMessages, { chatId })
  return (
    <Stack>
      {more && (
        <Button small look="quiet" onClick={more}>
          {text('ai.more')}
        </Button>
      )}
      <ol className="talk">
        {items.toReversed().map(({ id, question, answer }) => (
          <li key={id}>
            <p className="talk-question">{question}</p>
            <AnswerView first={answer} onChange={() => void refresh([listMessages])} />
          </li>
        ))}
      </ol>
    </Stack>
  )
}

function Conversations({ current }: { current: string }) {
  const text = useText(aiTexts)
  const format = useFormat()
  const [, open] = useFilters({ chat: '' })
  const { items, more } = useList(listChats)
  const remove = useAction(removeChat, {
    refreshes: [listChats],
    done: text('ai.removed'),
    onDone: (_, { chatId }) => {
      if (chatId === current) open({ chat: '' })
    },
  })
  if (items.length === 0) return null
  const askToRemove = async (chatId: string) => {
    const isSure = await confirm({
      title: text('ai.remove-ask'),
      text: text('ai.remove-hint'),
      confirm: text('ai.remove'),
    })
    if (isSure) await remove.run({ chatId })
  }
  return (
    <Panel title={text('ai.conversations')} hint={text('ai.conversations-hint')}>
      <Items label={text('ai.conversations')}>
        {items.map(({ id, title, updatedAt }) => (
          <Item
            key={id}
            title={
              <Link to={`/assistant?chat=${id}`} isCurrent={id === current}>
                {title}
              </Link>
            }
            hint={format.relative(updatedAt)}
            end={
              <IconButton
                label={text('ai.remove')}
                icon={IconTrash}
                onClick={() => void askToRemove(id)}
              />
            }
          />
        ))}
      </Items>
      {more && (
        <Button small look="quiet" onClick={more}>
          {text('ai.more')}
        </Button>
      )}
    </Panel>
  )
}
