/** What members of the exchange agree to: a first text at the beginning, a second one shortly before the story ends. */
import { acceptCharter, publishCharter, writeCharter } from '../membership/contract.ts'
import type { Chance } from './chance.ts'
import type { Person } from './teller.ts'

const first = {
  fr: 'Une heure d’aide vaut une heure d’aide, quelle que soit l’aide.\n\nCe que nous échangeons est ponctuel et entre voisins : ce n’est pas un métier.\n\nChacun est libre de dire non, et dit merci dans les deux semaines.',
  nl: 'Een uur hulp is een uur hulp waard, welke hulp het ook is.\n\nWat we ruilen is af en toe en onder buren: het is geen beroep.\n\nIedereen mag neen zeggen, en zegt binnen twee weken dank u.',
  en: 'An hour of help is worth an hour of help, whatever the help.\n\nWhat we exchange is occasional and among neighbours: it is nobody’s trade.\n\nEverybody is free to say no, and says thank you within two weeks.',
}
const second = {
  fr: `${first.fr}\n\nQui garde des enfants convient avant de l’heure du retour et d’un numéro où appeler.`,
  nl: `${first.nl}\n\nWie op kinderen past, spreekt vooraf het uur af en een nummer om te bellen.`,
  en: `${first.en}\n\nWhoever minds children agrees beforehand on the hour and on a number to call.`,
}

export async function publishFirst(founder: Person): Promise<void> {
  await founder.call(writeCharter, first)
  await founder.call(publishCharter, { graceDays: 14 })
  await founder.call(acceptCharter, { version: 1 })
}

/** Accepting the first one is how newcomers begin. */
export async function welcomeWithCharter(newcomers: readonly Person[]): Promise<void> {
  for (const it of newcomers) await it.call(acceptCharter, { version: 1 })
}

/** Two in three have read it already; the others have some days left. */
export async function publishSecond(founder: Person, members: readonly Person[], luck: Chance) {
  await founder.call(writeCharter, second)
  await founder.call(publishCharter, { graceDays: 30 })
  await founder.call(acceptCharter, { version: 2 })
  for (const it of members) if (luck.often(66)) await it.call(acceptCharter, { version: 2 })
}
