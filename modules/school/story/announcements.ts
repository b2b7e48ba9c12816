/** What the school lets everybody know in its last weeks, in every state, and who reads it. */
import * as announcements from '#core/messaging/announcements/contract.ts'
import { changeMember } from '#core/workspaces/contract.ts'
import { DAY } from '#kernel/time.ts'
import type { Person } from './teller.ts'

type Cast = Record<string, Person>
type Step = () => Promise<unknown>
const TEACHER = 'Eline Janssens'

const trip = {
  fr: {
    title: 'Les P3 à la ferme Maximilien jeudi',
    body: 'Bonjour à tous,\n\nLes deux classes de P3 passent la journée à la ferme Maximilien. Départ à 8 h 45, retour pour 15 h 15.\n\nPrévoyez des bottes, un pique-nique sans emballages et un vêtement de pluie. La sortie coûte 6 €.',
  },
  nl: {
    title: 'P3 donderdag naar de Maximiliaanboerderij',
    body: 'Dag iedereen,\n\nDe twee klassen van P3 brengen de dag door op de Maximiliaanboerderij. Vertrek om 8.45 uur, terug tegen 15.15 uur.\n\nVoorzie laarzen, een picknick zonder verpakking en regenkledij. De uitstap kost 6 €.',
  },
}
const photo = {
  fr: {
    title: 'Photo de classe mardi prochain',
    body: 'Le photographe vient mardi matin. Si vous ne souhaitez pas que votre enfant soit photographié, dites-le à son titulaire avant lundi.',
  },
  nl: {
    title: 'Klasfoto volgende dinsdag',
    body: 'De fotograaf komt dinsdagochtend. Wenst u niet dat uw kind op de foto staat, laat het dan voor maandag weten aan de klasleerkracht.',
  },
}
const photoAgain = {
  fr: {
    title: 'Photo de classe : c’est mercredi',
    body: 'Le photographe a changé de jour : il vient mercredi matin, et non mardi.',
  },
  nl: {
    title: 'Klasfoto: het is op woensdag',
    body: 'De fotograaf heeft een andere dag gekozen: hij komt woensdagochtend, en niet dinsdag.',
  },
}
const heating = {
  fr: {
    title: 'École fermée ce matin : panne de chauffage',
    body: 'La chaudière est en panne. L’école reste fermée ce matin ; la garderie accueille les enfants à la salle communale.',
  },
  nl: {
    title: 'School deze ochtend gesloten: verwarming defect',
    body: 'De verwarmingsketel is defect. De school blijft deze ochtend dicht; de opvang ontvangt de kinderen in de gemeentezaal.',
  },
}
const fair = {
  fr: {
    title: 'Fancy-fair : le programme',
    body: 'Le programme complet de la fancy-fair est prêt. Les stands ouvrent à 11 h, le spectacle des maternelles commence à 14 h.',
  },
  nl: {
    title: 'Schoolfeest: het programma',
    body: 'Het volledige programma van het schoolfeest is klaar. De kraampjes gaan open om 11 uur, de kleuters treden op om 14 uur.',
  },
}
const strike = {
  fr: {
    title: 'Repas chauds : changement de traiteur',
    body: 'À partir du mois prochain, les repas chauds sont préparés par la cuisine communale. Le prix ne change pas.',
  },
}
const library = {
  fr: {
    title: 'La bibliothèque cherche des lecteurs du mardi',
    body: 'Une demi-heure le mardi à 15 h 30, pour lire aux M3. À compléter : qui contacter ?',
  },
}
const market = {
  fr: {
    title: 'Marché de Noël : appel aux gâteaux',
    body: 'Reporté : nous reviendrons avec une date.',
  },
}

/** One thing a step; what is written in quiet hours leaves by itself when they end. */
export function announce(cast: Cast, head: Person): Step[] {
  const teacher = cast[TEACHER]!
  const ids = new Map<string, string>()
  const write =
    (who: Person, name: string, texts: object, more: object = {}): Step =>
    async () =>
      ids.set(name, (await who.call(announcements.draftAnnouncement, { texts, ...more })).id)
  const about = (name: string) => ({ announcementId: ids.get(name)! })
  const submit =
    (who: Person, name: string): Step =>
    () =>
      who.call(announcements.submitAnnouncement, about(name))
  const approve = (name: string) => () => head.call(announcements.approveAnnouncement, about(name))
  /** Some understand, some only open it, the others do neither. */
  const read =
    (name: string, understood: readonly string[], opened: readonly string[]) => async () => {
      for (const who of understood)
        await cast[who]?.call(announcements.markUnderstood, about(name)).catch(later)
      for (const who of opened)
        await cast[who]?.call(announcements.markRead, about(name)).catch(later)
    }
  const correct: Step = async () => {
    const { id } = await head.call(announcements.correctAnnouncement, about('photo'))
    ids.set('photo again', id)
    await head.call(announcements.changeAnnouncement, {
      announcementId: id,
      texts: photoAgain,
      audience: 'members',
    })
  }
  /** In six days by the clock of the one who tells. */
  const planned: Step = async () => {
    const { id, changedAt } = await head.call(announcements.draftAnnouncement, { texts: fair })
    ids.set('fair', id)
    const wishedAt = new Date(Date.parse(changedAt) + 6 * DAY).toISOString()
    await head.call(announcements.changeAnnouncement, { ...about('fair'), texts: fair, wishedAt })
  }
  const eager = ['Bob Lambert', 'Cloé Dubois', 'Fatou Diallo', 'Gert Claes', 'Driss El Amrani']
  const wait: Step = async () => {}
  const rules = (days: { quietWeekends: boolean; schoolCalendar: 'be-fr' | null }) => () =>
    head.call(announcements.changeAnnouncementRules, {
      quietFrom: '19:00',
      quietUntil: '07:00',
      needsApproval: true,
      ...days,
    })
  return [
    () => head.call(changeMember, { memberId: teacher.id, roles: ['member', 'staff'] }),
    rules({ quietWeekends: false, schoolCalendar: null }),
    write(teacher, 'trip', trip, { asksUnderstood: true }),
    submit(teacher, 'trip'),
    approve('trip'),
    write(head, 'photo', photo, { audience: 'members' }),
    submit(head, 'photo'),
    ...Array.from({ length: 12 }, () => wait),
    correct,
    submit(head, 'photo again'),
    write(head, 'heating', heating, { urgent: true }),
    submit(head, 'heating'),
    ...Array.from({ length: 12 }, () => wait),
    read('trip', eager, ['Nadia Benali', 'Rosa Martin', 'Karel Maes']),
    write(teacher, 'meals', strike, { audience: 'members' }),
    submit(teacher, 'meals'),
    // Whatever the day on which this is told, what has to be out by now was not kept back by holidays.
    rules({ quietWeekends: true, schoolCalendar: 'be-fr' }),
    planned,
    submit(head, 'fair'),
    write(head, 'library', library),
    write(head, 'market', market),
    () => head.call(announcements.cancelAnnouncement, about('market')),
  ]
}

/** What is still on its way in the holidays is read when it comes. */
function later(error: unknown): void {
  if (!(error instanceof Error) || error.message !== 'not-found') throw error
}
