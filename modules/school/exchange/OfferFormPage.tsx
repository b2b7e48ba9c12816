import { useAction, useRead } from '#web/api.tsx'
import { useGo, useParam } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { FieldFault, useField } from '#web/ui/Field.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SegmentedField } from '#web/ui/ChoiceField.tsx'
import { TextArea, TextField } from '#web/ui/TextField.tsx'
import type fr from '../locales/fr.ts'
import { categories, createOffer, readOffer, updateOffer } from './contract.ts'
import './exchange.css'
import './offers.css'
import { showOffers } from './OfferMoves.tsx'
import { categoryWords } from './words.tsx'

/** Propose what one likes to do for others. */
export function NewOfferPage() {
  const text = useText<typeof fr>()
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
            <SubmitButton>{text('exchange.offer.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}

export function EditOfferPage() {
  const text = useText<typeof fr>()
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
  const text = useText<typeof fr>()
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

/** Twelve pictures say more than a list. */
function CategoryField() {
  const text = useText<typeof fr>()
  const label = text('exchange.offer.category')
  const field = useField({ name: 'category', label })
  return (
    <fieldset className="field category-field" id={field.id} tabIndex={-1}>
      <legend>{label}</legend>
      <div className="category-tiles">
        {categories.map((it) => {
          const { icon: Mark, text: key } = categoryWords[it]
          return (
            <label key={it} className="category-tile" data-category={it}>
              <input
                type="radio"
                name="category"
                value={it}
                checked={field.value === it}
                onChange={() => field.set(it)}
              />
              <span className="tile">
                <Mark size={22} stroke={1.5} />
              </span>
              {text(key)}
            </label>
          )
        })}
      </div>
      <FieldFault id={field.id} error={field.error} />
    </fieldset>
  )
}
