/** A proxy as a process of its own: spreads connections over the servers that answer; its parent cuts and mends it. */
import { connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

const upstreams = process.argv.slice(2).map(Number)
const open = new Set<Socket>()
let turn = 0
let isCut = false
/** A poor line: so much a second, and of the pieces a share that is late, or takes the connection with it. */
let poor: { bytesPerS: number; lateShare: number; cutShare: number } | undefined
const PIECE_BYTES = 16 * 1024
/** As long as a sender waits before it sends a lost packet again. */
const LATE_MS = 200

const server = createServer((client) => {
  if (isCut) return void client.destroy()
  hold(client)
  join(client, upstreams.length)
})

/** Tries the next server while one does not answer; bytes wait in the client's socket until then. */
function join(client: Socket, tries: number): void {
  if (tries === 0) return void client.destroy()
  const upstream = connect(upstreams[turn++ % upstreams.length]!, '127.0.0.1')
  const next = () => join(client, tries - 1)
  upstream.once('error', next)
  upstream.once('connect', () => {
    upstream.off('error', next)
    hold(upstream)
    client.pipe(line(client)).pipe(upstream)
    upstream.pipe(line(client)).pipe(client)
    client.once('close', () => upstream.destroy())
    upstream.once('close', () => client.destroy())
  })
}

/** One direction of a connection, as good as the line is at the moment. */
function line(client: Socket): Transform {
  return new Transform({
    async transform(bytes: Buffer, _, done) {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        const piece = bytes.subarray(at, at + PIECE_BYTES)
        if (poor) {
          if (Math.random() < poor.cutShare) return void client.destroy()
          const late = Math.random() < poor.lateShare ? LATE_MS : 0
          await sleep((piece.length / poor.bytesPerS) * 1000 + late)
        }
        this.push(piece)
      }
      done()
    },
  })
}

function hold(socket: Socket): void {
  open.add(socket)
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.once('close', () => open.delete(socket))
}

process.on('message', (wish) => {
  if (typeof wish === 'object' && wish !== null) poor = wish as typeof poor
  else poor = undefined
  isCut = wish === 'cut'
  if (isCut) for (const socket of open) socket.destroy()
})
process.on('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1', () => process.send!((server.address() as { port: number }).port))
