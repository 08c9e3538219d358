import type { Wording } from '../wording.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const date: Wording['date'] = ({ day, month, year }) =>
  `${day} ${MONTHS[month - 1] ?? ''}${year === null ? '' : ` ${year}`}`

export const en: Wording = {
  language: 'en',
  greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
  signOff: ({ name, company }) => `Best regards,\n${name}, ${company}`,
  moment: (m) => `${WEEKDAYS[m.weekday - 1] ?? ''}, ${date(m)}, at ${m.clock} (${m.zone})`,
  date,

  footer: ({ name, company, postalAddress }) => [
    `This e-mail was written by an automated assistant on behalf of ${name}, ${company}.`,
    `${company}, ${postalAddress}`,
    'To hear no more from us, answer "stop".',
  ],
  messengerHint: ({ name }) =>
    `Written by an automated assistant on behalf of ${name}. Rather not hear from us? Answer "stop".`,

  referralOpening: (referrer) =>
    referrer === null
      ? 'I am writing to you on the advice of a colleague of yours, who says you are the right person to talk to.'
      : `I am writing to you because ${referrer} says you are the right person to talk to about this.`,
  referralOffer: 'Shall I send a short presentation, or show it to you in a demo?',
  followUps: [
    'I am coming back to my message: have you had a chance to look at it? I can send a presentation, or show it in a short demo.',
    'Just a short reminder. If this is not for you, tell me so; if it is, I will suggest times for a demo.',
    'Only one question, so as not to take your time: is this a topic for you at all?',
    'Perhaps a colleague of yours looks after this? Please tell me who would be best to write to.',
    'If you would rather look first, answer "presentation" and I will send it.',
    'Perhaps this is a bad moment. Tell me when to come back, and you will not hear from me until then.',
    'If you have questions about the service, just put them in your answer.',
    'The offer to show you the service stands. Answer "demo" and I will send times to choose from.',
    'I am writing once more in case my earlier messages got lost. Shall we go on with this?',
    'To keep it brief: if you are interested, one word is enough and I will send the details.',
  ],
  lastFollowUp:
    'I will not remind you again. If this becomes a topic, just answer this message and we will pick it up from here.',
  snoozeReminder: (until) =>
    until === null
      ? 'As agreed, I am coming back to our conversation. Is now a good time? I can send a presentation or times for a demo.'
      : `We agreed to come back to this on ${until}, so here I am. Is now a good time? I can send a presentation or times for a demo.`,
  offerReminder: 'A short reminder of what I offered in my last message: it still stands. What have you decided?',

  thanksForPointing: (colleague) => `Thank you for telling me who to talk to. I will write to ${colleague} myself.`,
  deckAttached: 'The presentation is attached.',
  slotsOffered: 'I can offer these times for a demo:',
  otherSlots: 'I can offer other times instead:',
  slotsClosing: 'Which one suits you best? If none does, please name a time of your own.',
  refusedTime: {
    busy: 'Unfortunately the time you named is already taken.',
    'too-early': 'Unfortunately the time you named is too soon for us to prepare.',
    'outside-hours': 'Unfortunately the time you named is outside working hours.',
  },
  noSlots: 'There is no free time in the coming weeks. Please name a day that suits you.',
  confirmed: (when) => `Agreed, the demo is on ${when}.`,
  invitationAttached: 'The calendar invitation is attached.',
  cancelled: (when) => `All right, the demo on ${when} is cancelled. If you would like it after all, just write.`,
  snoozed: (until) =>
    until === null
      ? 'I understand, this is not the time. I will come back to it later.'
      : `I understand. I will come back to this on ${until}, and you will not hear from me until then.`,
  openAfterAnswers:
    'I have no exact answer to the rest: I have passed it on to a colleague, who will get back to you separately.',
  openAlone:
    'I have no exact answer to that and would rather not guess. I have passed it on to a colleague, who will get back to you.',
  clarify: {
    'colleague-address': 'Thank you! At which address can I write to your colleague?',
    'which-slot': 'Could you tell me which time suits you?',
    unclear:
      'I want to get this right: shall I send the presentation, suggest times for a demo, or come back to this later?',
  },
}
