import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractRedirect } from './redirect.ts'

/** Text, then name, e-mail, telegram, phone of the one to write to; a text alone points to nobody. */
type Row = readonly [
  text: string,
  name?: string | null,
  email?: string | null,
  telegram?: string | null,
  phone?: string | null,
]

function check(lang: 'ru' | 'en' | 'es', rows: readonly Row[]): void {
  it.each(rows.map(([text, ...details]) => ({ text, details })))('$text', ({ text, details }) => {
    const [name = null, email = null, telegram = null, phone = null] = details
    const expected = details.length === 0 ? null : { name, email, telegram, phone }
    expect(extractRedirect(text, { lang }).target).toEqual(expected)
  })
}

describe('English: the one to write to', () => {
  check('en', [
    ['Talk to Maria from procurement', 'Maria'],
    ['ask Hal', 'Hal'],
    ["You'd want Dana Whitfield: dana.whitfield@harbor.org", 'Dana Whitfield', 'dana.whitfield@harbor.org'],
    ['Please write to purchasing@acme.com', null, 'purchasing@acme.com'],
    [
      'Reach our CTO Dr. Henrik Olsen, henrik@nordic.no, +47 22 33 44 55',
      'Henrik Olsen',
      'henrik@nordic.no',
      null,
      '+47 22 33 44 55',
    ],
    ['hit up @kev_ops on telegram', null, null, '@kev_ops'],
    ['Laura runs this now, reach her on Telegram @laura_ops', 'Laura', null, '@laura_ops'],
    ["Graham's your contact for tools", 'Graham'],
    ['Best to call (303) 555-0176 and ask for Jim Osgood', 'Jim Osgood', null, null, '(303) 555-0176'],
    ['The person in charge is Liam O’Connor', 'Liam O’Connor'],
    ['Ana de la Cruz handles vendors, ana@firm.com', 'Ana de la Cruz', 'ana@firm.com'],
    ['talk to jessica she does the buying', 'jessica'],
    ['My number is dead, use t.me/olga_supply', null, null, '@olga_supply'],
    ['Forward this to Aoife Byrne at aoife@castle.ie and book a slot with her', 'Aoife Byrne', 'aoife@castle.ie'],
    ['Mr. Brown decides on software.', 'Mr. Brown'],
    ['Ring Father Dominic on 03 5550 1187', 'Dominic', null, null, '03 5550 1187'],
    ['The one you want is Nadia K. in Leeds, nk@brass.com', 'Nadia K.', 'nk@brass.com'],
    ['+44 7700 900419, he is called Rafal', 'Rafal', null, null, '+44 7700 900419'],
    ["I'm looping in Greta Holm, who'll take it from here.", 'Greta Holm'],
    ['Nobody here reads mail. Ring Zelda. She is in at nine. 0161 496 0111', 'Zelda', null, null, '0161 496 0111'],
    ['Please email Rachel Green. She is on vacation until Monday though.', 'Rachel Green'],
  ])
})

describe('English: who is not to be written to', () => {
  check('en', [
    ['Anna has left, write to Pavel instead', 'Pavel'],
    ['Mike or Sarah? Sarah. sarah@co.com', 'Sarah', 'sarah@co.com'],
    [
      'Steve retired in March. His replacement is Chloe Martin - chloe.martin@big.com',
      'Chloe Martin',
      'chloe.martin@big.com',
    ],
    ['Don’t contact Bob anymore, he is on leave. Alice (alice@co.com) covers for him.', 'Alice', 'alice@co.com'],
    ['Wrong Smith! You are after John Smith in Sales, john.smith2@corp.com', 'John Smith', 'john.smith2@corp.com'],
    ['Talk to Kavya, not to Arjun.', 'Kavya'],
    ["I'm Conor. Quotes are read at buying@tilework.com.", null, 'buying@tilework.com'],
    ['Neither me nor Liam. He signs but never reads; the box is intake@tilework.com', null, 'intake@tilework.com'],
    ['We are Harbour Freight. You want purchasing@harbourgrain.com', null, 'purchasing@harbourgrain.com'],
    ['Talk to Arjun, not to Kavya.', 'Arjun'],
    ['not ivan@x.com, it is petr@x.com', null, 'petr@x.com'],
    ['It is kirsty@old.com. Sorry, wrong domain, kirsty@new.com', null, 'kirsty@new.com'],
    ['Write to Sarah — scratch that, Colin is your man, colin@bramble.com', 'Colin', 'colin@bramble.com'],
    [
      'Contact Maria Lopez (maria@acme.com). If she does not answer, try John Smith, john@acme.com.',
      'Maria Lopez',
      'maria@acme.com',
    ],
    [
      'Adding Tom (tom@acme.com) in cc for visibility. Please write to Susan Fry at susan@acme.com.',
      'Susan Fry',
      'susan@acme.com',
    ],
    ['I got your mail from Peter. The right person would be Gwen Stark.', 'Gwen Stark'],
    ['Kevin used to run this but now it is Laura', 'Laura'],
    ['Hi Anna,\n\nwrong person. Try Bob Stone.\n\nBest,\nJane Doe\njane@acme.com', 'Bob Stone'],
    [
      'Aaron at 646.555.0183 does software.\n\nRegards\nPete Wozniak\n646.555.0101',
      'Aaron',
      null,
      null,
      '646.555.0183',
    ],
    ['Do you integrate with Salesforce? Ask Nora.', 'Nora'],
    ["It's for marketing, not for me."],
    ['Somebody in procurement would be the one to talk to.'],
    ['Try our Manchester office.'],
    ['name [at] firm dot com is my address'],
    ['It costs 1 000 000 rub, order no. 123456789'],
  ])
})

