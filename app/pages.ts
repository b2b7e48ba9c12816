/** The browser application: built files in production, Vite in the same process while developing. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { NotFound } from '#kernel/contract.ts'
import type { Serving } from './http.ts'

/** `built`: the folder that Vite wrote; `live`: sources, reloaded on change; `none`: the API alone. */
export type Pages = 'built' | 'live' | 'none'

const folder = join(import.meta.dirname, '../dist/web')
const A_YEAR_S = 31_536_000

export async function servePages(server: FastifyInstance, { pages }: Serving): Promise<void> {
  if (pages === 'none') {
    server.setNotFoundHandler(() => {
      throw NotFound()
    })
    return
  }
  servePushWorker(server)
  const render = pages === 'live' ? await liveShell(server) : builtShell(server)
  server.setNotFoundHandler(async (request, reply) => {
    if (!isPage(request)) throw NotFound()
    const html = (await render(request.url)).replaceAll('__NONCE__', request.nonce)
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html)
  })
}

/** As it stands in the sources: a browser looks for it at this very address, and asks again whether it has changed. */
function servePushWorker(server: FastifyInstance): void {
  const script = readFileSync(join(import.meta.dirname, '../web/push-worker.js'))
  server.get('/push-worker.js', (_, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(script),
  )
}

/** A person navigating, not a program asking for something that does not exist. */
function isPage({ method, url, headers }: FastifyRequest): boolean {
  const isProgram = /^\/(api|health|metrics|openapi|assets)(\/|$|\.)/.test(url)
  return method === 'GET' && !isProgram && (headers.accept ?? '').includes('text/html')
}

function builtShell(server: FastifyInstance) {
  const file = join(folder, 'index.html')
  if (!existsSync(file)) throw new Error('The pages are not built: run "npm run build" first.')
  const html = readFileSync(file, 'utf8')
  void server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: true, // the build wrote .br and .gz beside each file
    globIgnore: ['index.html', '.vite/**'],
    setHeaders: (reply, path) => {
      reply.header('cache-control', ageOf(path))
    },
  })
  return async () => html
}

function ageOf(path: string): string {
  if (path.includes('/assets/')) return `public, max-age=${A_YEAR_S}, immutable`
  // An older worker would keep an older release alive.
  return /\/offline-worker\.js(\.\w+)?$/.test(path) ? 'no-cache' : 'public, max-age=3600'
}

/** Development only: Vite answers for sources and its own client before our routes see the request. */
async function liveShell(server: FastifyInstance) {
  const { createServer } = await import('vite')
  const vite = await createServer({
    server: { middlewareMode: true, hmr: { server: server.server } },
    appType: 'custom',
  })
  server.addHook('onRequest', (request, reply, done) => {
    if (/^\/(api|health|metrics|openapi|docs|problems|dev)(\/|$|\.)/.test(request.url))
      return done()
    reply.header('content-security-policy', undefined) // Vite injects inline scripts
    vite.middlewares(request.raw, reply.raw, done)
  })
  server.addHook('onClose', () => vite.close())
  const source = readFileSync(join(import.meta.dirname, '../index.html'), 'utf8')
  return (url: string) => vite.transformIndexHtml(url, source)
}
