import { messageOf } from '@outrider/shared'
import { ModelError } from './model-failure.ts'
import type { OllamaClient } from './ollama-client.ts'

/** What a look at the server showed. */
export interface ServerReport {
  /** It answers, is new enough and has the model. */
  readonly usable: boolean
  /** One line for the log. */
  readonly why: string
  /** Of the weights behind the tag; tags move. Null when unknown. */
  readonly digest: string | null
  /** What works, and not as it should. */
  readonly warnings: readonly string[]
}

/** Since this version a question that does not fit is refused instead of silently cut (`truncate`, `shift`). */
export const OLDEST_OLLAMA = '0.12.6'
const LOOK_MS = 5_000

/** Looks whether the model can be used. Loads nothing, takes seconds at most, never throws. */
export async function inspectServer(client: OllamaClient): Promise<ServerReport> {
  try {
    return await inspect(client, AbortSignal.timeout(LOOK_MS))
  } catch (error) {
    const { host, model } = client.settings
    const missing = error instanceof ModelError && error.failure === 'missing'
    return unusable(
      missing
        ? `MODEL_MISSING: Ollama at ${shown(host)} does not have ${model} (ollama pull ${model})`
        : `MODEL_UNREACHABLE: Ollama at ${shown(host)} does not answer (${messageOf(error)})`,
    )
  }
}

async function inspect(client: OllamaClient, signal: AbortSignal): Promise<ServerReport> {
  const { model, numCtx, host } = client.settings
  const version = await client.version(signal)
  if (isOlder(version, OLDEST_OLLAMA))
    return unusable(`Ollama ${version} at ${shown(host)} is too old: ${OLDEST_OLLAMA} or newer is needed`)
  const { capabilities, remote } = await client.show(signal)
  const installed = (await client.installed(signal)).find(({ name }) => isSameTag(name, model))
  if (remote || installed?.remote)
    return unusable(`${model} runs in a cloud: mail of prospects stays on your own machines`)
  if (capabilities.length > 0 && !capabilities.includes('completion')) return unusable(`${model} cannot write text`)
  const running = (await client.running(signal)).find(({ name }) => isSameTag(name, model))
  const digest = installed?.digest || null
  return {
    usable: true,
    why: `ollama brain: ${model} (${digest?.slice(0, 12) ?? 'unknown digest'}) on Ollama ${version} at ${shown(host)}`,
    digest,
    warnings: contextWarnings(running?.contextLength ?? null, numCtx),
  }
}

function contextWarnings(contextLength: number | null, numCtx: number): string[] {
  if (contextLength === null || contextLength >= numCtx) return []
  return [
    `the model has a context of ${contextLength} tokens, not ${numCtx}: long replies are read by the offline brain (see OLLAMA_NUM_CTX)`,
  ]
}

const unusable = (why: string): ServerReport => ({ usable: false, why, digest: null, warnings: [] })

function isSameTag(a: string, b: string): boolean {
  const whole = (name: string) => (/:[^/]+$/.test(name) ? name : `${name}:latest`)
  return whole(a) === whole(b)
}

function isOlder(version: string, least: string): boolean {
  const numbers = (text: string) => text.split(/[.-]/).map((part) => Number.parseInt(part, 10))
  const [have, need] = [numbers(version), numbers(least)]
  // A version that is no version (a build of one's own, "0.0.0") is not judged.
  if (have.slice(0, 3).some(Number.isNaN) || have.slice(0, 3).every((part) => part === 0)) return false
  for (let i = 0; i < need.length; i += 1) {
    const difference = (have[i] ?? 0) - (need[i] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

/** Without the user name and password that an address may carry. */
function shown(host: string): string {
  return host.replace(/\/\/[^/@]*@/, '//')
}