describe('Russian: the one to write to', () => {
  check('ru', [
    ['Принимает дела Сагдиев Е. Т., ему и пишите: kans@zavod.ru', 'Сагдиев Е. Т.', 'kans@zavod.ru'],
    ['Напишите Ольге Смирновой: o.smirnova@firma.ru', 'Ольге Смирновой', 'o.smirnova@firma.ru'],
    ['Это не ко мне, а к Сергею Ивановичу, тел. +7 495 123-45-67', 'Сергею Ивановичу', null, null, '+7 495 123-45-67'],
    ['вам к Кузнецовой, она операционный директор', 'Кузнецовой'],
    ['по кадрам у нас Денис, в телеге @denis_hr', 'Денис', null, '@denis_hr'],
    ['обратитесь к нашему закупщику Ивану Сидорову, sidorov@zavod.ru', 'Ивану Сидорову', 'sidorov@zavod.ru'],
    ['Закупками рулит Тимофей. Пишите ему в телегу t.me/timofey_zak', 'Тимофей', null, '@timofey_zak'],
    ['Только на info@vostok.ru, пожалуйста', null, 'info@vostok.ru'],
    ['пишите ксюше 89215550733', 'ксюше', null, null, '89215550733'],
    ['Решает у нас Гульнара Рашитовна', 'Гульнара Рашитовна'],
    ['Звоните в коммерческий отдел: 8(4212)55-53-10', null, null, null, '8(4212)55-53-10'],
    ['Пишите Льву, lev@mirstekla.ru. Телефон на сайте старый.', 'Льву', 'lev@mirstekla.ru'],
  ])
})

describe('Russian: who is not to be written to', () => {
  check('ru', [
    ['Иван Петров больше не работает, пишите Ольге: olga@firma.ru', 'Ольге', 'olga@firma.ru'],
    ['Не Петру, а Павлу пишите', 'Павлу'],
    ['Не надо писать Карине, она стажёр. Ответственная — Жанна Аркадьевна', 'Жанна Аркадьевна'],
    ['Вместо меня теперь Тищенко Оля', 'Тищенко Оля'],
    ['Не Павлу, а Петру пишите', 'Петру'],
    ['Ваш контакт мне дал Антон, но решает у нас Марина Львовна', 'Марина Львовна'],
    ['Напишите Андрею (andrey@firm.ru), а если не ответит — Павлу (pavel@firm.ru)', 'Андрею', 'andrey@firm.ru'],
    ['ставлю в копию Лену, она просто в курсе. По делу — Роман, @roman_k', 'Роман', null, '@roman_k'],
    ['Напишите Свете. Хотя нет, она в декрете, теперь это к Алексею', 'Алексею'],
    ['Только не Игорю, он всё удаляет. Юле напишите.', 'Юле'],
    ['Добрый день, Мила. Пишите Вадиму.\n\nС уважением,\nАнна Ким\nanna@firm.ru', 'Вадиму'],
    ['это к айтишникам'],
    ['Вам надо к логистам, я этим не занимаюсь.'],
    ['ИНН 7701234567, вопрос не ко мне'],
  ])
})

