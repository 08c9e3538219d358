import { patterns } from './pattern.ts'

const WRITE =
  '(?:escrib*|mand*|envi*|molest*|llam*|contact*|insist*|spame*|bombarde*|acos*|atosig*|hostig*|fastidi*|ofrec*|jod*|perseg*|persig*|busqu*|buscar*|comuni*|vuelv* a (?:escrib*|mand*|envi*|molest*|llam*|contact*))'
const MESSAGES =
  '(?:correos?|correitos?|mensajes?|mails?|emails?|publicidad|propaganda|comunicaci*|spam|ofertas?|llamadas|boletin*|newsletters?|promociones|mensajitos?|whatsapps?)'
const AGAIN = '(?:mas|nunca mas|jamas|otra vez|de nuevo|nuevamente|en adelante|por ningun medio|en la vida)'

export const OPT_OUT_ES = [
  ...patterns('es', 'strong', [
    `(?:deje|dejen|dejad|deja|paren|parad|para|pare|cesen|cese|corten|corta|basta|terminen|termine|abstenganse|abstengase|absteneos|acaben) (?:ya |por favor |de una vez |inmediatamente |de inmediato |de |con |todo |todos |el |los |la |las |tanto |tantos |esos |estos |esa |esta |sus |tus |vuestros |me |mandarme )*(?:${WRITE}|${MESSAGES})`,
    `no (?:me |nos |se |quiero que |queremos que |les |le |te )*(?:vuelv* a |sig* |continu* |quiero que |volvais a )+(?:me |nos )?${WRITE}`,
    `no (?:me |nos )?${WRITE} (?:\\S+ ){0,3}?${AGAIN}`,
    `(?:nunca mas|jamas|nunca|ya no) (?:me |nos |vuelv* a )+${WRITE}`,
    `(?:ya no|no) (?:me |nos |quiero que me |quiero que nos )+(?:escriban|escriba|escribas|manden|mandes|mande|envien|envies|envie|contacten|contactes|contacte|molesten|molestes|moleste|llamen|llames|llame|busquen|insistan) (?:mas|por favor|nunca|gracias)`,
    `no (?:me |nos )?(?:manden|mandes|mande|envien|envies|envie|lleguen|quiero|deseo|queremos|deseamos|acepto|aceptamos|autorizo|autorice|he autorizado|autorizamos|solicite|pedi|necesito) (?:recibir |seguir recibiendo |que me llegue* |el envio de |mas |ningun* |sus |tus |estos |este tipo de |esta |ni un |nada de |de )*${MESSAGES}`,
    '(?:no quiero|no queremos|no deseo|no deseamos|no me interesa|prefiero no) (?:seguir |volver a |que me |que nos )?(?:recib*|llegue*|saber (?:nada )?(?:mas )?de (?:ustedes|ti|usted|vosotros)|que me (?:escrib*|contact*|llam*|mand*|envi*)|que nos (?:escrib*|contact*|llam*|mand*|envi*))',
    '(?:deme|denme|dame|dadme|demen|dar|den|darme|darnos|denos|dennos|quiero|solicito|pido|exijo|ruego|quisiera|me doy|doy|causar|tramit*|gestion*|proced* a) (?:por favor |me |nos |la |mi |que me den |que nos den |a |ya |inmediatamente )*(?:de )?baja',
    '(?:de )?baja (?:por favor|inmediata*|ya|de (?:su|esta|la|tu|todas|vuestra)|gracias|definitiv*)',
    '(?:como|donde) (?:me |puedo )*(?:doy|darme|dar|desuscrib*|desapunt*|cancelo) (?:de baja)?',
    '(?:desuscrib*|desinscrib*|desapunt*|unsubscribe) ?(?:me|nos|por favor|ya)?',
    '(?:anulen|anule|anula|cancelen|cancele|cancela|cancelar|anular) (?:\\S+ ){0,2}?(?:suscripcion|registro)',
    '(?:eliminen?|eliminad|elimina|eliminar|borren?|borrad|borra|borrar|supriman?|suprimir|quiten?|quitad|quita|quitar|saquen?|saca|sacad|sacar|retiren?|retirar|retira|excluyan?|excluir|tachen?|tacha|destruyan?|olviden?) (?:\\S+ ){0,2}?(?:mi|mis|nuestro|nuestra|nuestros|nuestras|este correo|esta direccion|este email|este mail|este numero|este contacto|todos los datos|los datos|me|nos|cualquier dato|toda la informacion|toda mi|de (?:su|tu|la|sus|vuestra) (?:lista|base|listado|crm|boletin))',
    '(?:quitenme|quiteme|quitame|quitadme|quitenos|quitennos|saquenme|saqueme|sacame|sacadme|saquennos|saquenos|eliminenme|elimineme|eliminame|borrenme|borreme|borrame|borradme|borrennos|tachenme|tachame|retirenme|retireme|excluyanme|excluyame|sacarme|quitarme|eliminarme|borrarme|olvidenme|olvidame|desuscribanme|desuscribeme|desapuntame|desapuntadme|saquenos|eliminadme|eliminennos|removerme|remuevanme|remueveme|remuevan)',
    '(?:mis|nuestros) datos (?:\\S+ ){0,4}?(?:borr*|elimin*|suprim*|sean|quiten)',
    '(?:solicito|exijo|pido|requiero|ejerzo|ejercer|ejercito|reclamo) (?:\\S+ ){0,4}?(?:supresion|eliminacion|borrado|baja|oposicion|cancelacion de (?:mis|datos)|cese|derecho|eliminen|borren|supriman)',
    '(?:derecho de (?:supresion|oposicion|cancelacion)|derecho al olvido|derechos arco|lista robinson|articulo 17|art 17|habeas data)',
    '(?:revoco|retiro|revocar|retirar) (?:\\S+ ){0,3}?(?:consentimiento|autorizacion|permiso)',
    '(?:no|nunca|jamas) (?:he |les |le |te |os |di |dado |ha |hemos )*(?:dado |di |autorice |autorizado |consenti |consentido )(?:\\S+ ){0,3}?(?:permiso|consentimiento|autorizacion|esto|a recibir|el envio|a que)',
    '(?:dejenme|dejeme|dejame|dejadme|dejennos|dejenos) (?:ya )?(?:en paz|tranquil*|de (?:molest*|escrib*|mand*|envi*|llam*|jod*|fastidi*|spam*|acos*))',
    '(?:dejar de|dejaran de|dejaras de|dejara de|dejarais de|dejen de una vez de|pueden dejar de|deseo dejar de|quiero dejar de) (?:recibir|molest*|escrib*|mandarme|enviarme|llamarme|contactar*|mandarnos|enviarnos|llegar*)',
    '(?:ni un|ni una|no mas|cero|nada de|basta de|no quiero mas|ningun|stop a) (?:solo |sola |otro |otra |tantos |mas )?(?:correos?|mensajes?|mails?|emails?|publicidad|llamadas|spam|comunicaciones|whatsapps?)(?: mas)?',
    '(?:vayanse|vete|vayase|larguense|largate|larguese|vayan|idos|iros) (?:\\S+ ){0,2}?(?:a la|al|a el|a freir|a paseo|de aqui|a tomar)',
    '(?:olvid*|pierd*|borr*) (?:de |se de |te de )?(?:mi|este|esta) (?:correo|numero|direccion|contacto|mail|email|existencia)',
    '(?:olvidense|olvidese|olvidate|olvidaos) de (?:mi|nosotros)',
    '(?:que (?:este|esta|sea) )(?:\\S+ ){0,2}?(?:el |la )?ultim* (?:correo|mensaje|vez|mail|comunicacion)',
    '(?:no molest*|no moleste|no molesten|no insist*|no insistan)(?: mas| por favor| gracias)?',
  ]),
  ...patterns('es', 'weak', [
    'no (?:me |nos )(?:escriban|escriba|escribas|escribais|manden|mandes|mande|envien|envies|envie|contacten|contactes|contacte|llamen|llames|llame|busquen|escribas)(?: (?:nada|correos|mensajes|mails|emails|cosas|a este \\S+|aqui|por aqui))?',
  ]),
  ...patterns('es', 'threat', [
    '(?:denunci*|demandar|demandare|demandaremos|reportar|reportare|reportaremos|reporto|reportamos|reportad*|bloquear|bloqueo|bloqueare|bloqueamos|bloquead*|marcar|marco|marcare|marcamos|marcad*) (?:\\S+ ){0,5}?(?:spam|aepd|agencia|profeco|inai|autoridad*|policia|por acoso|basura|no deseado|dominio|remitente|los|le|les|direccion|correo)',
    '(?:los|lo|le|les|te|os|la) (?:voy a |vamos a |tendre que |tendremos que )?(?:denunci*|reportar|reporto|reportare|reportamos|bloqueo|bloqueare|bloqueamos|bloquear|bloquee|demandare|demandamos|demandar|marco|marcare|marcamos)',
    '(?:pondre|pondremos|pongo|presentare|presentaremos|presentar|interpondre|interponer|poner|pondran|meter|levantare|levantar|puse|elevo|elevare) (?:\\S+ ){0,3}?(?:denuncia|queja|reclamacion|demanda|reclamo)',
    '(?:mi|mis|nuestro|nuestros|a el|el|nuestra) (?:abogad*|departamento legal|equipo legal|asesoria juridica|area legal|juridico) (?:\\S+ ){0,3}?(?:se pondra|contactara|hablara|escribira|en copia|se comunicara|tomara|encargara|vera|estara|esta al tanto|ya)',
    '(?:hablar*|saber|noticias|entender*|llamo a|llamar a|paso a|pasar* a|verse*) (?:\\S+ ){0,3}?(?:mi|mis|nuestro|nuestros) (?:abogad*|letrad*)',
    '(?:acciones legales|medidas legales|via legal|via judicial|nos vemos en (?:los )?(?:tribunales|juzgados|el juzgado)|agencia (?:espanola )?de proteccion de datos|ante la (?:aepd|profeco|agencia|sic|autoridad))',
    '(?:conforme|segun|en virtud|de acuerdo|a el amparo|amparo|incumpl*|viola*|infring*|vulner*) (?:\\S+ ){0,4}?(?:rgpd|lopd*|lssi*|ley de proteccion|gdpr|ley 1581|ley federal|ley organica)',
    '(?:esto|ya|es|considero|se llama|constituye) (?:es |ya |un )*acoso',
  ]),
]
