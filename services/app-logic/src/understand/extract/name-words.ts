/**
 * Words beside names and words that are written with a capital and are no people, folded.
 */

/** Small words inside a name ("Ana de la Cruz"). */
export const NAME_PARTICLES: ReadonlySet<string> = new Set(
  'de del la las los van von der den da di bin al el dos le ter ten'.split(' '),
)

const TITLES = new Set(
  (
    'mr mrs ms miss dr prof sir madam mme herr frau sr sra srta don dona ing lic mtra mtro arq cp dra senor senora senorita ' +
    'г-н г-жа господин господину господином госпожа госпоже госпожой тов пан пани'
  ).split(' '),
)
const NEVER = new Set(
  (
    'i january february march april may june july august september october november december jan feb apr jun jul aug sep sept oct nov dec ' +
    'monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri easter christmas diwali thanksgiving ramadan eid ' +
    'telegram whatsapp linkedin slack zoom teams google gmail outlook hubspot salesforce excel microsoft apple amazon meet skype viber ' +
    'crm erp hr it ceo cfo cto coo cio ciso ops rrhh b2b saas pdf ppt faq api gdpr rgpd eofy fy vat iva nda dpa ' +
    'english spanish russian german french italian hi hello hey dear thanks thank regards cheers ok okay yes no not please sorry ' +
    'hola buenas buenos gracias saludos estimado estimada estimados enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ' +
    'lunes martes miercoles jueves viernes sabado domingo navidad semana santa pascua usted ustedes ' +
    'понедельник вторник среда четверг пятница суббота воскресенье январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь ' +
    'здравствуйте уважаемые уважаемый уважаемая коллеги добрый доброе привет спасибо телеграм телеграме телега ватсап вацап битрикс россия москва питер ' +
    'madrid mexico espana valencia barcelona bogota lima argentina chile manchester perth london berlin chicago boston paris moscow ' +
    'he she it we you they who whom this that these those there here everyone nobody somebody someone anyone'
  ).split(' '),
)

export function isTitle(word: string): boolean {
  return TITLES.has(word)
}

export function isNeverName(word: string): boolean {
  return NEVER.has(word)
}
