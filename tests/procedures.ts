/** What technicians look for and how they say it: the measure of the index. For its tests and the bench. */

export const procedures: readonly (readonly [title: string, text: string])[] = [
  [
    'Remplacement d’un fusible DC',
    'Couper le sectionneur DC, vérifier l’absence de tension, retirer le porte-fusible, monter un fusible gPV de même calibre, remettre en service.',
  ],
  [
    'Nettoyage des modules photovoltaïques',
    'Laver les panneaux à l’eau déminéralisée avec une brosse souple, sans produit abrasif, tôt le matin quand les modules sont froids.',
  ],
  [
    'Onduleur : code d’erreur isolement (Riso)',
    'Mesurer la résistance d’isolement des chaînes une à une, chercher le câble blessé ou le connecteur humide, sécher ou remplacer.',
  ],
  [
    'Mise à jour du micrologiciel de l’onduleur',
    'Télécharger le firmware du fabricant, le copier sur clé USB, lancer la mise à jour depuis le menu service et redémarrer.',
  ],
  [
    'Contrôle thermographique',
    'Avec la caméra infrarouge, repérer les points chauds sur les modules et les connexions par ensoleillement supérieur à 600 W/m².',
  ],
  [
    'Mesure de courbe I-V',
    'Brancher le traceur sur la chaîne isolée, relever irradiance et température, comparer la courbe à celle du fabricant.',
  ],
  [
    'Vérification du serrage des borniers',
    'Couper l’installation, contrôler au tournevis dynamométrique le couple de serrage des bornes AC et DC.',
  ],
  [
    'Remplacement d’un module cassé',
    'Débrancher la chaîne, démonter les étriers, déposer le module au verre brisé, poser un module de mêmes caractéristiques.',
  ],
  [
    'Remise en service après disjonction AC',
    'Chercher la cause du déclenchement du disjoncteur différentiel, mesurer les fuites, réarmer et observer dix minutes.',
  ],
  [
    'Remplacement du parafoudre',
    'Si le voyant du parafoudre est rouge, couper, remplacer la cartouche par le même modèle, consigner l’intervention.',
  ],
  [
    'Communication perdue avec le datalogger',
    'Vérifier l’alimentation et le câble réseau du collecteur de données, l’adresse IP, puis redémarrer la passerelle.',
  ],
  [
    'Remplacement d’un connecteur MC4',
    'Couper la chaîne, sertir un connecteur neuf de même marque avec la pince adaptée, tester la traction et l’étanchéité.',
  ],
  [
    'Contrôle des structures et fixations',
    'Vérifier la corrosion, les rails, les étriers et les crochets de toiture, resserrer au couple prescrit.',
  ],
  [
    'Débroussaillage et ombrage',
    'Tailler la végétation qui porte ombre sur le champ, relever les nouveaux masques, photographier avant et après.',
  ],
  [
    'Consignation électrique',
    'Séparer, condamner, identifier, vérifier l’absence de tension et mettre à la terre avant toute intervention.',
  ],
  [
    'Remplacement du ventilateur de l’onduleur',
    'Arrêter l’onduleur, attendre la décharge des condensateurs, démonter la grille, changer le ventilateur encrassé.',
  ],
  [
    'Batterie : contrôle de l’état de charge',
    'Lire l’état de charge et la tension des cellules dans le BMS, équilibrer si l’écart dépasse 50 mV.',
  ],
  [
    'Production anormalement basse',
    'Comparer la production à l’irradiation, chercher une chaîne absente, un ombrage, un onduleur bridé ou des salissures.',
  ],
  [
    'Étanchéité de la toiture',
    'Inspecter les traversées et les abergements, chercher les traces d’infiltration, refaire le joint si nécessaire.',
  ],
  [
    'Relevé des compteurs',
    'Noter les index de production et d’injection, comparer à la télérelève et signaler un écart supérieur à deux pour cent.',
  ],
  [
    'Nettoyage des filtres du local technique',
    'Déposer les filtres à poussière, souffler ou remplacer, vérifier la ventilation et la température du local.',
  ],
  [
    'Contrôle de la mise à la terre',
    'Mesurer la résistance de la prise de terre et la continuité des liaisons équipotentielles des cadres.',
  ],
  [
    'Remplacement d’un optimiseur de puissance',
    'Couper l’onduleur, attendre la tension de sécurité, remplacer l’optimiseur sous le module et l’appairer.',
  ],
  [
    'Arrêt d’urgence et accès pompiers',
    'Actionner la coupure d’urgence, vérifier le voyant, baliser la zone et prévenir l’exploitant.',
  ],
]

/** A question, and the place of the procedure that answers it. */
export const questions: readonly (readonly [asked: string, place: number])[] = [
  ['changer un fusible côté continu', 0],
  ['fusible grillé', 0],
  ['laver les panneaux solaires', 1],
  ['panneaux sales comment les nettoyer', 1],
  ['défaut d’isolation onduleur', 2],
  ['erreur riso', 2],
  ['mettre à jour le logiciel de l’onduleur', 3],
  ['firmware', 3],
  ['caméra thermique', 4],
  ['trouver un point chaud', 4],
  ['traceur de courbe', 5],
  ['mesurer une chaîne iv', 5],
  ['resserrer les bornes', 6],
  ['couple de serrage bornier', 6],
  ['vitre du panneau brisée', 7],
  ['panneau cassé à remplacer', 7],
  ['le différentiel a sauté', 8],
  ['disjoncteur déclenché', 8],
  ['voyant rouge parafoudre', 9],
  ['protection contre la foudre', 9],
  ['plus de données de supervision', 10],
  ['datalogger hors ligne', 10],
  ['sertir une fiche mc4', 11],
  ['rouille sur les rails', 12],
  ['arbres qui font de l’ombre', 13],
  ['herbes trop hautes', 13],
  ['verifier absence de tension avant travaux', 14],
  ['onduleur qui chauffe ventilateur bruyant', 15],
  ['equilibrage des cellules de la batterie', 16],
  ['rendement trop faible', 17],
  ['production basse', 17],
  ['fuite d’eau dans le toit', 18],
  ['relever l’index du compteur', 19],
  ['prise de terre', 21],
  ['optimizeur hs', 22],
  ['couper en cas d’incendie', 23],
]
