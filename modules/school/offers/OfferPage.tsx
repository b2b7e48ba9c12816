import { IconCalendarPlus, IconHeartHandshake, IconPencil } from '@tabler/icons-react'
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useParam } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { later } from '#web/later.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { Person, Status } from '#web/ui/Status.tsx'
import { readOffer } from './contract.ts'
import '../exchange/exchange.css'
import './offers.css'
import { OfferMoves } from './OfferMoves.tsx'
import { categoryWords, offerStateWords } from './words.tsx'
import { schoolTexts } from '../texts.tsx'
import { agendaTexts } from '../agenda/texts.tsx'

const AvailabilityOf = later(() =>
  import('../agenda/AvailabilityOf.tsx').then((it) => it.AvailabilityOf),
)
const FittingNeeds = later(() => import('../needs/Fitting.tsx').then((it) => it.FittingNeeds))

export function OfferPage() {
  const text = useText(schoolTexts, agendaTexts)
  const format = useFormat()
  const mayTransfer = useMay('exchange.transfer')
  const mayPropose = useMay('agenda.keep')
  const offer = useRead(readOffer, { offerId: useParam('id') })
  const { id, title, description, category, owner, isMine, state, unitsPerHour, updatedAt } = offer
  const { text: categoryText, icon: Mark } = categoryWords[category]
  const { text: stateText, tone } = offerStateWords[state]

  return (
    <Page
      title={title}
      back={
        isMine
          ? { to: '/exchange/offers/mine', text: text('exchange.offers.mine') }
          : { to: '/exchange/offers', text: text('exchange.offers.title') }
      }
      narrow
    >
      <Stack>
        <section className="panel offer-sheet" data-category={category}>
          <div className="offer-kind">
            <span className="tile">
              <Mark size={24} stroke={1.5} />
            </span>
            <div>
              <p>{text(categoryText)}</p>
              <p className="hint">{text('exchange.offer.rate', { units: unitsPerHour })}</p>
            </div>
            {isMine && <Status tone={tone}>{text(stateText)}</Status>}
          </div>
          <p className={description ? 'offer-words' : 'quiet'}>
            {description || text('exchange.offer.no-words')}
          </p>
          <Person
            name={owner.name}
            of={owner.id}
            hint={text('exchange.offer.updated', { day: format.day(updatedAt) })}
          />
          {owner.id && <AvailabilityOf memberId={owner.id} />}
          <div className="offer-actions">
            {isMine && state !== 'archived' && (
              <LinkButton icon={IconPencil} to={`/exchange/offers/${id}/edit`}>
                {text('exchange.offers.edit')}
              </LinkButton>
            )}
            {isMine && <OfferMoves offer={offer} />}
            {!isMine && mayPropose && (
              <LinkButton
                look="filled"
                icon={IconCalendarPlus}
                to={`/exchange/offers/${id}/moment`}
              >
                {text('agenda.propose')}
              </LinkButton>
            )}
            {!isMine && mayTransfer && owner.id && (
              <LinkButton
                look="plain"
                icon={IconHeartHandshake}
                to={`/exchange/thank?to=${owner.id}&offer=${id}`}
              >
                {text('exchange.offer.thank-owner', { name: owner.name })}
              </LinkButton>
            )}
          </div>
          {!isMine && <p className="hint">{text('exchange.offer.how')}</p>}
        </section>
        {isMine && state === 'active' && <FittingNeeds offerId={id} />}
      </Stack>
    </Page>
  )
}
