import { describe, expect, it } from 'vitest'
import { findReturnDate } from './return-date.ts'

/** A Wednesday. */
const sent = new Date('2026-02-25T09:00:00Z')

describe('the return date of a notice', () => {
  it.each([
    // A day they are back on is that day.
    ['I will be back on Monday, March 9th.', '2026-03-09'],
    ['I am out of the office and will return on June 3rd, 2026.', '2026-06-03'],
    ['returning to the office on May 5th. I will have limited access', '2026-05-05'],
    ['I will be back in the office Monday.', '2026-03-02'],
    ['I will be back next week.', '2026-03-02'],
    ['I am away from 1 March to 8 March, returning 9 March.', '2026-03-09'],
    ['I am back in the office from 12/03/2026 on.', '2026-12-03'],
    ['Я в отпуске, вернусь 16 марта.', '2026-03-16'],
    ['Буду на связи с 10 марта.', '2026-03-10'],
    ['Выхожу на работу 10.03.2026', '2026-03-10'],
    ['Я вернусь в понедельник, 9 марта', '2026-03-09'],
    ['Estaré de vuelta el 21 de agosto.', '2026-08-21'],
    ['Estoy de vacaciones y regreso el lunes 9 de marzo', '2026-03-09'],
    ['Ich bin ab dem 12.05. wieder erreichbar.', '2026-05-12'],
    ['Ab 10. März stehe ich Ihnen wieder zur Verfügung, bin wieder im Büro', '2026-03-10'],
    ['С 10 марта снова буду на связи', '2026-03-10'],
    ['A partir del 9 de marzo estaré disponible', '2026-03-09'],
    ['Ich bin wieder ab Montag, den 9. März erreichbar', '2026-03-09'],
    ['Ab dem 4. Mai bin ich wieder für Sie da.', '2026-05-04'],
    ['Je serai de retour le 5 mai.', '2026-05-05'],
    // The last day away means the day after.
    ['Я нахожусь в отпуске до 15 марта.', '2026-03-16'],
    ['Отсутствую с 1 по 15 марта включительно', '2026-03-16'],
    ['В отпуске с 28.02 по 09.03.2026', '2026-03-10'],
    ['I am out of the office until March 15.', '2026-03-16'],
    ['On leave through Friday, 6 March 2026', '2026-03-07'],
    ['Away until May 5', '2026-05-06'],
    ['Ich bin bis einschließlich 12.05. nicht im Büro.', '2026-05-13'],
    ['Ich bin vom 1. bis 15. Mai im Urlaub', '2026-05-16'],
    ['Estaré fuera de la oficina hasta el 20 de agosto.', '2026-08-21'],
    ['Estaré de vacaciones del 1 al 15 de agosto', '2026-08-16'],
    ['Je suis absent jusqu’au 5 mai inclus.', '2026-05-06'],
    ['I will be back after March 15', '2026-03-16'],
    // Years turn.
    ['I will be back on January 7th.', '2027-01-07'],
    ['Вернусь 11 января 2027 года', '2027-01-11'],
    ['Out of office until 2026-12-31', '2027-01-01'],
  ])('%s → %s', (text, day) => {
    expect(findReturnDate(text, sent)).toBe(day)
  })

  it.each([
    'Ваше письмо получено 25 февраля.',
    'I am out of the office with limited access to email.',
    'Call me at +49 12.05.12 or until further notice.',
    'Thank you for your message. Our office hours are from 9:00 to 18:00.',
  ])('no day is made up: %s', (text) => {
    expect(findReturnDate(text, sent)).toBeNull()
  })
})
