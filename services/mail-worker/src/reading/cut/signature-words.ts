/** Words that end a letter. Data: a new language is a new line. */
export const closingWords = [
  '(?:(?:thanks|thank you) ?(?:&|and|,) ?)?(?:with )?(?:(?:my |very )?(?:best|kind|warm)(?:est)? )?regards|love|xoxo|hugs|yours|v\\/r|thanking you|respectfully (?:submitted|yours)|sincerely and respectfully|best wishes|all the best|best|cheers|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|respectfully|cordially|many thanks|thanks(?: again| so much| a lot| in advance| and (?:best |kind )?regards)?|thank you(?: (?:very|so) much| in advance)?|thx|br|rgds|brgds|take care|talk soon',
  'с (?:наилучшими|добрыми|искренними|теплыми|тёплыми) пожеланиями|с (?:глубоким )?уважением|с ув\\.?|с\\/у|всего (?:доброго|хорошего|наилучшего)|хорошего дня|удачного дня|искренне ваш\\S*|заранее (?:спасибо|благодар\\S+)|спасибо',
  'з повагою|з найкращими побажаннями|на все добре|дякую',
  'saludos(?: cordiales| atentos)?|un (?:cordial )?saludo|(?:muy )?atentamente|cordialmente|un abrazo|gracias(?: de antemano| y saludos)?|muchas gracias|quedo (?:a la espera|atento|atenta)(?: de sus noticias)?',
  'mit (?:freundlichen|besten|herzlichen|lieben|vielen|schönen) grüßen|mit (?:freundlichen|besten|herzlichen|lieben) gruessen|mit freundlichem gruß|(?:freundliche|viele|beste|liebe|herzliche|schöne) gr(?:ü|ue)(?:ß|ss)e(?: aus \\S+)?|beste gruesse|mfg|vg|lg|gruß|vielen dank(?: im voraus)?|danke',
  "cordialement|bien (?:cordialement|à vous)|très cordialement|(?:sincères )?salutations(?: distinguées)?|meilleures salutations|cdlt|bonne (?:journée|soirée)|merci(?: d'avance)?",
  '(?:cordiali|distinti|migliori) saluti|un cordiale saluto|un saluto|saluti|cordialmente|grazie(?: mille)?',
  'atenciosamente|cumprimentos|com os melhores cumprimentos|melhores cumprimentos|abraços?|att\\.?|obrigad[oa]',
  'met vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|hartelijke groet(?:en)?|groet(?:en|jes)?|mvg|bedankt',
  'pozdrawiam(?: serdecznie)?|z poważaniem|z wyrazami szacunku|łączę pozdrowienia|dziękuję',
  '(?:med )?(?:vänliga?|bästa) hälsning(?:ar)?|mvh|hälsningar|(?:med )?venlig(?:e)? hilsen(?:er)?|(?:de )?bedste hilsner|vennlig hilsen|beste hilsen|hilsen|tack|tak|takk',
  'ystävällisin terveisin|terveisin|parhain terveisin|t\\.|kiitos|kiitoksin',
  's pozdravem|s přátelským pozdravem|s úctou|děkuji|s pozdravom|ďakujem|üdvözlettel|tisztelettel|köszönettel|cu (?:stimă|respect)|lep pozdrav|s poštovanjem|srdačan pozdrav',
  'saygılarımla|saygılar|iyi çalışmalar|selamlar|teşekkürler|trân trọng|salam|hormat saya|με εκτίμηση|בברכה|تحياتي|مع تحياتي',
  'よろしくお願い(?:いた|致)?します。?|以上、?よろしくお願い(?:いた|致)?します。?|敬具|此致|祝好|谢谢|顺祝商祺|감사합니다|드림',
] as const

/** Words of offices and ranks. */
export const titleWords =
  /\b(?:director|manager|ceo|cto|cfo|coo|cmo|cio|vp|vice president|president|head of|chief|officer|founder|owner|partner|engineer|developer|consultant|assistant|specialist|analyst|coordinator|representative|executive|secretary|attorney|counsel|lawyer|professor|dr|phd|associate|supervisor|administrator|architect|lead|buyer|accountant|recruiter|designer|geschäftsführer(?:in)?|leiter(?:in)?|vertrieb|einkauf|prokurist|assistenz|gerente|directora?|jefe|jefa|responsable|responsabile|direttore|diretor|kierownik|dyrektor|inkoop|verkoop|chef|adjoint|commercial)\b|директор|менеджер|руководитель|начальник|инженер|специалист|заместитель|зам\.|бухгалтер|отдел|ведущий|генеральный|консультант|помощник|секретарь|менеджерка|керівник|部長|課長|担当|経理|总监|经理|팀장|대표/iu

