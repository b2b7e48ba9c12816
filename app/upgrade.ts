/** Brings every workspace's tables up to date; one broken workspace stops nobody else. */
import type { Application } from '#kernel/application.ts'
import type { Log } from '#kernel/log.ts'

const PARALLEL = 4

export type Upgrade = { upgraded: number; failed: { slug: string; error: unknown }[] }

/** Resumable: what an earlier run finished is skipped by each namespace's own ledger. */
export async function upgrade(app: Application, log: Log): Promise<Upgrade> {
  const waiting = (await app.workspaces()).filter((it) => it.state !== 'provisioning')
  const done: Upgrade = { upgraded: 0, failed: [] }
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      try {
        await app.migrateWorkspace(next)
        done.upgraded++
      } catch (error) {
        log.error({ err: error, workspace: next.slug }, 'this workspace could not be upgraded')
        done.failed.push({ slug: next.slug, error })
      }
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work))
  return done
}
