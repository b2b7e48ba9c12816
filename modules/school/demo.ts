/** Two compact, lively months of «École communale du Tilleul, Evere», told through the endpoints people use. All persons are invented. */
import type * as z from 'zod/mini'
import type { Endpoint, Shape } from '#kernel/contract.ts'
import { HOUR } from '#kernel/time.ts'
import * as exchange from './exchange/contract.ts'

type Person = {
  id: string
  call<In extends Shape, Out extends Shape>(
    endpoint: Endpoint<In, Out>,
    input?: z.input<In>,
  ): Promise<z.output<Out>>
}
/** The demonstration's neighbours, its clock and its queue. */
export type Teller = {
  /** Who owns the workspace, and therefore settles disputes. */
  founder?: Person
  people(names: readonly string[]): Promise<Record<string, Person>>
  clock: { advance(ms: number): void | Promise<void> }
  settle(): Promise<void>
}

const names = [
  'Ana Peeters',
  'Bob Lambert',
  'Cloé Dubois',
  'Driss El Amrani',
  'Eline Janssens',
  'Fatou Diallo',
  'Gert Claes',
  'Hélène Moreau',
  'Ibrahim Yilmaz',
  'Joana Silva',
  'Karel Maes',
  'Leïla Benali',
  'Marc Wouters',
  'Nadia Kowalska',
  'Olivier Renard',
  'Paula Costa',
  'Quentin Lejeune',
  'Rosa Martin',
  'Sam Willems',
  'Tülay Demir',
] as const
type Name = (typeof names)[number]

const offers: readonly [Name, exchange.Category, string, string][] = [
  [
    'Ana Peeters',
    'homework',
    'Mathématiques de P4 à P6',
    'Le mercredi après-midi, à la table de la cuisine.',
  ],
  [
    'Bob Lambert',
    'bicycle-repair',
    'Freins et dérailleurs',
    'Apportez la bicyclette, je fournis l’huile.',
  ],
  [
    'Cloé Dubois',
    'sewing',
    'Ourlets et fermetures éclair',
    'Deux jours de délai, machine à la maison.',
  ],
  [
    'Driss El Amrani',
    'moving',
    'Deux bras et une camionnette',
    'Le samedi matin, dans Evere et environs.',
  ],
  [
    'Eline Janssens',
    'translation',
    'Néerlandais ↔ français',
    'Lettres de la commune, carnets de l’école.',
  ],
  [
    'Fatou Diallo',
    'cooking',
    'Mafé pour dix personnes',
    'Pour vos fêtes, sur commande une semaine avant.',
  ],
  [
    'Gert Claes',
    'computers',
    'Ordinateur lent ? Ik kijk ernaar',
    'Nettoyage, sauvegarde, imprimantes récalcitrantes.',
  ],
  [
    'Hélène Moreau',
    'music',
    'Premiers accords de guitare',
    'Enfants dès huit ans, guitare prêtée.',
  ],
  ['Ibrahim Yilmaz', 'gardening', 'Taille de haies', 'Avec mon taille-haie, branches emportées.'],
  [
    'Joana Silva',
    'childminding',
    'Sortie d’école jusqu’à 18 h',
    'Goûter compris, deux enfants au plus.',
  ],
  ['Karel Maes', 'pool-lifts', 'Quatre places vers la piscine', 'Le jeudi à 13 h, sièges adaptés.'],
  ['Leïla Benali', 'plants', 'Boutures et semis de tomates', 'Et arrosage pendant vos vacances.'],
  ['Marc Wouters', 'bicycle-repair', 'Vélos d’enfants', 'Petites roues, chaînes, sonnettes.'],
  ['Nadia Kowalska', 'homework', 'Lecture en P1 et P2', 'Vingt minutes par jour, ça change tout.'],
  [
    'Olivier Renard',
    'computers',
    'Contrôle parental et tablettes',
    'On le règle ensemble, vous gardez la main.',
  ],
  ['Paula Costa', 'cooking', 'Gâteaux d’anniversaire', 'Sans noix sur demande.'],
  ['Quentin Lejeune', 'music', 'Piano pour débutants', 'Une demi-heure, chez vous ou chez moi.'],
  ['Rosa Martin', 'sewing', 'Costumes de carnaval', 'Dès janvier, tissus de récupération.'],
  ['Sam Willems', 'gardening', 'Compost en route', 'Démarrage et conseils, wormenbak te leen.'],
  ['Tülay Demir', 'translation', 'Turc ↔ français', 'Réunions de parents et rendez-vous.'],
  ['Bob Lambert', 'moving', 'Monter des meubles', 'Avec la notice ou sans.'],
  ['Eline Janssens', 'plants', 'Plantes d’intérieur malades', 'Photo d’abord, visite ensuite.'],
  ['Fatou Diallo', 'childminding', 'Un soir de temps en temps', 'Le vendredi, jusqu’à minuit.'],
  ['Hélène Moreau', 'pool-lifts', 'Retour de la piscine', 'Trois places, le jeudi à 15 h.'],
]

