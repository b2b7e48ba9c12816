/** A proxy as a process of its own: spreads connections over the servers that answer; its parent cuts and mends it. */
import { connect, createServer, type Socket } from 'node:net'

const upstreams = process.argv.slice(2).map(Number)
const open = new Set<Socket>()
let turn = 0
let isCut = false

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
    client.pipe(upstream)
    upstream.pipe(client)
    client.once('close', () => upstream.destroy())
    upstream.once('close', () => client.destroy())
  })
}

function hold(socket: Socket): void {
  open.add(socket)
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.once('close', () => open.delete(socket))
}

process.on('message', (wish) => {
  isCut = wish === 'cut'
  if (isCut) for (const socket of open) socket.destroy()
})
process.on('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1', () => process.send!((server.address() as { port: number }).port))
