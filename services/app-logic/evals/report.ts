import { INTENTS } from '@outrider/shared/domain'
import type { ModelMetrics } from '../src/llm/model-metrics.ts'
import type { Evaluation, Measure, Scores } from './score-readings.ts'

const WIDTH = 15
const TEXT_SHOWN = 110

/** A report for a person: one column for all replies and one for each language. */
export function report(title: string, evaluation: Evaluation, options: { confusions: number }): string {
  const columns: Array<[string, Scores]> = [['all', evaluation.all], ...Object.entries(evaluation.byLanguage)]
  const row = (name: string, value: (scores: Scores) => string) =>
    `${name.padEnd(22)}${columns.map(([, scores]) => value(scores).padStart(WIDTH)).join('')}`
  const lines = [
    title,
    row('', () => '').trimEnd() + columns.map(([name]) => name.padStart(WIDTH)).join(''),
    row('replies', (scores) => String(scores.count)),
    row('exact set', (scores) => figure(scores.exactSet)),
    row('macro-F1', (scores) => figure(scores.macroF1)),
    '',
    `${''.padEnd(22)}${columns.map(() => 'P    R    F1'.padStart(WIDTH)).join('')}`,
    ...INTENTS.map((intent) => row(intent, (scores) => measures(scores.intents[intent]))),
    row('explicit opt-out', (scores) => measures(scores.explicitOptOut)),
    '',
    row('redirect exact', (scores) => figure(scores.redirect)),
    row('until exact', (scores) => figure(scores.until)),
    row('until within 3 days', (scores) => figure(scores.untilWithinThreeDays)),
    '',
    `time per reply: p50 ${evaluation.msP50.toFixed(2)} ms, p95 ${evaluation.msP95.toFixed(2)} ms`,
    ...commonConfusions(evaluation),
    ...confusionLines(evaluation, options.confusions),
  ]
  return `${lines.join('\n')}\n`
}

/** What the model cost, and how often the offline brain had to answer for it, over all sets. */
export function modelReport(metrics: ModelMetrics): string {
  const { calls, retries, promptTokens, answerTokens, milliseconds, loadMilliseconds, fallbacks, disputes } = metrics
  const failures = Object.entries(metrics.failures).filter(([, count]) => count > 0)
  const each = (total: number) => (calls === 0 ? '–' : (total / calls).toFixed(0))
  return [
    `model: ${calls} calls (${retries} repeated), ${promptTokens} tokens read (${each(promptTokens)} a call), ${answerTokens} written (${each(answerTokens)})`,
    `       ${(milliseconds / 1000).toFixed(1)} s in all (${each(milliseconds)} ms a call), ${(loadMilliseconds / 1000).toFixed(1)} s of them loading`,
    `       offline brain in its place: ${fallbacks.understand}${failures.length === 0 ? '' : ` (${failures.map(([failure, count]) => `${failure} ${count}`).join(', ')})`}`,
    `       readings disputed: stop ${disputes.stop}, redirect ${disputes.redirect}`,
    '',
  ].join('\n')
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(3)
}

function measures({ precision, recall, f1 }: Measure): string {
  return [precision, recall, f1].map((value) => value.toFixed(2)).join(' ')
}

const MOST_COMMON = 8

function commonConfusions({ confusions }: Evaluation): string[] {
  const counts = new Map<string, number>()
  for (const { expected, found } of confusions) {
    const pair = `${expected} → ${found}`
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  const common = [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST_COMMON)
  if (common.length === 0) return []
  return [
    '',
    `labels or explicit opt-out (!) read otherwise: ${confusions.length}, most often`,
    ...common.map(([pair, count]) => `  ${String(count).padStart(4)}  ${pair}`),
  ]
}

function confusionLines(evaluation: Evaluation, limit: number): string[] {
  if (limit <= 0 || evaluation.confusions.length === 0) return []
  const shown = evaluation.confusions.slice(0, limit)
  return [
    '',
    `texts read otherwise (${shown.length} of ${evaluation.confusions.length}):`,
    ...shown.map(({ id, expected, found, text }) => {
      const oneLine = text.replaceAll(/\s+/gu, ' ').trim()
      const clipped = oneLine.length > TEXT_SHOWN ? `${oneLine.slice(0, TEXT_SHOWN)}…` : oneLine
      return `  ${id}  ${expected} → ${found}  ${clipped}`
    }),
  ]
}
