import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractUntil } from './until.ts'

/** Text, the date it means (null: none), the date it is read on. A pair of dates is the first and the last right one. */
type Row = readonly [text: string, until: string | readonly [string, string] | null, now?: string]

const zones = {
  ru: 'Europe/Moscow',
  en: 'Europe/London',
  es: 'Europe/Madrid',
  mx: 'America/Mexico_City',
  us: 'America/New_York',
}

function check(rows: readonly Row[], lang: 'ru' | 'en' | 'es', zone: string, country: string): void {
  it.each(rows.map(([text, until, now = '2026-03-10']) => ({ text, until, now })))(
    '$text → $until',
    ({ text, until, now }) => {
      const { date, evidence } = extractUntil(text, { now: new Date(`${now}T10:00:00Z`), zone, country, lang })
      if (until === null || typeof until === 'string') expect(date).toBe(until)
      else expect(date !== null && date >= until[0] && date <= until[1], `${date}`).toBe(true)
      if (evidence !== null) expect(text).toContain(evidence)
    },
  )
}

describe('Russian: named days', () => {
  check(
    [
      ['Напишите мне 20 апреля', '2026-04-20'],
      ['напишите двадцатого', '2026-03-20'],
      ['Вернёмся к вопросу 25-го', '2026-03-25'],
      ['давайте числа 15-го', '2026-03-15'],
      ['свяжитесь со мной двадцать пятого апреля', '2026-04-25'],
      ['Пишите с 1 июня', '2026-06-01'],
      ['не раньше 15 апреля', '2026-04-15'],
      ['Не ранее 1-го мая, пожалуйста', '2026-05-01'],
      ['После 20 апреля', '2026-04-21'],
      ['напишите после 15.04', '2026-04-16'],
      ['Напишите 15.04.2026', '2026-04-15'],
      ['напишите 3 февраля', '2027-02-03'],
      ['Буду на связи с 23 марта', '2026-03-23'],
      ['выйду 8 апреля, тогда и обсудим', '2026-04-08'],
      ['до 15-го занят, потом пишите', '2026-03-16'],
      ['Я в отпуске до 29 марта', '2026-03-30'],
      ['с 16 по 27 марта в отпуске, пишите после', '2026-03-30'],
      ['после отпуска 25-го', '2026-03-25'],
      ['напомните 1 апреля (это не шутка)', '2026-04-01'],
      ['к 1 сентября вернёмся к разговору', '2026-09-01'],
      ['Завтра напишите', '2026-03-11'],
      ['Напомните послезавтра', '2026-03-12'],
    ],
    'ru',
    zones.ru,
    'RU',
  )
})

describe('Russian: weekdays, weeks, spans', () => {
  check(
    [
      ['напишите в пятницу', '2026-03-13'],
      ['со следующего вторника', '2026-03-17'],
      ['в понедельник на связи, пишите', '2026-03-16'],
      ['на следующей неделе', '2026-03-16'],
      ['Через неделю', '2026-03-17'],
      ['через пару недель напишите', '2026-03-24'],
      ['недельки через две', '2026-03-24'],
      ['месяца через полтора', ['2026-04-20', '2026-04-28']],
      ['через полгода', '2026-09-10'],
      ['Вернитесь ко мне через 10 дней', '2026-03-20'],
      ['через месяц с небольшим', ['2026-04-10', '2026-04-26']],
      ['дней через пять', '2026-03-15'],
      ['Через год напишите', '2027-03-10'],
      ['через квартал', '2026-06-10'],
      ['Дайте нам три недели', '2026-03-31'],
      ['в конце недели напишите', ['2026-03-12', '2026-03-13']],
      ['ближайшие две недели завал, потом пишите', '2026-03-24'],
      ['в начале следующей недели', '2026-03-16'],
      ['через неделю после майских', ['2026-05-18', '2026-05-20']],
    ],
    'ru',
    zones.ru,
    'RU',
  )
})

