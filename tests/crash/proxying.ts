/** Starts the proxy process before some servers. */
import { fork } from 'node:child_process'
import { once } from 'node:events'

export async function startProxy(ports: readonly number[]) {
  const child = fork('tests/crash/proxy.ts', ports.map(String))
  const [port] = (await once(child, 'message')) as [number]
  return {
    port,
    address: `http://127.0.0.1:${port}`,
    /** The network is gone: what is open breaks, nothing new comes through. */
    cut: () => child.send('cut'),
    mend: () => child.send('mend'),
    /** There is a network, and it is a poor one. */
    worsen: (line: { bytesPerS: number; lateShare: number; cutShare: number }) => child.send(line),
    end: () => child.disconnect(),
  }
}
