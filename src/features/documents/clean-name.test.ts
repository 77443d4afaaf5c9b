import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStoredFile } from '../../engines/forms/stored-file.ts'
import { cleanName } from './clean-name.ts'

test.each([
  ['Quittance août 2026.pdf', 'application/pdf', 'Quittance août 2026.pdf'],
  ['IMG_0001.JPEG', 'image/jpeg', 'IMG_0001.JPEG'],
  ['C:\\Users\\lou\\photo.png', 'image/png', 'photo.png'],
  ['../../etc/passwd', 'text/plain', 'passwd.txt'],
  ['photo.jpg.exe', 'image/jpeg', 'photo.jpg.exe.jpg'],
  ['facture.html', 'application/pdf', 'facture.html.pdf'],
  ['a\u202egpj.exe', 'image/jpeg', 'agpj.exe.jpg'],
  ['a\u0000b\r\nc\u200b.pdf', 'application/pdf', 'abc.pdf'],
  ['<img src=x onerror=alert(1)>.png', 'image/png', '_img src=x onerror=alert(1)_.png'],
  ['"; filename="evil.exe', 'application/pdf', '_; filename=_evil.exe.pdf'],
  ['.htaccess', 'text/plain', 'htaccess.txt'],
  ['...', 'application/pdf', 'document.pdf'],
  ['', 'image/heic', 'document.heic'],
  ['.pdf', 'application/pdf', 'pdf.pdf'],
  ['e\u0301te\u0301.txt', 'text/plain', 'été.txt'],
  ['x'.repeat(300) + '.pdf', 'application/pdf', 'x'.repeat(116) + '.pdf'],
])('%j as %s becomes %j', (name, type, expected) => expect(cleanName(name, type)).toBe(expected))

test('whatever a file was called, its name can be stored, is short, ends as its content does, and stays when cleaned again', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 200 })), fc.constantFrom('application/pdf', 'image/jpeg', 'text/plain'), (name, type) => {
    const clean = cleanName(name, type)
    expect(isStoredFile({ file: '0'.repeat(64), name: clean, type, bytes: 1 })).toBe(true)
    expect(clean.length).toBeLessThanOrEqual(121)
    expect(clean).toMatch(/[^.\s/\\]\.[a-z]+$/iu)
    expect(clean).not.toMatch(/[\u202a-\u202e\u2066-\u2069/\\<>"\0]/u)
    expect(cleanName(clean, type)).toBe(clean)
  }))
})
