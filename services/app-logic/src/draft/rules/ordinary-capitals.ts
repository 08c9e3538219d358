/** Words that are written with a capital and name nobody. */
const list = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const POLITE =
  'вы вас вам вами ваш ваша ваше ваши вашего вашей вашему вашу вашим вашими ваших вашем usted ustedes ud uds sr sra srta don dona mr mrs ms dr prof sir madam i'
const CALENDAR =
  'monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas easter понедельник вторник среда четверг пятница суббота воскресенье lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'
const LANGUAGES = 'english russian spanish ingles espanol ruso русский английский испанский european'
const COURTESY =
  'best regards kind warm warmest sincerely yours faithfully truly thanks thank you many all cheers good morning afternoon evening day hello hi hey dear team there everyone colleagues colleague здравствуйте уважаемый уважаемая уважаемые добрый день доброе утро коллеги уважением спасибо всего доброго хорошего наилучшими пожеланиями hola estimado estimada estimados buenos dias buenas tardes un cordial saludo saludos atentamente cordialmente gracias equipo ps p s re fwd fw'
const REPLIES =
  'стоп да нет демо презентация презентацию stop yes no ok okay demo presentation unsubscribe si baja presentacion отписаться'
const TERMS =
  'pdf ics crm faq it hr pr ai ии ceo cto cfo coo cmo excel word email e-mail telegram internet интернет web sms q&a id url vip asap fyi btw rsvp utc gmt мск msk cet est pst ооо ип ао зао нко sl sa llc inc ltd gmbh ok n.b nb'
const ROLES =
  'sales manager account executive customer success business development head director representative specialist consultant assistant менеджер руководитель отдел продаж директор специалист консультант ассистент помощник ventas gerente ejecutivo ejecutiva responsable asistente director directora comercial equipo'

const ORDINARY = list([POLITE, CALENDAR, LANGUAGES, COURTESY, REPLIES, TERMS, ROLES].join(' '))
const SIGN_OFF =
  /(?:с уважением|всего доброго|хорошего (?:дня|вечера)|с наилучшими|до встречи|до связи|искренне ваш\p{L}*|спасибо|best(?: regards| wishes)?|(?:kind|warm|warmest) regards|regards|sincerely|yours (?:truly|faithfully|sincerely)|cheers|thanks|thank you|all the best|un (?:cordial )?saludo|saludos(?: cordiales)?|atentamente|cordialmente|gracias|hasta pronto)[\s,.!—-]*$/u

/** True for a capitalised word that names nobody. */
export function isOrdinary(word: string, flat: string): boolean {
  const bare = flat.replace(/'(?:m|ll|ve|d|s|re)$/, '')
  return word.length === 1 || ORDINARY.has(bare)
}

/** True for a line that ends in a sign-off, before the name of who signs. */
export function isSignOff(flatLine: string): boolean {
  return SIGN_OFF.test(flatLine.trim())
}
