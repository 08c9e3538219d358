/**
 * The date grammar: patterns over rows of symbols (see `tagging.ts`) and the periods they stand for.
 */
import { addMonths, civilOf } from './calendar.ts'
import { nextFeast, nextHolidays, nextPublicHoliday } from './feasts.ts'
import {
  bareSpan,
  day,
  dayFeast,
  decade,
  feast,
  fiscalYear,
  type GrammarContext,
  half,
  halfFrom,
  halfOf,
  inMonth,
  monthFrom,
  monthOf,
  nthWeek,
  type Period,
  partOfThisMonth,
  quarterFrom,
  quarterOf,
  range,
  season,
  span,
  upcoming,
  upcomingDay,
  week,
  weekdayFrom,
  yearOf,
} from './periods.ts'

export type Rule = readonly [
  RegExp,
  (groups: readonly (string | undefined)[], context: GrammarContext, month: number | null) => Period | null,
]

const YEAR = String.raw`(?:(?:, )?#(20\d\d) (?:Uy )?|(NEXT) Uy |Uy (NEXT) |THIS Uy )?`
const N = String.raw`#(\d+(?:\.5)?) `
const UNIT = '(?:WD )?U(d|w|m|q|qm|y|h|f) '
const APPROX = '(?:BY |AND )*'

const RANGE = '(?:- |UNTIL |TO |AND |BY |NOTBEFORE )'

