/** Which step of the ladder this installation stands on, and what the next one asks for. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { activeMembers } from '#core/workspaces/api.ts'
import { DAY } from '#kernel/time.ts'
import { nameOf } from './backup.ts'
import type { Here } from './commands.ts'
import { backupsIn } from './nightly.ts'

export async function doctor({ app, config }: Here): Promise<void> {
  const faults: string[] = []
  const says = (name: string, value: string) => console.log(`  ${name.padEnd(12)} ${value}`)

  const workspaces = await app.workspaces()
  const { ready, running, dead } = await app.jobs.counts()
  says('step', stepOf(config))
  says(
    'database',
    `${app.dialect}${app.dialect === 'sqlite' ? ` in ${join(config.folder, 'db')}` : ''}`,
  )
  says('address', config.publicUrl)
  says(
    'mail',
    config.smtpUrl ? 'leaves by SMTP' : 'stays here, readable at /dev/mails outside production',
  )
  says('sign-up', config.signup)
  const last = config.backup && (await backupsIn(config.backup.folder)).at(-1)
  says('backup', config.backup ? `every night, the last: ${last ?? 'none yet'}` : 'none by itself')
  says('workspaces', String(workspaces.length))
  says('jobs', `${ready} waiting, ${running} running, ${dead} given up`)

  if (dead)
    faults.push(`${dead} jobs were given up: see the installation page, or repair and retry them.`)
  if (config.production && !config.backup)
    faults.push('Nobody makes backups: set SOCLE_BACKUP to a folder, best on another disk.')
  if (last && last < nameOf(new Date(Date.now() - 2 * DAY)))
    faults.push(`The last backup is old: ${last}. The installation page shows why its job failed.`)
  if (config.production && !config.smtpUrl)
    faults.push('Mail does not leave this machine: set SMTP_URL, or nobody can verify an address.')
  if (config.production && config.publicUrl.startsWith('http:'))
    faults.push('PUBLIC_URL is not https: cookies travel in clear.')
  if (!existsSync(join(import.meta.dirname, '../dist/web/index.html')))
    faults.push('The pages are not built: run "npm run build".')
  for (const { slug, state } of workspaces)
    if (state === 'provisioning')
      faults.push(`The workspace ${slug} is not finished; its next start resumes it.`)
  for (const workspace of workspaces.filter((it) => it.state !== 'provisioning')) {
    try {
      await app.system(activeMembers, workspace)
    } catch (error) {
      faults.push(`The data of ${workspace.slug} cannot be read: ${String(error)}`)
    }
  }

  for (const fault of faults) console.log(`✗ ${fault}`)
  console.log(faults.length ? '' : '✓ nothing to repair')
  console.log(nextStep(config))
  if (faults.length) process.exitCode = 1
}

type Config = Here['config']

function stepOf({ databaseUrl, smtpUrl }: Config): string {
  if (databaseUrl.startsWith('sqlite:')) return '0 · one process, embedded SQLite'
  return smtpUrl ? '1 · database server, mail by SMTP' : '1 · database server'
}

function nextStep({ databaseUrl, smtpUrl }: Config): string {
  if (databaseUrl.startsWith('sqlite:'))
    return 'Next step: DATABASE_URL=postgres://… or mysql://… (MariaDB) for more than about thirty families.'
  return smtpUrl ? '' : 'Next step: SMTP_URL, so that mail leaves this machine.'
}
