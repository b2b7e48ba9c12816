/** What people from outside ask the school, and what becomes of it. */
import { postMessage } from '#core/messaging/messages/contract.ts'
import { addNote } from '#core/messaging/notes/contract.ts'
import * as visitors from '#core/messaging/visitors/contract.ts'
import type { Person } from './teller.ts'

type Step = () => Promise<unknown>
type Written = {
  name: string
  email: string
  subject: string
  body: string
  language?: 'fr' | 'nl' | 'en'
  website?: string
}

const enrolment: Written = {
  name: 'Samira Haddad',
  email: 'samira.haddad@exemple.test',
  subject: 'Inscription en M1 à la rentrée',
  body: 'Bonjour,\n\nNous emménageons à Evere en juillet. Reste-t-il des places en première maternelle pour septembre ? Quels documents faut-il préparer ?\n\nMerci,\nSamira Haddad',
}
const hall: Written = {
  name: 'Chorale Les Tilleuls',
  email: 'chorale@exemple.test',
  subject: 'Louer la salle de gym le jeudi soir',
  body: 'Notre chorale cherche une salle pour répéter le jeudi de 19 h à 21 h. La salle de gymnastique est-elle libre, et à quel prix ?',
}
const lost: Written = {
  name: 'Luc Bastin',
  email: 'luc.bastin@exemple.test',
  subject: 'Trottinette trouvée',
  body: 'J’ai trouvé une trottinette bleue devant la grille, rue du Tilleul. Elle est chez moi, au numéro 14.',
}
const trainee: Written = {
  name: 'Hanne De Wit',
  email: 'hanne.dewit@exemple.test',
  subject: 'Stage lerarenopleiding',
  body: 'Dag,\n\nIk studeer voor leerkracht en zoek een stageplaats van drie weken in februari, liefst in P3 of P4. Is dat mogelijk bij jullie?',
  language: 'nl',
}
const press: Written = {
  name: 'Marie Collard',
  email: 'marie.collard@exemple.test',
  subject: 'Article sur le SEL de l’école',
  body: 'Je prépare un article sur les échanges de services entre familles. Pourrais-je rencontrer quelqu’un de l’école ?',
}
const casino: Written = {
  name: 'Best Offers',
  email: 'offers@exemple.test',
  subject: 'Your website needs this',
  body: 'We can bring you 10,000 visitors a day.',
  language: 'en',
  website: 'https://exemple.test/offers',
}

/** Six conversations: waiting, taken, answered, closed, put aside. */
export function receive(head: Person): Step[] {
  const queued = new Map<string, { queuedId: string; conversationId: string }>()
  const write = (it: Written) => async () => {
    const { conversationId } = await head.call(visitors.writeAsVisitor, it)
    const views = it.website ? (['spam'] as const) : (['waiting'] as const)
    const { items } = await head.call(visitors.listQueue, { view: views[0], limit: 100 })
    const found = items.find((one) => one.conversationId === conversationId)
    if (found) queued.set(it.name, { queuedId: found.id, conversationId })
  }
  const take = (it: Written) => () => head.call(visitors.takeQueued, { queuedId: of(it).queuedId })
  const say = (it: Written, body: string) => () =>
    head.call(postMessage, { conversationId: of(it).conversationId, body })
  const of = (it: Written) => queued.get(it.name)!
  return [
    () => head.call(visitors.changeVisitorRules, { isOpen: true, keptMonths: 36 }),
    write(lost),
    take(lost),
    say(lost, 'Merci beaucoup ! Le papa de Yanis passera ce soir.'),
    () => head.call(visitors.closeQueued, { queuedId: of(lost).queuedId }),
    write(hall),
    take(hall),
    () =>
      head.call(addNote, {
        conversationId: of(hall).conversationId,
        body: 'La commune demande 15 € par soirée ; vérifier avec le concierge.',
      }),
    say(
      hall,
      'Bonjour ! Le jeudi est libre. Je vous envoie le règlement de la salle cette semaine.',
    ),
    write(press),
    write(trainee),
    take(trainee),
    write(enrolment),
    write(casino),
  ]
}
