import { VerifyNotice } from '#core/identity/ui.tsx'
import { useAction, useRead } from '#web/api.tsx'
import { useGo, useParam } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Form, FormFoot, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SegmentedField } from '#web/ui/ChoiceField.tsx'
import { TextArea, TextField } from '#web/ui/TextField.tsx'
import { createOffer, readOffer, updateOffer } from './contract.ts'
import '../exchange/exchange.css'
import './offers.css'
import { CategoryField } from './CategoryField.tsx'
import { showOffers } from './OfferMoves.tsx'
import { schoolTexts } from '../texts.tsx'

/** Propose what one likes to do for others. */
export function NewOfferPage() {
  const text = useText(schoolTexts)
  const go = useGo()
  const create = useAction(createOffer, {
    refreshes: showOffers,
    done: ({ state }) =>
      text(state === 'active' ? 'exchange.offer.published' : 'exchange.offer.saved'),
    onDone: ({ id }) => go(`/exchange/offers/${id}`),
  })
  return (
    <Page
      title={text('exchange.offers.new')}
      subtitle={text('exchange.offers.new-subtitle')}
      back={{ to: '/exchange/offers', text: text('exchange.offers.title') }}
      narrow
    >
      <VerifyNotice />
      <Panel>
        <Form
          action={create}
          initial={{ title: '', description: '', state: 'active' }}
          draft="offer"
        >
          <OfferFields />
          <SegmentedField
            name="state"
            label={text('exchange.offer.when')}
            choices={[
              { value: 'active', text: text('exchange.offer.now') },
              { value: 'draft', text: text('exchange.offer.save-draft') },
            ]}
          />
          <FormFoot>
            <PublishButton />
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}

/** Says what it will do. */
function PublishButton() {
  const text = useText(schoolTexts)
  const isDraft = useForm().values['state'] === 'draft'
  return (
    <SubmitButton>
      {text(isDraft ? 'exchange.offer.save-draft' : 'exchange.offer-move.activate')}
    </SubmitButton>
  )
}

export function EditOfferPage() {
  const text = useText(schoolTexts)
  const go = useGo()
  const offerId = useParam('id')
  const { title, description, category } = useRead(readOffer, { offerId })
  const update = useAction(updateOffer, {
    refreshes: showOffers,
    done: text('exchange.offer.saved'),
    onDone: () => go(`/exchange/offers/${offerId}`),
  })
  return (
    <Page
      title={text('exchange.offers.edit')}
      back={{ to: `/exchange/offers/${offerId}`, text: title }}
      narrow
    >
      <Panel>
        <Form action={update} fixed={{ offerId }} initial={{ title, description, category }}>
          <OfferFields />
          <FormFoot>
            <SubmitButton>{text('exchange.offer.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}

function OfferFields() {
  const text = useText(schoolTexts)
  return (
    <>
      <CategoryField />
      <TextField
        name="title"
        label={text('exchange.offer.title')}
        placeholder={text('exchange.offer.title-example')}
        maxLength={200}
      />
      <TextArea
        name="description"
        label={text('exchange.offer.description')}
        hint={text('exchange.offer.description-hint')}
        rows={4}
        maxLength={2000}
      />
    </>
  )
}
