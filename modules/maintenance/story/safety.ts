/** Procedures that come before all others. */
import {
  checklist,
  choice,
  critical,
  gate,
  measure,
  note,
  optional,
  photo,
  scan,
  type Sheet,
  sign,
  task,
  wait,
  why,
} from './steps.ts'

const protection = gate(
  checklist(
    'Porter les équipements de protection',
    'Contrôlez chaque pièce avant de la mettre. Un gant percé ne protège plus.',
    'Gants isolants classe 0, testés à l’air, moins de six mois',
    'Écran facial anti-arc',
    'Vêtements couvrants, sans pièce métallique',
    'Chaussures de sécurité isolantes',
  ),
)
const arrival = task(
  'Annoncer l’intervention',
  'Prévenir l’exploitant de l’arrêt.\nBaliser la zone et poser le panneau « Travaux en cours ».',
)
const inverterStop = critical(
  task(
    'Arrêter l’onduleur par sa commande',
    'Passer l’onduleur à l’arrêt depuis l’afficheur.\nAttendre que la puissance AC affichée soit nulle : on n’ouvre jamais un sectionneur DC en charge.',
  ),
)
const acOff = gate(
  photo(
    'Ouvrir et cadenasser le côté AC',
    'Ouvrir le disjoncteur AC de l’onduleur.\nPoser le cadenas et l’étiquette à votre nom.\nPhotographier le cadenas fermé, étiquette lisible.',
  ),
)
const dcOff = gate(
  photo(
    'Ouvrir et cadenasser le côté DC',
    'Ouvrir le sectionneur DC.\nPoser le cadenas.\nPhotographier la position « 0 » et le cadenas.',
  ),
)
const discharge = gate(
  why(
    'Les condensateurs de l’onduleur gardent une tension mortelle après la coupure.',
    wait('Attendre la décharge des condensateurs', 'Ne rien ouvrir pendant ce temps.', 5),
  ),
)
const tester = gate(
  task(
    'Contrôler le vérificateur sur une source connue',
    'Toucher les deux pointes à la source de contrôle : le vérificateur doit signaler la tension.',
  ),
)
const absence = (side: string, limit: number) =>
  gate(
    measure(
      `Vérifier l’absence de tension ${side}`,
      'Entre chaque pôle et la terre, puis entre pôles. Notez la plus haute valeur lue.',
      'V',
      0,
      limit,
      'vérificateur d’absence de tension, catégorie IV',
    ),
  )
const again = gate(
  task(
    'Contrôler de nouveau le vérificateur',
    'Après la mesure aussi : un appareil tombé en panne entre-temps affiche zéro.',
  ),
)
const record = note(
  'Consigner ce qui est particulier',
  'Clé du coffret, second propriétaire du cadenas, circuit resté sous tension.',
)

export const safety: Sheet[] = [
  {
    title: 'Consignation DC/AC et vérification d’absence de tension',
    description:
      'À faire avant toute ouverture de coffret ou d’onduleur. Les modules restent sous tension tant qu’il fait jour : seule la partie en aval du sectionneur DC est mise hors tension.',
    category: 'Sécurité',
    tags: ['consignation', 'DC', 'AC'],
    equipment: ['Onduleur string', 'Coffret DC'],
    steps: [
      arrival,
      protection,
      scan(
        'Identifier l’onduleur',
        'Scanner le code sur la plaque signalétique. Le numéro doit être celui de l’ordre de travail.',
      ),
      inverterStop,
      acOff,
      dcOff,
      discharge,
      tester,
      absence('côté AC', 12),
      absence('côté DC', 30),
      again,
      record,
    ],
    revised: {
      note: 'Décharge portée à dix minutes après lecture de la notice du fabricant ; le chef de travaux signe.',
      steps: [
        arrival,
        protection,
        scan(
          'Identifier l’onduleur',
          'Scanner le code sur la plaque signalétique. Le numéro doit être celui de l’ordre de travail.',
        ),
        inverterStop,
        acOff,
        dcOff,
        gate(
          why(
            'Les condensateurs de l’onduleur gardent une tension mortelle après la coupure.',
            wait(
              'Attendre la décharge des condensateurs',
              'Ne rien ouvrir pendant ce temps. Dix minutes : la notice l’emporte sur l’habitude.',
              10,
            ),
          ),
        ),
        tester,
        absence('côté AC', 12),
        absence('côté DC', 30),
        again,
        record,
        sign('Faire signer le chargé de consignation', 'Chargé de consignation'),
      ],
    },
  },
  {
    title: 'Contrôle des parafoudres / Controle van de overspanningsbeveiliging',
    description: 'Contrôle annuel et après chaque orage proche, côté DC et côté AC.',
    category: 'Sécurité',
    tags: ['foudre', 'DC', 'AC'],
    equipment: ['Coffret DC', 'Tableau AC'],
    steps: [
      gate(
        task(
          'Appliquer la consignation',
          'Suivre « Consignation DC/AC et vérification d’absence de tension » jusqu’au bout.',
        ),
      ),
      choice(
        'Lire les voyants des parafoudres DC',
        'Un voyant rouge suffit à remplacer la cartouche.',
        ['Tous verts'],
        ['Au moins un rouge', 'Voyant illisible'],
      ),
      choice(
        'Lire les voyants des parafoudres AC',
        'Même règle que côté DC.',
        ['Tous verts'],
        ['Au moins un rouge', 'Voyant illisible'],
      ),
      photo('Photographier chaque parafoudre', 'Voyant et référence lisibles.', 2, 8),
      measure(
        'Mesurer la longueur des liaisons',
        'Phase – parafoudre – barre de terre, somme des trois brins.',
        'cm',
        0,
        50,
        'mètre ruban',
      ),
      checklist(
        'Contrôler le raccordement',
        'À la main d’abord, au tournevis ensuite.',
        'Bornes serrées',
        'Section de terre d’au moins 6 mm²',
        'Fusible ou disjoncteur associé fermé',
      ),
      optional(note('Noter les cartouches remplacées', 'Référence et position de chacune.')),
    ],
  },
  {
    title: 'Mise à la terre et liaisons équipotentielles / Aarding en equipotentiaalverbindingen',
    description: 'Vérifie que cadres, rails et masses sont réunis à la terre du bâtiment.',
    category: 'Sécurité',
    tags: ['terre', 'mesure'],
    equipment: ['Structure', 'Tableau AC'],
    steps: [
      protection,
      photo('Photographier la barre de terre', 'Toutes les liaisons visibles, barrette fermée.'),
      measure(
        'Mesurer la résistance de la prise de terre',
        'Barrette ouverte, deux piquets auxiliaires alignés.',
        'Ω',
        0,
        30,
        'telluromètre',
      ),
      critical(task('Refermer la barrette de terre', 'Avant de quitter le local, sans exception.')),
      measure(
        'Mesurer la continuité cadre – barre de terre',
        'Sur le module le plus éloigné de chaque rangée. Notez la valeur la plus haute.',
        'Ω',
        0,
        1,
        'ohmmètre 200 mA',
      ),
      choice(
        'Regarder les griffes de terre des rails',
        'L’aluminium anodisé doit être percé par la griffe.',
        ['En place et serrées'],
        ['Desserrées', 'Corrodées', 'Absentes'],
      ),
      optional(note('Noter les points à reprendre', 'Rangée, module, nature du défaut.')),
    ],
  },
]
