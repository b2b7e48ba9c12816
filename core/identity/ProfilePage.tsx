import { useAction } from '#web/api.tsx'
import { usePerson, useReread } from '#web/session.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Row } from '#web/ui/Panel.tsx'
import { Avatar, Status } from '#web/ui/Status.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { changeProfile, type Person } from './contract.ts'
import type fr from './locales/fr.ts'
import { LocaleField, VerifyNotice, ZoneField } from './ui.tsx'

export function ProfilePage() {
  const text = useText<typeof fr>()
  const user = usePerson() as Person
  const [locale, choose] = useLocale()
  const reread = useReread()
  const save = useAction(changeProfile, {
    done: text('profile.saved'),
    onDone: async (saved) => {
      await choose(saved.locale)
      await reread()
    },
  })

  return (
    <Page title={text('profile.title')} narrow>
      <VerifyNotice />
      <Panel>
        <Row>
          <Avatar name={user.name} large />
          <div>
            <h2>{user.name}</h2>
            <Row>
              <span className="hint">{user.email}</span>
              <Status tone={user.verified ? 'good' : 'busy'}>
                {text(user.verified ? 'profile.verified' : 'profile.unverified')}
              </Status>
            </Row>
          </div>
        </Row>
      </Panel>
      <Panel title={text('profile.you')}>
        <Form
          key={locale}
          action={save}
          initial={{ name: user.name, locale: user.locale, timeZone: user.timeZone }}
        >
          <TextField name="name" label={text('profile.name')} autoComplete="name" />
          <LocaleField label={text('profile.locale')} />
          <ZoneField label={text('profile.time-zone')} hint={text('profile.time-zone-hint')} />
          <FormFoot>
            <SubmitButton>{text('profile.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}
