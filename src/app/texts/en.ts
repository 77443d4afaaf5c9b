/** The roof's own words in English. */
export const en = {
  frontTitle: 'Choose an authority',
  frontLead: 'Each authority has its own services. Choose yours.',
  frontNone: 'No authority is open here yet.',
  example: 'example',
  reference: 'Error reference',
  referenceUse: 'Give this reference if you call us: it helps us find the cause. It says nothing about you.',
  back: 'Back to the page',
  home: 'Go to the home page',
  requests: 'My requests',
  errors: {
    address: {
      title: 'This address can’t be read',
      what: 'A part of the address is missing, or there is one too many.',
      safe: 'Nothing was sent or changed.',
      todo: 'Check the address, or start from the home page.',
    },
    forbidden: {
      title: 'The form could not be accepted',
      what: 'The page was open for too long, or the browser does not accept our cookies. So we can’t check that it was really you who sent it.',
      safe: 'Nothing was sent. What was saved before is still there.',
      todo: 'Go back: what you wrote is most likely still there. Copy long texts, reload the page, then send it again.',
    },
    missing: {
      title: 'This page does not exist',
      what: 'The address is wrong, the page was removed, or only someone else may see it.',
      safe: 'Your requests are not affected.',
      todo: 'Check the address. Looking for a request? Open it in “My requests”, with its number and secret code.',
    },
    gone: {
      title: 'This page is no longer here',
      what: 'A link was used before, or its time is over. A request that was begun and not sent is erased on the day that was announced.',
      safe: 'The requests that you have sent are not affected.',
      todo: 'Ask for a new link, begin the request again, or open it with its number and code if you had sent it.',
    },
    large: {
      title: 'What you sent is too long',
      what: 'The form is larger than 256 kB.',
      safe: 'Nothing was sent.',
      todo: 'Go back, shorten the text, then send it again.',
    },
    format: {
      title: 'This can’t be read',
      what: 'This address only takes the forms of our pages.',
      safe: 'Nothing was sent.',
      todo: 'Go back and send the form of the page.',
    },
    refused: {
      title: 'This could not be done',
      what: 'What you asked for is no longer possible as things stand.',
      safe: 'Nothing was changed.',
      todo: 'Go back to the page: it shows what is possible now.',
    },
    often: {
      title: 'Too many attempts',
      what: 'There were many attempts in a short time. We pause to protect accounts and requests.',
      safe: 'Nothing is lost, and nothing is locked for long.',
      todo: 'Wait a few minutes, then try again. Is it urgent? Call us.',
    },
    failed: {
      title: 'Something went wrong on our side',
      what: 'The mistake is ours, not yours. It has been noted.',
      safe: 'What was saved before is safe. What you sent last may not have arrived.',
      todo: 'Go back and try again: sending twice counts once. If it goes on, call us with the reference.',
    },
    busy: {
      title: 'The service is busy',
      what: 'We can’t answer right now.',
      safe: 'What was saved before is safe.',
      todo: 'Wait a minute, then reload the page. Sending twice counts once.',
    },
  },
}
