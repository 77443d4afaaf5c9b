import type { Plugin } from 'vite'

export function precompileJsx(): Plugin
export function precompile(code: string): { code: string; map: object } | null
