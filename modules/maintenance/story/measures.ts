/** Procedures that measure. */
import {
  checklist,
  choice,
  gate,
  look,
  measure,
  note,
  optional,
  photo,
  type Sheet,
  task,
  why,
} from './steps.ts'

const lockedOut = gate(
  task(
    'Appliquer la consignation',
    'Suivre « Consignation DC/AC et vérification d’absence de tension » jusqu’au bout.',
  ),
)
const sun = gate(
  why(
    'En dessous, un point chaud se confond avec le bruit de la caméra.',
    measure(
      'Mesurer l’irradiance dans le plan des modules',
      'Cellule de référence posée parallèlement aux modules, sans ombre.',
      'W/m²',
      600,
      1400,
      'irradiancemètre',
    ),
  ),
)
const climate = measure(
  'Relever la température des modules',
  'Sonde au dos d’un module du milieu de la rangée.',
  '°C',
  -20,
  90,
  'thermomètre de contact',
)
const gloves = gate(
  checklist(
    'Porter les équipements de protection',
    'Les chaînes sont sous tension.',
    'Gants isolants classe 0',
    'Écran facial',
    'Outils isolés 1000 V',
  ),
)
const uoc = measure(
  'Mesurer la tension à vide Uoc',
  'Chaîne par chaîne, sectionneur ouvert. Notez la plus basse.',
  'V',
  200,
  1000,
  'multimètre CAT III 1000 V',
)
const shortCircuit = measure(
  'Mesurer le courant de court-circuit Isc',
  'Avec l’appareil de mesure, jamais avec un câble. Notez la plus basse.',
  'A',
  0.5,
  20,
  'pince ampèremétrique DC',
)

