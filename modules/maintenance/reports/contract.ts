/** The words of reports: what was done on site as a document that anybody can check, and a link for the customer. */
import * as z from 'zod/mini'
import {
  download,
  endpoint,
  event,
  KeyReused,
  NotFound,
  Ordinal,
  problem,
  topic,
  WrongState,
} from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { Sha256 } from '../executions/contract.ts'

/** How long a customer may read by a link, when nobody says otherwise. */
export const LINK_DAYS = 90
export const MOST_LINK_DAYS = 730
/** Of one report, whether they still lead somewhere or not. */
export const MOST_LINKS = 50

export const ReportState = z.enum(['making', 'ready', 'failed'])
export type ReportState = z.output<typeof ReportState>

/** It was changed on its way, was taken back, or was never one of ours. */
export const ReportLinkWrong = problem('reports/link-wrong', 404)
export const ReportLinkOver = problem('reports/link-over', 410)
export const TooManyReportLinks = problem<{ max: number }>('reports/too-many-links', 409)

const Form = z._default(z.enum(['pdf', 'json']), 'pdf')
const One = z.object({ reportId: z.uuid() })

export const Report = z.object({
  id: z.uuid(),
  executionId: z.uuid(),
  /** 1, and one more with every amendment. */
  number: Ordinal,
  state: ReportState,
  /** Of a hundred, while it is made. */
  progress: Ordinal,
  title: z.string(),
  /** Of the procedure. */
  version: Ordinal,
  technician: z.string(),
  site: z.nullable(z.string()),
  equipment: z.nullable(z.string()),
  completedAt: z.nullable(Instant),
  askedAt: Instant,
  steps: Ordinal,
  nonconform: Ordinal,
  photos: Ordinal,
  pages: z.nullable(Ordinal),
  /** Of the PDF; null when there is none. */
  pdfBytes: z.nullable(z.int()),
  jsonBytes: z.nullable(z.int()),
  /** Of the facts, as `socle verify` counts it. */
  digest: z.nullable(Sha256),
  /** The code of the problem: why it failed, or why there is no PDF. */
  fault: z.nullable(z.string()),
  /** A later one of the same execution is there. */
  isSuperseded: z.boolean(),
})
export type Report = z.output<typeof Report>

export const ReportView = z.object({
  ...Report.shape,
  /** Which of our keys signed it; what a customer compares. */
  signedBy: z.nullable(z.string()),
  mayShare: z.boolean(),
  mayRetry: z.boolean(),
})
export type ReportView = z.output<typeof ReportView>

/** Newest first: mine, or everybody's for who oversees. */
export const listReports = endpoint('GET /reports', {
  may: 'reports.read',
  input: z.object({ executionId: z.optional(z.uuid()), ...paging }),
  reply: pageOf(Report),
})
export const readReport = endpoint('GET /reports/{reportId}', {
  may: 'reports.read',
  input: One,
  reply: ReportView,
})
export const downloadReport = download('GET /reports/{reportId}/file', {
  may: 'reports.read',
  input: z.object({ reportId: z.uuid(), form: Form }),
  reply: z.unknown(),
  rate: { max: 600, windowMs: HOUR },
})
/** What failed is made again. */
export const retryReport = endpoint('POST /reports/{reportId}/retry', {
  may: 'reports.share',
  input: One,
  reply: ReportView,
  problems: [NotFound, WrongState],
  rate: { max: 60, windowMs: HOUR },
})

// ── links for customers ─────────────────────────────────────────────────────────────────────────

export const ReportLink = z.object({
  id: z.uuid(),
  /** For whom it was made. */
  name: z.string(),
  url: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  revokedAt: z.nullable(Instant),
  /** It leads somewhere now. */
  isLive: z.boolean(),
  opened: Ordinal,
  openedAt: z.nullable(Instant),
})
export type ReportLink = z.output<typeof ReportLink>

export const listReportLinks = endpoint('GET /reports/{reportId}/links', {
  may: 'reports.share',
  input: z.object({ reportId: z.uuid(), ...paging }),
  reply: pageOf(ReportLink),
})
export const shareReport = endpoint('POST /reports/{reportId}/links', {
  may: 'reports.share',
  input: z.object({
    id: z.optional(z.uuid()),
    reportId: z.uuid(),
    name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
    days: z._default(z.int().check(z.minimum(1), z.maximum(MOST_LINK_DAYS)), LINK_DAYS),
  }),
  reply: ReportLink,
  status: 201,
  problems: [NotFound, WrongState, TooManyReportLinks, KeyReused],
})
/** Leads nowhere from now on. Safe to repeat. */
export const revokeReportLink = endpoint('POST /reports/{reportId}/links/{linkId}/revoke', {
  may: 'reports.share',
  input: z.object({ reportId: z.uuid(), linkId: z.uuid() }),
  reply: ReportLink,
})
/** Who opened it by a link, and what they took along; newest first. */
export const listReportVisits = endpoint('GET /reports/{reportId}/visits', {
  may: 'reports.share',
  input: z.object({ reportId: z.uuid(), ...paging }),
  reply: pageOf(
    z.object({
      id: z.uuid(),
      name: z.string(),
      what: z.enum(['page', 'pdf', 'json']),
      at: Instant,
    }),
  ),
})

const Token = z.string().check(z.minLength(1), z.maxLength(300))
const anybody = { may: 'anyone', rate: { max: 240, windowMs: HOUR } } as const

/** What a customer sees: no name of ours but the technician's, and nothing that leads further. */
export const SharedReport = z.object({
  house: z.string(),
  colour: z.nullable(z.string()),
  number: Ordinal,
  title: z.string(),
  version: Ordinal,
  technician: z.string(),
  site: z.nullable(z.string()),
  equipment: z.nullable(z.string()),
  completedAt: z.nullable(Instant),
  steps: Ordinal,
  nonconform: Ordinal,
  photos: Ordinal,
  pdfBytes: z.nullable(z.int()),
  jsonBytes: z.nullable(z.int()),
  digest: z.nullable(Sha256),
  signedBy: z.nullable(z.string()),
  expiresAt: Instant,
  /** A later report corrects this one. */
  isSuperseded: z.boolean(),
})
export type SharedReport = z.output<typeof SharedReport>

/** Written down each time, without who: only which link it was. */
export const openSharedReport = endpoint('POST /reports/shared', {
  ...anybody,
  input: z.object({ token: Token }),
  reply: SharedReport,
  problems: [ReportLinkWrong, ReportLinkOver],
  evenClosed: true,
})
export const downloadSharedReport = download('GET /reports/shared/file', {
  ...anybody,
  input: z.object({ token: Token, form: Form }),
  reply: z.unknown(),
  problems: [ReportLinkWrong, ReportLinkOver],
})

// ── what happened ───────────────────────────────────────────────────────────────────────────────

export const reportAsked = event('reports/asked', z.object({ reportId: z.uuid() }))
/** A report is on its way: read it anew. */
export const reportChanged = topic('reports/all', {
  may: 'reports.read',
  of: 'workspace',
  payload: z.object({ reportId: z.uuid() }),
})
