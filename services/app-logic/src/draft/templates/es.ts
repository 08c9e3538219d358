import type { Wording } from '../wording.ts'

const WEEKDAYS = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo']
const MONTHS = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
]

const date: Wording['date'] = ({ day, month, year }) =>
  `${day} de ${MONTHS[month - 1] ?? ''}${year === null ? '' : ` de ${year}`}`

export const es: Wording = {
  language: 'es',
  greeting: (name) => (name === null ? 'Hola:' : `Hola, ${name}:`),
  signOff: ({ name, company }) => `Un saludo,\n${name}, ${company}`,
  moment: (m) =>
    `${WEEKDAYS[m.weekday - 1] ?? ''}, ${date(m)}, a ${/^0?1:/.test(m.clock) ? 'la' : 'las'} ${m.clock} (${m.zone})`,
  date,

  footer: ({ name, company, postalAddress }) => [
    `Este correo lo ha redactado un asistente automático en nombre de ${name}, ${company}.`,
    `${company}, ${postalAddress}`,
    'Si no desea recibir más mensajes, responda «stop».',
  ],
  messengerHint: ({ name }) =>
    `Escribe un asistente automático en nombre de ${name}. ¿Prefiere no recibir mensajes? Responda «stop».`,

  referralOpening: (referrer) =>
    referrer === null
      ? 'Le escribo por consejo de alguien de su empresa, que me indica que es mejor hablarlo con usted.'
      : `Le escribo porque ${referrer} me indica que usted es la persona adecuada para hablar de esto.`,
  referralOffer: '¿Le envío una presentación breve o se lo muestro en una demo?',
  followUps: [
    'Retomo mi mensaje: ¿ha podido echarle un vistazo? Puedo enviarle una presentación o mostrárselo en una demo breve.',
    'Solo un breve recordatorio. Si no es para usted, dígamelo; si lo es, le propongo horas para una demo.',
    'Una sola pregunta, para no quitarle tiempo: ¿es este un tema de interés para usted?',
    '¿Quizá lo lleva otra persona de su equipo? Dígame, por favor, a quién conviene escribir.',
    'Si prefiere verlo primero, responda «presentación» y se la envío.',
    'Quizá no sea buen momento. Dígame cuándo retomarlo y hasta entonces no le escribiré.',
    'Si tiene preguntas sobre el servicio, puede hacerlas directamente en su respuesta.',
    'Sigue en pie la propuesta de mostrarle el servicio. Responda «demo» y le envío horas para elegir.',
    'Le escribo de nuevo por si los mensajes anteriores se perdieron. ¿Seguimos adelante?',
    'Seré breve: si le interesa, basta una palabra y le envío los detalles.',
  ],
  lastFollowUp:
    'No le enviaré más recordatorios. Si el tema le interesa más adelante, responda a este mensaje y seguimos.',
  snoozeReminder: (until) =>
    until === null
      ? 'Como acordamos, retomo nuestra conversación. ¿Es buen momento? Puedo enviarle una presentación u horas para una demo.'
      : `Acordamos retomar la conversación el ${until}, así que le escribo. ¿Es buen momento? Puedo enviarle una presentación u horas para una demo.`,
  offerReminder: 'Un breve recordatorio de lo que le propuse en mi último mensaje: sigue en pie. ¿Qué ha decidido?',

  thanksForPointing: (colleague) => `Gracias por indicarme con quién hablar. Escribiré yo a ${colleague}.`,
  deckAttached: 'Le adjunto la presentación.',
  slotsOffered: 'Puedo ofrecerle estas horas para la demo:',
  otherSlots: 'Puedo ofrecerle otras horas:',
  slotsClosing: '¿Cuál le viene mejor? Si ninguna le conviene, proponga usted una.',
  refusedTime: {
    busy: 'Lamentablemente, la hora que propone ya está ocupada.',
    'too-early': 'Lamentablemente, la hora que propone es demasiado pronto para prepararlo.',
    'outside-hours': 'Lamentablemente, la hora que propone queda fuera del horario laboral.',
  },
  noSlots: 'No hay huecos libres en las próximas semanas. Indíqueme, por favor, un día que le convenga.',
  confirmed: (when) => `De acuerdo, la demo queda para el ${when}.`,
  invitationAttached: 'Le adjunto la invitación para el calendario.',
  cancelled: (when) => `De acuerdo, la demo del ${when} queda cancelada. Si quiere retomarla, escríbame.`,
  snoozed: (until) =>
    until === null
      ? 'Entiendo, no es el momento. Retomaré la conversación más adelante.'
      : `Entiendo. Retomaré la conversación el ${until}; hasta entonces no le escribiré.`,
  openAfterAnswers:
    'Para lo demás no tengo una respuesta exacta: lo he pasado a un compañero, que le responderá por separado.',
  openAlone: 'No tengo una respuesta exacta y prefiero no adivinar. Lo he pasado a un compañero, que le responderá.',
  clarify: {
    'colleague-address': '¡Gracias! ¿A qué dirección puedo escribir a esa persona?',
    'which-slot': '¿Podría decirme qué hora le conviene?',
    unclear:
      'Quiero entenderle bien: ¿le envío la presentación, le propongo horas para una demo o lo retomamos más adelante?',
  },
}