export const measures: Sheet[] = [
  {
    title: 'Isolement (Riso) par string',
    description:
      'Cherche la chaîne dont l’isolement à la terre a baissé. À faire par temps humide si le défaut est intermittent.',
    category: 'Mesures',
    tags: ['isolement', 'Riso', 'DC'],
    equipment: ['Coffret DC', 'Onduleur string'],
    steps: [
      lockedOut,
      task(
        'Débrancher les chaînes de l’onduleur',
        'Connecteur par connecteur, en repérant chacune.',
      ),
      task('Retirer les parafoudres DC', 'Ils fausseraient la mesure. Notez leur position.'),
      measure(
        'Régler la tension d’essai',
        '500 V jusqu’à 500 V de chaîne, 1000 V au-dessus.',
        'V',
        500,
        1000,
        'mégohmmètre',
      ),
      measure(
        'Mesurer Riso entre « + » et la terre',
        'Attendre une minute que la valeur se stabilise. Notez la plus basse.',
        'MΩ',
        1,
        null,
        'mégohmmètre',
      ),
      measure(
        'Mesurer Riso entre « – » et la terre',
        'Même durée, même tension. Notez la plus basse.',
        'MΩ',
        1,
        null,
        'mégohmmètre',
      ),
      note('Noter la chaîne la plus faible', 'Repère et valeur, météo du jour.'),
      optional(
        photo('Photographier le défaut', 'Câble blessé, connecteur humide, boîte fendue.', 1, 6),
      ),
      task(
        'Remettre parafoudres et connecteurs',
        'Chaque connecteur claque ; chaque parafoudre à sa place.',
      ),
      choice(
        'Remettre en service',
        'L’onduleur mesure lui-même son isolement au démarrage.',
        ['Démarrage sans défaut'],
        ['Défaut d’isolement affiché'],
      ),
    ],
    revised: {
      note: 'Un second relevé après séchage, demandé par deux clients.',
      steps: [
        lockedOut,
        task(
          'Débrancher les chaînes de l’onduleur',
          'Connecteur par connecteur, en repérant chacune.',
        ),
        task('Retirer les parafoudres DC', 'Ils fausseraient la mesure. Notez leur position.'),
        measure(
          'Régler la tension d’essai',
          '500 V jusqu’à 500 V de chaîne, 1000 V au-dessus.',
          'V',
          500,
          1000,
          'mégohmmètre',
        ),
        measure(
          'Mesurer Riso entre « + » et la terre',
          'Attendre une minute que la valeur se stabilise. Notez la plus basse.',
          'MΩ',
          1,
          null,
          'mégohmmètre',
        ),
        measure(
          'Mesurer Riso entre « – » et la terre',
          'Même durée, même tension. Notez la plus basse.',
          'MΩ',
          1,
          null,
          'mégohmmètre',
        ),
        optional(
          measure(
            'Mesurer de nouveau après séchage',
            'Une heure d’air chaud ou une matinée de soleil plus tard.',
            'MΩ',
            1,
            null,
            'mégohmmètre',
          ),
        ),
        note('Noter la chaîne la plus faible', 'Repère, les deux valeurs, météo du jour.'),
        task(
          'Remettre parafoudres et connecteurs',
          'Chaque connecteur claque ; chaque parafoudre à sa place.',
        ),
        choice(
          'Remettre en service',
          'L’onduleur mesure lui-même son isolement au démarrage.',
          ['Démarrage sans défaut'],
          ['Défaut d’isolement affiché'],
        ),
      ],
    },
  },
  {
    title: 'Uoc et Isc par string, écart entre chaînes',
    description:
      'Compare les chaînes d’un même onduleur. Un écart de plus de 5 % se cherche, un écart de plus de 10 % se répare.',
    category: 'Mesures',
    tags: ['DC', 'Uoc', 'Isc'],
    equipment: ['Coffret DC'],
    steps: [
      gloves,
      measure(
        'Mesurer l’irradiance dans le plan des modules',
        'Stable pendant toute la mesure : recommencez si un nuage passe.',
        'W/m²',
        400,
        1400,
        'irradiancemètre',
      ),
      climate,
      task('Ouvrir le sectionneur DC', 'Onduleur arrêté d’abord.'),
      uoc,
      measure(
        'Calculer l’écart de Uoc',
        '(la plus haute – la plus basse) ÷ la plus haute × 100.',
        '%',
        0,
        5,
        'calcul',
      ),
      shortCircuit,
      measure(
        'Calculer l’écart de Isc',
        '(la plus haute – la plus basse) ÷ la plus haute × 100.',
        '%',
        0,
        5,
        'calcul',
      ),
      note('Noter les valeurs de chaque chaîne', 'Repère, Uoc, Isc : une ligne par chaîne.'),
      choice(
        'Refermer et redémarrer',
        'Sectionneur, puis onduleur.',
        ['Production normale'],
        ['Alarme au démarrage'],
      ),
    ],
  },
  {
    title: 'Courbe I-V d’une chaîne',
    description:
      'Trace la courbe et la compare à celle du fabricant ramenée aux conditions du jour.',
    category: 'Mesures',
    tags: ['DC', 'courbe I-V'],
    equipment: ['Coffret DC', 'Modules'],
    steps: [
      gloves,
      sun,
      climate,
      task('Isoler la chaîne à mesurer', 'Les autres chaînes restent débranchées du traceur.'),
      task('Régler le traceur', 'Type de module, nombre en série, nombre en parallèle.'),
      measure(
        'Lire le facteur de forme',
        'Sur la courbe tracée.',
        '%',
        68,
        85,
        'traceur de courbe I-V',
      ),
      measure(
        'Lire l’écart de puissance',
        'Puissance mesurée ramenée à 1000 W/m² et 25 °C, contre la plaque.',
        '%',
        -8,
        5,
        'traceur de courbe I-V',
      ),
      choice(
        'Reconnaître la forme',
        'Comparer avec la fiche du traceur.',
        ['Régulière'],
        [
          'Marche d’escalier (ombre, diode)',
          'Pente au court-circuit (fuite)',
          'Pente à vide (résistance série)',
        ],
      ),
      photo('Photographier l’écran du traceur', 'Courbe et valeurs lisibles.'),
    ],
  },
  {
    title: 'Thermographie par drone / Drone thermography',
    description:
      'Repère points chauds, sous-chaînes inactives et connecteurs échauffés sans monter sur le toit.',
    category: 'Mesures',
    tags: ['thermographie', 'drone'],
    equipment: ['Modules', 'Structure'],
    steps: [
      gate(
        checklist(
          'Préparer le vol',
          'Rien de tout cela ne se rattrape en l’air.',
          'Zone de vol autorisée',
          'Exploitant prévenu',
          'Personne sous la trajectoire',
          'Batteries chargées',
        ),
      ),
      sun,
      measure('Mesurer la vitesse du vent', 'À hauteur du toit.', 'm/s', 0, 8, 'anémomètre'),
      task(
        'Régler la caméra',
        'Émissivité 0,90 ; angle de 5 à 60° pour éviter les reflets du ciel.',
      ),
      photo(
        'Prendre une vue d’ensemble par rangée',
        'Image thermique et image visible, même cadrage.',
        2,
        20,
      ),
      look(
        'Repérer les anomalies',
        'Le modèle propose, vous décidez.',
        'Y a-t-il un point chaud, une sous-chaîne chaude ou un connecteur échauffé sur cette image ?',
      ),
      measure(
        'Noter le plus grand écart de température',
        'Entre la zone chaude et une cellule saine du même module.',
        '°C',
        0,
        20,
        'caméra thermique',
      ),
      choice(
        'Classer l’anomalie la plus grave',
        'Selon l’écart et la nature.',
        ['Aucune', 'À surveiller'],
        ['À réparer dans le mois', 'Danger : à isoler tout de suite'],
      ),
      note('Situer chaque anomalie', 'Rangée, module, coordonnées de l’image.'),
    ],
  },
]
