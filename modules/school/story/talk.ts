/** What people write to each other around the school: told little by little, beside what else happens. */
import * as conversations from '#core/messaging/conversations/contract.ts'
import * as messages from '#core/messaging/messages/contract.ts'
import type { Person } from './teller.ts'

type Cast = Record<string, Person>
type Step = () => Promise<unknown>
/** Who says it, and what; `>` at the beginning answers the message before. */
type Line = readonly [who: string, words: string]

const ANA = 'Ana Peeters'
const BOB = 'Bob Lambert'
const CLOE = 'Cloé Dubois'
const FATOU = 'Fatou Diallo'

const parents: readonly Line[] = [
  [
    ANA,
    'Bonjour à tous ! J’ouvre ce groupe pour les parents de P3, pour les petites choses de la semaine.',
  ],
  [CLOE, 'Merci Ana, bonne idée.'],
  ['Gert Claes', 'Dag iedereen, fijn dat we elkaar hier vinden.'],
  [FATOU, 'Quelqu’un a la liste du matériel pour la piscine de vendredi ?'],
  [BOB, '>Maillot, bonnet, essuie, et les deux euros dans une enveloppe au nom de l’enfant.'],
  [FATOU, 'Parfait, merci !'],
  ['Eline Janssens', 'Kan iemand Noor meenemen na het zwemmen? Ik zit vast op het werk tot 17 u.'],
  ['Gert Claes', '>Dat lukt, ik breng ze thuis af. Kwart na vier aan de poort?'],
  ['Eline Janssens', 'Super, bedankt Gert!'],
  [
    CLOE,
    'Pour la fancy-fair, il manque encore deux personnes au stand des crêpes, de 14 h à 16 h.',
  ],
  [BOB, 'Je prends la première heure.'],
  [ANA, 'Et moi la seconde. J’apporte aussi deux litres de pâte.'],
  ['Driss El Amrani', 'Je peux prêter une deuxième plaque électrique.'],
  [CLOE, 'Vous êtes formidables.'],
  [
    'Nadia Benali',
    'Le cahier de lecture de Yanis est resté dans la classe, quelqu’un peut regarder demain ?',
  ],
]

const bikes: readonly Line[] = [
  [
    ANA,
    'Bonjour Bob, les freins du petit vélo grincent toujours un peu. Vous auriez dix minutes samedi ?',
  ],
  [BOB, 'Bonjour Ana ! Oui, passez vers 10 h, je règle ça sur le trottoir.'],
  [ANA, 'Parfait. J’apporte le café.'],
  [BOB, '>Alors je prévois vingt minutes 😄'],
  [BOB, 'Le vélo est prêt. J’ai aussi resserré la selle.'],
]

const sewing: readonly Line[] = [
  [CLOE, 'Bonjour Ana, votre cours de fractions a fait des miracles : 17 sur 20 !'],
  [ANA, 'Oh, quelle bonne nouvelle ! Il avait surtout besoin de dessiner les parts de tarte.'],
  [
    CLOE,
    'On peut prévoir une heure de plus la semaine prochaine ? Mercredi après-midi, comme d’habitude.',
  ],
]

const dutch: readonly Line[] = [
  [
    'Eline Janssens',
    'Dag Ana, zou jij de brief van de school kunnen nalezen? Mijn Frans is nog wat stijf.',
  ],
  [ANA, 'Natuurlijk, stuur maar door. Ik bekijk hem vanavond.'],
  ['Eline Janssens', 'Heel lief, dank je. Ik zet er een half uurtje voor klaar.'],
]

const mafe: readonly Line[] = [
  [FATOU, 'Ana, pour le mafé de la fancy-fair : trente portions, ça ira ?'],
  [ANA, 'Trente, c’est très bien. Sans arachides pour les deux tables du fond, s’il te plaît.'],
  [FATOU, '>C’est noté, je fais une marmite à part.'],
]

/** Everything that is said, as steps in their order; who tells takes one now and then. */
export function talk(cast: Cast): Step[] {
  const group = begun(cast, parents, () =>
    cast[ANA]!.call(conversations.openGroup, {
      subject: 'Parents de P3',
      memberIds: [...new Set(parents.map(([who]) => who))]
        .filter((it) => it !== ANA && cast[it])
        .map((it) => cast[it]!.id),
    }),
  )
  const pair = (lines: readonly Line[]) => {
    const [from, to] = [...new Set(lines.map(([who]) => who))] as [string, string]
    return begun(cast, lines, () =>
      cast[from]!.call(conversations.openDirect, { memberId: cast[to]!.id }),
    )
  }
  return woven([group, pair(bikes), pair(dutch), pair(sewing), pair(mafe)])
}

function begun(cast: Cast, lines: readonly Line[], open: () => Promise<{ id: string }>): Step[] {
  let conversationId = ''
  let last: string | undefined
  return lines.map(([who, words], i) => async () => {
    if (i === 0) conversationId = (await open()).id
    const writer = cast[who]
    if (!writer) return
    const isAnswer = words.startsWith('>')
    const said = await writer.call(messages.postMessage, {
      conversationId,
      body: isAnswer ? words.slice(1) : words,
      ...(isAnswer && last ? { parentId: last } : {}),
    })
    last = said.id
    // Who answers has read what was there.
    await writer.call(conversations.changeStanding, { conversationId, readSeq: said.seq })
  })
}

/** A little of each in turn, the longest to the end. */
function woven(all: readonly Step[][]): Step[] {
  const most = Math.max(...all.map((it) => it.length))
  return Array.from({ length: most }, (_, i) =>
    all.flatMap((it) => {
      const first = Math.floor((i * it.length) / most)
      return it.slice(first, Math.floor(((i + 1) * it.length) / most))
    }),
  ).flat()
}