describe('Russian: periods and feasts', () => {
  check(
    [
      ['в следующем месяце', '2026-04-01'],
      ['напишите в июне', '2026-06-01'],
      ['в начале мая', ['2026-05-01', '2026-05-07']],
      ['в середине апреля', ['2026-04-13', '2026-04-17']],
      ['в конце мая вернёмся', ['2026-05-25', '2026-05-31']],
      ['ближе к концу апреля', ['2026-04-24', '2026-04-30']],
      ['во второй половине июня', ['2026-06-15', '2026-06-17']],
      ['ближе к осени', ['2026-08-25', '2026-09-01']],
      ['осенью', '2026-09-01'],
      ['после лета', '2026-09-01'],
      ['в следующем квартале', '2026-04-01'],
      ['в третьем квартале', '2026-07-01'],
      ['во втором полугодии', '2026-07-01'],
      ['после майских', '2026-05-12'],
      ['После майских праздников напишите', '2026-05-12'],
      ['после новогодних', '2027-01-11'],
      ['в новом году', ['2027-01-11', '2027-01-12']],
      ['в следующем году', ['2027-01-09', '2027-01-12']],
      ['после 8 марта', '2026-03-10', '2026-02-20'],
      ['после ноябрьских', '2026-11-05', '2026-10-12'],
      ['после праздников', '2026-05-12', '2026-04-27'],
      ['Бюджет будет в 2027 году', ['2027-01-09', '2027-01-12']],
      ['до конца месяца аврал', '2026-04-01'],
      ['до конца апреля не дёргайте, пожалуйста', ['2026-05-01', '2026-05-04']],
      ['Мы закрываем год, пишите после праздников', '2027-01-11', '2026-12-14'],
      ['до осени никак', '2026-09-01'],
    ],
    'ru',
    zones.ru,
    'RU',
  )
})

describe('Russian: what governs, and what does not', () => {
  check(
    [
      ['не в этом месяце точно', '2026-04-01'],
      ['Месяц меня не трогайте, потом пишите.', '2026-04-10'],
      ['Не в этом году. Попробуйте в следующем.', ['2027-01-09', '2027-01-12']],
      ['Ближайший месяц не до этого', '2026-04-10'],
      ['через три-четыре месяца', ['2026-06-10', '2026-07-10']],
      ['Раньше июня даже не думайте', '2026-06-01'],
      ['у нас мораторий на закупки до 1 июля', ['2026-07-01', '2026-07-02']],
      ['Не раньше чем через месяц', '2026-04-10'],
      ['Мы подписали договор 1 февраля на год. Через год и приходите.', ['2027-02-01', '2027-03-10']],
      ['позже', null],
      ['когда-нибудь потом', null],
      ['не сейчас', null],
      ['Вы мне уже писали 3 марта', null],
      ['Работаем с этим поставщиком с 2019 года', null],
      ['Давайте созвонимся в четверг в 15:00', null],
      ['Это стоит 15000 руб, позже', null],
      ['Мы запускаемся 5 мая, после этого пишите', '2026-05-06', '2026-03-10'],
      ['В мае... нет, лучше в июне', '2026-06-01'],
      ['не в мае, а в июне', '2026-06-01'],
      ['Не ждите июня, напишите завтра', '2026-03-11'],
      ['Ваше письмо от 2 марта получил, напишите 6 апреля', '2026-04-06'],
      ['Запуск 1 апреля, напишите через месяц', '2026-04-10'],
      ['попозже, ближе к маю', ['2026-04-24', '2026-05-05']],
      ['Телефон 8 912 555-01-34, звоните потом', null],
      ['Каждый понедельник у нас планёрка. Напишите в апреле.', '2026-04-01'],
      ['Договор заканчивается 30 июня, тогда и возвращайтесь', ['2026-06-30', '2026-07-01']],
    ],
    'ru',
    zones.ru,
    'RU',
  )
})

