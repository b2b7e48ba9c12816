/** A PDF of plain lines, the first of each page as a heading: what a manufacturer's notice is to a reader. */

/** The shortest file that every reader takes; Helvetica is in all of them. */
export function paper(...pages: readonly (readonly string[])[]): Buffer {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '']
  const kids = pages.map((lines) => {
    const text = lines
      .map((it, i) => `BT /F1 ${i === 0 ? 18 : 11} Tf 50 ${780 - i * 24} Td (${plain(it)}) Tj ET`)
      .join('\n')
    const content = objects.push(`<</Length ${text.length}>>\nstream\n${text}\nendstream`)
    const font = '<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>'
    const box = '/MediaBox[0 0 595 842]'
    return objects.push(
      `<</Type/Page/Parent 2 0 R${box}/Contents ${content} 0 R/Resources<</Font${font}>>>>`,
    )
  })
  const list = kids.map((it) => `${it} 0 R`).join(' ')
  objects[1] = `<</Type/Pages/Count ${kids.length}/Kids[${list}]>>`
  let written = '%PDF-1.4\n'
  const places = objects.map((it, i) => {
    const at = written.length
    written += `${i + 1} 0 obj\n${it}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const start = written.length
  const size = objects.length + 1
  written += `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`
  written += `trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`
  return Buffer.from(written, 'latin1')
}

/** One byte a letter, and nothing that ends a text of the format. */
const plain = (text: string) =>
  text
    .replaceAll('’', "'")
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(/[\\()]/g, '\\$&')
    .replaceAll(/[^\u0020-\u00ff]/g, '?')