const thanks: Record<exchange.Category, string> = {
  homework: 'Les devoirs de mercredi',
  sewing: 'L’ourlet du pantalon',
  'pool-lifts': 'Le trajet à la piscine',
  'bicycle-repair': 'Le vélo roule comme neuf',
  plants: 'Les plantes ont survécu à l’été',
  translation: 'La lettre de la commune',
  moving: 'Le coup de main de samedi',
  computers: 'L’imprimante remarche',
  cooking: 'Le repas de la fête',
  childminding: 'Une soirée sans stress',
  gardening: 'La haie est droite',
  music: 'La leçon de musique',
}
/** Minutes, as people count them. */
const durations = [30, 45, 60, 60, 90, 120] as const

const OFFER_COUNT = offers.length
const TRANSFER_COUNT = 60

export async function demo(teller: Teller): Promise<void> {
  const people = await teller.people(names)
  await teller.settle()
  const who = (name: Name) => people[name]!
  const published = await publish(who)

  for (let i = 0; i < TRANSFER_COUNT; i++) {
    const [receiverName, category] = offers[i % OFFER_COUNT]!
    const receiver = who(receiverName)
    const payer = who(names[(names.indexOf(receiverName) + 3 + Math.floor(i / 7)) % names.length]!)
    if (payer !== receiver) {
      const offerId = published[i % OFFER_COUNT]!
      await tellOne(i, payer, receiver, { offerId, reason: thanks[category] })
    }
    await teller.clock.advance(20 * HOUR + (i % 5) * HOUR) // 55 days in all
    await teller.settle()
  }
  await leaveSomeOpen(who)
  if (teller.founder) await settleOne(teller.founder)
  await teller.settle()
}

async function publish(who: (name: Name) => Person): Promise<string[]> {
  const ids: string[] = []
  for (const [name, category, title, description] of offers) {
    const offer = await who(name).call(exchange.createOffer, { category, title, description })
    ids.push(offer.id)
  }
  const drafts = { category: 'music', title: 'Chorale de parents', state: 'draft' } as const
  await who('Rosa Martin').call(exchange.createOffer, drafts)
  return ids
}

/** Most are confirmed; some are refused, withdrawn, left to the clock, contested or undone. */
async function tellOne(
  i: number,
  payer: Person,
  receiver: Person,
  subject: { offerId: string; reason: string },
): Promise<void> {
  const units = durations[i % durations.length]!
  const what = { units, ...subject }
  const isRequest = i % 5 === 4
  const { id: transferId } = isRequest
    ? await receiver.call(exchange.requestPayment, { payerId: payer.id, ...what })
    : await payer.call(exchange.proposePayment, { receiverId: receiver.id, ...what })
  const [initiator, other] = isRequest ? [receiver, payer] : [payer, receiver]

  if (i % 13 === 7) {
    const note = 'C’était avec plaisir, gardez vos unités.'
    await other.call(exchange.rejectTransfer, { transferId, note })
    return
  }
  if (i % 17 === 8) {
    await initiator.call(exchange.cancelTransfer, { transferId })
    return
  }
  if (i % 6 === 5) return // the clock answers after fourteen days
  await other.call(exchange.confirmTransfer, { transferId })
  if (i === 10 || i === 45) {
    const reason = 'Nous avions convenu d’une demi-heure.'
    await payer.call(exchange.disputeTransfer, { transferId, reason })
  }
  if (i === 36) {
    await payer.call(exchange.disputeTransfer, { transferId, reason: 'Compté deux fois.' })
  }
}

/** What a visitor finds waiting: answers to give, and answers to wait for. */
async function leaveSomeOpen(who: (name: Name) => Person): Promise<void> {
  const ana = who('Ana Peeters')
  await who('Cloé Dubois').call(exchange.proposePayment, {
    receiverId: ana.id,
    units: 60,
    reason: 'Une heure de fractions',
  })
  await who('Bob Lambert').call(exchange.requestPayment, {
    payerId: ana.id,
    units: 30,
    reason: 'Les freins du petit vélo',
  })
  await ana.call(exchange.proposePayment, {
    receiverId: who('Fatou Diallo').id,
    units: 90,
    reason: 'Le mafé de la fancy-fair',
  })
}

/** One dispute is settled by the opposite transfer; the others wait for the administrator. */
async function settleOne(founder: Person): Promise<void> {
  const asked = { disputed: true, state: 'completed' } as const
  const disputed = await founder.call(exchange.listAllTransfers, asked)
  const twice = disputed.items.find(({ dispute }) => dispute?.reason === 'Compté deux fois.')
  if (!twice) return
  const reason = 'Vérifié avec les deux : une heure, pas deux.'
  await founder.call(exchange.reverseTransfer, { transferId: twice.id, reason })
}
