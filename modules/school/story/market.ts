/** What neighbours offer and look for: 130 offers in the twelve categories, told from these lines. */
import type { Category } from '../offers/contract.ts'

type Line = readonly [title: string, description: string]

export const offers: Readonly<Record<Category, readonly Line[]>> = {
  homework: [
    ['Mathématiques de P4 à P6', 'Le mercredi après-midi, à la table de la cuisine.'],
    ['Lecture en P1 et P2', 'Vingt minutes par jour, ça change tout.'],
    ['Néerlandais pour le CEB', 'Spreken we samen: on parle d’abord, on écrit ensuite.'],
    ['Étude dirigée du lundi', 'Trois enfants au plus, goûter compris.'],
  ],
  sewing: [
    ['Ourlets et fermetures éclair', 'Deux jours de délai, machine à la maison.'],
    ['Costumes de carnaval', 'Dès janvier, tissus de récupération.'],
    ['Premier coussin à la machine', 'Vous repartez avec votre coussin.'],
  ],
  'pool-lifts': [
    ['Quatre places vers la piscine', 'Le jeudi à 13 h, sièges adaptés.'],
    ['Retour de la piscine', 'Trois places, le jeudi à 15 h.'],
    ['Piscine le vendredi', 'Deux places, rehausseurs dans le coffre.'],
  ],
  'bicycle-repair': [
    ['Freins et dérailleurs', 'Apportez la bicyclette, je fournis l’huile.'],
    ['Vélos d’enfants', 'Petites roues, chaînes, sonnettes.'],
    ['Fietsband plakken', 'Pneu crevé réparé pendant que vous attendez.'],
  ],
  plants: [
    ['Boutures et semis de tomates', 'Et arrosage pendant vos vacances.'],
    ['Plantes d’intérieur malades', 'Photo d’abord, visite ensuite.'],
    ['Planten water geven', 'Pendant vos congés, deux fois par semaine.'],
  ],
  translation: [
    ['Néerlandais ↔ français', 'Lettres de la commune, carnets de l’école.'],
    ['Turc ↔ français', 'Réunions de parents et rendez-vous.'],
    ['Arabe ↔ français', 'Au téléphone ou sur place.'],
    ['Portugais ↔ français', 'Formulaires et mutuelle.'],
  ],
  moving: [
    ['Deux bras et une camionnette', 'Le samedi matin, dans Evere et environs.'],
    ['Monter des meubles', 'Avec la notice ou sans.'],
    ['Porter des cartons', 'Jusqu’au troisième étage, avec le sourire.'],
  ],
  computers: [
    ['Ordinateur lent ? Ik kijk ernaar', 'Nettoyage, sauvegarde, imprimantes récalcitrantes.'],
    ['Contrôle parental et tablettes', 'On le règle ensemble, vous gardez la main.'],
    ['Photos enfin classées', 'Et sauvegardées à deux endroits.'],
  ],
  cooking: [
    ['Mafé pour dix personnes', 'Pour vos fêtes, sur commande une semaine avant.'],
    ['Gâteaux d’anniversaire', 'Sans noix sur demande.'],
    ['Soupes du dimanche', 'Cinq litres, légumes du marché.'],
    ['Baklava et pastéis', 'Deux plateaux pour la fancy-fair.'],
  ],
  childminding: [
    ['Sortie d’école jusqu’à 18 h', 'Goûter compris, deux enfants au plus.'],
    ['Un soir de temps en temps', 'Le vendredi, jusqu’à minuit.'],
    ['Mercredi après-midi au parc', 'Par tous les temps, bottes conseillées.'],
  ],
  gardening: [
    ['Taille de haies', 'Avec mon taille-haie, branches emportées.'],
    ['Compost en route', 'Démarrage et conseils, wormenbak te leen.'],
    ['Tondre et ratisser', 'Petits jardins, le samedi.'],
  ],
  music: [
    ['Premiers accords de guitare', 'Enfants dès huit ans, guitare prêtée.'],
    ['Piano pour débutants', 'Une demi-heure, chez vous ou chez moi.'],
    ['Chanter en deux langues', 'Liedjes et comptines, dès quatre ans.'],
  ],
}

export const thanks: Readonly<Record<Category, readonly string[]>> = {
  homework: ['Les devoirs de mercredi', 'Une heure de fractions', 'La dictée est passée'],
  sewing: ['L’ourlet du pantalon', 'Le costume de pirate', 'La fermeture du manteau'],
  'pool-lifts': ['Le trajet à la piscine', 'Quatre enfants ramenés', 'De rit naar het zwembad'],
  'bicycle-repair': ['Le vélo roule comme neuf', 'Les freins du petit vélo', 'De fietsband'],
  plants: ['Les plantes ont survécu à l’été', 'Les semis de tomates', 'Le ficus va mieux'],
  translation: ['La lettre de la commune', 'La réunion de parents', 'Le dossier de la mutuelle'],
  moving: ['Le coup de main de samedi', 'L’armoire est montée', 'Douze cartons, trois étages'],
  computers: ['L’imprimante remarche', 'La tablette est réglée', 'Les photos sont sauvées'],
  cooking: ['Le repas de la fête', 'Le gâteau des sept ans', 'La soupe du dimanche'],
  childminding: ['Une soirée sans stress', 'La sortie de quatre heures', 'Le mercredi au parc'],
  gardening: ['La haie est droite', 'Le compost est lancé', 'La pelouse avant les pluies'],
  music: ['La leçon de musique', 'Trois accords de guitare', 'La chanson de Saint-Nicolas'],
}

export const needs: readonly (readonly [Category, string, string])[] = [
  ['homework', 'Aide en néerlandais pour ma fille de P5', 'Une heure par semaine jusqu’à Noël.'],
  ['moving', 'Descendre un canapé du deuxième', 'Un samedi matin, à deux c’est vite fait.'],
  ['computers', 'Récupérer les photos d’un vieux téléphone', 'Il s’allume encore, parfois.'],
  ['childminding', 'Garder deux enfants le 12 au soir', 'De 18 h à 22 h, pyjamas déjà mis.'],
  ['gardening', 'Tailler un petit laurier', 'Je prête l’échelle.'],
  ['translation', 'Relire une lettre en néerlandais', 'Une page, pour la commune.'],
  ['bicycle-repair', 'Régler le vélo de mon fils', 'La chaîne saute en montée.'],
  ['sewing', 'Raccourcir deux rideaux', 'Tissu épais, machine solide conseillée.'],
  ['music', 'Prêter une oreille à ma chorale', 'Nous cherchons un public indulgent.'],
  ['plants', 'Arroser pendant dix jours', 'Balcon au rez-de-chaussée, clé sous le pot.'],
  ['cooking', 'Apprendre à faire un mafé', 'J’achète tout, vous montrez.'],
  ['pool-lifts', 'Une place vers la piscine le jeudi', 'Notre voiture est au garage.'],
]
