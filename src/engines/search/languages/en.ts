import type { SearchLanguage } from '../language.ts'

/** Plurals first, then -ing and -ed, then a silent e. */
function stem(word: string): string {
  if (word.length < 4) return word
  let root = word
  if (root.endsWith('ies') && root.length > 4) root = `${root.slice(0, -3)}y`
  else if (/(?:s|x|z|ch|sh)es$/.test(root)) root = root.slice(0, -2)
  else if (root.endsWith('s') && !/(?:ss|us|is)$/.test(root)) root = root.slice(0, -1)
  root = root.replace(/(?<=.{3})(?:ing|ed)$/, '')
  if (root.length > 3 && root.at(-1) === root.at(-2) && !/[sl]$/.test(root)) root = root.slice(0, -1)
  return root.replace(/(?<=.{3})e$/, '')
}

export const en: SearchLanguage = {
  stem,
  compounds: false,
  idle: new Set((
    'about am an and any apply application are as at be by can could do does for from get getting give have hello help how if in into is it its me my need needs new of on or our out please request '
    + 'so some that the their them there this to up us want wants was we what when where which who will with would you your re ve ll don doesn isn'
  ).split(' ')),
  said: [
    'council tax: rates, local tax, tax bill',
    'waste, refuse, recycling: bin, rubbish, trash, garbage, dustbin, wheelie bin, tip, dump, bulky',
    'resident parking, parking permit, visitor parking: park, car, street parking, parking badge, parking space',
    'birth certificate: birth papers, copy of birth',
    'vehicle registration: log book, logbook, v5c, car papers',
    'passport, identity card, identity papers: id, id card, papers',
    'busking, street performance: music, sing, guitar, street musician, perform, buskers',
    'event licence, temporary event: party, street party, alcohol, festival, fair, ten',
    'library: books, borrow, reading',
    'digital inclusion, online, digital skills: computer, internet, wifi, laptop, email, device, data',
    'street problem, street fault, pothole: pot hole, hole in the road, street light, lamp, fly tipping, graffiti, pavement, dog mess, litter',
    'job seeker, jobseeker: unemployed, jobless, job centre, dole, out of work, looking for work, find a job',
    'workspace, working space, home-working: desk, office, coworking, hot desk, place to work',
    'grant, funding: money, sponsorship, financial help',
    'association, community group: charity, club, voluntary',
    'open call, call for proposals: tender, bid, proposal, competition, submission',
    'school meals, canteen: lunch, dinner, school food, free meals',
    'after-school, childcare: breakfast club, babysitting, nursery',
    'tree felling, felling: cut down a tree, chop, prune, tree removal',
    'business: shop, company, firm, trade, self-employed, start up',
    'instalments, payment plan, payment schedule: pay later, debt, arrears, bill, pay monthly, spread the cost, bailiff',
    'housing: council house, flat, rent, homeless',
    'death: died, funeral, burial, bereavement, cremation',
    'change of address, moving home: move, moved, new address, moving house',
    'public space, occupation of public space: scaffolding, skip, terrace, tables and chairs, stall, food truck',
    'greening, planting: garden, flowers, plant a tree, tree pit',
    'telework, remote work: work from home, home office',
    'blue badge: disabled parking, handicap',
    'transport card, travel card: bus, train, oyster, fare, ticket, pass',
    'apprentice: apprenticeship, trainee',
    'access to your file, access to your record: my data, see my file, freedom of information, subject access',
    'tablet, laptop: pc, ipad',
    'fault, incident: broken, not working, bug',
  ],
}