describe('English: named days', () => {
  check(
    [
      ['Ping me on 20 April', '2026-04-20'],
      ['Get back to me on the 20th', '2026-03-20'],
      ['write to me on the twenty fifth', '2026-03-25'],
      ['Try me April 3rd', '2026-04-03'],
      ['Reach out on May 5, 2026', '2026-05-05'],
      ['please come back after 15 April', '2026-04-16'],
      ['Not before 1 June', '2026-06-01'],
      ["Don't contact me before 1 June", '2026-06-01'],
      ['nothing until 14 April please', '2026-04-14'],
      ['I am out until 5 June', ['2026-06-05', '2026-06-08']],
      ["I'm back on the 23rd, write then", '2026-03-23'],
      ['We launch on 5 May, write after that', '2026-05-06'],
      ['On holiday 16-27 March, get in touch after', '2026-03-30'],
      ['touch base from 1 April', '2026-04-01'],
      ['Ping me tomorrow', '2026-03-11'],
      ['day after tomorrow is fine to write', '2026-03-12'],
      ['follow up on 2026-04-07', '2026-04-07'],
      ['Follow up 07/04/2026', '2026-04-07'],
      ['I wrote you on 3 March', null],
      ['circle back on 3 February', '2027-02-03'],
      ['After the summit on 16 April, drop me a line', '2026-04-17'],
    ],
    'en',
    zones.en,
    'GB',
  )
})

describe('English: weekdays, weeks, spans', () => {
  check(
    [
      ['write me on Friday', '2026-03-13'],
      ['Ping me next Tuesday', '2026-03-17'],
      ['try me Monday', '2026-03-16'],
      ['next week please', '2026-03-16'],
      ['the week after next', '2026-03-23'],
      ['in ten days or so', '2026-03-20'],
      ['in a couple of weeks', '2026-03-24'],
      ['in a fortnight', '2026-03-24'],
      ['in two weeks time', '2026-03-24'],
      ['two weeks from now', '2026-03-24'],
      ['give us a month', '2026-04-10'],
      ['Give me 3 weeks and try again', '2026-03-31'],
      ['in six months', '2026-09-10'],
      ['in half a year', '2026-09-10'],
      ['in a month and a half', ['2026-04-20', '2026-04-28']],
      ['check back in 90 days', '2026-06-08'],
      ['leave it a week', '2026-03-17'],
      ["We've been with them for two weeks", null],
      ['it took three months to set up. Later.', null],
      ['at the end of the week', ['2026-03-12', '2026-03-13']],
    ],
    'en',
    zones.en,
    'GB',
  )
})

describe('English: periods and feasts', () => {
  check(
    [
      ['next month', '2026-04-01'],
      ['next quarter', '2026-04-01'],
      ['Q3 is when we look at tools', '2026-07-01'],
      ['sometime in June', '2026-06-01'],
      ['in mid-June', ['2026-06-15', '2026-06-16']],
      ['late May', ['2026-05-25', '2026-05-31']],
      ['towards the end of April', ['2026-04-24', '2026-04-30']],
      ['early September', ['2026-09-01', '2026-09-04']],
      ['second half of June', ['2026-06-15', '2026-06-17']],
      ['after the summer', '2026-09-01'],
      ['in the autumn', '2026-09-01'],
      ['in the new year', ['2027-01-02', '2027-01-06']],
      ['next year', ['2027-01-02', '2027-01-06']],
      ['after Easter', '2026-04-07'],
      ['after the May holidays', ['2026-05-04', '2026-05-12']],
      ['after Christmas', '2026-12-29', '2026-11-10'],
      ['after the holidays', ['2027-01-02', '2027-01-06'], '2026-12-10'],
      ['after the August bank holiday', '2026-09-01'],
      ['once Ramadan is over', ['2026-03-20', '2026-03-24'], '2026-03-02'],
      ['after Golden Week', ['2026-05-07', '2026-05-08']],
      ['The may holidays are over, so no', null],
      ['You may write later', null],
      ['We march on. Later.', null],
      ['H2 is more realistic', '2026-07-01'],
      ['the first week of May', ['2026-05-01', '2026-05-05']],
      ['we start looking in the second quarter', '2026-04-01'],
    ],
    'en',
    zones.en,
    'GB',
  )
  check(
    [
      ['After Thanksgiving', ['2026-11-27', '2026-11-30'], '2026-10-12'],
      ['After Labor Day', '2026-09-08', '2026-08-03'],
      ['Once Memorial Day is behind us', '2026-05-26', '2026-05-04'],
      ['after the 4th of July', '2026-07-06', '2026-06-08'],
      ['After Black Friday', '2026-11-30', '2026-11-02'],
      ['Follow up 04/07/2026', '2026-04-07'],
      ['after the Super Bowl on February 8', '2026-02-09', '2026-01-26'],
    ],
    'en',
    zones.us,
    'US',
  )
})

