import { verbatim } from '../../../../base/text.ts'

/** What programs are told when something does not go, in English. */
export const en = {
  Unreadable: { title: 'This cannot be read', todo: 'Send JSON in UTF-8: one object, not deeper than 12 levels and with 2,000 entries at most. Nothing was done.' },
  KeyMissing: { title: 'The key of the request is missing', todo: 'Send the header Idempotency-Key with a random UUID (version 4 or 7), made anew for each request. With it, sending again counts once.' },
  CodeMissing: { title: 'The secret code is missing', todo: `Send the header “${verbatim('Authorization: Bearer')}” with the 12 characters of the secret code. The code never stands in the address.` },
  NotFound: { title: 'There is nothing here', todo: 'Check the address: the authority, the id of the service. The list of services names those that there are.' },
  WrongCode: { title: 'This number and this code do not belong together', todo: 'Compare both with what was handed out when the request was filed. After five tries, wait a quarter of an hour.' },
  NotAllowed: { title: 'This cannot be done here', todo: 'The header Allow names what this address takes.' },
  KeyUsed: { title: 'This key stands for another request', todo: 'Make a new key for a new request. To send the same one again, send exactly the same answers.' },
  Closed: { title: 'The service takes nothing now', todo: 'Its opening says from when and until when requests can be sent.' },
  Refused: { title: 'This could not be done', todo: 'It is not possible as things stand. Nothing was changed.' },
  TooLarge: { title: 'This is too long', todo: 'Send 256 kB at most. Nothing was done.' },
  NotJson: { title: 'Only JSON can be read here', todo: 'Send the body as application/json, not compressed. Nothing was done.' },
  NotMultipart: { title: 'Only a form with a file can be read here', todo: 'Send the file as multipart/form-data, in the field “file”. Nothing was kept.' },
  Unusable: { title: 'Something in the request must be mended', todo: 'The list errors names each place and what to do. Nothing was filed.' },
  Throttled: { title: 'Too many calls in a short time', todo: 'Wait as long as the header Retry-After says. Nothing is lost.' },
  Failed: { title: 'Something went wrong on our side', todo: 'Send it again with the same key: it counts once. If it goes on, tell the authority the reference.' },
  Busy: { title: 'The service is busy', todo: 'Wait as long as the header Retry-After says, then send it again with the same key: it counts once.' },
}
