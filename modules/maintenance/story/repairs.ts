/** Procedures that repair, clean and update. */
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
} from './steps.ts'

const lockedOut = gate(
  task(
    'Appliquer la consignation',
    'Suivre « Consignation DC/AC et vérification d’absence de tension » jusqu’au bout.',
  ),
)
const identify = scan('Identifier l’onduleur', 'Scanner le code sur la plaque signalétique.')
const restart = choice(
  'Remettre en service',
  'DC, puis AC, puis commande de l’onduleur.',
  ['Production normale'],
  ['Alarme au démarrage', 'Bruit ou odeur anormale'],
)
const visual = [
  gate(
    checklist(
      'Préparer l’accès',
      'On ne marche jamais sur un module.',
      'Échelle attachée',
      'Ligne de vie contrôlée',
      'Météo sans vent ni verglas',
    ),
  ),
  photo('Photographier la vue d’ensemble', 'Chaque pan, de face.', 2, 10),
  choice(
    'Regarder le verre des modules',
    'À jour frisant, les fissures se voient mieux.',
    ['Intact'],
    ['Brisé', 'Impact de grêle', 'Délaminage'],
  ),
  choice(
    'Regarder les salissures',
    'Comparer avec la visite précédente.',
    ['Propre', 'Légères'],
    ['Fortes : nettoyer', 'Mousses au bord bas'],
  ),
  choice(
    'Regarder les fixations',
    'Tirer à la main sur chaque bride de rive.',
    ['Serrées'],
    ['Desserrées', 'Manquantes'],
  ),
  choice(
    'Regarder les câbles sous les modules',
    'Ils ne touchent ni le toit ni une arête.',
    ['Attachés'],
    ['Pendants', 'Blessés', 'Rongés'],
  ),
  choice(
    'Regarder les connecteurs',
    'Même marque des deux côtés, aucune trace brune.',
    ['Sains'],
    ['Échauffés', 'Marques mélangées'],
  ),
  photo('Photographier les coffrets ouverts', 'Avant de toucher quoi que ce soit.', 1, 6),
  choice(
    'Écouter et sentir l’onduleur',
    'En production.',
    ['Normal'],
    ['Ventilateur bruyant', 'Odeur de brûlé'],
  ),
  note('Lire le journal des défauts', 'Codes et dates depuis la dernière visite.'),
]

