import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'health.title': 'Gezondheid',
  'health.subtitle':
    'Hoe het met deze installatie gaat, en wat ze nodig heeft voor de volgende stap',
  'health.faults': 'Te herstellen',
  'health.well': 'Niets te herstellen.',
  'health.more':
    '“npm run socle -- doctor” leest bovendien de gegevens, bestanden en logboeken van elke werkruimte na.',
  'health.facts': 'Deze installatie',
  'health.next': 'Volgende stap',
  'health.heads': 'Einde van elk logboek',
  'health.heads-hint':
    'Noteer ze elders: een ingekort of herschreven logboek heeft niet meer dezelfde vingerafdruk.',
  'health.place': 'Logboek',
  'health.registry': 'De installatie',
  'health.rows': 'Handelingen',
  'health.hash': 'Vingerafdruk',
  'health.no-heads': 'Nog niets genoteerd',
  'health.no-heads-hint': 'Het einde van elk logboek wordt elke nacht genoteerd.',
  'health.label.step': 'Stap',
  'health.label.database': 'Database',
  'health.label.address': 'Adres',
  'health.label.mail': 'E-mails',
  'health.label.live': 'Live',
  'health.label.signup': 'Registratie',
  'health.label.backup': 'Back-up',
  'health.label.workspaces': 'Werkruimtes',
  'health.label.jobs': 'Taken',
  'health.label.files': 'Bestanden',
  'health.label.version': 'Versie',
  'health.step.0': '0 · één proces, ingebouwde SQLite',
  'health.step.1': '1 · databaseserver',
  'health.step.2': '2 · databaseserver, Redis, e-mail via SMTP',
  'health.step.3': '3 · database, Redis, SMTP, bestanden in een S3-bucket',
  'health.next.0':
    'DATABASE_URL=postgres://… of mysql://… (MariaDB), vanaf een dertigtal gezinnen.',
  'health.next.1':
    'SMTP_URL, zodat e-mail deze machine verlaat, en REDIS_URL, voordat meer dan één proces bedient.',
  'health.next.2': 'S3_URL, zodat meerdere machines dezelfde bestanden zien.',
  'health.next.3': 'Meerdere servers achter een proxy: deploy/compose/step-4.yml.',
  'health.database.file': 'SQLite in {folder}',
  'health.database.postgres': 'PostgreSQL',
  'health.database.mariadb': 'MariaDB',
  'health.text': '{text}',
  'health.mail.smtp': 'vertrekken via SMTP',
  'health.mail.held': 'blijven hier, te lezen op /dev/mails buiten productie',
  'health.live.alone': 'binnen dit proces',
  'health.live.redis': 'tussen processen, via Redis',
  'health.signup.open': 'open',
  'health.signup.invited': 'op uitnodiging',
  'health.backup.last': 'elke nacht, de laatste: {name}',
  'health.backup.none-yet': 'elke nacht, nog geen',
  'health.backup.none': 'geen automatische back-up',
  'health.jobs': '{ready} wachtend, {running} bezig, {dead} opgegeven, de oudste wacht {seconds} s',
  'health.files.bucket': 'in een S3-bucket',
  'health.files.folder': 'in de gegevensmap',
  'health.version': 'Socle {version}, Node {node}',
  'health.fault.dead':
    '{dead} taken werden opgegeven: zie de pagina Installatie, herstel de oorzaak en start ze opnieuw.',
  'health.fault.no-backup':
    'Niemand maakt back-ups: stel voor SOCLE_BACKUP een map in, liefst op een andere schijf.',
  'health.fault.old-backup':
    'De laatste back-up is oud: {name}. De pagina Installatie toont waarom de taak mislukte.',
  'health.fault.no-mail':
    'E-mail verlaat deze machine niet: stel SMTP_URL in, anders kan niemand een adres bevestigen.',
  'health.fault.no-redis':
    'Redis antwoordt niet op REDIS_URL: live duurt seconden tot het terug is.',
  'health.fault.no-https': 'PUBLIC_URL is geen https: cookies reizen leesbaar.',
  'health.fault.no-pages': 'De pagina’s zijn niet gebouwd: voer “npm run build” uit.',
  'health.fault.unfinished':
    'De werkruimte {slug} is niet klaar; de volgende start neemt ze weer op.',
} as const satisfies Like<typeof fr>
