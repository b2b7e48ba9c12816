import { IconArchive, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useAction } from '#web/api.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import {
  activateOffer,
  archiveOffer,
  listOffers,
  type Offer,
  pauseOffer,
  readOffer,
} from './contract.ts'
import { schoolTexts } from '../texts.tsx'

export const showOffers = [listOffers, readOffer] as const

/** Publish, pause, archive: what the offer's owner may do with it now. */
export function OfferMoves({
  offer: { id, title, moves },
  small,
}: {
  offer: Offer
  small?: boolean
}) {
  const text = useText(schoolTexts)
  const options = { refreshes: showOffers, done: text('exchange.offer.saved') }
  const activate = useAction(activateOffer, options)
  const pause = useAction(pauseOffer, options)
  const archive = useAction(archiveOffer, { ...options, done: text('exchange.offer.archived') })
  const problem = useProblemText(activate.problem ?? pause.problem ?? archive.problem)
  const input = { offerId: id }
  const putAway = async () => {
    const confirm = text('exchange.offer-move.archive')
    const words = { title: text('exchange.offer.archive-ask', { title }), confirm, danger: true }
    if (await ask({ ...words, text: text('exchange.offer.archive-ask-text') }))
      await archive.run(input)
  }
  const size = small ? { small } : {}

  return (
    <>
      {moves.includes('activate') && (
        <Button
          {...size}
          icon={IconPlayerPlay}
          pending={activate.pending}
          onClick={() => activate.run(input)}
        >
          {text('exchange.offer-move.activate')}
        </Button>
      )}
      {moves.includes('pause') && (
        <Button
          {...size}
          icon={IconPlayerPause}
          pending={pause.pending}
          onClick={() => pause.run(input)}
        >
          {text('exchange.offer-move.pause')}
        </Button>
      )}
      {moves.includes('archive') && (
        <Button
          {...size}
          look="quiet"
          icon={IconArchive}
          pending={archive.pending}
          onClick={putAway}
        >
          {text('exchange.offer-move.archive')}
        </Button>
      )}
      {problem && <Notice tone="error">{problem}</Notice>}
    </>
  )
}