export const repairs: Sheet[] = [
  {
    title: 'Contrôle visuel annuel / Annual visual inspection',
    description: 'La visite de base : une heure par cent modules, appareil photo à la main.',
    category: 'Contrôles',
    tags: ['annuel', 'visuel'],
    equipment: ['Modules', 'Structure', 'Onduleur string'],
    steps: [...visual, sign('Faire signer le client', 'Client')],
    revised: {
      note: 'Les caches de connecteurs et la végétation entrent dans la visite ; le journal des défauts se lit en premier.',
      steps: [
        visual[9]!,
        ...visual.slice(0, 9),
        choice(
          'Regarder la végétation',
          'Une ombre d’une heure par jour coûte plus qu’un nettoyage.',
          ['Aucune ombre'],
          ['Branche à couper', 'Ombre portée nouvelle'],
        ),
        sign('Faire signer le client', 'Client'),
      ],
    },
  },
  {
    title: 'Remplacement d’un ventilateur d’onduleur',
    description: 'Ventilateur bruyant, bloqué, ou défaut de température signalé par l’onduleur.',
    category: 'Réparations',
    tags: ['onduleur', 'ventilateur'],
    equipment: ['Onduleur string'],
    steps: [
      identify,
      note('Noter le code de défaut', 'Tel qu’il est affiché.'),
      lockedOut,
      photo('Photographier le câblage du ventilateur', 'Sens du connecteur et passage du câble.'),
      task('Déposer la grille et le ventilateur', 'Quatre vis. Garder le joint.'),
      task('Souffler le dissipateur', 'Air sec, de l’intérieur vers l’extérieur.'),
      scan('Scanner la pièce neuve', 'Le numéro entre dans l’histoire de l’onduleur.'),
      task('Monter le ventilateur neuf', 'Flèche vers l’extérieur, joint en place.'),
      restart,
      wait('Laisser tourner en charge', 'Le ventilateur démarre selon la température.', 10),
      choice(
        'Contrôler le démarrage du ventilateur',
        'Au besoin, par le test de la maintenance.',
        ['Tourne sans bruit'],
        ['Ne tourne pas', 'Frotte'],
      ),
    ],
  },
  {
    title: 'Mise à jour du micrologiciel d’un onduleur',
    description:
      'Seulement une version validée par le bureau. Une coupure pendant l’écriture rend l’onduleur inutilisable.',
    category: 'Réparations',
    tags: ['onduleur', 'firmware'],
    equipment: ['Onduleur string', 'Onduleur à optimiseurs'],
    steps: [
      identify,
      note('Noter la version actuelle', 'Menu Informations.'),
      gate(
        choice(
          'Comparer avec la version validée',
          'La liste est au bureau, pas sur le site du fabricant.',
          ['Version validée pour ce modèle'],
          ['Version inconnue', 'Modèle absent de la liste'],
        ),
      ),
      task('Sauvegarder les réglages', 'Sur la clé : code pays, limites de réseau, adresse.'),
      gate(
        task(
          'S’assurer du temps qu’il fait',
          'Assez de lumière pendant une heure : la carte est alimentée par le côté DC.',
        ),
      ),
      wait('Lancer la mise à jour', 'Ne rien débrancher avant le message de fin.', 15),
      choice(
        'Contrôler le code pays',
        'Le mauvais code met l’onduleur hors des règles du réseau.',
        ['Inchangé'],
        ['Changé : à remettre'],
      ),
      note('Noter la nouvelle version', 'Telle qu’elle est affichée.'),
      restart,
    ],
  },
  {
    title: 'Resserrage du bornier AC au couple',
    description:
      'Les bornes se détendent la première année : on les resserre à froid, au couple, jamais « à la main ».',
    category: 'Réparations',
    tags: ['AC', 'couple'],
    equipment: ['Tableau AC', 'Onduleur string'],
    steps: [
      lockedOut,
      terminals(),
      photo('Photographier le bornier avant', 'Traces brunes visibles.'),
      measure(
        'Serrer les bornes de phase',
        'Couple de la plaque du bornier. Notez la valeur réglée.',
        'N·m',
        2,
        6,
        'tournevis dynamométrique',
      ),
      measure(
        'Serrer les bornes de neutre et de terre',
        'Même couple.',
        'N·m',
        2,
        6,
        'tournevis dynamométrique',
      ),
      task('Marquer chaque borne', 'Un trait de vernis entre la vis et le corps.'),
      restart,
      measure(
        'Mesurer l’échauffement après une heure',
        'Écart entre la borne la plus chaude et l’air.',
        '°C',
        0,
        25,
        'caméra thermique',
      ),
    ],
  },
  {
    title: 'Nettoyage à l’eau déminéralisée / Reiniging met gedemineraliseerd water',
    description: 'Tôt le matin, modules froids. Aucun détergent, aucune haute pression.',
    category: 'Entretien',
    tags: ['nettoyage'],
    equipment: ['Modules'],
    steps: [
      gate(
        checklist(
          'Préparer le chantier',
          'L’eau et le courant sur le même toit.',
          'Ligne de vie contrôlée',
          'Aucun verre brisé dans la rangée',
          'Eau déminéralisée en suffisance',
        ),
      ),
      measure(
        'Mesurer la conductivité de l’eau',
        'À la sortie de la perche.',
        'µS/cm',
        0,
        50,
        'conductimètre',
      ),
      measure(
        'Mesurer la température des modules',
        'Un choc thermique fend le verre.',
        '°C',
        0,
        35,
        'thermomètre infrarouge',
      ),
      photo('Photographier avant', 'Le même cadrage servira après.'),
      task('Mouiller, brosser, rincer', 'Du haut vers le bas, brosse souple, sans appuyer.'),
      photo('Photographier après', 'Même cadrage.'),
      optional(note('Noter ce qui ne part pas', 'Lichens, colle, fientes : module et rangée.')),
    ],
  },
  {
    title: 'Remplacement d’un connecteur brûlé',
    description:
      'Un connecteur qui a chauffé se remplace avec son vis-à-vis, par la même marque et la même série.',
    category: 'Réparations',
    tags: ['DC', 'connecteur'],
    equipment: ['Modules', 'Coffret DC'],
    steps: [
      lockedOut,
      gate(
        measure(
          'Mesurer le courant dans la chaîne',
          'Nul avant de séparer quoi que ce soit : un arc DC ne s’éteint pas seul.',
          'A',
          0,
          0.1,
          'pince ampèremétrique DC',
        ),
      ),
      photo('Photographier le connecteur brûlé', 'Les deux moitiés, et la chaîne repérée.', 2, 6),
      task('Couper le câble dans le cuivre sain', 'Brillant et souple ; recouper s’il est noirci.'),
      critical(
        choice(
          'Choisir la paire neuve',
          'Mâle et femelle de la même marque et de la même série.',
          ['Paire identique'],
          ['Paire introuvable : arrêter ici'],
        ),
      ),
      task('Sertir avec la pince du fabricant', 'Jamais avec une pince universelle.'),
      measure('Tirer sur le sertissage', 'Traction progressive.', 'N', 180, 400, 'dynamomètre'),
      task('Serrer le presse-étoupe au couple', 'Deux clés du fabricant.'),
      measure('Mesurer la résistance de contact', 'Paire assemblée.', 'mΩ', 0, 5, 'micro-ohmmètre'),
      measure(
        'Mesurer Riso de la chaîne',
        'Avant de remettre en service.',
        'MΩ',
        1,
        null,
        'mégohmmètre',
      ),
      restart,
      photo('Photographier le connecteur neuf', 'Attaché, sans contrainte, hors de l’eau.'),
      sign('Faire signer le chargé de travaux', 'Chargé de travaux'),
    ],
  },
  {
    title: 'Défaut d’isolement intermittent : arbre de décision',
    description:
      'Il apparaît à la rosée et disparaît à midi. On élimine une moitié à chaque mesure.',
    category: 'Dépannage',
    tags: ['isolement', 'diagnostic', 'DC'],
    equipment: ['Onduleur string', 'Coffret DC', 'Modules'],
    steps: [
      identify,
      note('Relever les heures du défaut', 'Journal de l’onduleur, sur deux semaines.'),
      choice('Chercher le lien avec la météo', 'Comparer avec la rosée et la pluie.', [
        'Seulement par temps humide',
        'Aucun lien visible',
      ]),
      lockedOut,
      measure(
        'Mesurer Riso de l’ensemble',
        'Toutes les chaînes réunies.',
        'MΩ',
        null,
        null,
        'mégohmmètre',
      ),
      choice(
        'Séparer en deux moitiés',
        'Débrancher la moitié des chaînes, mesurer chaque moitié.',
        ['Défaut dans la première', 'Défaut dans la seconde', 'Défaut dans les deux'],
      ),
      choice(
        'Continuer jusqu’à une chaîne',
        'Diviser encore la moitié en défaut.',
        ['Une seule chaîne trouvée'],
        ['Plusieurs chaînes'],
      ),
      choice('Diviser la chaîne', 'Ouvrir au milieu, mesurer les deux côtés.', [
        'Module',
        'Câble',
        'Connecteur',
      ]),
      photo('Photographier l’endroit', 'De près et de loin.', 2, 8),
      optional(task('Provoquer le défaut', 'Vaporisateur d’eau sur la zone, mesure en cours.')),
      note('Conclure', 'Cause, remède proposé, pièces à commander.'),
    ],
  },
]

function terminals() {
  return choice(
    'Regarder les bornes',
    'Avant de serrer.',
    ['Propres'],
    ['Brunies', 'Isolant fondu'],
  )
}
