/** Papers for tests of documents: small, readable, and as real programs make them. */
import { strToU8, zipSync } from 'fflate'

const contract = [
  'SUPPLY CONTRACT No 14',
  '',
  'Kyiv, 21 November 2026',
  '',
  'Acme LLC (the Supplier) and Olena Kovalenko (the Buyer) have agreed as follows.',
  '',
  '1. The Supplier delivers the goods named in the specification, which is a part of this contract.',
  '2. The price is 120 000.00 UAH, value added tax included.',
  '3. The Buyer pays within ten banking days of delivery.',
  '4. Delivery is to 12 Shevchenka street, Lviv, no later than 1 December 2026.',
  '5. Title and risk pass with the signing of the delivery note.',
  '6. The contract holds from its signing by both parties until 31 December 2027.',
  '7. It may be changed only by a supplementary agreement.',
]

/** One page of text in a font that every reader brings along. */
export function contractPdf(): Uint8Array {
  const lines = contract.map(
    (line, index) => `${index === 0 ? '/F1 17 Tf' : '/F1 11 Tf'} 1 0 0 1 64 ${760 - index * 24} Tm (${line.replace(/[()\\]/g, '\\$&')}) Tj`,
  )
  const content = `BT\n${lines.join('\n')}\nET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
  ]
  let text = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${offset.toString().padStart(10, '0')} 00000 n \n`).join('')
  return strToU8(`${text}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`)
}

/** The least that an office program takes for a .docx. */
export function letterDocx(): Uint8Array {
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  const office = 'http://schemas.openxmlformats.org'
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${xml}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${xml}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(
      `${xml}<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Лист про наміри: сторони домовилися про поставку.</w:t></w:r></w:p></w:body></w:document>`,
    ),
  })
}