describe('Spanish: the one to write to', () => {
  check('es', [
    ['Pongo en copia a Marta Olmo, que coge el testigo.', 'Marta Olmo'],
    ['Eso lo ve Lourdes de Administración, lourdes@acero.mx', 'Lourdes', 'lourdes@acero.mx'],
    ['Proveedores, a Mesa Técnica: mesa@represa.mx', null, 'mesa@represa.mx'],
    ['Escriba a Carmen Ruiz, carmen.ruiz@empresa.es', 'Carmen Ruiz', 'carmen.ruiz@empresa.es'],
    ['No soy yo, es mi jefe, Álvaro Núñez: anunez@grupo.mx', 'Álvaro Núñez', 'anunez@grupo.mx'],
    ['hablale a Gonza, en telegram es @gonza_logis', 'Gonza', null, '@gonza_logis'],
    ['Marque al 55 4821 9034', null, null, null, '55 4821 9034'],
    ['Eso lo lleva Nuria, de operaciones', 'Nuria'],
    ['El canal es compras@lacteos.com.co', null, 'compras@lacteos.com.co'],
    ['eso le toca a doña Gladys, la gerente', 'doña Gladys'],
    ['Conversa con Rodrigo Fuentealba, su cel es +56 9 8123 4407', 'Rodrigo Fuentealba', null, null, '+56 9 8123 4407'],
    ['Contacte a la Lic. Marcela Duarte (mduarte@frigosur.com.ar)', 'Marcela Duarte', 'mduarte@frigosur.com.ar'],
  ])
})

describe('Spanish: who is not to be written to', () => {
  check('es', [
    ['No me escribas a mí, escribe a Juan.', 'Juan'],
    ['Hable con Patricia; si no contesta, con Raúl.', 'Patricia'],
    ['Su correo me lo pasó Esteban, pero quien lleva esto es Julia Prado.', 'Julia Prado'],
    ['No le escriban a Martín, que ya se fue. Ahora está Daniela: daniela@tienda.cl', 'Daniela', 'daniela@tienda.cl'],
    [
      'Escríbale a Memo, memo@zenda.mx... perdón, no, él cambió; es con Karla, karla@zenda.mx',
      'Karla',
      'karla@zenda.mx',
    ],
    ['Ramón Sáez ya no trabaja aquí. Ahora lo lleva Begoña (b@norte.es)', 'Begoña', 'b@norte.es'],
    ['Ese asunto lo ve recursos humanos. Diríjase a ellos.'],
    ['Agéndela con Toño, no conmigo', 'Toño'],
    ['Quien lleva IT es Xabi, xabi@eus.eus, no Iker.', 'Xabi', 'xabi@eus.eus'],
    ['Copio a Rosa para que esté enterada. Diríjase a Pablo, pablo@co.es', 'Pablo', 'pablo@co.es'],
    ['No es conmigo, es con el Ing. Salcedo', 'Ing. Salcedo'],
  ])
})

describe('whose addresses never count', () => {
  it('leaves out the writer and ourselves', () => {
    const context = { lang: 'en', senderEmail: 'jane@acme.com', agentEmails: ['mila@ours.com'] } as const
    expect(extractRedirect('You wrote from mila@ours.com to jane@acme.com', context).target).toBeNull()
    expect(extractRedirect('Not jane@acme.com but bob@acme.com', context).target?.email).toBe('bob@acme.com')
  })

  it('names the cancelled apart from the ones to write to', () => {
    const reading = extractRedirect('Anna (anna@x.com) has left, write to Pavel, pavel@x.com', { lang: 'en' })
    expect(reading.target?.email).toBe('pavel@x.com')
    expect(reading.cancelled).toEqual([{ name: 'Anna', email: 'anna@x.com', telegram: null, phone: null }])
  })
})

describe('any text', () => {
  it('is read without throwing, and every detail stands literally in it', () => {
    const word = fc.constantFrom(
      'write',
      'to',
      'Anna',
      'anna@x.com',
      '@anna_x',
      '+7 912 555-01-34',
      'не',
      'Ивану',
      'пишите',
      ',',
      '.',
      'no',
      'con',
      'Luis',
      '(',
      ')',
      'left',
      't.me/abc',
      '\n',
      '12.03.2026',
      'cc',
    )
    const text = fc.oneof(
      fc.string({ maxLength: 200, unit: 'grapheme' }),
      fc.array(word, { maxLength: 25 }).map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(text, fc.constantFrom('ru' as const, 'en' as const, 'es' as const), (reply, lang) => {
        const { all, cancelled, evidence } = extractRedirect(reply, { lang })
        const stands = (value: string | null) =>
          value === null || reply.includes(value) || reply.includes(`me/${value.slice(1)}`)
        const details = [...all, ...cancelled].flatMap((one) => [one.name, one.email, one.telegram, one.phone])
        return details.every(stands) && (evidence === null || reply.includes(evidence))
      }),
      { numRuns: 1500, seed: 11 },
    )
  })
})
