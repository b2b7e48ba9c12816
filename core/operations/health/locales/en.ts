import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'health.title': 'Health',
  'health.subtitle': 'How this installation is doing, and what it lacks for the next step',
  'health.faults': 'To repair',
  'health.well': 'Nothing to repair.',
  'health.more':
    '“npm run socle -- doctor” also reads the data, files and audit logs of every workspace again.',
  'health.facts': 'This installation',
  'health.next': 'Next step',
  'health.heads': 'End of each audit log',
  'health.heads-hint':
    'Write them down elsewhere: a log that was cut or made anew no longer has the same fingerprint.',
  'health.place': 'Audit log',
  'health.registry': 'The installation',
  'health.rows': 'Entries',
  'health.hash': 'Fingerprint',
  'health.no-heads': 'Nothing is written down yet',
  'health.no-heads-hint': 'The end of each audit log is written down every night.',
  'health.label.step': 'Step',
  'health.label.database': 'Database',
  'health.label.address': 'Address',
  'health.label.mail': 'Mail',
  'health.label.live': 'Live',
  'health.label.signup': 'Sign-up',
  'health.label.backup': 'Backup',
  'health.label.workspaces': 'Workspaces',
  'health.label.jobs': 'Jobs',
  'health.label.files': 'Files',
  'health.label.version': 'Version',
  'health.step.0': '0 · one process, embedded SQLite',
  'health.step.1': '1 · database server',
  'health.step.2': '2 · database server, Redis, mail by SMTP',
  'health.step.3': '3 · database, Redis, SMTP, files in an S3 bucket',
  'health.next.0':
    'DATABASE_URL=postgres://… or mysql://… (MariaDB), for more than about thirty families.',
  'health.next.1':
    'SMTP_URL, so that mail leaves this machine, and REDIS_URL, before more than one process serves.',
  'health.next.2': 'S3_URL, so that several machines see the same files.',
  'health.next.3': 'Several servers behind a proxy: deploy/compose/step-4.yml.',
  'health.database.file': 'SQLite in {folder}',
  'health.database.postgres': 'PostgreSQL',
  'health.database.mariadb': 'MariaDB',
  'health.text': '{text}',
  'health.mail.smtp': 'leaves by SMTP',
  'health.mail.held': 'stays here, readable at /dev/mails outside production',
  'health.live.alone': 'within this process',
  'health.live.redis': 'across processes, by Redis',
  'health.signup.open': 'open',
  'health.signup.invited': 'by invitation',
  'health.backup.last': 'every night, the last: {name}',
  'health.backup.none-yet': 'every night, none yet',
  'health.backup.none': 'no automatic backup',
  'health.jobs':
    '{ready} waiting, {running} running, {dead} given up, the oldest waits {seconds} s',
  'health.files.bucket': 'in a bucket',
  'health.files.folder': 'in the data folder',
  'health.version': 'Socle {version}, Node {node}',
  'health.fault.dead':
    '{dead} jobs were given up: see the installation page, repair the cause and retry them.',
  'health.fault.no-backup':
    'Nobody makes backups: set SOCLE_BACKUP to a folder, best on another disk.',
  'health.fault.old-backup':
    'The last backup is old: {name}. The installation page shows why its job failed.',
  'health.fault.no-mail':
    'Mail does not leave this machine: set SMTP_URL, or nobody can verify an address.',
  'health.fault.no-redis':
    'Redis does not answer at REDIS_URL: live updates take seconds until it does.',
  'health.fault.no-https': 'PUBLIC_URL is not https: cookies travel in clear.',
  'health.fault.no-pages': 'The pages are not built: run “npm run build”.',
  'health.fault.unfinished': 'The workspace {slug} is not finished; its next start resumes it.',
} as const satisfies Like<typeof fr>
