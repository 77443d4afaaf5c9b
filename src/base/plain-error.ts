/** An error's message for logs and lists: quoted text is left out, for it may be what a person typed (PostgreSQL quotes values). */
export function plainError(error: unknown): string {
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : typeof error
  return message.replace(/"[^"]*"|«[^»]*»|'[^']*'|\([^)]*\)=\([^)]*\)/g, '…').slice(0, 300)
}
