import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { later } from '#web/later.tsx'
import { useAction } from '#web/api.tsx'
import { useFilters, useGo } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { IconButton } from '#web/ui/Button.tsx'
import { SegmentedField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { TextArea, TextField } from '#web/ui/TextField.tsx'
import { supportTexts } from '../texts.tsx'
import { AttachedFile } from './AttachedFile.tsx'
import { listMyTickets, openTicket } from './contract.ts'
import { categories, ownPriorities } from './rules.ts'

const FaqOffer = later(() => import('./FaqOffer.tsx').then((it) => it.FaqOffer))

/** Asks for help: what it is about, in one's own words, with what shows it. */
export function NewHelpPage() {
  const text = useText(supportTexts)
  const go = useGo()
  const mayReadFaq = useMay('faq.read')
  // A page about something else leads here, with its thing: `/help/new?about=school.transfer:…`.
  const [{ about }] = useFilters({ about: '' })
  const [kind, id] = about.split(':')
  const links = kind && id ? [{ kind, id }] : []
  const [files, attach] = useState<readonly { id: string; name: string }[]>([])
  const open = useAction(openTicket, {
    refreshes: [listMyTickets],
    done: text('help.sent'),
    onDone: ({ id }) => go(`/help/${id}`, { replace: true }),
  })
  const initial = { title: '', words: '', category: 'general', priority: 'normal' }
  return (
    <Page
      title={text('help.new')}
      subtitle={text('help.new-subtitle')}
      back={{ to: '/help', text: text('help.title') }}
      narrow
    >
      <Panel>
        <Form
          action={open}
          initial={initial}
          fixed={{ links, fileIds: files.map((it) => it.id) }}
          draft="help"
        >
          {links.length > 0 && <p className="hint">{text('help.about')}</p>}
          <SelectField
            name="category"
            label={text('tickets.category')}
            options={categories.map((it) => ({ value: it, text: text(`tickets.category.${it}`) }))}
          />
          <TextField
            name="title"
            label={text('help.what')}
            placeholder={text('help.what-example')}
            maxLength={255}
          />
          {mayReadFaq && <FaqOffer />}
          <TextArea
            name="words"
            label={text('help.words')}
            hint={text('help.words-hint')}
            rows={6}
            maxLength={10_000}
          />
          <SegmentedField
            name="priority"
            label={text('tickets.priority')}
            choices={ownPriorities.map((it) => ({
              value: it,
              text: text(`tickets.priority.${it}`),
            }))}
          />
          {files.length > 0 && (
            <Items label={text('help.files')}>
              {files.map(({ id, name }) => (
                <Item
                  key={id}
                  title={name}
                  end={
                    <IconButton
                      icon={IconX}
                      label={text('help.file-remove', { name })}
                      onClick={() => attach(files.filter((it) => it.id !== id))}
                    />
                  }
                />
              ))}
            </Items>
          )}
          {files.length < 10 && (
            <AttachedFile key={files.length} onReady={(it) => attach([...files, it])} />
          )}
          <FormFoot>
            <SubmitButton>{text('help.send')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}
