import { PDFDocument, StandardFonts, rgb, type PDFFont } from 'pdf-lib'
import type { Authority } from '../../../base/authority.ts'
import type { Language } from '../../../base/language.ts'
import type { Instant } from '../../../journal/kernel.ts'
import type { Certificate } from './certificate.ts'

/* A certificate as one page of paper. Points: 72 to an inch; an A4 page has 595 × 842. */

const [width, height, edge] = [595, 842, 64]
const ink = rgb(0.1, 0.1, 0.12)
const soft = rgb(0.35, 0.36, 0.4)

/**
 * The certificate as a PDF. Its fonts are those that every reader has, with the letters of Western Europe: others lose their marks
 * (Ł becomes L), and what cannot be written at all stands on the page only, which the number leads to.
 */
export async function certificateFile(certificate: Certificate, { authority, language, at }: { authority: Authority; language: Language; at: Instant }): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.setTitle(certificate.heading)
  pdf.setLanguage(language)
  pdf.setAuthor(authority.name)
  pdf.setCreationDate(new Date(at))
  pdf.setModificationDate(new Date(at))
  const [plain, bold] = await Promise.all([pdf.embedFont(StandardFonts.Helvetica), pdf.embedFont(StandardFonts.HelveticaBold)])
  let page = pdf.addPage([width, height])
  let y = height - edge
  const write = (text: string, font: PDFFont, size: number, color = ink, left = edge): void => {
    for (const line of linesOf(written(text, font), font, size, width - edge - left)) {
      if (y < edge) {
        page = pdf.addPage([width, height])
        y = height - edge
      }
      page.drawText(line, { x: left, y, size, font, color })
      y -= size * 1.4
    }
  }
  write(authority.name, bold, 12)
  write(authority.contact.address, plain, 10, soft)
  y -= 36
  write(certificate.heading, bold, 18)
  y -= 8
  write(certificate.says, plain, 11)
  y -= 14
  for (const { name, value } of [...certificate.rows, ...(certificate.applicant && canWrite(certificate.applicant.value, plain) ? [certificate.applicant] : [])]) {
    write(name, plain, 9, soft)
    write(value, plain, 11)
    y -= 8
  }
  for (const { title, text } of certificate.parts) {
    y -= 8
    write(title, bold, 12)
    write(text, plain, 11)
  }
  y -= 22
  write(certificate.made, plain, 9, soft)
  if (certificate.example) write(certificate.example, plain, 9, soft)
  return pdf.save()
}

/** Letters that are no letter with a mark. */
const others: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', ħ: 'h', Ħ: 'H', '\u2060': '', '\u202f': ' ', '\u00a0': ' ', '\u2011': '-' }

/** A text in the letters that a font has. */
function written(text: string, font: PDFFont): string {
  const has = new Set(font.getCharacterSet())
  return Array.from(text.normalize('NFC').replace(/\s+/g, sign => (sign.includes('\u00a0') || sign.includes('\u202f') ? '\u00a0' : ' ')), (sign) => {
    if (has.has(sign.codePointAt(0)!)) return sign
    const plain = others[sign] ?? sign.normalize('NFD').replace(/\p{M}/gu, '')
    return Array.from(plain).every(one => has.has(one.codePointAt(0)!)) ? plain : '?'
  }).join('')
}

const canWrite = (text: string, font: PDFFont): boolean => !written(text, font).includes('?') || text.includes('?')

/** Breaks at spaces; a word that is wider than the page is left as it is. */
function linesOf(text: string, font: PDFFont, size: number, room: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && font.widthOfTextAtSize(longer, size) <= room) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
