/** Checks a report without the server that made it: every hash, every chain, the seal, and the photos that lie beside it. */
import { createPublicKey, verify } from 'node:crypto'
import * as z from 'zod/mini'
import { inOrder } from '../../executions/standing/rules.ts'
import { canonical } from '../../executions/rules.ts'
import { type Finding, type ReportContent, type Seal, SealedReport } from './contract.ts'
import { chainDigest, fingerprint, sha256 } from './sealing.ts'

/** A file that lies in the folder of photos. */
export type Found = { name: string; sha256: string }
type Asked = {
  photos?: readonly Found[]
  /** The fingerprint that the house is known by. */
  key?: string | undefined
}

/** What was looked at, one sentence each. All of it is fine, or the report is not what was made. */
export function verifyReport(text: string, { photos, key }: Asked = {}): Finding[] {
  const read = readReport(text)
  if (typeof read === 'string') return [{ what: 'form', isFine: false, says: read }]
  const { content, seal } = read
  return [
    ...sealFindings(content, seal, key),
    ...chainFindings(content),
    ...listFindings(content),
    ...(photos ? photoFindings(content, photos) : []),
  ]
}

/** The facts exactly as they stand in the file: a shape would leave out what somebody has added. */
function readReport(text: string): SealedReport | string {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return 'This file is not JSON.'
  }
  const outcome = z.safeParse(SealedReport, given)
  if (outcome.success) return given as SealedReport
  const { path = [], message = '' } = outcome.error.issues[0] ?? {}
  return `This is not a report, or something is missing in it: ${path.join('.')} ${message}`
}

function sealFindings(content: ReportContent, seal: Seal, known: string | undefined): Finding[] {
  const isWhole = sha256(canonical(content)) === seal.digest
  const isSigned = signatureHolds(seal)
  const print = fingerprint(seal.key)
  const plain = (it: string) => it.replaceAll(/\s/g, '').toLowerCase()
  const findings: Finding[] = [
    {
      what: 'seal',
      isFine: isWhole,
      says: isWhole
        ? `The facts are those that were sealed (${seal.digest}).`
        : 'The facts were changed after they were sealed.',
    },
    {
      what: 'signature',
      isFine: isSigned,
      says: isSigned ? `Signed by the key ${print}.` : 'The signature does not fit the seal.',
    },
  ]
  if (known === undefined) return findings
  const isTheirs = plain(known) === plain(print)
  const says = isTheirs ? 'It is the key you know.' : `The key is ${print}, not ${known}.`
  return [...findings, { what: 'key', isFine: isTheirs, says }]
}

function signatureHolds({ digest, key, signature }: Seal): boolean {
  try {
    const read = Buffer.from(key, 'base64url')
    const publicKey = createPublicKey({ key: read, format: 'der', type: 'spki' })
    const isEd25519 = publicKey.asymmetricKeyType === 'ed25519'
    const sealing = Buffer.from(signature, 'base64url')
    return isEd25519 && verify(null, Buffer.from(digest), publicKey, sealing)
  } catch {
    return false // no key at all
  }
}

/** Each device's events are counted without a gap, and end at the link that its certificate names. */
function chainFindings({ execution, events, certificates }: ReportContent): Finding[] {
  const devices = [...new Set(events.map((it) => it.deviceId))]
  const certified = new Map(certificates.map((it) => [it.deviceId, it]))
  return devices.map((deviceId): Finding => {
    const own = events
      .filter((it) => it.deviceId === deviceId)
      .toSorted((a, b) => a.sequence - b.sequence)
    const gap = own.findIndex((it, i) => it.sequence !== i + 1)
    const certificate = certified.get(deviceId)
    const name = `device ${deviceId.slice(0, 8)}`
    const wrong = (what: Finding['what'], says: string): Finding => ({ what, isFine: false, says })
    if (gap >= 0) return wrong('chain', `Event ${gap + 1} of ${name} is missing.`)
    if (!certificate) return wrong('certificate', `There is no certificate for ${name}.`)
    const digest = chainDigest(execution.id, deviceId, own)
    if (certificate.events !== own.length || certificate.executionId !== execution.id)
      return wrong('certificate', `The certificate of ${name} speaks of other events.`)
    if (certificate.digest !== digest)
      return wrong('chain', `The chain of ${name} does not end where its certificate says.`)
    return { what: 'chain', isFine: true, says: `${own.length} events of ${name} are whole.` }
  })
}

/** The photos are those of the events, and those that were here are certified. */
function listFindings({ events, photos, certificates }: ReportContent): Finding[] {
  const taken = inOrder(events.filter((it) => it.refusal === null)).flatMap(({ what }) =>
    what.kind === 'photographed' ? [what] : [],
  )
  const said = new Map(taken.map((it) => [it.photoId, it.sha256]))
  const certified = new Map(
    certificates.flatMap((it) => it.files.map((file) => [file.photoId, file.sha256] as const)),
  )
  const wrong = photos.flatMap(({ photoId, name, sha256, isHere }): string[] => {
    if (said.get(photoId) !== sha256) return [`${name} is not the photo that was taken.`]
    const isCertified = certified.get(photoId) === sha256
    return isHere && !isCertified ? [`${name} is in no certificate.`] : []
  })
  const forgotten = taken.filter((it) => photos.every(({ photoId }) => photoId !== it.photoId))
  const says = [...wrong, ...forgotten.map((it) => `${it.name} was taken and is not listed.`)]
  if (says.length) return says.map((it) => ({ what: 'photo-list', isFine: false, says: it }))
  return [{ what: 'photo-list', isFine: true, says: `${photos.length} photos are listed.` }]
}

/** A photo is known by its hash, whatever its file is called; one that changed is found again by its name. */
function photoFindings({ photos }: ReportContent, files: readonly Found[]): Finding[] {
  const hashes = new Set(files.map((it) => it.sha256))
  const findings = photos
    .filter((it) => it.isHere && !hashes.has(it.sha256))
    .map(({ photoId, name, sha256 }): Finding => {
      const changed = files.find((it) =>
        [photoId, sha256, name].some((known) => it.name.includes(known)),
      )
      return changed
        ? { what: 'photo', isFine: false, says: `${name} (${changed.name}) was changed.` }
        : { what: 'photo-missing', isFine: false, says: `${name} (${photoId}) is not there.` }
    })
  if (findings.length) return findings
  const count = photos.filter((it) => it.isHere).length
  return [{ what: 'photo', isFine: true, says: `${count} photos are byte for byte those taken.` }]
}
