/** How this installation is doing, without reading what its workspaces hold: for the page, and for `socle doctor`. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Examiner, Health, Remark } from '#core/operations/health/contract.ts'
import { redisAnswers } from '#edges/redis/bus.ts'
import type { Application } from '#kernel/application.ts'
import { readHead } from '#kernel/audit.ts'
import type { Config } from '#kernel/config.ts'
import { REGISTRY } from '#kernel/context.ts'
import { isWhole } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { nameOf } from './backup.ts'
import { backupsIn } from './nightly.ts'

const root = join(import.meta.dirname, '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
}

const remark = (text: string, facts: Remark['facts'] = {}): Remark => ({ text, facts })

export async function examine(app: Application, config: Config): Promise<Health> {
  const { redisUrl, smtpUrl, s3Url, backup, publicUrl, production, signup } = config
  const workspaces = await app.workspaces()
  const { ready, running, dead, oldestMs } = await app.jobs.counts()
  const hasRedis = redisUrl ? await redisAnswers(redisUrl) : undefined
  const last = backup && (await backupsIn(backup.folder)).at(-1)
  const step = stepOf(config)

  const facts: Health['facts'] = []
  const says = (label: string, it: Remark) => facts.push({ label: `health.label.${label}`, ...it })
  says('step', remark(`health.step.${step}`))
  says(
    'database',
    app.dialect === 'sqlite'
      ? remark('health.database.file', { folder: join(config.folder, 'db') })
      : remark(`health.database.${app.dialect}`),
  )
  says('address', remark('health.text', { text: publicUrl }))
  says('mail', remark(smtpUrl ? 'health.mail.smtp' : 'health.mail.held'))
  says('live', remark(redisUrl ? 'health.live.redis' : 'health.live.alone'))
  says('signup', remark(`health.signup.${signup}`))
  says(
    'backup',
    last
      ? remark('health.backup.last', { name: last })
      : remark(backup ? 'health.backup.none-yet' : 'health.backup.none'),
  )
  says('workspaces', remark('health.text', { text: String(workspaces.length) }))
  const seconds = Math.round(oldestMs / 1000)
  says('jobs', remark('health.jobs', { ready, running, dead, seconds }))
  says('files', remark(s3Url ? 'health.files.bucket' : 'health.files.folder'))
  says('version', remark('health.version', { version, node: process.versions.node }))

  const faults: Remark[] = []
  if (dead) faults.push(remark('health.fault.dead', { dead }))
  if (production && !backup) faults.push(remark('health.fault.no-backup'))
  if (last && last < nameOf(new Date(app.now().getTime() - 2 * DAY)))
    faults.push(remark('health.fault.old-backup', { name: last }))
  if (production && !smtpUrl) faults.push(remark('health.fault.no-mail'))
  if (hasRedis === false) faults.push(remark('health.fault.no-redis'))
  if (production && publicUrl.startsWith('http:')) faults.push(remark('health.fault.no-https'))
  if (!existsSync(join(root, 'dist/web/index.html'))) faults.push(remark('health.fault.no-pages'))
  for (const { slug, state } of workspaces)
    if (state === 'provisioning') faults.push(remark('health.fault.unfinished', { slug }))
  return { facts, faults, next: remark(`health.next.${step}`) }
}

/** Each step needs what the ones before it need; the fourth is the third with more servers. */
function stepOf({ databaseUrl, smtpUrl, s3Url, redisUrl }: Config): 0 | 1 | 2 | 3 {
  if (databaseUrl.startsWith('sqlite:')) return 0
  if (!smtpUrl || !redisUrl) return 1
  return s3Url ? 3 : 2
}

export const examinerOf = (app: Application, config: Config): Examiner => ({
  examine: () => examine(app, config),
  async heads() {
    const heads = []
    for (const place of [REGISTRY, ...(await app.workspaces()).filter(isWhole)]) {
      const head = await app.open(place, ({ reader }) => readHead(reader))
      if (head) heads.push({ slug: place === REGISTRY ? null : place.slug, ...head })
    }
    return heads
  },
})