/** Words that stand before a number, an address or a company. */
export const contactWords =
  /(?:^|[\s|•(])(?:tel|phone|ph|fax|mob(?:ile)?|cell|office|direct|desk|skype|telegram|whatsapp|viber|linkedin|web(?:site)?|e-?mail|www|t|m|p|f|e|w|тел|телефон|моб|факс|почта|сайт|доб|вн|móvil|movil|teléfono|tlf|correo|mobil|telefon|handy|tél|portable|cellulare|telefone|celular|gsm|puh|電話|电话|手机|전화)\s?[.:]|\b(?:inc|llc|ltd|corp|gmbh|ag|kg|s\.?a\.?r?\.?l?|s\.l\.?|s\.p\.a|b\.v|oy|ab|a\/s|aps|plc|co|company|group|university|institute|department|dept)\b\.?|(?:^|\s)(?:ООО|ОАО|АО|ЗАО|ПАО|ИП|ТОВ|ТОО)(?:\s|$)|株式会社|有限公司|(?:^|\s)(?:x|ext\.?|доб\.?|вн\.?)\s?\d{3,6}(?:\s|$)/iu

/** A telephone number: seven digits or more, with what people put between them. */
export const phonePattern = /(?:\+|\b|\()\d(?:[\s().\-–/]{0,3}\d){6,14}(?!\d)/

/** Where the small print begins. */
export const disclaimerStart =
  /^(?:[*_\s-]{0,6})(?:confidentiality notice|confidential(?:ity)?\s?[:—–-]|disclaimer|important(?: notice)?: this|legal (?:notice|disclaimer)|privileged|notice(?: of confidentiality)?:|this (?:e-?mail|message|communication|transmission|electronic)(?: \S+){0,12} (?:is|are|may|contains?|and|intended|was|has)\b.{0,200}(?:confidential|privileged|intended|solely|recipient|scanned|virus|copyright)|the information (?:contained )?in this (?:e-?mail|message|communication)|the contents of this (?:e-?mail|message)|if you (?:are|have) (?:not )?(?:the intended|received this)|please consider the environment|think before you print|before printing|this (?:e-?mail|message) (?:has been|was) (?:scanned|checked)|virus-free|(?:\S+ ){1,10}(?:is )?(?:a (?:limited )?company )?registered in (?:england|scotland|wales|ireland|the netherlands)|registered office\s?[:—–-]|(?:это|данное|настоящее) (?:электронное )?(?:сообщение|письмо)(?: \S+){0,14} (?:конфиденциальн|предназначен|адресован)|уведомление о конфиденциальности|конфиденциальн|информация,? содержащаяся в (?:этом|данном|настоящем)|(?:este|el presente) (?:mensaje|correo)(?: \S+){0,14} (?:confidencial|dirigid|destinatario|privilegiad)|aviso (?:legal|de confidencialidad)|la información contenida en este|antes de imprimir|diese (?:e-?mail|nachricht|mail)(?: \S+){0,14} (?:vertraulich|bestimmt|enthält)|der inhalt dieser|ce (?:message|courriel|mail)(?: \S+){0,14} (?:confidentiel|destinataire|établi)|questo messaggio(?: \S+){0,14} (?:riservat|confidenzial|destinat)|avviso di riservatezza|esta mensagem(?: \S+){0,14} (?:confidencia|destinad)|dit (?:bericht|e-?mail)(?: \S+){0,14} (?:vertrouwelijk|bestemd)|ta wiadomość(?: \S+){0,14} (?:poufn|przeznaczon)|treść tej wiadomości|це повідомлення(?: \S+){0,14} конфіденційн|detta (?:meddelande|mail)(?: \S+){0,14} konfidentiell|この(?:メール|電子メール).{0,40}(?:機密|秘密)|本(?:邮件|电子邮件).{0,40}(?:机密|保密))/iu
