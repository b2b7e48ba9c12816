/** What people ask the school's office, and what becomes of it: told little by little, so that every state is met. */
import { addCanned } from '#core/support/canned/contract.ts'
import { saveFilter } from '#core/support/filters/contract.ts'
import * as tickets from '#core/support/tickets/contract.ts'
import type { Person } from './teller.ts'

type Cast = Record<string, Person>
type Step = () => Promise<unknown>
type Asked = {
  who: string
  title: string
  words: string
  category?: 'general' | 'technical' | 'billing' | 'order' | 'account' | 'other'
  priority?: 'low' | 'normal' | 'high'
  next?: readonly Act[]
}
/** What the office does, and `client` what who asked does. */
type Act =
  | { take: true }
  | { note: string }
  | { answer: string; next?: 'stay' | 'wait' | 'resolve' }
  | { client: string }
  | { urgent: true }
  | { tags: string[] }
  | { close: true }
  | { cancel: true }
  /** The title of the request that goes on. */
  | { into: string }
  | { rate: number; words?: string }

const asked: readonly Asked[] = [
  {
    who: 'Ana Peeters',
    title: 'Le local de musique pour le cours de solfège',
    words: 'Bonjour, peut-on réserver le local de musique le mercredi de 14 h à 15 h ?',
    next: [
      { take: true },
      { answer: 'Bonjour Ana, c’est possible. Combien d’enfants attendez-vous ?' },
      { client: 'Huit au maximum.' },
      { answer: 'Parfait, le local est à vous chaque mercredi jusqu’à Noël.', next: 'resolve' },
      { rate: 5, words: 'Réponse rapide et gentille, merci !' },
      { close: true },
    ],
  },
  {
    who: 'Fatou Diallo',
    title: 'Je ne retrouve plus mon mot de passe',
    words: 'J’ai changé de téléphone et je ne peux plus entrer.',
    category: 'account',
    priority: 'high',
    next: [
      { take: true },
      {
        answer: 'Choisissez «Mot de passe oublié» à la connexion : un lien arrive par courriel.',
        next: 'resolve',
      },
      { rate: 4 },
    ],
  },
  {
    who: 'Bob Lambert',
    title: 'Des unités comptées deux fois',
    words: 'L’atelier vélo de samedi apparaît deux fois dans mes échanges.',
    category: 'billing',
    next: [
      { take: true },
      { note: 'C’est vrai pour deux autres personnes, je regarde l’atelier.' },
      {
        answer: 'C’était une erreur de l’atelier : le second échange est annulé.',
        next: 'resolve',
      },
      { client: 'Mon solde n’a pas changé, il me semble.' },
      { take: true },
      { answer: 'Il l’est depuis ce matin : 60 unités de plus.', next: 'resolve' },
      { rate: 3, words: 'Un peu long, mais réglé.' },
    ],
  },
  {
    who: 'Gert Claes',
    title: 'Brief van de school in het Nederlands',
    words: 'Kunnen we de brief over de fancy-fair ook in het Nederlands krijgen?',
    next: [
      { take: true },
      { tags: ['traduction'] },
      { answer: 'Zeker, Eline vertaalt hem. U krijgt hem vrijdag.', next: 'resolve' },
      { close: true },
    ],
  },
  {
    who: 'Cloé Dubois',
    title: 'Adresse de la sortie au parc',
    words: 'Où se retrouve-t-on samedi ?',
    next: [{ cancel: true }],
  },
  {
    who: 'Hélène Moreau',
    title: 'Photo de classe : qui peut la voir ?',
    words: 'Je préfère que la photo de mon fils ne soit pas publique.',
    category: 'general',
    next: [
      { take: true },
      { answer: 'Elle reste dans l’espace, pour les membres seuls. Cela vous convient-il ?' },
      { client: 'Oui, très bien.' },
      { answer: 'Alors c’est réglé.', next: 'resolve' },
      { rate: 5 },
    ],
  },
  {
    who: 'Driss El Amrani',
    title: 'L’agenda ne s’ouvre pas sur ma tablette',
    words: 'La page reste blanche depuis la mise à jour.',
    category: 'technical',
    priority: 'high',
    next: [{ take: true }, { answer: 'Quel est le modèle de la tablette, et son navigateur ?' }],
  },
  {
    who: 'Eline Janssens',
    title: 'Nieuwe buur uitnodigen',
    words: 'Mijn buurvrouw wil ook meedoen. Hoe nodig ik haar uit?',
    next: [{ take: true }],
  },
  {
    who: 'Driss El Amrani',
    title: 'Tablette toujours blanche',
    words: 'L’agenda ne s’ouvre toujours pas.',
    category: 'technical',
    next: [{ into: 'L’agenda ne s’ouvre pas sur ma tablette' }],
  },
  {
    who: 'Karel Maes',
    title: 'Bestelling van de koffie voor de fancy-fair',
    words: 'Wie bestelt de koffie, en voor wanneer?',
    category: 'order',
    next: [
      { take: true },
      { answer: 'De school bestelt dinsdag. Hoeveel kilo hebt u nodig?' },
      { client: 'Drie kilo volstaat.' },
    ],
  },
  {
    who: 'Rosa Martin',
    title: 'Le chauffage du préau',
    words: 'Il fait 12 degrés pendant l’aide aux devoirs, les enfants gardent leur manteau.',
    category: 'technical',
    priority: 'high',
    next: [{ urgent: true }, { tags: ['bâtiment', 'hiver'] }],
  },
  {
    who: 'Ana Peeters',
    title: 'Clé du local de musique',
    words: 'Où dois-je prendre la clé le mercredi ?',
    next: [{ take: true }, { note: 'Demander à la concierge s’il reste un double.' }],
  },
  {
    who: 'Bob Lambert',
    title: 'Un casier pour les outils de l’atelier vélo',
    words: 'Les outils dorment dans mon coffre. Un casier fermé serait idéal.',
    priority: 'low',
  },
  {
    who: 'Cloé Dubois',
    title: 'Changer mon nom d’affichage',
    words: 'Je me suis mariée : comment changer mon nom partout ?',
    category: 'account',
  },
  {
    who: 'Fatou Diallo',
    title: 'Facture du traiteur de la fancy-fair',
    words: 'À qui dois-je envoyer la facture du traiteur ?',
    category: 'billing',
  },
]

