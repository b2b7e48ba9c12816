/** What people ask at «École communale du Tilleul, Evere», and what they are told. */
export type Told = { question: string; html: string }
type Both = { fr: Told; nl: Told }
export const sections: readonly { fr: string; nl: string; entries: readonly Both[] }[] = [
  {
    fr: 'Les échanges',
    nl: 'Het ruilen',
    entries: [
      {
        fr: {
          question: 'Que vaut une heure d’aide ?',
          html: '<p>Une heure, toujours. Réparer un vélo, relire une lettre ou garder un enfant : soixante minutes données, soixante minutes reçues.</p>',
        },
        nl: {
          question: 'Wat is een uur hulp waard?',
          html: '<p>Een uur, altijd. Een fiets herstellen, een brief nalezen of op een kind passen: zestig minuten gegeven, zestig minuten gekregen.</p>',
        },
      },
      {
        fr: {
          question: 'Puis-je demander de l’aide avant d’en avoir donné ?',
          html: '<p>Oui. Chacun commence à zéro et peut descendre jusqu’à dix heures sous zéro. Il faut bien que quelqu’un commence.</p>',
        },
        nl: {
          question: 'Mag ik hulp vragen voor ik er gegeven heb?',
          html: '<p>Ja. Iedereen begint op nul en mag tot tien uur onder nul gaan. Iemand moet toch beginnen.</p>',
        },
      },
      {
        fr: {
          question: 'Que faire si un échange se passe mal ?',
          html: '<p>Parlez-vous d’abord. Si cela ne suffit pas, contestez le transfert dans les trente jours : Claire vous écoute tous les deux et décide.</p>',
        },
        nl: {
          question: 'Wat als een ruil misloopt?',
          html: '<p>Praat eerst met elkaar. Helpt dat niet, betwist dan de overdracht binnen dertig dagen: Claire luistert naar jullie beiden en beslist.</p>',
        },
      },
    ],
  },
  {
    fr: 'Participer',
    nl: 'Meedoen',
    entries: [
      {
        fr: {
          question: 'Faut-il avoir un enfant à l’école ?',
          html: '<p>Non. Les grands-parents, les anciens élèves et les voisins de la rue sont les bienvenus ; un membre vous invite.</p>',
        },
        nl: {
          question: 'Moet ik een kind op school hebben?',
          html: '<p>Nee. Grootouders, oud-leerlingen en buren uit de straat zijn welkom; een lid nodigt u uit.</p>',
        },
      },
      {
        fr: {
          question: 'Combien cela coûte-t-il ?',
          html: '<p>Rien en argent. Une petite cotisation de quinze minutes par mois fait vivre les ateliers communs.</p>',
        },
        nl: {
          question: 'Wat kost het?',
          html: '<p>Niets in geld. Een kleine bijdrage van vijftien minuten per maand houdt de gezamenlijke ateliers draaiende.</p>',
        },
      },
      {
        fr: {
          question: 'Je ne sais rien faire de spécial…',
          html: '<p>Accompagner à la piscine, arroser des plantes, porter un meuble, parler néerlandais une heure : regardez la liste des besoins, vous serez surpris.</p>',
        },
        nl: {
          question: 'Ik kan niets bijzonders…',
          html: '<p>Mee naar het zwembad, planten water geven, een kast dragen, een uur Frans praten: bekijk de lijst met noden, u zult verrast zijn.</p>',
        },
      },
    ],
  },
  {
    fr: 'Vie privée et sécurité',
    nl: 'Privacy en veiligheid',
    entries: [
      {
        fr: {
          question: 'Qui voit mes échanges ?',
          html: '<p>Vous et l’autre personne. Les responsables peuvent les voir en cas de contestation. La page publique ne montre que des sommes.</p>',
        },
        nl: {
          question: 'Wie ziet wat ik ruil?',
          html: '<p>U en de andere persoon. De verantwoordelijken kunnen het zien bij een betwisting. De publieke pagina toont enkel sommen.</p>',
        },
      },
      {
        fr: {
          question: 'Et si un enfant est gardé chez un voisin ?',
          html: '<p>Convenez avant de l’heure du retour, d’une personne à prévenir et d’un numéro de téléphone. La charte le demande à chacun.</p>',
        },
        nl: {
          question: 'En als een buur op een kind past?',
          html: '<p>Spreek vooraf het uur van terugkeer af, wie te verwittigen en een telefoonnummer. Het charter vraagt dat van iedereen.</p>',
        },
      },
    ],
  },
]
