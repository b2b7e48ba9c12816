/** Pages and news of «École communale du Tilleul, Evere». All persons are invented. */
import type { PageType } from '../pages/rules.ts'

type Text = { title: string; html: string; excerpt?: string }
export type ToldPage = { type: PageType; daysAgo?: number; fr: Text; nl: Text }

export const about: ToldPage = {
  type: 'page',
  fr: {
    title: 'Notre école, notre rue',
    html: `<p>L’école du Tilleul se trouve à Evere, entre le parc et la ligne du tram. Deux cent quarante enfants y apprennent à lire, et leurs parents à se connaître.</p>
<h2>Un échange entre voisins</h2><p>Depuis l’an dernier, les familles s’échangent des heures : de l’aide aux devoirs, des réparations, des trajets à la piscine. Personne ne paie, tout se compte en minutes.</p>
<h2>Quand nous trouver</h2><table><tr><th>Jour</th><th>Accueil</th><th>Étude</th></tr><tr><td>Lundi, mardi, jeudi</td><td>7 h 30</td><td>jusqu’à 18 h</td></tr><tr><td>Mercredi</td><td>7 h 30</td><td>jusqu’à 13 h</td></tr><tr><td>Vendredi</td><td>7 h 30</td><td>jusqu’à 17 h</td></tr></table>`,
  },
  nl: {
    title: 'Onze school, onze straat',
    html: `<p>De Tilleul-school ligt in Evere, tussen het park en de tramlijn. Tweehonderdveertig kinderen leren er lezen, en hun ouders leren er elkaar kennen.</p>
<h2>Ruilen onder buren</h2><p>Sinds vorig jaar ruilen gezinnen uren: hulp bij huiswerk, herstellingen, ritten naar het zwembad. Niemand betaalt, alles telt in minuten.</p>
<h2>Wanneer u ons vindt</h2><table><tr><th>Dag</th><th>Onthaal</th><th>Studie</th></tr><tr><td>Maandag, dinsdag, donderdag</td><td>7.30 uur</td><td>tot 18 uur</td></tr><tr><td>Woensdag</td><td>7.30 uur</td><td>tot 13 uur</td></tr><tr><td>Vrijdag</td><td>7.30 uur</td><td>tot 17 uur</td></tr></table>`,
  },
}

export const news: readonly ToldPage[] = [
  {
    type: 'blog',
    daysAgo: 210,
    fr: {
      title: 'Cent heures d’entraide en un trimestre',
      excerpt:
        'Ce que les familles se sont donné entre septembre et Noël, et ce qui manque encore.',
      html: `<p>À la fin du premier trimestre, le compteur marquait cent heures. La plus demandée ? L’aide aux devoirs, suivie de près par la couture des costumes de la fête.</p><blockquote><p>J’ai appris à réparer une chaîne de vélo, et mon voisin a appris à faire des crêpes.</p></blockquote><p>Il manque des bras le mercredi matin pour la piscine. Si vous avez une heure, dites-le dans l’espace.</p>`,
    },
    nl: {
      title: 'Honderd uur hulp in één trimester',
      excerpt: 'Wat gezinnen elkaar gaven tussen september en Kerstmis, en wat nog ontbreekt.',
      html: `<p>Op het einde van het eerste trimester stond de teller op honderd uur. Het meest gevraagd? Hulp bij huiswerk, kort gevolgd door het naaien van kostuums voor het feest.</p><blockquote><p>Ik leerde een fietsketting herstellen, en mijn buurman leerde pannenkoeken bakken.</p></blockquote><p>Op woensdagvoormiddag zoeken we nog handen voor het zwembad. Hebt u een uur, zeg het dan in de ruimte.</p>`,
    },
  },
  {
    type: 'blog',
    daysAgo: 74,
    fr: {
      title: 'Le potager reprend : venez avec des gants',
      excerpt: 'Samedi prochain, deux heures dans la cour, et une soupe à la fin.',
      html: `<p>Les bacs ont passé l’été ; il est temps de les préparer pour l’hiver. Nous nous retrouvons samedi à dix heures.</p><ul><li><p>Des gants et de vieilles chaussures</p></li><li><p>Une binette, si vous en avez une</p></li><li><p>Un bol pour la soupe de Rosa</p></li></ul><p>Chaque heure compte : elle sera inscrite sur le compte de l’atelier.</p>`,
    },
    nl: {
      title: 'De moestuin herbegint: kom met handschoenen',
      excerpt: 'Volgende zaterdag, twee uur op de speelplaats, en soep achteraf.',
      html: `<p>De bakken hebben de zomer doorstaan; tijd om ze klaar te maken voor de winter. We spreken zaterdag om tien uur af.</p><ul><li><p>Handschoenen en oude schoenen</p></li><li><p>Een schoffel, als u er een hebt</p></li><li><p>Een kom voor de soep van Rosa</p></li></ul><p>Elk uur telt: het komt op de rekening van het atelier.</p>`,
    },
  },
  {
    type: 'blog',
    daysAgo: 9,
    fr: {
      title: 'Une charte plus claire pour la garde d’enfants',
      excerpt: 'Convenir de l’heure du retour et d’un numéro où appeler : c’est désormais écrit.',
      html: `<p>Après la réunion d’octobre, la charte gagne une phrase : qui garde des enfants convient avant de l’heure du retour et d’un numéro où appeler.</p><h2>Pourquoi ?</h2><p>Parce que trois familles nous l’ont demandé, et parce que c’est ce que tout le monde faisait déjà. Les membres la trouveront à leur prochaine visite.</p>`,
    },
    nl: {
      title: 'Een duidelijker charter voor kinderopvang',
      excerpt: 'Het uur van terugkeer en een nummer afspreken: het staat voortaan geschreven.',
      html: `<p>Na de vergadering van oktober krijgt het charter er een zin bij: wie op kinderen past, spreekt vooraf het uur van terugkeer af en een nummer om te bellen.</p><h2>Waarom?</h2><p>Omdat drie gezinnen het vroegen, en omdat iedereen het al deed. De leden vinden het bij hun volgende bezoek.</p>`,
    },
  },
]
