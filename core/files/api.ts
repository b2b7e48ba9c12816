/** What other parts may ask of files. */
export { damagedObjects, type KeptObject, keptObjects } from './copies.ts'
export { releaseFile, useFile } from './files.ts'
export { linkTo } from './links.ts'
export { preparePicture } from './pictures.ts'
export { pictureAddress, publishedAddress, publishFile, withdrawFile } from './publications.ts'
