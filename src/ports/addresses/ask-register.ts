/** How long somebody who types is kept waiting for a suggestion. */
export const patience = 1500

/**
 * Fetches JSON of a register; `null` for whatever goes wrong: gone, slow, an error, too much, no JSON. Failing is silent here on
 * purpose, for a suggestion that does not come is no fault of the person's, and its address must not stand in a log.
 */
export async function askRegister(url: URL, milliseconds: number): Promise<unknown> {
  try {
    const answer = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'error', signal: AbortSignal.timeout(milliseconds) })
    if (!answer.ok || !answer.body) return null
    let text = ''
    const decoder = new TextDecoder()
    for await (const piece of answer.body) {
      text += decoder.decode(piece, { stream: true })
      if (text.length > most) return null
    }
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

const most = 200_000
