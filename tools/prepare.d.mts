export const root: string
export function install(): void
export function build(): void
export function runBuild(): number
export function writeStamp(stamp: string): void
export function sourceStamp(): string
