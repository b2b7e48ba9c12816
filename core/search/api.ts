/** What other parts may ask of search. */
export { findDocuments, type Finding, readDocuments } from './finding.ts'
export { type Indexed, indexDocument, unindexDocument } from './indexing.ts'
