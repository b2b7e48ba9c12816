import { Suspense } from 'react'
import { useList } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { useForm } from '#web/ui/Form.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { listOffers } from './contract.ts'
import { schoolTexts } from '../texts.tsx'

/** Which offer the help came from: one of the chosen neighbour's, or of mine when I ask. */
export function OfferOf({ owner }: { owner: string }) {
  const { values } = useForm()
  const ownerId = owner === 'me' ? 'me' : values[owner]
  if (typeof ownerId !== 'string' || !ownerId) return null
  return (
    <Suspense fallback={<span className="bone" data-size="line" />}>
      <OfferField key={ownerId} ownerId={ownerId} />
    </Suspense>
  )
}

function OfferField({ ownerId }: { ownerId: string }) {
  const text = useText(schoolTexts)
  const whose = ownerId === 'me' ? { mine: true, state: 'active' as const } : { ownerId }
  const { items } = useList(listOffers, { ...whose, limit: 100 })
  if (items.length === 0) return null
  return (
    <SelectField
      name="offerId"
      label={text('exchange.thank.offer')}
      placeholder={text('exchange.thank.no-offer')}
      options={items.map((it) => ({ value: it.id, text: it.title }))}
    />
  )
}
