/** Is it alive, is it ready, and how is it doing. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { Forbidden } from '#kernel/contract.ts'
import { isLocalCall } from './guard.ts'
import type { Serving } from './http.ts'

export function serveHealth(
  server: FastifyInstance,
  { app, config, drain }: Serving,
  sockets: { count(): number },
): void {
  server.get('/health/live', async () => ({ status: 'live' }))
  server.get('/health/ready', async (_, reply) => {
    if (drain.isOn) return reply.code(503).send({ status: 'stopping', database: app.dialect })
    try {
      await app.jobs.counts()
      // A bus that is down makes live updates slower, and nothing else: the node stays in service.
      return { status: 'ready', database: app.dialect, live: app.live.bus.state() }
    } catch (error) {
      app.log.error({ err: error }, 'the database does not answer')
      return reply.code(503).send({ status: 'not-ready', database: app.dialect })
    }
  })

  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  // Sums that Prometheus takes for counters; what they add up is there by kind.
  for (const it of ['handles', 'requests', 'resources'])
    metrics.removeSingleMetric(`nodejs_active_${it}_total`)
  const seconds = new Histogram({
    name: 'socle_http_request_duration_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
    registers: [metrics],
  })
  const oldest = new Gauge({
    name: 'socle_jobs_oldest_seconds',
    help: 'How long the oldest due job has been waiting.',
    registers: [metrics],
  })
  new Gauge({
    name: 'socle_jobs',
    help: 'Jobs in the queue, by state.',
    labelNames: ['state'],
    registers: [metrics],
    async collect() {
      const { ready, running, dead, oldestMs } = await app.jobs.counts()
      this.set({ state: 'ready' }, ready)
      this.set({ state: 'running' }, running)
      this.set({ state: 'dead' }, dead)
      oldest.set(oldestMs / 1000)
    },
  })
  new Gauge({
    name: 'socle_live_connections',
    help: 'Live connections that are open on this node.',
    registers: [metrics],
    collect() {
      this.set(sockets.count())
    },
  })
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe(
      { method: request.method, route, status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
    done()
  })
  server.get('/metrics', async (request, reply) => {
    const isKnown =
      config.metricsToken && request.headers.authorization === `Bearer ${config.metricsToken}`
    if (!isKnown && !isLocalCall(request)) throw Forbidden({ needs: 'metrics' })
    return reply.type(metrics.contentType).send(await metrics.metrics())
  })
}
