import { blank, matches, type Span } from './mask.ts'

/** A time of day. More than one candidate where morning or afternoon is not said. */
export interface TimeMention extends Span {
  readonly kind: 'time'
  /** Minutes since midnight. */
  readonly candidates: readonly number[]
  readonly doubtful: boolean
}

const AM = '(?:a\\.?\\s?m\\.?|утра|de la manana|in the morning)'
const PM = '(?:p\\.?\\s?m\\.?|дня|вечера|de la tarde|de la noche|in the afternoon|in the evening)'
const HALF_DAY = `(?:\\s*(?:часа?|часов|ч\\.?)?\\s*(${AM}|${PM})(?!\\p{L}))?`
const CLOCK = new RegExp(
  `(?<![\\p{L}\\p{N}.,:/+]|utc|gmt)([01]?\\d|2[0-4])[:h]([0-5]\\d)(?:\\s?h(?:s|rs)?(?!\\p{L}))?(?!\\d|:\\d)${HALF_DAY}`,
  'gu',
)
const DOTTED =
  /(?<![\p{L}\p{N}.,:/]|[$€£₽]\s?)([01]?\d|2[0-3])\.([0-5]\d)(?![\d.]|\s*(?:%|₽|€|\$|£|руб|р\.|тыс|млн|евро|долл|usd|eur|mxn|pesos|euros|dollars|percent|процент|por ciento))(?:\s?(?:h|hs|hrs|ч)(?!\p{L}))?/gu
