/** Programs of the system that some tests hold against our files. CI installs them (.ci/run). */
import { spawnSync } from 'node:child_process'

export const inCi = Boolean(process.env['CI'])

/** Says loudly what a test could not look at here. */
export function has(program: string): boolean {
  const path = `${process.env['PATH']}:/usr/sbin:/sbin`
  process.env['PATH'] = path
  const { status } = spawnSync('sh', ['-c', `command -v ${program}`], { env: { PATH: path } })
  if (status !== 0)
    console.warn(`✗ ${program} is not installed here: what it would check was not checked.`)
  return status === 0
}
