/** Lines that phones and mail programs put below a mail, in the languages they come in. */
const clientFooter = new RegExp(
  `^\\s*(?:${[
    'sent from (?:my )?(?:\\S+ ){0,4}(?:iphone|ipad|ipod|android|blackberry|samsung|galaxy|huawei|xiaomi|phone|mobile|smartphone|tablet|nokia|htc|lumia|pixel|oneplus|motorola|handheld|device|droid|palm|treo|kindle|evo|mail|outlook|yahoo|aol|mailbox|windows|proton|spark)(?:[ .,®™]\\S*){0,10}',
    'sent (?:via|using|with) .{2,60}',
    'get (?:outlook for (?:ios|android|mobile)|the (?:new )?(?:aol|yahoo|gmail|mail).{0,30} app)\\b.{0,60}',
    'secured with (?:tutanota|tuta).{0,40}|sent from (?:nine|boxer|spike|k-9|bluemail|newton|canary|mailbird|yahoo|aol|outlook|mail|mailbox|windows)(?: .{0,40})?',
    'отправлено (?:с|из|через) .{2,80}',
    'отправлено от .{2,60}',
    'enviado (?:desde|do|a partir do|pelo|via|con) .{2,80}',
    'obtener outlook para .{2,60}|obter o outlook .{2,60}|descargar outlook .{0,60}',
    'von meinem .{2,60} gesendet\\.?|diese nachricht wurde von meinem .{2,60} gesendet\\.?|gesendet (?:von|mit|aus) .{2,60}|holen sie sich outlook .{2,60}|outlook für (?:ios|android).{0,40}',
    'envoyé (?:de|depuis|à partir) .{2,80}|obten(?:ez|ir) outlook .{2,60}|télécharger outlook .{2,60}',
    'inviato (?:da|dal|con) .{2,60}|ottieni outlook .{2,60}',
    'ver(?:zonden|stuurd) (?:vanaf|vanuit|met|via) .{2,60}|outlook voor .{2,60}|outlook downloaden .{2,60}',
    'wysłane? (?:z|przy|za pomocą) .{2,60}|pobierz (?:aplikację )?outlook .{2,60}',
    'надіслано (?:з|із|від) .{2,60}|адпраўлена з .{2,60}',
    'skickat från .{2,60}|skaffa outlook .{2,60}|sendt fra .{2,60}|hent outlook .{2,60}|få outlook .{2,60}',
    'lähetetty .{2,60}|hanki outlook .{2,60}',
    'odesláno z .{2,60}|odoslané z .{2,60}|získejte outlook .{2,60}',
    ".{0,40}(?:iphone|android|ipad)'?.{0,20}gönderildi",
    '(?:从我的|發自我的|发自我的|從我的).{1,40}|iphoneから送信|私のiphoneから送信|.{0,20}から送信|나의 .{1,20}에서 보냄',
    'trimis (?:de pe|din) .{2,60}|küldve .{2,60}|đã gửi từ .{2,60}|στάλθηκε από .{2,60}|dikirim dari .{2,60}',
    'скачать outlook .{2,60}|получить outlook .{2,60}|получите outlook .{2,60}',
  ].join('|')})\\s*$`,
  'iu',
)

/** Is this line the footer of a mail program, such as "Sent from my iPhone"? */
export function isClientFooter(line: string): boolean {
  // A comma makes a sentence of it ("Sent from my desk, the phone is broken"), but for the usual excuse.
  const isSentence =
    /[,;]/.test(line) && !/https?:|typo|excuse|pardon|brevity|sorry|опечат|извин|disculp|tippfehler|fautes/i.test(line)
  return (
    !isSentence &&
    line.length < 200 &&
    clientFooter.test(line.replace(/<[^<>]{0,120}>|\(\s*https?:[^()]{0,120}\)|[*_]/g, '').trim())
  )
}
