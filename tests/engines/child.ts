/** Real processes, started to be killed. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/**
 * Runs a script of this folder until it ends, or kills it (SIGKILL) once it has written `killAfter` lines. With
 * `openFiles` the system allows it no more.
 */
export async function runChild(
  script: string,
  argument: unknown,
  killAfter = Number.POSITIVE_INFINITY,
  openFiles?: number,
): Promise<{ lines: string[]; code: number | null }> {
  const file = fileURLToPath(new URL(script, import.meta.url))
  const run = [process.execPath, file, JSON.stringify(argument)]
  const limited = ['sh', '-c', `ulimit -n ${openFiles} && exec "$@"`, 'sh', ...run]
  const [program, ...rest] = openFiles === undefined ? run : limited
  const child = spawn(program!, rest, {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    if (lines.length >= killAfter) child.kill('SIGKILL')
  }
  return { lines, code: await ended }
}
