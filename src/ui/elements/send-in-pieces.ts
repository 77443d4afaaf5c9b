export type Sending = {
  /** The address that takes files (tus 1.0), and the form's token. */
  readonly to: string
  readonly csrf: string
  readonly file: File
  /** Names the file in this tab, so that the same one goes on where it broke off after the page was loaded anew. No name of a file is written down. */
  readonly key: string
  /** How much has arrived, from 0 to 1. */
  progress(part: number): void
  /** The line is cut: it will be tried again. */
  cut(): void
}

export type Kept = { readonly file: string; readonly name: string; readonly bytes: number; readonly error?: string }

const version = { 'tus-resumable': '1.0.0' }
/** Waits between tries, in milliseconds; after the last, the file is given up. Half an hour in all: a tunnel, a night train. */
const waits = [500, 1000, 2000, 4000, 8000, 15_000, ...Array<number>(58).fill(30_000)]

/**
 * Sends a file by the tus protocol: begun once, continued from where the server says that it stands, however often the line
 * breaks. Throws where the server refuses, or does not come back.
 */
export async function sendInPieces(s: Sending): Promise<Kept> {
  const remembered = `pv-upload ${s.to} ${s.key}`
  let address = sessionStorage.getItem(remembered)
  let offset = 0
  let known = address === null
  for (let fails = 0; ; ) {
    try {
      if (!known) {
        offset = await offsetOf(s, address!)
        known = true
      }
      if (address === null) {
        address = await begin(s)
        sessionStorage.setItem(remembered, address)
        offset = 0
      }
      const before = offset
      const kept = await add(s, address, offset, (arrived) => {
        offset = Math.max(offset, arrived)
        // What got through counts: only lines that let nothing pass are given up.
        if (offset > before) fails = 0
      })
      sessionStorage.removeItem(remembered)
      return kept
    } catch (problem) {
      if (problem === gone) {
        sessionStorage.removeItem(remembered)
        address = null
        known = true
        // Something is wrong with what is begun: a second new start would go the same way.
        if (fails++ > 3) throw problem
        continue
      }
      if (problem !== broken || fails >= waits.length) throw problem
      s.cut()
      await pause(waits[fails++]!)
      known = address === null
    }
  }
}

/** The line broke, or the server is busy: the same again later. */
const broken = new Error('broken')
/** The server knows nothing of it any more: from the beginning. */
const gone = new Error('gone')

async function begin({ to, csrf, file }: Sending): Promise<string> {
  const name = btoa(Array.from(new TextEncoder().encode(file.name), (byte) => String.fromCharCode(byte)).join(''))
  const answer = await ask(to, 'POST', { ...version, 'x-csrf': csrf, 'upload-length': String(file.size), 'upload-metadata': `filename ${name}` })
  const place = answer.headers.get('location')
  if (answer.status !== 201 || !place) throw refusal(answer.status)
  return new URL(place, to).href
}

async function offsetOf({ csrf, file }: Sending, address: string): Promise<number> {
  const answer = await ask(address, 'HEAD', { ...version, 'x-csrf': csrf })
  if (answer.status !== 200) throw answer.status === 404 || answer.status === 410 ? gone : refusal(answer.status)
  if (Number(answer.headers.get('upload-length')) !== file.size) throw gone
  return Number(answer.headers.get('upload-offset'))
}

/** By XMLHttpRequest: `fetch` cannot tell how much has left. */
function add({ csrf, file, progress }: Sending, address: string, offset: number, arrived: (offset: number) => void): Promise<Kept> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PATCH', address)
    for (const [name, value] of Object.entries({ ...version, 'x-csrf': csrf, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' })) request.setRequestHeader(name, value)
    const told = (bytes: number) => progress(file.size === 0 ? 1 : (offset + bytes) / file.size)
    told(0)
    request.upload.onprogress = ({ loaded }) => {
      told(loaded)
      arrived(offset + loaded)
    }
    request.onload = () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as Kept)
      else reject(request.status === 404 || request.status === 410 ? gone : request.status === 204 ? broken : refusal(request.status))
    }
    request.onerror = request.onabort = request.ontimeout = () => reject(broken)
    request.send(file.slice(offset))
  })
}

async function ask(address: string, method: string, headers: Record<string, string>): Promise<Response> {
  try {
    return await fetch(address, { method, headers, cache: 'no-store' })
  } catch {
    throw broken
  }
}

/** 409 and 423: somebody (this page before it was cut) still writes there. */
const refusal = (status: number): Error => (status >= 500 || [408, 409, 423].includes(status) ? broken : new Error(String(status)))

/** Waits, but not longer than until the line is back. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    addEventListener('online', done)
  })
}
