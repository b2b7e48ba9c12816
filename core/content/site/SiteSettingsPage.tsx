import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import * as z from 'zod/mini'
import { languages } from '#kernel/text.ts'
import { type Action, useAction, useList, useRead } from '#web/api.tsx'
import { useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { IconButton } from '#web/ui/Button.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { Form, FormFoot, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { listPages, type PageLine } from '../pages/contract.ts'
import { usePageWords } from '../pages/words.tsx'
import { contentTexts } from '../texts.tsx'
import { changeSite, readSite } from './contract.ts'

const line = z.optional(z.string())
/** As fields: a box for each language. */
const Typed = z.object({
  isOn: z.boolean(),
  ...{ fr: z.boolean(), nl: z.boolean(), en: z.boolean() },
  ...{ inFrench: line, inDutch: line, inEnglish: line },
  homeId: line,
  hasContact: z.boolean(),
})
const taglines = { fr: 'inFrench', nl: 'inDutch', en: 'inEnglish' } as const

/** Whether there is a site, in which languages, and what its navigation shows. */
export function SiteSettingsPage() {
  const text = useText(contentTexts)
  const words = usePageWords()
  const { slug } = useWorkspace()
  const site = useRead(readSite)
  const pages = useList(listPages, { limit: 100 })
  const [menu, setMenu] = useState(site.menu)
  const change = useAction(changeSite, {
    refreshes: [readSite],
    done: text('content.site-saved'),
  })
  const action: Action = {
    ...change,
    run: (typed) => {
      const chosen = languages.filter((it) => typed[it] === true)
      // The order that was chosen before stays: the first one is the site's own.
      const kept = site.languages.filter((it) => chosen.includes(it))
      return change.run({
        isOn: typed.isOn === true,
        languages: [...kept, ...chosen.filter((it) => !kept.includes(it))],
        taglines: {
          fr: String(typed.inFrench ?? ''),
          nl: String(typed.inDutch ?? ''),
          en: String(typed.inEnglish ?? ''),
        },
        homeId: typed.homeId ? String(typed.homeId) : null,
        hasContact: typed.hasContact === true,
        menu,
      })
    },
  }
  const titleOf = (id: string) => pages.items.find((it) => it.id === id)?.texts[0]?.title ?? '…'
  const spoken = (it: (typeof languages)[number]) => site.languages.includes(it)
  return (
    <SettingsPage title={text('content.site')} subtitle={text('content.site-hint')}>
      {site.isOn && (
        <Panel>
          <CopyField label={text('content.site-address')} value={`${location.origin}/${slug}`} />
        </Panel>
      )}
      <Panel>
        <Form
          action={action}
          shape={Typed}
          initial={{
            isOn: site.isOn,
            ...{ fr: spoken('fr'), nl: spoken('nl'), en: spoken('en') },
            inFrench: site.taglines.fr,
            inDutch: site.taglines.nl,
            inEnglish: site.taglines.en,
            homeId: site.homeId ?? '',
            hasContact: site.hasContact,
          }}
        >
          <CheckboxField
            name="isOn"
            label={text('content.site-open')}
            hint={text('content.site-open-hint')}
          />
          <fieldset className="field">
            <legend>{text('content.languages')}</legend>
            {languages.map((it) => (
              <CheckboxField key={it} name={it} label={words.language(it)} />
            ))}
          </fieldset>
          <Taglines />
          <SelectField
            name="homeId"
            label={text('content.home')}
            placeholder={text('content.home-none')}
            options={pages.items
              .filter((it) => it.type === 'landing' || it.type === 'page')
              .map((it) => ({ value: it.id, text: titleOf(it.id) }))}
          />
          <Menu pages={pages.items} menu={menu} onChange={setMenu} titleOf={titleOf} />
          <CheckboxField
            name="hasContact"
            label={text('content.contact')}
            hint={text('content.contact-hint')}
          />
          <FormFoot>
            <SubmitButton>{text('content.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </SettingsPage>
  )
}

/** One sentence for each language that is chosen. */
function Taglines() {
  const text = useText(contentTexts)
  const words = usePageWords()
  const { values } = useForm()
  return languages
    .filter((it) => values[it] === true)
    .map((it) => (
      <TextField
        key={it}
        name={taglines[it]}
        label={`${text('content.tagline')} (${words.language(it)})`}
        maxLength={200}
      />
    ))
}

type MenuProps = {
  pages: readonly PageLine[]
  menu: readonly string[]
  titleOf(id: string): string
  onChange(menu: string[]): void
}

function Menu({ pages, menu, titleOf, onChange }: MenuProps) {
  const text = useText(contentTexts)
  const move = (i: number, by: 1 | -1) => {
    const next = [...menu]
    const [one] = next.splice(i, 1)
    next.splice(i + by, 0, one!)
    onChange(next)
  }
  const others = pages.filter((it) => it.type !== 'blog' && !menu.includes(it.id))
  return (
    <div className="field">
      <span className="group-label">{text('content.navigation')}</span>
      <p className="hint">{text('content.navigation-hint')}</p>
      <Items label={text('content.navigation')}>
        {menu.map((id, i) => (
          <Item
            key={id}
            title={titleOf(id)}
            end={
              <span className="row">
                <IconButton
                  label={text('content.faq-up')}
                  icon={IconArrowUp}
                  aria-disabled={i === 0 || undefined}
                  onClick={() => i > 0 && move(i, -1)}
                />
                <IconButton
                  label={text('content.faq-down')}
                  icon={IconArrowDown}
                  aria-disabled={i === menu.length - 1 || undefined}
                  onClick={() => i < menu.length - 1 && move(i, 1)}
                />
                <IconButton
                  label={text('content.navigation-remove')}
                  icon={IconX}
                  onClick={() => onChange(menu.filter((it) => it !== id))}
                />
              </span>
            }
          />
        ))}
      </Items>
      {others.length > 0 && menu.length < 12 && (
        <select
          className="input"
          aria-label={text('content.navigation-add')}
          value=""
          onChange={(event) => event.target.value && onChange([...menu, event.target.value])}
        >
          <option value="">{text('content.navigation-add')}</option>
          {others.map((it) => (
            <option key={it.id} value={it.id}>
              {titleOf(it.id)}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}