describe('English: what governs, and what does not', () => {
  check(
    [
      ['not this quarter', '2026-04-01'],
      ['Not this week. Next.', '2026-03-16'],
      ['Write to me on the first of the month', '2026-04-01'],
      ['I sent you a reply on Monday. Try me in April.', '2026-04-01'],
      ['Please contact me again two weeks after Easter', ['2026-04-19', '2026-04-22']],
      ['Have to scrap tomorrow’s call. Reach out again in two weeks.', '2026-03-24'],
      ['Budget season starts in October, ping me then', '2026-10-01'],
      ['Try me again in, say, six weeks', '2026-04-21'],
      ['Later.', null],
      ['not now', null],
      ['Some other time', null],
      ["Let's meet on Thursday at 3pm", null],
      ['We have been customers since 2019', null],
      ['It costs $500, and 1500 in all. Not now.', null],
      ['in May — no, better June', '2026-06-01'],
      ["Don't wait until June, write tomorrow", '2026-03-11'],
      ['Not in May, in July', '2026-07-01'],
      ['I got your note of 2 March. Write to me on 6 April.', '2026-04-06'],
      ['later, say in May', '2026-05-01'],
      ['I am on leave in April; write in June', '2026-06-01'],
      ['Our contract ends on 30 June, try me then', ['2026-06-30', '2026-07-01']],
      ['Busy until the end of April', ['2026-05-01', '2026-05-05']],
      ["I'm away until Monday", '2026-03-16'],
      ['Call +44 20 7946 0018 later', null],
    ],
    'en',
    zones.en,
    'GB',
  )
})

describe('Spanish: named days, weekdays, spans', () => {
  check(
    [
      ['Escríbame el 20 de abril', '2026-04-20'],
      ['el día 20', '2026-03-20'],
      ['vuelve a escribirme el veinte', '2026-03-20'],
      ['a partir del 3 de mayo', '2026-05-03'],
      ['No antes del 15 de abril', '2026-04-15'],
      ['No me escriban antes de junio', '2026-06-01'],
      ['después del 15 de abril', '2026-04-16'],
      ['Estoy fuera hasta el 29 de marzo', '2026-03-30'],
      ['del 16 al 27 de marzo estoy de vacaciones, escríbeme después', '2026-03-30'],
      ['mañana me escribes', '2026-03-11'],
      ['pasado mañana', '2026-03-12'],
      ['llámame el viernes', '2026-03-13'],
      ['el lunes que viene', '2026-03-16'],
      ['la semana que viene', '2026-03-16'],
      ['la próxima semana', '2026-03-16'],
      ['dentro de dos semanas', '2026-03-24'],
      ['en quince días', '2026-03-25'],
      ['dentro de un mes y medio', ['2026-04-20', '2026-04-28']],
      ['en un par de semanas', '2026-03-24'],
      ['en unos diez días', '2026-03-20'],
      ['de aquí a tres meses', '2026-06-10'],
      ['dentro de medio año', '2026-09-10'],
      ['Dame dos semanas', '2026-03-24'],
      ['escríbame el 15/04/2026', '2026-04-15'],
      ['enero del 27', ['2027-01-02', '2027-01-08']],
    ],
    'es',
    zones.es,
    'ES',
  )
})

