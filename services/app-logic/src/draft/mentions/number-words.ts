/** Numbers written as words, Russian, English and Spanish. */
const table = (rows: string): ReadonlyMap<string, number> =>
  new Map(
    rows.split(';').flatMap((row) => {
      const [value = '', forms = ''] = row.trim().split(':')
      return forms.split(' ').map((form) => [form, Number(value)] as const)
    }),
  )

const RU = table(
  '0:ноль ноля;1:один одна одно одну одного одной одним;2:два две двух двум двумя двое двоих;3:три трех трем тремя трое троих;4:четыре четырех четырем четырьмя;5:пять пяти пятью;6:шесть шести шестью;7:семь семи семью;8:восемь восьми восемью;9:девять девяти девятью;10:десять десяти десятью;11:одиннадцать одиннадцати;12:двенадцать двенадцати;13:тринадцать тринадцати;14:четырнадцать четырнадцати;15:пятнадцать пятнадцати;16:шестнадцать шестнадцати;17:семнадцать семнадцати;18:восемнадцать восемнадцати;19:девятнадцать девятнадцати;20:двадцать двадцати двадцатью;30:тридцать тридцати тридцатью;40:сорок сорока;50:пятьдесят пятидесяти пятьюдесятью;60:шестьдесят шестидесяти;70:семьдесят семидесяти;80:восемьдесят восьмидесяти;90:девяносто девяноста;100:сто ста;200:двести двухсот двумястами двумстам;300:триста трехсот;400:четыреста четырехсот;500:пятьсот пятисот;600:шестьсот шестисот;700:семьсот семисот;800:восемьсот восьмисот;900:девятьсот девятисот',
)
const EN = table(
  '0:zero;1:one;2:two;3:three;4:four;5:five;6:six;7:seven;8:eight;9:nine;10:ten;11:eleven;12:twelve dozen;13:thirteen;14:fourteen;15:fifteen;16:sixteen;17:seventeen;18:eighteen;19:nineteen;20:twenty;30:thirty;40:forty fourty;50:fifty;60:sixty;70:seventy;80:eighty;90:ninety',
)
const ES = table(
  '0:cero;1:un uno una;2:dos;3:tres;4:cuatro;5:cinco;6:seis;7:siete;8:ocho;9:nueve;10:diez;11:once;12:doce docena;13:trece;14:catorce;15:quince;16:dieciseis;17:diecisiete;18:dieciocho;19:diecinueve;20:veinte;21:veintiuno veintiun veintiuna;22:veintidos;23:veintitres;24:veinticuatro;25:veinticinco;26:veintiseis;27:veintisiete;28:veintiocho;29:veintinueve;30:treinta;40:cuarenta;50:cincuenta;60:sesenta;70:setenta;80:ochenta;90:noventa;100:cien ciento;200:doscientos doscientas;300:trescientos trescientas;400:cuatrocientos cuatrocientas;500:quinientos quinientas;600:seiscientos seiscientas;700:setecientos setecientas;800:ochocientos ochocientas;900:novecientos novecientas',
)
const SCALE = table(
  '100:hundred;1000:тысяча тысячи тысяч тысячу thousand mil;1000000:миллион миллиона миллионов million millon millones',
)
const ORDINALS = table(
  '1:первое первого first primero;2:второе второго second;3:третье третьего third;4:четвертое четвертого fourth;5:пятое пятого fifth;6:шестое шестого sixth;7:седьмое седьмого seventh;8:восьмое восьмого eighth;9:девятое девятого ninth;10:десятое десятого tenth;11:одиннадцатое одиннадцатого eleventh;12:двенадцатое двенадцатого twelfth;13:тринадцатое тринадцатого thirteenth;14:четырнадцатое четырнадцатого fourteenth;15:пятнадцатое пятнадцатого fifteenth;16:шестнадцатое шестнадцатого sixteenth;17:семнадцатое семнадцатого seventeenth;18:восемнадцатое восемнадцатого eighteenth;19:девятнадцатое девятнадцатого nineteenth;20:двадцатое двадцатого twentieth;30:тридцатое тридцатого thirtieth',
)

export interface NumberWords {
  /** The text with each written-out number replaced by digits, padded to the same length. */
  readonly text: string
  /** Where words stood. */
  readonly spelled: ReadonlySet<number>
}

interface Word {
  readonly word: string
  readonly from: number
  readonly to: number
}

