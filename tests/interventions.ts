/** An intervention of twelve steps and three photos each, as a device told it, for what is made of it afterwards. */
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type {
  ExecutionEvent,
  Happening,
  KeptEvent,
} from '#modules/maintenance/executions/contract.ts'
import { standings } from '#modules/maintenance/executions/standing/rules.ts'
import { ReportContent } from '#modules/maintenance/reports/proof/contract.ts'
import { chainDigest } from '#modules/maintenance/reports/proof/sealing.ts'
import type { Answer, Step, Validation } from '#modules/maintenance/steps/contract.ts'

const uuid = (group: number, n: number) =>
  `00000000-0000-4000-8${String(group).padStart(3, '0')}-${String(n).padStart(12, '0')}`
const [EXECUTION, DEVICE] = [uuid(1, 1), uuid(2, 1)]
const START = Date.parse('2026-11-21T08:00:00.000Z')
const at = (second: number) => new Date(START + second * 1000).toISOString()

const kinds: readonly [string, Validation, Answer | null][] = [
  ['Consignation DC et AC', { kind: 'checklist', items: [{ key: 'dc', text: 'Sectionneur DC' }, { key: 'ac', text: 'Disjoncteur AC' }] }, { kind: 'checklist', checked: ['dc', 'ac'] }],
  ['Attente de décharge', { kind: 'timer', seconds: 300 }, null],
  ['Vérification d’absence de tension', { kind: 'measure', unit: 'V', min: null, max: 2, instrument: 'multimètre' }, { kind: 'measure', value: 0.4 }],
  ['Photo du cadenas', { kind: 'photo', min: 1, max: 5 }, null],
  ['Isolement de la chaîne 3', { kind: 'measure', unit: 'MΩ', min: 1, max: null, instrument: 'mégohmmètre' }, { kind: 'measure', value: 1.25 }],
  ['État des connecteurs MC4', { kind: 'choice', options: [{ key: 'ok', text: 'Sain', isNonconform: false }, { key: 'burnt', text: 'Échauffé', isNonconform: true }] }, { kind: 'choice', option: 'burnt' }],
  ['Numéro de série de l’onduleur', { kind: 'scan', expected: '' }, { kind: 'scan', code: 'SN-😀-4471' }],
  ['Observation', { kind: 'text' }, { kind: 'text', text: '#panic("boum") $x$ @ref *gras* – rien à signaler' }],
  ['Resserrage du bornier', { kind: 'manual' }, null],
  ['Nettoyage des modules', { kind: 'manual' }, null],
  ['Remise en service', { kind: 'manual' }, null],
  ['Signature du client', { kind: 'signature', signer: 'Client' }, { kind: 'signature', name: 'Mme Peeters', strokes: [[100, 300, 200, 100, 300, 300, 420, 120], [500, 200]] }],
] // prettier-ignore

export const steps: Step[] = kinds.map(([title, validation], i) => ({
  key: `step-${i + 1}`,
  title,
  description: '',
  instructions: '',
  validation,
  isGate: i < 4,
  isCritical: i < 4,
  isRequired: true,
  isSkippable: false,
  isPhotoExempt: false,
  fileIds: [],
  sourcePage: null,
}))

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Noise does not shrink, like the grass and gravel of real photos. */
async function photo(n: number, size: number): Promise<Buffer> {
  const small = Math.ceil(size / 6)
  const pixels = Buffer.alloc(small * small * 3)
  let seed = n + 1
  for (let i = 0; i < pixels.length; i++) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    pixels[i] = (seed >> 16) & 255
  }
  return sharp(pixels, { raw: { width: small, height: small, channels: 3 } })
    .resize(size, size, { kernel: 'cubic' })
    .jpeg({ quality: 85 })
    .toBuffer()
}

type Told = { content: ReportContent; photos: Map<string, Buffer> }

/** `perStep` photos of `size` pixels each way. */
export async function intervention({ perStep = 3, size = 300 } = {}): Promise<Told> {
  const photos = new Map<string, Buffer>()
  const said: Happening[] = []
  for (const [i, { key: stepKey, validation }] of steps.entries()) {
    said.push({ kind: 'begun', stepKey })
    for (let n = 0; n < perStep; n++) {
      const photoId = uuid(3, i * perStep + n + 1)
      const bytes = await photo(i * perStep + n, size)
      photos.set(photoId, bytes)
      const facts = { photoId, sha256: sha256(bytes), bytes: bytes.length }
      said.push({ kind: 'photographed', stepKey, ...facts, name: `IMG_${1000 + photos.size}.jpg` })
    }
    const answer = kinds[i]![2]
    if (answer) said.push({ kind: 'answered', stepKey, answer, base: null })
    if (validation.kind === 'timer') said.push({ kind: 'timer-started', stepKey }, { kind: 'timer-ended', stepKey, elapsedMs: 312_000 }) // prettier-ignore
    if (i === 5) said.push({ kind: 'commented', stepKey, text: 'Connecteur noirci, à remplacer.', base: null }) // prettier-ignore
    said.push({ kind: i === 5 ? 'nonconform' : 'done', stepKey })
  }
  const events = said.map((what, i): KeptEvent => {
    const event: ExecutionEvent = {
      id: uuid(4, i + 1),
      deviceId: DEVICE,
      sequence: i + 1,
      deviceAt: at(i * 20),
      steadyMs: i * 20_000,
      what,
    }
    const kept = { memberId: uuid(5, 1), by: 'Amel Haddad', receivedAt: at(i * 20 + 4000) }
    return { ...event, ...kept, driftMs: null, refusal: null }
  })
  const files = [...photos].map(([photoId, bytes]) => ({ photoId, sha256: sha256(bytes) }))
  const standing = standings(steps, events, [])
  const listed = events.flatMap(
    ({ what }) =>
    what.kind === 'photographed' ? [{ ...what, kind: undefined, removedFor: null, isHere: true }] : [], // prettier-ignore
  )
  const content = ReportContent.parse({
    format: 'socle.report',
    edition: 1,
    reportId: uuid(6, 1),
    number: 1,
    madeAt: at(9000),
    house: { id: uuid(7, 1), name: 'Soleil du Brabant', timeZone: 'Europe/Brussels' },
    execution: {
      id: EXECUTION,
      state: 'completed',
      procedureId: uuid(8, 1),
      versionId: uuid(8, 2),
      version: 3,
      title: 'Maintenance annuelle de l’onduleur',
      technician: 'Amel Haddad',
      site: 'École du Parc, Nivelles',
      equipment: { name: 'Onduleur 2', serial: 'SN-😀-4471' },
      startedAt: at(0),
      completedAt: at(8000),
      workingMs: 5_640_000,
      intervals: [{ by: 'Amel Haddad', startedAt: at(0), endedAt: at(5640) }],
    },
    steps,
    standings: standing,
    events,
    conflicts: [],
    resolutions: [],
    amendments: [],
    photos: listed,
    analyses: [],
    clocks: [{ deviceId: DEVICE, driftMs: 10_800_000 }],
    certificates: [
      {
        executionId: EXECUTION,
        deviceId: DEVICE,
        events: events.length,
        digest: chainDigest(EXECUTION, DEVICE, events),
        files,
        issuedAt: at(8500),
      },
    ],
    follows: null,
  })
  return { content, photos }
}
