/** A document of a few pages to look at the viewer with; the smallest PDF that every reader opens. */
export function samplePdf(pages: number): Uint8Array {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const kids = Array.from({ length: pages }, (_, index) => `${4 + index * 2} 0 R`).join(' ')
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`)
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>')
  for (let page = 1; page <= pages; page++) {
    const lines = [
      `SUPPLY CONTRACT No 14`,
      '',
      `Page ${page} of ${pages}`,
      '',
      ...Array.from({ length: 24 }, (_, line) => `${page}.${line + 1} The supplier delivers the goods, and the buyer pays for them within ten days.`),
    ]
    const text = `BT /F1 12 Tf 72 770 Td 20 TL ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length + 2} 0 R >>`)
    add(`<< /Length ${text.length} >>\nstream\n${text}\nendstream`)
  }
  let file = '%PDF-1.7\n'
  const offsets = objects.map((body, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return new TextEncoder().encode(file)
}
