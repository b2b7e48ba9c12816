import { defineCore, every, on, onDownload, onPiece, outside, whenOutside } from '#kernel/module.ts'
import * as files from './contract.ts'
import { examineHeld, finish } from './examination.ts'
import { readOwn, removeOwn } from './files.ts'
import { limits } from './limits.ts'
import { linkOwn, linksOf, readContent } from './links.ts'
import files001 from './migrations/001-files.ts'
import { forget, gather } from './personal.ts'
import { makePictures } from './pictures.ts'
import { readPicture, readPublished } from './publications.ts'
import { eraseAll, reconcile, sweep } from './sweeping.ts'
import { fileTables } from './tables.ts'
import { begin, receive } from './uploads.ts'

const place = { tables: fileTables, migrations: [files001] }
const everybody = ['files.upload', 'files.read']
/** A virus scanner that is away for days must not lose the files that wait for it. */
const patient = { attempts: 200 }

/** Files of workspaces and of accounts: brought in pieces, examined, kept once, private unless published. */
export default defineCore({
  name: 'files',
  uses: ['plans'],
  workspace: place,
  registry: place,
  roles: {
    owner: everybody,
    admin: everybody,
    staff: everybody,
    member: everybody,
    viewer: ['files.read'],
  },
  limits,
  routes: [
    on(files.beginUpload, begin),
    on(files.readFile, readOwn),
    onPiece(files.sendPiece, receive),
    outside(files.finishUpload, finish),
    on(files.removeFile, removeOwn),
    on(files.beginOwnUpload, begin),
    on(files.readOwnFile, readOwn),
    onPiece(files.sendOwnPiece, receive),
    outside(files.finishOwnUpload, finish),
    on(files.removeOwnFile, removeOwn),
    outside(files.linkFile, linkOwn),
    on(files.listFileLinks, linksOf),
    onDownload(files.readContent, readContent),
    onDownload(files.readPublished, readPublished),
    onDownload(files.readPicture, readPicture),
  ],
  jobs: [
    whenOutside('files/make-pictures', files.fileAccepted, (ctx, { fileId }) =>
      makePictures(ctx, fileId),
    ),
    whenOutside('files/examine-held', files.fileHeld, examineHeld, patient),
    every('files/sweep', '23 * * * *', sweep),
    every('files/sweep-accounts', '27 * * * *', sweep, { inRegistry: true }),
    every('files/reconcile', '11 4 * * *', reconcile),
    every('files/reconcile-accounts', '19 4 * * *', reconcile, { inRegistry: true }),
  ],
  ports: [files.storage, files.scanner, files.linkKeys],
  personal: {
    tables: ['files', 'fileLinks', 'filePublications'],
    gather,
    forget,
  },
  erase: eraseAll,
})
