/** What a library also has: old sheets, a draft from a paper, a very long title, another script. */
import { checklist, choice, note, photo, type Sheet, task } from './steps.ts'

export const others: Sheet[] = [
  {
    title: 'Relevé manuel du compteur vert',
    description: 'Remplacé par la lecture à distance.',
    category: 'Contrôles',
    tags: ['compteur'],
    equipment: ['Tableau AC'],
    fate: 'archived',
    steps: [
      task('Ouvrir le coffret du compteur', 'Clé triangle.'),
      photo('Photographier l’affichage', 'Chiffres nets.'),
      note('Noter l’index', 'Six chiffres.'),
      task('Refermer et plomber', 'Numéro du plomb dans le carnet.'),
      note('Noter le plomb', 'Numéro.'),
      task('Envoyer au bureau', 'Le jour même.'),
    ],
  },
  {
    title: 'Graissage des charnières de trappe',
    description: 'Les trappes de la halle ont été remplacées en inox.',
    category: 'Entretien',
    tags: ['halle'],
    equipment: ['Structure'],
    fate: 'archived',
    steps: [
      task('Ouvrir la trappe', 'À deux.'),
      task('Brosser les charnières', 'Brosse en laiton.'),
      task('Graisser', 'Graisse au lithium.'),
      task('Manœuvrer dix fois', 'Sans effort.'),
      photo('Photographier', 'Trappe ouverte.'),
      task('Refermer', 'Verrou contrôlé.'),
    ],
  },
  {
    title:
      'Jaarlijkse controle van de optimizers onder de carports, met uitlezing per paneel en vergelijking met het vorige werkjaar',
    description: 'Per optimizer, vanuit het portaal van de fabrikant, met een blik onder het dak.',
    category: 'Contrôles',
    tags: ['optimizers', 'carport'],
    equipment: ['Onduleur à optimiseurs'],
    steps: [
      task('Het portaal openen', 'Site kiezen, weergave per paneel.'),
      choice(
        'De opbrengst vergelijken',
        'Met dezelfde maand van vorig jaar.',
        ['Minder dan 5 % verschil'],
        ['5 tot 10 % verschil', 'Meer dan 10 % verschil'],
      ),
      note('Zwakke optimizers noteren', 'Rij, paneel, serienummer.'),
      photo('Foto onder de carport', 'Kabels vast, connectoren droog.', 2, 6),
      checklist(
        'Bevestiging controleren',
        'Met de hand trekken.',
        'Optimizer vast aan het frame',
        'Kabels in de clips',
        'Geen scherpe rand',
      ),
      task('Verslag naar het bureau', 'Dezelfde dag.'),
    ],
  },
  {
    title: 'Annual check of the weather station',
    description: 'Sensors that drift make every performance ratio wrong.',
    category: 'Contrôles',
    tags: ['capteurs', 'météo'],
    equipment: ['Station météo'],
    steps: [
      task('Clean the pyranometer dome', 'Soft cloth, demineralised water.'),
      choice('Check the desiccant', 'Look through the window.', ['Blue'], ['Pink: replace']),
      choice(
        'Compare with the reference cell',
        'Side by side for ten minutes.',
        ['Within 3 %'],
        ['More than 3 % apart'],
      ),
      task('Check the temperature probe', 'Taped flat to the back of the module.'),
      photo('Photograph the installation', 'Level and orientation visible.'),
      note('Write the serial numbers', 'Of every sensor.'),
    ],
  },
  {
    title: 'فحص صندوق التيار المستمر',
    description:
      'Traduction pour l’équipe de Tanger de « Contrôle visuel annuel », partie coffret DC.',
    category: 'Contrôles',
    tags: ['DC', 'traduction'],
    equipment: ['Coffret DC'],
    steps: [
      task('ارتداء معدات الحماية', 'قفازات عازلة ونظارات.'),
      photo('تصوير الصندوق مفتوحا', 'قبل لمس أي شيء.'),
      choice('فحص الأطراف', 'ابحث عن آثار الحرارة.', ['سليمة'], ['محترقة']),
      choice('فحص الصمامات', 'لون المؤشر.', ['أخضر'], ['أحمر']),
      note('كتابة الملاحظات', 'باختصار.'),
      task('إغلاق الصندوق', 'تحقق من القفل.'),
    ],
  },
]

/** The notice of a manufacturer, as an author finds it: page by page, the first line of each its heading. */
export const notice = {
  name: 'notice-tableau-AC.pdf',
  pages: [
    [
      'Remplacement d’un disjoncteur AC',
      'À faire par deux personnes, tableau hors tension.',
      '1. Consigner le départ. Poser le cadenas et l’étiquette.',
      '2. Mesurer la tension aux bornes : au plus 12 V',
      '3. Repérer les conducteurs. Une étiquette sur chaque fil.',
      'Photographier le repérage.',
    ],
    [
      'Pose',
      '4. Déposer le disjoncteur. Languette vers le bas.',
      '5. Poser le disjoncteur neuf. Même calibre, même courbe.',
      '6. Mesurer le couple de serrage : entre 2 et 3 N·m',
      '7. Attendre 10 minutes en charge avant de contrôler l’échauffement.',
      '8. Signer la fiche du tableau.',
    ],
  ],
}