/**
 * Writes numbers that stand as words in digits, in place. "One" stays a word: it is mostly an article or a pronoun.
 *
 * @param text lower case, without accents; its length and offsets are kept
 * @param ordinals also "seventeenth": only sensible where a month stands beside it, so they are tried there alone
 */
export function digitsForWords(text: string): NumberWords {
  const spelled = new Set<number>()
  let result = text
  for (const run of runsOf(text)) {
    const value = numberOf(run.map(({ word }) => word))
    const first = run[0]
    const last = run.at(-1)
    if (value === null || first === undefined || last === undefined || value < 2) continue
    const width = last.to - first.from
    const digits = String(value)
    if (digits.length > width) continue
    result = result.slice(0, first.from) + digits.padEnd(width) + result.slice(last.to)
    spelled.add(first.from)
  }
  return { text: ordinalDays(result), spelled }
}

const MONTH_BESIDE =
  '(?:of\\s+|de\\s+)?(?:янв|фев|мар|апр|ма[йяе]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)'
const TENS_BEFORE: Readonly<Record<string, number>> = {
  двадцать: 20,
  тридцать: 30,
  twenty: 20,
  thirty: 30,
  '20': 20,
  '30': 30,
}
const ORDINAL_DAY = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(двадцать|тридцать|twenty|thirty|20|30)[\\s-]+)?(${[...ORDINALS.keys()].join('|')})(?=\\s+${MONTH_BESIDE})`,
  'gu',
)

function ordinalDays(text: string): string {
  return text.replace(ORDINAL_DAY, (whole, tens: string | undefined, unit: string) =>
    String((tens === undefined ? 0 : (TENS_BEFORE[tens] ?? 0)) + (ORDINALS.get(unit) ?? 0)).padEnd(whole.length),
  )
}

const isNumberWord = (word: string): boolean => RU.has(word) || EN.has(word) || ES.has(word) || SCALE.has(word)

/** Words of numbers that stand together: "twenty-five", "две тысячи девятьсот", "treinta y cinco". */
function runsOf(text: string): Word[][] {
  const english = !/[ñáéíóú]|(?<!\p{L})(?:de|la|el|los|las|que|para|con|una?)(?!\p{L})/u.test(text)
  const runs: Word[][] = []
  let run: Word[] = []
  const close = () => {
    if (run.length > 0) runs.push(run)
    run = []
  }
  for (const hit of text.matchAll(/\p{L}+/gu)) {
    const word = { word: hit[0], from: hit.index, to: hit.index + hit[0].length }
    const gap = run.length === 0 ? '' : text.slice(run.at(-1)?.to, word.from)
    if (!isNumberWord(word.word) || (english && word.word === 'once') || isPercentWord(word, text)) {
      if (!(word.word === 'y' || word.word === 'and') || run.length === 0) close()
      continue
    }
    if (run.length > 0 && !joins(run.at(-1)?.word ?? '', word.word, gap)) close()
    run.push(word)
  }
  close()
  // A scale alone ("thousands", "тысяч" after digits) is no number of its own.
  return runs.filter((each) => each.some(({ word }) => !SCALE.has(word)) || each[0]?.word === 'mil')
}

/** "Por ciento" is a unit, not a hundred. */
const isPercentWord = ({ word, from }: Word, text: string): boolean =>
  word === 'ciento' && text.slice(0, from).endsWith('por ')

const plain = (word: string): number => RU.get(word) ?? EN.get(word) ?? ES.get(word) ?? 0

function joins(before: string, word: string, gap: string): boolean {
  if (!/^(?:\s|-|\s+(?:y|and)\s+)$/.test(gap)) return false
  if (SCALE.has(word) || SCALE.has(before)) return true
  const a = plain(before)
  const b = plain(word)
  const conjunction = /y|and/.test(gap)
  if (conjunction && !(a >= 20 && a < 100 && b < 10 && ES.has(before)) && a < 100) return false
  return a > b && ((a >= 20 && a < 100 && b < 10) || (a >= 100 && b < 100))
}

function numberOf(run: readonly string[]): number | null {
  let total = 0
  let group = 0
  for (const word of run) {
    const scale = SCALE.get(word)
    if (scale === undefined) group += plain(word)
    else if (scale === 100) group = Math.max(group, 1) * 100
    else {
      total += Math.max(group, 1) * scale
      group = 0
    }
  }
  return total + group
}
