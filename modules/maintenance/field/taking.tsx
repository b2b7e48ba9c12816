/** A photo from the camera, and what is taken for one. */
import type { Step } from '../steps/contract.ts'

export const MOST_PHOTO_BYTES = 40_000_000
const QUALITY = 0.92

export const canTakePhotos = () =>
  typeof navigator.mediaDevices?.getUserMedia === 'function' && globalThis.isSecureContext

const beginnings: readonly (readonly number[])[] = [
  [0xff, 0xd8, 0xff], // JPEG
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0x52, 0x49, 0x46, 0x46], // WebP
]

/** By its first bytes: what the server would send away is said here, while the thing is still in front of the person. */
export function isPhoto(bytes: ArrayBuffer): boolean {
  const first = new Uint8Array(bytes.slice(0, 4))
  return beginnings.some((known) => known.every((it, i) => first[i] === it))
}

export const photoName = ({ key }: Step, number: number) => `${key}-${number}.jpg`

/** In the camera's full size where the browser can, else as large as the picture on the screen. */
export async function takePhoto(video: HTMLVideoElement): Promise<Blob> {
  const track = (video.srcObject as MediaStream).getVideoTracks()[0]
  const Capture = (globalThis as { ImageCapture?: new (of: MediaStreamTrack) => Capturing })
    .ImageCapture
  if (Capture && track) {
    const taken = await new Capture(track).takePhoto().catch(() => null)
    if (taken && taken.type === 'image/jpeg') return taken
  }
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')!.drawImage(video, 0, 0)
  return blobOf(canvas, 'image/jpeg')
}

type Capturing = { takePhoto(): Promise<Blob> }

export const blobOf = (canvas: HTMLCanvasElement, type: string) =>
  new Promise<Blob>((resolve, reject) =>
    canvas.toBlob((it) => (it ? resolve(it) : reject(new Error('no picture'))), type, QUALITY),
  )
