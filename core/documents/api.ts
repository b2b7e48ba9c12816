/** What other parts may ask of documents. */
export { renderPdf, type Paper, type Printed } from './printing/printing.ts'
