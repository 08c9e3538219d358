/**
 * Words beside names and words that are written with a capital and are no people, folded.
 */

/** Small words inside a name ("Ana de la Cruz"). */
export const NAME_PARTICLES: ReadonlySet<string> = new Set(
  'de del la las los van von der den da di bin al el dos le ter ten'.split(' '),
)

const TITLES = new Set(
  (
    'mr mrs ms miss mister missus dr prof professor doctor sir madam mme monsieur madame herr frau signor signora signore mevrouw meneer ' +
    'pan pani smt shri sri father sister uncle auntie aunt maitre superintendent deacon reverend pastor captain young old ' +
    'sr sra srta don dona dna ing lic licenciado licenciada mtra mtro maestro maestra arq cp dra doctora ingeniero ingeniera profesor profesora ' +
    'senor senora senorita pbro sor padre tia tio capitan ' +
    'г-н г-жа господин господину господином госпожа госпоже госпожой тов товарищ пан пани дядя дяде тетя тете подполковник'
  ).split(' '),
)
// Firms and parts of firms: an address may be theirs, a person's name they are not.
const ORGANISATION =
  /^(?:utilit|insolven|freight|solution|service|group|limited|compan|holding|associat|consult|foundation|trust|council|college|universit|school|hospital|clinic|insuran|logisti|transport|estates|bursar|dean|office|desk|department|industry|support|procurement|purchas|account|reception|secretar|facilit|management|operation|marketing|sales|mesa|area|tecnic|gestion|proveedur|departament|cooperativ|sociedad|grupo|empresa|talleres|fletes|servicio|fundacion|colegio|instituto|ayuntamiento|alcaldia|ministerio|direccion|gerencia|compras|ventas|sistemas|finanzas|contabilidad|recursos|mantenimiento|informatic|calidad|produccion|almacen|cartera|tesoreria|juridic|legal|comercial|proyectos|recepcion|administracion|atencion|federaci|negociado|wholesale|retail|отдел|департамент|управлени|дирекци|канцеляри|бухгалтери|компани|групп|завод|фирм|кооператив|холдинг|администраци|агентств|приемн|диспетчерск|проходн|регистратур|склад|лаборатор|столов|кадров)/
const FIRM_FORMS = new Set('ltd inc llc gmbh plc co corp sa sl srl spa ooo ооо ао ип зао пао'.split(' '))

/** Whether a folded word names a firm or a part of one. */
export function isOrganisation(word: string): boolean {
  return FIRM_FORMS.has(word) || ORGANISATION.test(word)
}

const NEVER = new Set(
  (
    'i january february march april may june july august september october november december jan feb apr jun jul aug sep sept oct nov dec ' +
    'monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri easter christmas diwali thanksgiving ramadan eid ' +
    'telegram tg whatsapp watsap linkedin slack zoom teams google gmail outlook hubspot salesforce excel microsoft apple amazon meet skype viber ' +
    'crm erp hr it ceo cfo cto coo cio ciso ops rrhh b2b saas pdf ppt faq api gdpr rgpd eofy fy vat iva nda dpa ' +
    'english spanish russian german french italian hi hello hey dear thanks thank regards cheers ok okay yes no not please sorry ' +
    'hola perdone perdona disculpe oiga oye buenas buenos gracias saludos estimado estimada estimados enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ' +
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