const SOURCES: readonly (readonly [string, Rule[1]])[] = [
  ['DATE ', () => null],
  // Days of a month, and ranges of them.
  [
    `(?:FROM |BETWEEN )?#(\\d+)o? ${RANGE}#(\\d+)o? (?:NUMBERWORD )?M(\\d+) ${YEAR}`,
    (g, c) =>
      range(
        upcoming(Number(g[2]), Number(g[0]), c, g[3]) ?? null,
        upcoming(Number(g[2]), Number(g[1]), c, g[3], Boolean(g[4] ?? g[5])),
      ),
  ],
  [
    `(?:FROM )?M(\\d+) #(\\d+)o? ${RANGE}#(\\d+)o? `,
    (g, c) => range(upcoming(Number(g[0]), Number(g[1]), c), upcoming(Number(g[0]), Number(g[2]), c)),
  ],
  [
    `FROM #(\\d+)o? (?:M(\\d+) )?${RANGE}#(\\d+)o? M(\\d+) `,
    (g, c) => range(upcoming(Number(g[1] ?? g[3]), Number(g[0]), c), upcoming(Number(g[3]), Number(g[2]), c)),
  ],
  [
    `FROM #(\\d+)o? ${RANGE}#(\\d+)o? (?:NUMBERWORD )?`,
    (g, c, m) => range(upcomingDay(Number(g[0]), c, m), upcomingDay(Number(g[1]), c, m)),
  ],
  [`#(\\d+)o ${RANGE}#(\\d+)o `, (g, c, m) => range(upcomingDay(Number(g[0]), c, m), upcomingDay(Number(g[1]), c, m))],
  [
    `(?:D\\d (?:, )?)?#(\\d+)o? (?:NUMBERWORD |THIS )?M(\\d+) ${YEAR}`,
    (g, c) => upcoming(Number(g[1]), Number(g[0]), c, g[2], Boolean(g[3] ?? g[4])),
  ],
  [
    `(?:D\\d (?:, )?)?M(\\d+) #(\\d+)o? ${YEAR}`,
    (g, c) => upcoming(Number(g[0]), Number(g[1]), c, g[2], Boolean(g[3] ?? g[4])),
  ],
  [
    '(?:D\\d (?:, )?)?#(\\d+)o (?:NUMBERWORD )?(NEXT Um |Um NEXT )',
    (g, { today }) => inMonth(addMonths(today, 1), Number(g[0])),
  ],
  [
    '(?:D\\d (?:, )?)?#(\\d+)o (?:NUMBERWORD )?',
    (g, c, m) => (Number(g[0]) >= 4 ? upcomingDay(Number(g[0]), c, m) : null),
  ],
  [
    '(?:FROM |AFTER |UNTIL |NOTBEFORE |BY )#([123])o (?:NUMBERWORD |(?!U|M|HALF|DEKADE|w |Q))',
    (g, c, m) => upcomingDay(Number(g[0]), c, m),
  ],
  ['#(\\d+)o? NUMBERWORD ', (g, c, m) => upcomingDay(Number(g[0]), c, m)],
  ['NUMBERWORD #(\\d+)o? ', (g, c, m) => upcomingDay(Number(g[0]), c, m)],
  ['D(\\d) #(\\d+)o? ', (g, c, m) => upcomingDay(Number(g[1]), c, m)],
  // Weekdays.
  ['D(\\d) ', (g, c) => weekdayFrom(Number(g[0]), c, null)],
  ['THIS D(\\d) ', (g, c) => weekdayFrom(Number(g[0]), c, null)],
  ['NEXT D(\\d) ', (g, c) => weekdayFrom(Number(g[0]), c, 1)],
  ['D(\\d) NEXT ', (g, c) => weekdayFrom(Number(g[0]), c, null)],
  ['D(\\d) (?:BY )?(?:NEXT Uw |Uw NEXT )', (g, c) => weekdayFrom(Number(g[0]), c, 1)],
  ['(?:NEXT Uw |Uw NEXT )(?:, )?(?:BY )?D(\\d) ', (g, c) => weekdayFrom(Number(g[0]), c, 1)],
  ['D(\\d) (?:NEXT )?Uw NEXTFAR ', (g, c) => weekdayFrom(Number(g[0]), c, 2)],
  ['(BEG|MID|END) (?:THIS )?Uw ', (g, c) => week(c, 0, g[0])],
  ['(BEG|MID|END) (?:NEXT Uw |Uw NEXT )', (g, c) => week(c, 1, g[0])],
  ['NEXT Uw |Uw NEXT ', (_, c) => week(c, 1)],
  ['Uw (?:NEXT )?NEXTFAR |NEXT Uw NEXTFAR |(?:BY )?NEXTFAR Uw |Uw IN #1 ', (_, c) => week(c, 2)],
  ['THIS Uw ', (_, c) => week(c, 0)],
  // Months and their parts.
  [`(?:(BEG|MID|END) )?(?:Um )?M(\\d+) ${YEAR}`, (g, c) => monthOf(Number(g[1]), c, g[0], g[2], Boolean(g[3] ?? g[4]))],
  ['(?:NEXT |THIS )M(\\d+) |M(\\d+) NEXT ', (g, c) => monthOf(Number(g[0] ?? g[1]), c)],
  [
    '#([12])o? (?:HALF|Uf) M(\\d+) |(?:HALF )#([12])o M(\\d+) ',
    (g, c) => half(monthOf(Number(g[1] ?? g[3]), c), Number(g[0] ?? g[2])),
  ],
  ['#([123])o DEKADE M(\\d+) ', (g, c) => decade(monthOf(Number(g[1]), c), Number(g[0]))],
  ['#([1234])o Uw M(\\d+) ', (g, c) => nthWeek(monthOf(Number(g[1]), c), Number(g[0]))],
  ['#([1234])o Uw (?:NEXT Um |Um NEXT )', (g, c) => nthWeek(monthFrom(c, 1), Number(g[0]))],
  ['#1o Ud M(\\d+) |Ud #1o M(\\d+) ', (g, c) => monthOf(Number(g[0] ?? g[1]), c)],
  [
    'LASTOF Uw M(\\d+) |(?:LAST )Uw M(\\d+) |Uw LAST M(\\d+) ',
    (g, c) => monthOf(Number(g[0] ?? g[1] ?? g[2]), c, 'END'),
  ],
  ['(?:(BEG|MID|END) )?(?:NEXT Um |Um NEXT )', (g, c) => monthFrom(c, 1, g[0])],
  ['(BEG|MID|END) (?:THIS )?Um ', (g, c) => partOfThisMonth(c, g[0])],
  ['Um (?:NEXT )?NEXTFAR |NEXT Um NEXTFAR ', (_, c) => monthFrom(c, 2)],
  ['THIS Um ', (_, c) => monthFrom(c, 0)],
  // Quarters, halves, years, seasons.
  [
    `(?:(BEG|MID|END) )?(?:Q([1-4])|#([1-4])o? Uq|Uq #([1-4])o?) ${YEAR}`,
    (g, c) => quarterOf(Number(g[1] ?? g[2] ?? g[3]), c, g[0], g[4], Boolean(g[5] ?? g[6])),
  ],
  ['(?:(BEG|MID|END) )?(?:NEXT Uq |Uq NEXT )', (g, c) => quarterFrom(c.today, 1, g[0])],
  ['(END|MID) (?:THIS )?Uq |Uq (END) ', (g, c) => quarterFrom(c.today, 0, g[0] ?? g[1])],
  ['LASTOF Uq ', (_, c) => quarterOf(4, c)],
  ['BEG Uq ', (_, c) => quarterFrom(c.today, 1)],
  ['THIS Uq ', (_, c) => quarterFrom(c.today, 0)],
  [
    `(?:H([12])|#([12])o (?:HALF Uy|Uh)|HALF #([12])o Uy) (NEXT Uy )?`,
    (g, c) => halfOf(Number(g[0] ?? g[1] ?? g[2]), c, Boolean(g[3])),
  ],
  ['NEXT Uh |Uh NEXT ', (_, c) => halfFrom(c)],
  ['(?:(BEG|MID|END) )?(?:NEXT Uy |Uy NEXT |NEWYEAR )', (g, c) => yearOf(civilOf(c.today).year + 1, g[0])],
  ['(MID|END) (?:THIS )?Uy ', (g, c) => yearOf(civilOf(c.today).year, g[0])],
  ['THIS Uy ', (_, c) => yearOf(civilOf(c.today).year)],
  ['BEG Uy ', (_, c) => yearOf(civilOf(c.today).year + 1)],
  [
    '(?:(BEG|MID|END) )?#(20[2-9]\\d) (?:Uy )?',
    (g, c) => (Number(g[1]) >= civilOf(c.today).year ? yearOf(Number(g[1]), g[0]) : null),
  ],
  ['(?:NEXT FISCAL Uy |NEXT FISCAL |Uy FISCAL NEXT |NEXT Uy FISCAL |FISCAL Uy NEXT )', (_, c) => fiscalYear(c)],
  ['(?:(BEG|MID|END) )?(?:NEXT |THIS )?SE(sp|su|au|wi) ', (g, c) => season(g[1] ?? '', c, g[0])],
  // Feasts.
  ['(?:(?:HOLS |THIS |NEXT )?FE(\\w+) (?:HOLS )?)', (g, c) => feast(nextFeast(g[0] ?? '', c.today, c.country))],
  [
    '(?:THIS |NEXT )?HOLS ',
    (_, c) => {
      const next = nextHolidays(c.today, c.country)
      return next && { ...next, grain: 'holidays', part: 'whole' }
    },
  ],
  ['HOLIDAY ', (_, c) => feast(nextPublicHoliday(c.today, c.country))],
  ['(?:HOLS|HOLIDAY) #(\\d+)o? M(\\d+) ', (g, c) => dayFeast(Number(g[1]), Number(g[0]), c)],
  ['SEsu (?:VAC |HOLS )', (_, c) => season('su', c)],
  ['VAC SEsu ', (_, c) => season('su', c)],
  // Days near today.
  ['TODAY ', (_, c) => day(c.today)],
  ['TOMORROW ', (_, c) => day(c.today + 1)],
  ['OVERMORROW ', (_, c) => day(c.today + 2)],
  // Spans.
  [
    `(?:IN |FOR )${APPROX}${N}(?:(?:- |OR |OR BY )?${N})?${UNIT}(?:(ANDHALF) )?(?:HENCE )?`,
    (g, c) => span(Number(g[0]) + (g[3] ? 0.5 : 0), g[2] ?? 'd', c),
  ],
  [`(?:IN )${APPROX}${N}WD Ud `, (g, c) => span(Number(g[0]), 'd', c, true)],
  [`(?:IN )${APPROX}${N}(?:ANDHALF|AND HALF) ${UNIT}`, (g, c) => span(Number(g[0]) + 0.5, g[1] ?? 'd', c)],
  [`${N}(?:ANDHALF|AND HALF) ${UNIT}HENCE `, (g, c) => span(Number(g[0]) + 0.5, g[1] ?? 'd', c)],
  [
    `${N}(?:(?:- |OR ){0,2}${N})?${UNIT}(?:(ANDHALF) )?HENCE `,
    (g, c) => span(Number(g[0]) + (g[3] ? 0.5 : 0), g[2] ?? 'd', c),
  ],
  [`U(d|w|m|q|y|h|f) HENCE `, (g, c) => span(1, g[0] ?? 'd', c)],
  [`U(d|w|m|q|y|h|f) (?:BY )?IN (?:BY )?${N}(?:(?:- |OR )?${N})?`, (g, c) => span(Number(g[1]), g[0] ?? 'd', c)],
  [`${UNIT}BY IN #(\\d+(?:\\.5)?) `, (g, c) => span(Number(g[1]), g[0] ?? 'd', c)],
  [`(?:IN |FOR )${APPROX}U(d|w|m|q|y|h|f) (?:(ANDHALF) )?(?:HENCE )?`, (g, c) => span(g[1] ? 1.5 : 1, g[0] ?? 'd', c)],
  ['(?:IN |FOR )?(?:BY )?S(\\d+)(d|m) (?:HENCE )?', (g, c) => span(Number(g[0]), g[1] ?? 'd', c)],
  ['(?:IN )(?:BY )?HALF U(y|m) ', (g, c) => (g[0] === 'y' ? span(6, 'm', c) : span(15, 'd', c))],
  [`(?:NEXT |THIS |BY NEXT )${N}(?:- ${N})?${UNIT}`, (g, c) => span(Number(g[0]), g[2] ?? 'd', c)],
  [`${N}NEXT ${UNIT}`, (g, c) => span(Number(g[0]), g[1] ?? 'd', c)],
  [
    `${N}(?:(?:- |OR )?${N})?${UNIT}(?:(ANDHALF) )?`,
    (g, c) => bareSpan(span(Number(g[0]) + (g[3] ? 0.5 : 0), g[2] ?? 'd', c)),
  ],
  [`NEAR (?:${N})?${UNIT}`, (g, c) => span(Number(g[0] ?? 1), g[1] ?? 'd', c)],
  ['NEAR D(\\d) ', (g, c) => weekdayFrom(Number(g[0]), c, null)],
  ['#(\\d+)o Um ', (g, c, m) => upcomingDay(Number(g[0]), c, m)],
  [
    `GIVE (?:w )?(?:BY )?(?:FOR )?(?:${N})?${UNIT}(?:(ANDHALF) )?`,
    (g, c) => span(Number(g[0] ?? 1) + (g[2] ? 0.5 : 0), g[1] ?? 'd', c),
  ],
  [`U(d|w|m|y) (?:BY )?${N}GIVE `, (g, c) => span(Number(g[1]), g[0] ?? 'd', c)],
  [`(?:${N})?${UNIT}GIVE `, (g, c) => span(Number(g[0] ?? 1), g[1] ?? 'd', c)],
  [`U(d|w|m|y) (?:BY )?${N}`, (g, c) => bareSpan(span(Number(g[1]), g[0] ?? 'd', c))],
  ['U(w|m|y) ANDHALF ', (g, c) => bareSpan(span(1.5, g[0] ?? 'd', c))],
]

/** A rule of the grammar as a sticky pattern and what it reads. */
export const RULES: readonly Rule[] = SOURCES.map(([source, read]) => [new RegExp(source, 'y'), read])