describe('Spanish: periods and feasts', () => {
  check(
    [
      ['el mes que viene', '2026-04-01'],
      ['el próximo mes', '2026-04-01'],
      ['el próximo trimestre', '2026-04-01'],
      ['en junio', '2026-06-01'],
      ['a principios de septiembre', ['2026-09-01', '2026-09-04']],
      ['a mediados de abril', ['2026-04-13', '2026-04-17']],
      ['a finales de mayo', ['2026-05-25', '2026-05-31']],
      ['después de Semana Santa', ['2026-04-06', '2026-04-07']],
      ['pasada la Semana Santa', ['2026-04-06', '2026-04-07']],
      ['pasando las fiestas', ['2027-01-07', '2027-01-08'], '2026-12-10'],
      ['después de Reyes', '2027-01-07', '2026-12-10'],
      ['después del puente de diciembre', '2026-12-09', '2026-11-16'],
      ['después del verano', '2026-09-01'],
      ['en otoño', '2026-09-01'],
      ['a la vuelta del verano', '2026-09-01'],
      ['el año que viene', ['2027-01-04', '2027-01-08']],
      ['después de carnaval', '2026-02-18', '2026-01-20'],
      ['en la segunda quincena de junio', ['2026-06-15', '2026-06-17']],
      ['la primera semana de mayo', ['2026-05-01', '2026-05-05']],
      ['en el segundo semestre', '2026-07-01'],
      ['después de vacaciones, en septiembre', '2026-09-01'],
    ],
    'es',
    zones.es,
    'ES',
  )
  check(
    [
      ['después de las fiestas patrias', ['2026-09-17', '2026-09-18'], '2026-08-10'],
      ['pasando el puente', ['2026-05-04', '2026-05-06'], '2026-04-28'],
      ['búsqueme pasando Semana Santa', ['2026-04-06', '2026-04-07']],
      ['después del Buen Fin', '2026-11-17', '2026-10-12'],
      ['para el mes que entra', '2026-04-01'],
      ['la semana entrante', '2026-03-17', '2026-03-10'],
    ],
    'es',
    zones.mx,
    'MX',
  )
})

describe('Spanish: what governs, and what does not', () => {
  check(
    [
      ['antes de mayo ni lo intentes', ['2026-05-01', '2026-05-05']],
      ['este mes no, el otro', '2026-04-01'],
      ['Pasado el día 15 me pillas mejor', '2026-03-16'],
      ['en tres o cuatro semanas', ['2026-03-31', '2026-04-07']],
      ['hasta septiembre no hay nada que hacer', '2026-09-01'],
      ['más adelante', null],
      ['ahora no', null],
      ['Me escribieron el 3 de marzo', null],
      ['Nos vemos el jueves a las 10:00', null],
      ['No en mayo, en junio', '2026-06-01'],
      ['En mayo... no, mejor en junio', '2026-06-01'],
      ['No esperes a junio, escríbeme mañana', '2026-03-11'],
      ['Lanzamos el 5 de mayo, después de eso escríbame', '2026-05-06'],
      ['Usamos otra herramienta desde 2019', null],
      ['Cuesta 500 euros. Más adelante.', null],
      ['Son las 9 de la mañana, más tarde', null],
    ],
    'es',
    zones.es,
    'ES',
  )
})

describe('any text', () => {
  const context = { now: new Date('2026-03-10T10:00:00Z'), zone: 'Europe/Madrid' }
  it('is read without throwing, never to a day before today, and quoted verbatim', () => {
    const word = fc.constantFrom(
      'после',
      'до',
      '31',
      '20-го',
      'мая',
      'in',
      'two',
      'weeks',
      'next',
      'Monday',
      'el',
      '15',
      'de',
      'junio',
      'que viene',
      '.',
      ',',
      '-',
      '99/99',
      '29.02',
      'год',
      'hasta',
      'second',
      'half',
      'Q3',
      '2027',
      'отпуск',
      'fin',
      'mes',
    )
    const text = fc.oneof(
      fc.string({ maxLength: 200, unit: 'grapheme' }),
      fc.array(word, { maxLength: 20 }).map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(text, fc.constantFrom('ru', 'en', 'es'), (reply, lang) => {
        const { date, evidence } = extractUntil(reply, { ...context, lang: lang as 'ru' })
        return (date === null || date >= '2026-03-10') && (evidence === null || reply.includes(evidence))
      }),
      { numRuns: 1500, seed: 7 },
    )
  })

  it('takes the day of the prospect, not of the server', () => {
    const now = new Date('2026-03-10T22:30:00Z')
    expect(extractUntil('tomorrow', { now, zone: 'UTC+3', lang: 'en' }).date).toBe('2026-03-12')
    expect(extractUntil('tomorrow', { now, zone: 'America/New_York', lang: 'en' }).date).toBe('2026-03-11')
  })
})
