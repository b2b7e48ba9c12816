import { createHash, randomBytes } from 'node:crypto'
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { ObjectMissing } from '#core/files/contract.ts'
import { startBucket } from './simulator.ts'
import { s3Storage } from './storage.ts'

const bucket = await startBucket()
afterAll(() => bucket.close())
beforeEach(() => {
  bucket.become('right')
  bucket.objects.clear()
  bucket.uploads.clear()
  bucket.asked.length = 0
})
const storage = s3Storage(bucket.url, { partBytes: 100_000 })

async function* chunks(bytes: Buffer, size = 7000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const all = async (bytes: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(bytes))
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test.each([0, 1, 99_999, 100_000, 100_001, 1_000_000])(
  '%i bytes come back as they went',
  async (size) => {
    const bytes = randomBytes(size)
    await storage.put('w1/ab/cd/x.blob', chunks(bytes), size)
    expect(await storage.size('w1/ab/cd/x.blob')).toBe(size)
    expect(hash(await all(storage.read('w1/ab/cd/x.blob')))).toBe(hash(bytes))
    const [part] = [bytes.subarray(10, 21)]
    if (size > 21)
      expect(await all(storage.read('w1/ab/cd/x.blob', { start: 10, end: 20 }))).toEqual(part)
    expect(bucket.asked.some((it) => it.startsWith('PUT part of'))).toBe(size > 100_000)
  },
)

test('what is not there is missing, and is removed without complaint', async () => {
  expect(await storage.size('w1/nothing')).toBe(null)
  await expect(all(storage.read('w1/nothing'))).rejects.toThrow(ObjectMissing)
  await storage.remove('w1/nothing')
})

test('a list has every page of its place and nothing beside', async () => {
  for (const key of ['w1/a', 'w1/b', 'w1/c', 'w1/d', 'w1/e', 'w2/a'])
    await storage.put(key, chunks(Buffer.from(key)), 4)
  const found = await Array.fromAsync(storage.list('w1/'))
  expect(found.map((it) => it.key)).toEqual(['w1/a', 'w1/b', 'w1/c', 'w1/d', 'w1/e'])
  expect(found.every((it) => it.bytes === 4 && it.changedAt.getTime() > 0)).toBe(true)
})

test('fewer or more bytes than announced leave nothing', async () => {
  for (const [real, said] of [
    [10, 11],
    [300_000, 300_001],
    [300_001, 300_000],
  ] as const)
    await expect(storage.put('w1/x', chunks(Buffer.alloc(real)), said)).rejects.toThrow(
      'instead of',
    )
  expect([bucket.objects.size, bucket.uploads.size]).toEqual([0, 0])
})

test('a busy bucket is asked again; a cut answer and a lying end are faults', async () => {
  bucket.become('busy once')
  await storage.put('w1/x', chunks(Buffer.alloc(10)), 10)
  expect(await storage.size('w1/x')).toBe(10)
  bucket.become('cutting')
  await expect(all(storage.read('w1/x'))).rejects.toThrow()
  bucket.become('failing to join')
  await expect(storage.put('w1/y', chunks(Buffer.alloc(300_000)), 300_000)).rejects.toThrow(
    'InternalError',
  )
  expect([bucket.objects.has('w1/y'), bucket.uploads.size]).toEqual([false, 0])
})

test('the sweep ends uploads that a crash left', async () => {
  bucket.uploads.set('left', { key: 'w1/x', parts: new Map(), at: new Date('2026-01-01') })
  bucket.uploads.set('running', { key: 'w1/y', parts: new Map(), at: new Date() })
  await storage.sweep(new Date('2026-06-01'))
  expect([...bucket.uploads.keys()]).toEqual(['running'])
})

test('a wrong secret, no signature and a changed request are refused', async () => {
  const url = new URL(bucket.url)
  url.password = 'wrong'
  await expect(s3Storage(url.href).size('w1/x')).rejects.toThrow('403')
  url.username = 'NOBODY'
  await expect(s3Storage(url.href).put('w1/x', chunks(Buffer.alloc(3)), 3)).rejects.toThrow(
    'InvalidAccessKeyId',
  )
  expect((await fetch(`${bucket.endpoint}/bucket/w1/x`)).status).toBe(403)
})

test('Amazon’s own client is understood by this bucket, and reads what we wrote', async () => {
  const { endpoint, credentials } = bucket
  const theirs = (secretAccessKey = credentials.secretAccessKey) =>
    new S3Client({
      endpoint,
      region: 'eu-west-3',
      forcePathStyle: true,
      maxAttempts: 1,
      credentials: { ...credentials, secretAccessKey },
    })
  const sdk = theirs()
  await storage.put('w1/ours', chunks(Buffer.from('écrit ici')), 10)
  const read = await sdk.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'w1/ours' }))
  expect(await read.Body!.transformToString()).toBe('écrit ici')

  const Key = 'w1/é à (1)!.txt'
  await sdk.send(new PutObjectCommand({ Bucket: 'bucket', Key, Body: 'bonjour' }))
  expect(bucket.objects.get(Key)?.bytes.toString()).toBe('bonjour')
  const big = { Bucket: 'bucket', Key: 'w1/theirs' }
  const { UploadId } = await sdk.send(new CreateMultipartUploadCommand(big))
  const part = { ...big, UploadId, PartNumber: 1, Body: Buffer.from('en une partie') }
  const { ETag } = await sdk.send(new UploadPartCommand(part))
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] }
  await sdk.send(new CompleteMultipartUploadCommand({ ...big, UploadId, MultipartUpload }))
  await expect(
    theirs('wrong').send(new PutObjectCommand({ Bucket: 'bucket', Key, Body: 'x' })),
  ).rejects.toThrow()
  expect(bucket.objects.get(Key)?.bytes.toString()).toBe('bonjour')
  sdk.destroy()
})