const HOUR_HALF = new RegExp(
  `(?<![\\p{L}\\p{N}.,:/+])([01]?\\d|2[0-3])\\s*(?:часа?|часов|ч\\.?|o'clock|h)?\\s*(${AM}|${PM})(?!\\p{L})`,
  'gu',
)
const HOUR_SUFFIX = /(?<![\p{L}\p{N}.,:/+-])([01]?\d|2[0-3])\s?(?:h|hs|hrs|o'clock)(?!\p{L})/gu
const AT_HOUR =
  /(?<=(?:^|[^\p{L}])(?:в|к|at|a\s+las?|at around|around|около)\s)([01]?\d|2[0-3])(?:\s+y\s+(media|cuarto))?(?:\s+(?:час(?:а|ов)?|horas))?(?!\.\d)(?=\s*(?:$|[.,;!?)(\n—-]|(?:и|или|по|у|and|or|on|y|o|el|hora|in|your|moscow|msk|мск|во?|in the|de|est[ae]|завтра|tomorrow|works?|suits?|ok|удоб\p{L}+|подойд\p{L}+|подход\p{L}+)(?!\p{L})))/gu
const HOURS_RANGE =
  /(?<=(?:^|[^\p{L}])(?:с|from|de|desde(?:\s+las)?|между|between|entre(?:\s+las)?)\s)([01]?\d|2[0-4])\s*(?:до|to|till|until|и|and|a|hasta|y)(?:\s+las)?\s+([01]?\d|2[0-4])(?=\s*(?:$|[.,;!?)(\n]|(?:по|час\p{L}*|h|hours?|horas|moscow|msk|мск|hora)(?!\p{L})))/gu
const HALF_PAST = /(?<!\p{L})(half past|quarter past|quarter to)\s+(1[0-2]|[1-9]|one)(?!\d)/gu
const HALF_OF =
  /(?<!\p{L})(?:в |к )?(?:половин[еуа]\s+|пол)(первого|второго|третьего|четвертого|пятого|шестого|седьмого|восьмого|девятого|десятого|одиннадцатого|двенадцатого)(?!\p{L})/gu
const HALF_HOURS =
  'первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого'.split(
    ' ',
  )
const HOURS_DASH =
  /(?<![\p{L}\p{N}.,:/+-])([01]?\d|2[0-4])\s?h?\s*(?:[-—]|a|to|до|по)\s*([01]?\d|2[0-4])(?=\s?(?:h|hs|hrs|ч)(?!\p{L}))/gu
const NOON = /(?<!\p{L})(полдень|полудню?|noon|midday|mediodia)(?!\p{L})/gu

/** Times of day of a flattened text; digits that may be something else are marked as doubtful. */
export function timeMentions(text: string): TimeMention[] {
  const found: TimeMention[] = []
  let rest = text
  const take = (pattern: RegExp, read: (hit: RegExpExecArray) => { candidates: number[]; doubtful?: boolean }) => {
    const hits = matches(rest, pattern).map(({ from, to, hit }) => ({
      kind: 'time' as const,
      from,
      to,
      doubtful: false,
      ...read(hit),
    }))
    found.push(...hits)
    rest = blank(rest, hits)
  }
  take(HALF_PAST, (hit) => ({ candidates: pastOf(hit[1] ?? '', Number(hit[2])) }))
  take(HALF_OF, (hit) => ({ candidates: halfOf(hit[1] ?? '') }))
  take(CLOCK, (hit) => ({ candidates: clockOf(hit[1], hit[2], hit[3]) }))
  const ranges = [...matches(rest, HOURS_RANGE), ...matches(rest, HOURS_DASH)]
  found.push(...ranges.flatMap(({ from, to, hit }) => rangeMentions(from, to, hit[1] ?? '', hit[2] ?? '')))
  rest = blank(rest, ranges)
  // "3 дня" is three days as well as three in the afternoon.
  take(HOUR_HALF, (hit) => ({ candidates: clockOf(hit[1], '0', hit[2]), doubtful: hit[2] === 'дня' }))
  take(HOUR_SUFFIX, (hit) => ({ candidates: clockOf(hit[1], '0', undefined), doubtful: true }))
  take(AT_HOUR, (hit) => ({
    candidates: clockOf(hit[1], hit[2] === 'media' ? '30' : hit[2] === 'cuarto' ? '15' : '0', undefined),
  }))
  take(NOON, () => ({ candidates: [720] }))
  return found
}

/** `11.30`: a time, where it is not a date or a number. */
export function dottedTimes(text: string): TimeMention[] {
  return matches(text, DOTTED).map(({ from, to, hit }) => ({
    kind: 'time',
    from,
    to,
    candidates: clockOf(hit[1], hit[2], undefined),
    doubtful: true,
  }))
}

/** Both ends of "9 to 18", each where it stands. It may be a range of anything, too. */
function rangeMentions(from: number, to: number, first: string, second: string): TimeMention[] {
  const ends = [
    { from, to: from + first.length, hour: first },
    { from: to - second.length, to, hour: second },
  ]
  return ends.map(({ hour, ...place }) => ({
    kind: 'time',
    ...place,
    doubtful: true,
    candidates: clockOf(hour, '0', undefined),
  }))
}

function pastOf(part: string, hour: number): number[] {
  const minutes =
    (Number.isNaN(hour) ? 1 : hour) * 60 +
    { 'half past': 30, 'quarter past': 15, 'quarter to': -15 }[part as 'half past']
  return [minutes, minutes + 720]
}

/** "В половине третьего" is half an hour before three. */
function halfOf(hour: string): number[] {
  const minutes = HALF_HOURS.indexOf(hour) * 60 + 30
  return [minutes, minutes + 720]
}

function clockOf(hours: string | undefined, minutes: string | undefined, half: string | undefined): number[] {
  const hour = Number(hours) % 24
  const rest = Number(minutes ?? 0)
  if (half !== undefined) {
    const afternoon = /^(?:p|дня|вечера|de la (?:tarde|noche)|in the (?:afternoon|evening))/.test(half)
    return [((hour % 12) + (afternoon || hour > 12 ? 12 : 0)) * 60 + rest]
  }
  // "At 3" may be either; "03:00" and "15:00" say which.
  return hour >= 1 && hour <= 7 && (hours ?? '').length === 1
    ? [hour * 60 + rest, (hour + 12) * 60 + rest]
    : [hour * 60 + rest]
}
