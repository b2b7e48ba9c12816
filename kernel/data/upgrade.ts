/** Brings many namespaces up to date. */
import type { Engine } from './engine.ts'
import { type Migrated, migrate } from './migrate.ts'

export type Upgraded = { name: string; applied: string[] }
export type FailedUpgrade = { name: string; error: unknown }
export type UpgradeOptions = {
  /** Namespaces at once; 4 when absent. */
  parallel?: number
  onProgress?: (done: Upgraded | FailedUpgrade) => void
}

type Awaitable<T> = T | Promise<T>

/**
 * Upgrades in parallel; one that fails stops no other. Run it again after a crash: what is done is skipped.
 * Two processes may run it at once: each namespace is migrated under its lock, and looked at again inside it.
 */
export async function upgradeAll(
  engineOf: (name: string) => Awaitable<Engine>,
  names: Iterable<string>,
  partsOf: (name: string) => Awaitable<readonly Migrated[]>,
  { parallel = 4, onProgress }: UpgradeOptions = {},
): Promise<{ upgraded: Upgraded[]; failed: FailedUpgrade[] }> {
  const upgraded: Upgraded[] = []
  const failed: FailedUpgrade[] = []
  const queue = [...names].values()
  const upgradeNext = async () => {
    for (const name of queue) {
      try {
        const engine = await engineOf(name)
        const parts = await partsOf(name)
        const applied = await engine.use(name, (namespace) => migrate(namespace, parts))
        upgraded.push({ name, applied })
        onProgress?.({ name, applied })
      } catch (error) {
        failed.push({ name, error })
        onProgress?.({ name, error })
      }
    }
  }
  await Promise.all(Array.from({ length: parallel }, upgradeNext))
  return { upgraded, failed }
}
