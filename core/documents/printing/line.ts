/** One press for each process: what waits for it, and what ends it when it takes too long, too much, or fails. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Unavailable } from '#kernel/contract.ts'
import { MINUTE, SECOND } from '#kernel/time.ts'
import { DocumentTooHeavy, PrintingUnavailable } from '../contract.ts'
import type { Answer, Order } from './press.ts'

export type Outcome = { bytes: Uint8Array; pages: number }
type Waiting = {
  order: Omit<Order, 'id'>
  timeoutMs: number
  resolve(outcome: Outcome): void
  reject(error: Error): void
}
export type LineOptions = {
  /** What the press may hold: code, letters, pictures and pages together. */
  mostBytes?: number
  /** How many may wait. */
  places?: number
  /** How long a press without work is kept ready. */
  idleMs?: number
  /** The program of the press. */
  program?: string
}

/** A press is replaced after so many documents, whatever it has gathered. */
const MOST_ORDERS = 200
/** Of the processor, in all: a press whose owner died in the middle of an order ends by itself. */
const CPU_SECONDS = 600
const LOOK_MS = 200
const PROGRAM = join(import.meta.dirname, 'press.ts')

/** The lines of a template, or of what it reads, that cannot be laid out. A fault of ours, never of who asked. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault'
}

export class Line {
  readonly #mostBytes: number
  readonly #places: number
  readonly #idleMs: number
  readonly #program: string
  readonly #waiting: Waiting[] = []
  #press: ChildProcess | undefined
  #hand: (Waiting & { id: number; deadline: NodeJS.Timeout; look: NodeJS.Timeout }) | undefined
  #idle: NodeJS.Timeout | undefined
  #orders = 0

  constructor(options: LineOptions = {}) {
    const { mostBytes = 1_200_000_000, places = 40 } = options
    const { idleMs = 20 * SECOND, program = PROGRAM } = options
    this.#mostBytes = mostBytes
    this.#places = places
    this.#idleMs = idleMs
    this.#program = program
  }

  /** Throws `Unavailable` when too many wait already. */
  print(order: Omit<Order, 'id'>, timeoutMs = MINUTE): Promise<Outcome> {
    if (this.#waiting.length >= this.#places) return Promise.reject(Unavailable())
    return new Promise((resolve, reject) => {
      this.#waiting.push({ order, timeoutMs, resolve, reject })
      this.#next()
    })
  }

  /** Of the process that prints now; undefined when none does. */
  get pid(): number | undefined {
    return this.#press?.pid
  }

  #next(): void {
    if (this.#hand) return
    const next = this.#waiting.shift()
    if (!next) return this.#rest()
    clearTimeout(this.#idle)
    if (this.#orders >= MOST_ORDERS) this.#stop()
    const press = (this.#press ??= this.#start())
    const id = ++this.#orders
    this.#hand = {
      ...next,
      id,
      deadline: setTimeout(() => this.#fail(DocumentTooHeavy()), next.timeoutMs),
      look: setInterval(() => this.#weigh(press), LOOK_MS),
    }
    press.ref()
    press.channel?.ref()
    press.send({ ...next.order, id })
  }

  #start(): ChildProcess {
    this.#orders = 0
    const press = startPress(this.#program, this.#mostBytes)
    press.on('message', (answer: Answer) => this.#press === press && this.#take(answer))
    press.on('error', () => this.#press === press && this.#fail(PrintingUnavailable()))
    // What its own limits end: out of memory, out of time.
    press.on('exit', () => this.#press === press && this.#fail(DocumentTooHeavy()))
    return press
  }

  #take(answer: Answer): void {
    if ('missing' in answer) return this.#fail(PrintingUnavailable())
    if (answer.id !== this.#hand?.id) return
    const hand = this.#letGo()!
    if ('bytes' in answer) hand.resolve({ bytes: answer.bytes, pages: answer.pages })
    else hand.reject(new TemplateFault(answer.faults.join('\n')))
    this.#next()
  }

  /** The press is not trusted any more. */
  #fail(error: Error): void {
    this.#stop()
    this.#letGo()?.reject(error)
    this.#next()
  }

  #letGo() {
    const hand = this.#hand
    this.#hand = undefined
    clearTimeout(hand?.deadline)
    clearInterval(hand?.look)
    return hand
  }

  #stop(): void {
    const press = this.#press
    this.#press = undefined
    press?.kill('SIGKILL')
  }

  /** Ready for a while, without keeping this process from ending. */
  #rest(): void {
    this.#press?.unref()
    this.#press?.channel?.unref()
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#stop(), this.#idleMs).unref()
  }

  #weigh({ pid }: ChildProcess): void {
    if (heldBytes(pid) > this.#mostBytes) this.#fail(DocumentTooHeavy())
  }
}

/** No variable of ours goes with it, and its only way out is a door that is shut: templates fetch nothing. */
function startPress(path: string, mostBytes: number): ChildProcess {
  const program = [process.execPath, '--max-old-space-size=256', path]
  const kilobytes = String(Math.ceil(mostBytes / 1024))
  // A shell that cannot limit this or that goes on without: the time and what it holds are watched from here as well.
  const limits = `ulimit -d ${kilobytes}; ulimit -t ${CPU_SECONDS}; ulimit -c 0; exec "$@"`
  const [command, ...words] =
    process.platform === 'win32' ? program : ['/bin/sh', '-c', limits, 'press', ...program]
  return spawn(command!, words, {
    env: { PATH: process.env['PATH'] ?? '', HTTPS_PROXY: 'http://127.0.0.1:1', ALL_PROXY: 'http://127.0.0.1:1' }, // prettier-ignore
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
}

/** What a process holds in memory, as Linux counts it; 0 where nobody says. */
export function heldBytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
  } catch {
    return 0 // it has ended, or this is no Linux
  }
}