/** A few days on which nobody asks anything. */
const quiet: readonly Step[] = Array.from({ length: 5 }, () => async () => undefined)

/** Each thing that is asked or done, in order; who tells takes one now and then. */
export function help(cast: Cast, office: Person): Step[] {
  const canned = {
    name: 'Merci, nous regardons',
    fr: 'Bonjour {{client}}, merci pour votre message. Nous regardons et revenons vers vous très vite. {{agent}}',
    nl: 'Dag {{client}}, bedankt voor uw bericht. We bekijken het en laten snel iets weten. {{agent}}',
    en: 'Hello {{client}}, thank you for your message. We are looking into it and will be back soon. {{agent}}',
    isShared: true,
  }
  const prepare = async () => {
    await office.call(addCanned, canned)
    const late = { name: 'En retard', filter: { late: 'yes' }, isShared: true }
    await office.call(saveFilter, late)
  }
  const numbers = new Map<string, number>()
  return [prepare, ...asked.flatMap((it) => stepsOf(cast, office, it, numbers))]
}

function stepsOf(
  cast: Cast,
  office: Person,
  { who, next: following = [], ...words }: Asked,
  numbers: Map<string, number>,
): Step[] {
  const client = cast[who]
  if (!client) return []
  let ticketId = ''
  const begin = async () => {
    const { id, number } = await client.call(tickets.openTicket, words)
    ticketId = id
    numbers.set(words.title, number)
  }
  const acts = following.map((act) => () => perform(act, { client, office, ticketId, numbers }))
  return [begin, ...acts, ...quiet]
}

type Scene = {
  client: Person
  office: Person
  ticketId: string
  numbers: ReadonlyMap<string, number>
}

function perform(act: Act, { client, office, ticketId, numbers }: Scene): Promise<unknown> {
  if ('take' in act) return office.call(tickets.takeTicket, { ticketId })
  if ('note' in act) return office.call(tickets.noteTicket, { ticketId, words: act.note })
  if ('answer' in act) {
    const { answer: words, next } = act
    return office.call(tickets.answerTicket, { ticketId, words, ...(next && { next }) })
  }
  if ('client' in act) return client.call(tickets.answerMyTicket, { ticketId, words: act.client })
  if ('urgent' in act) return office.call(tickets.changeTicket, { ticketId, priority: 'urgent' })
  if ('tags' in act) return office.call(tickets.changeTicket, { ticketId, tags: act.tags })
  if ('close' in act) return client.call(tickets.closeMyTicket, { ticketId })
  if ('cancel' in act) return client.call(tickets.cancelMyTicket, { ticketId })
  if ('into' in act)
    return office.call(tickets.mergeTicket, { ticketId, into: numbers.get(act.into)! })
  return client.call(tickets.rateMyTicket, { ticketId, score: act.rate, words: act.words ?? '' })
}
