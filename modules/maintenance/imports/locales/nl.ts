import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'imports.title': 'Van een document vertrekken',
  'imports.hint':
    'Een pdf of docx met tekst: de stappen worden een ontwerp, elk met haar bladzijde.',
  'imports.document': 'Document',
  'imports.reading': '{name} wordt gelezen…',
  'imports.progress': 'Voortgang van het lezen',
  'imports.done': '{name} is gelezen. Vergelijk elke stap met het document voor u publiceert.',
  'imports.open': 'Ontwerp openen',
  'imports/scanned':
    'Dit document bevat enkel beelden: er is geen tekst te lezen. Neem het origineel, of laat er tekstherkenning op los.',
  'imports/unreadable':
    'Dit document kan niet gelezen worden: een pdf of docx zonder wachtwoord is goed.',
  'imports/too-slow': 'Dit document lezen duurt te lang: probeer met minder bladzijden.',
  'imports/no-steps':
    'Geen stappen gevonden: er is een genummerde lijst nodig, titels, of opdrachten zoals "Open de kast".',
} as const satisfies Like<typeof fr>
