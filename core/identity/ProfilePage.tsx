import { lazy, Suspense } from 'react'
import { useAction } from '#web/api.tsx'
import { usePerson, useReread } from '#web/session.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Form, FormFoot, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Row } from '#web/ui/Panel.tsx'
import { Avatar, Status } from '#web/ui/Status.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { useAccountText } from './account/texts.tsx'
import { changeProfile, type Person } from './contract.ts'
import { AddressPanel } from './moving/AddressPanel.tsx'
import { LocaleField, VerifyNotice, ZoneField } from './ui.tsx'
import { identityTexts } from './texts.tsx'

const PictureField = lazy(async () => ({
  default: (await import('./PictureField.tsx')).PictureField,
}))

export function ProfilePage() {
  const text = useText(identityTexts)
  const say = useAccountText()
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
  const { name, firstName, lastName, phone, timeZone } = user
  const initial = {
    name,
    firstName: firstName ?? '',
    lastName: lastName ?? '',
    phone: phone ?? '',
    locale: user.locale,
    timeZone,
  }

  return (
    <Page title={text('profile.title')} narrow>
      <VerifyNotice />
      <Panel>
        <Row>
          <Avatar name={name} picture={user.picture} large />
          <div>
            <h2>{name}</h2>
            <Row>
              <span className="hint">{user.email}</span>
              <Status tone={user.verified ? 'good' : 'busy'}>
                {text(user.verified ? 'profile.verified' : 'profile.unverified')}
              </Status>
            </Row>
          </div>
        </Row>
      </Panel>
      <Suspense>
        <PictureField />
      </Suspense>
      <Panel title={text('profile.you')}>
        <Form key={locale} action={save} initial={initial}>
          <TextField
            name="name"
            label={text('profile.name')}
            hint={say('profile.display-hint')}
            autoComplete="nickname"
          />
          <TextField name="firstName" label={say('profile.first-name')} autoComplete="given-name" />
          <TextField name="lastName" label={say('profile.last-name')} autoComplete="family-name" />
          <TextField
            name="phone"
            type="tel"
            label={say('profile.phone')}
            hint={say('profile.phone-hint')}
            autoComplete="tel"
          />
          <LocaleField label={text('profile.locale')} />
          <ZoneField label={text('profile.time-zone')} hint={text('profile.time-zone-hint')} />
          <ZoneOfDevice />
          <FormFoot>
            <SubmitButton>{text('profile.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
      <AddressPanel />
    </Page>
  )
}

/** Somebody who travels is asked, never moved. */
function ZoneOfDevice() {
  const say = useAccountText()
  const { values, set } = useForm()
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (!here || values['timeZone'] === here) return null
  const zone = here.replaceAll('_', ' ')
  return (
    <Row>
      <span className="hint">{say('profile.zone-here', { zone })}</span>
      <Button small onClick={() => set('timeZone', here)}>
        {say('profile.zone-use', { zone })}
      </Button>
    </Row>
  )
}
