/** What other parts may ask of files. */
export { damagedObjects, type KeptObject, keptObjects } from './copies.ts'
export { hashOf, releaseFile, useFile } from './files.ts'
export { linkTo } from './links.ts'
export { keepMade, openFile } from './making.ts'
export { makePictures, preparePicture } from './pictures.ts'
export { pictureAddress, publishedAddress, publishFile, withdrawFile } from './publications.ts'
