import type { LexiconTable } from '../extract/lexicon.ts'

/** Spanish words (Spain and Latin America) of the concepts that a reply to a sales message is made of. */
export const CONCEPTS_ES: LexiconTable = {
  NEG: 'no,nunca,jamas,tampoco,sin,ni,nadie,nada,ningun*,apenas',
  NONEED:
    'no hace falta,no es necesario,no hay necesidad,sin necesidad,no necesito,no necesitamos,en vez de,en lugar de,ahorrense,ahorrate,ahorrese,no vale la pena,mejor que,no se moleste,no te molestes,nada de,no requiero,no requerimos,no preciso,no precisamos',
  NO: 'nel,nones,para nada,que va,ni hablar,ni loco,de ninguna manera,no gracias,nop',
  YES: 'si,claro,dale,vale,ok,okey,okay,de acuerdo,por supuesto,con gusto,encantad*,perfecto,genial,listo,sale,va,adelante,confirmo,confirmado,me parece,nos parece,me va bien,nos va bien,me viene bien,me queda bien,me sirve,nos sirve,me late,orale,bueno,de una,por que no,hecho,cuenten conmigo,me apunto,estupendo,buenisimo,de diez,barbaro',
  PLEASE:
    'por favor,favor de,ruego,rogamos,le pido,les pido,te pido,le ruego,les ruego,se los pido,os pido,solicito,solicitamos,le agradeceria,les agradeceria,agradeceria,si es posible,si es tan amable,hagame el favor,sean tan amables,te agradezco que',
  THANKS: 'gracias,agradezco,agradecemos,agradecid*,mil gracias,muchas gracias',
  GREET: 'hola,buenos dias,buenas tardes,buenas noches,buenas,estimad*,buen dia,que tal,querid*,saludos,que onda',
  ME: 'yo,me,mi,mis,mio,mia,conmigo,nosotros,nos,nuestro,nuestra,nuestros,nuestras,esta direccion,este correo,este buzon,este numero,esta cuenta',
  YOU: 'usted,ustedes,tu,tus,te,ti,vos,vosotros,os,vuestr*,su,sus,les,le,contigo',
  WANT: 'quiero,queremos,quisiera,quisieramos,quisiese,queria,querria,necesito,necesitamos,me gustaria,nos gustaria,me interesa,nos interesa,me encantaria,desearia,deseo,deseamos,prefiero,preferimos,preferiria,busco,buscamos,podriamos,podemos,ocupamos,ocupo',
  INTEREST:
    'interes*,curios*,suena,pinta,se ve bien,llama la atencion,atractiv*,me llamo la atencion,nos vendria,me vendria',
  NOINTEREST:
    'no me interesa,no nos interesa,no interesa,no estoy interesad*,no estamos interesad*,sin interes,no hay interes,no tengo interes,no tenemos interes,no es para nosotros,no es lo nuestro,no aplica,no encaja,no nos encaja,no nos sirve,no me sirve,no nos hace falta,no lo necesitamos,no lo necesito,paso,pasamos,declin*,descart*,no gracias,no procede,no nos aplica,no estamos buscando,no buscamos,no nos cuadra,no va con nosotros,rechaz*,desestim*,no contamos con,no vamos a,no pensamos,no compramos,no nos conviene,no es relevante,irrelevante,no queremos',
  SEND: 'envie,envien,enviame,enviarme,enviarnos,enviar,envieme,envienme,envienos,envianos,enviadme,envia,enviad,mande,manden,mandame,mandeme,mandenme,mandenos,mandanos,mandarme,mandarnos,mandar,manda,mandad,mandadme,paseme,pasame,pasenme,pasarme,pasarnos,pasenos,pasanos,pasad*,pasen,pase,pasa,compart*,adjunt*,remit*,hagame llegar,haganme llegar,hazme llegar,haceme llegar,hacerme llegar,hacernos llegar,haganos llegar,reenvi*,facilit*,proporcion*,tirame,mandate,mandá,enviá,mandamela,enviamela,mandamelo,enviamelo,me manda,me mandas,me mandan,me envia,me envias,me envian,me pasa,me pasas,me pasan,nos manda,nos mandan,nos envia,nos envian,nos pasa,nos pasan,recibir',
  DECK: 'presentacion,presentaciones,folleto*,dossier,ficha*,catalogo*,material,materiales,pdf,documentacion,documento*,tarifario,lista de precios,listado de precios,casos de exito,caso de exito,casos,brochure,diapositivas,slides,deck,info,informacion,detalles,propuesta,oferta,cotizacion,presupuesto por escrito,por escrito,algo para leer,algo que leer,para leer,leer con calma,ppt,powerpoint,archivo,video,grabacion,resumen,link,enlace,one pager,hoja de,carpeta,triptico,temario,especificaciones,muestra',
  READ: 'leer,leo,leerlo,leerla,revisar,reviso,revisamos,revisarlo,echar un vistazo,ver con calma,estudiar,mirar,mirarlo,verlo,hojear',
  PRICE:
    'precio*,cuesta,cuestan,costo*,coste*,tarifa*,cuanto,cuanto sale,cuanto vale,sale,descuento*,licencia*,plan,planes,mensualidad,gratis,gratuit*,cobran,cobra,pago,pagos,iva,caro,barato,contrato,permanencia,presupuesto',
  DEMO: 'demo,demos,demostracion*,muestr*,mostr*,ensen*,en vivo,en directo,prueba,pruebas,probar,probarlo,piloto,trial,en accion,en pantalla,sandbox,webinar,funcionando,verlo en',
  MEET: 'reunion*,reunimos,reunir*,reuna*,llamada,llamadas,llame,llamen,llamame,llameme,llamenme,llamarme,videollamada,junta,juntamos,juntar*,juntemos,hablar,hablamos,hablemos,platica*,charla*,charlemos,conversa*,conversemos,zoom,teams,meet,cafe,visita,visit*,pasen por,pase por,pasate por,pasar por,vernos,vemos,veamonos,conectamos,conectarnos,conectemos,cita,encuentro,comentamos,telefono,por telefono',
  BOOK: 'agend*,reserv*,calendario,invitacion,cuadr*,coordin*,program*,convoc*,calendly,hueco,huecos,disponib*,cambiar la hora,mover,movemos,movamos,reprogram*,aplazar,cancelar la,cancelo,hora,horario,espacio,anot*,apart*,fij*,queda*,quedamos,quedemos',
  DAY: 'lunes,martes,miercoles,jueves,viernes,sabado,domingo,manana,pasado manana,hoy,fin de semana',
  CLOCK:
    '<time>,mediodia,tarde,por la tarde,por la manana,horas,hs,hrs,a las,minutos,min,y media,media hora,de la tarde,de la manana,temprano,pm,am',
  MONTH: 'enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,setiembre,octubre,noviembre,diciembre',
  SEASON:
    'primavera,verano,otono,invierno,trimestre,semestre,cuatrimestre,ano nuevo,navidad*,semana santa,reyes,fiestas,vacaciones,fin de ano,cierre de ano,fallas,carnaval*,puente,pascua,feria,temporada,zafra,vendimia',
  SPAN: 'semana,semanas,mes,meses,ano,anos,dias,dia,quincena',
  NEXT: 'proxim*,siguiente,que viene,entrante,que entra',
  AFTER: 'despues de,tras,hasta,cuando,en cuanto,una vez,a partir de,pasad*,dentro de,luego de,para,hasta que',
  LATER:
    'mas adelante,mas tarde,luego,despues,ahora no,no ahora,por ahora,de momento,por el momento,ahora mismo,no es el momento,no es buen momento,mal momento,en otro momento,otro dia,aun no,todavia no,todavia es pronto,pronto,en el futuro,a futuro,ahora,en este momento,ahorita no,ahorita,en pausa,congelad*,pausad*,aplaz*,pospon*,esperar,posterg*,otra ocasion,de aqui a',
  RETURN:
    'retom*,vuelv*,volvamos,volver a,volve,volvemos,recuerd*,recorda*,recordatorio,contacteme en,contactame en,escribeme en,escribanme en,escribame en,busqueme,busquenme,buscame,dame un toque,deme un toque,un toque,hablamos en,lo vemos en,nos vemos en,de nuevo,otra vez,nuevamente,reton*,insist*,seguimiento,reactiv*,llameme en,vuelva a,prueba en,intent*,avis*,pregunt*',
  BUSY: 'ocupad*,liad*,hasta arriba,a tope,saturad*,a full,desbordad*,vacaciones,de baja medica,baja por maternidad,maternidad,paternidad,licencia,de viaje,cierre,auditoria,inventario,mudanza,mudando*,migracion,migrando,implementa*,implanta*,lanzamiento,obras,campana de,reestructura*,fusion,en medio de,en plena,en pleno,apagando fuegos,deadline,complicad*',
  BUDGET: 'presupuesto*,partida,dinero,fondos,plata,pasta,aprobad*',
  STOP: 'deje,dejen,deja,dejad,dejar de,dejame,dejeme,dejenme,dejadme,dejenos,en paz,basta,ya basta,paren,pare,parad,parar,para ya,paren ya,parale,cese,cesen,cesar,stop,suficiente,ultima vez,ultimo correo,ultimo aviso,ultimo mensaje,ya estuvo,ya esta bien,cansad*,hart*,vayanse,vaya a,vete,largo,largate,olvid*,no mas,no molest*,se acabo,terminen,abstenganse,abstengase,abstener*,absteneos,corten,cortala,cortenla,cansan,no insist*,dejarme',
  UNSUB:
    'baja,darme de baja,dar de baja,deme de baja,denme de baja,dame de baja,de baja,bajas,desuscrib*,desinscri*,desapunt*,cancelar mi suscripcion,cancelen mi suscripcion,anulen mi suscripcion,borrarme,darse de baja,unsubscribe,revoco,revocar,retiro mi consentimiento,oponerme,me opongo,derecho de oposicion,derecho de supresion,derecho al olvido,lista robinson,derechos arco,oposicion,supresion',
  REMOVE:
    'elimin*,borr*,quitenme,quiteme,quitame,quitadme,quitar,quiten,quite,quita,saquenme,saqueme,sacame,sacadme,saquen,saque,saca,sacar,suprim*,tach*,retiren,retire,retirenme,excluy*,exclui*,descart*,olviden mi',
  LIST: 'lista,listas,listado,base de datos,bases de datos,base,boletin,newsletter,crm,registros,registro,fichero*,suscripcion,suscrit*,suscrib*,me suscribi,cadena,mailing,campana,agenda de contactos,sistema',
  DATA: 'datos,datos personales,mis datos,mi correo,mi direccion,mi email,mi mail,mi contacto,mi numero,informacion personal,consentimiento',
  MSG: 'correo*,mensaje*,mail,mails,email,emails,correito*,publicidad,comunicacion*,propaganda,buzon,bandeja,whatsapp,mensajito*',
  WRITE:
    'escrib*,escriban,escriba,contact*,molest*,llamar,llamando,mandando,enviando,escribiendo,bombarde*,acos*,acoso,atosig*,insistir,insistiendo,fastidi*,hostig*,vender,venderme,ofrec*,ofreciendo,jod*,joroba*,comunicarse,comuniquen,perseguir',
  SPAM: 'spam,correo basura,basura,no deseado,no solicitad*,robot,robots,bot,bots,automatic*,estafa,phishing,spammer*,spameando',
  THREAT:
    'abogad*,legal,legales,demand*,denunci*,aepd,agencia de proteccion,proteccion de datos,bloque*,rgpd,gdpr,lopd,lssi,profeco,inai,ley,multa,sancion*,juzgado,tribunal,queja,report*,policia,autoridad*,consecuencias,marcar como,lo marco,marcarl*,ilegal,infraccion,reclamacion,habeas data,indecopi,sernac,condusef',
  ANGER:
    'mierda,puta,carajo,cono,joder,idiot*,pesad*,hartazgo,vergüenza,verguenza,hasta las narices,hasta el gorro,hasta la coronilla,hasta la madre,podrid*,pinche,pendej*,estupid*,que asco,inutil*,caradura*,abus*',
  MORE: 'mas,otra vez,nunca mas,jamas,de nuevo,nuevamente,otro,otra,ya no,ni uno,ni una',
  VENDOR:
    'ya tenemos,ya tengo,ya trabajamos,ya usamos,ya contamos,ya contratamos,ya elegimos,ya compramos,ya firmamos,proveedor*,content*,satisfech*,estamos bien,estoy bien,a gusto,herramienta propia,desarrollo propio,interno,interna,internamente,propio,propia,competencia,renovamos,renovar*,otro proveedor,otra empresa,otra solucion,nos quedamos con,cubiert*,servid*,resuelto,solucionado',
  NOTME:
    'no soy la persona,no soy quien,no soy yo,no es conmigo,no me corresponde,no me toca,no me compete,no es mi area,no es mi tema,no es lo mio,no llevo,no decido,no manejo,no me encargo,no veo esos,persona equivocada,persona indicada,persona adecuada,persona correcta,se equivoco,se equivocaron,equivocad*,no depende de mi,ya no llevo,ya no estoy,ya no trabajo,no estoy a cargo,no tengo que ver,eso no lo,yo no lo',
  RESP: 'lleva,llevan,encarga,encargad*,responsable,responsables,maneja,manejan,decide,deciden,ve esos,ve esto,ve eso,ve estos,ve los temas,gestiona,gestionan,a cargo,al frente,al mando,decision,corresponde,compete,toca,se ocupa,se ocupan,sustituy*,reemplaz*,releva*,mi sucesor*,quien ve,dirige,coordina,administra,autoriza,firma',
  ROLE: 'director*,jefe,jefa,gerente,gerencia,compras,colega*,companer*,socio,socia,dueno,duena,contador*,contabilidad,departamento,equipo,area,sistemas,recursos humanos,rrhh,marketing,finanzas,comercial,tecnico,tecnica,asistente,secretari*,administrador*,ingenier*,subdirector*,coordinador*,supervisor*,encargado,patron,patrona,cto,cfo,ceo,operaciones,logistica,propietari*,hermano,esposa,marido',
  ASKHIM:
    'hable con,hablen con,habla con,hablar con,hablad con,hablalo con,hablelo con,habladlo con,contacte a,contacte con,contacten a,contacta a,contacta con,contactar a,contactar con,contactad con,contactad a,escribale,escribanle,escribele,escribirle,escribidle,escribile,dirij*,dirigirse,dirigete,dirigios,pregunt*,preguntele,llamele,llamale,llamenlo,llamenla,comuniquese con,comunicate con,acuda,acudan,trat*,busque a,busquen a,mejor con,con ella,con el,a ella,su correo es,su mail es,su telefono es,le paso el contacto,te paso el contacto,les paso el contacto,paso el contacto,le dejo el contacto,te dejo el contacto,le paso el correo,te paso su,le paso su,les paso su,redirij*,derivo,derivar*,reenvio,enviarle,enviele,mandenle,mandele,mandale,enviale,paselo,pasaselo',
  CONTACT: '<email>,<phone>,<handle>',
  COPY: 'en copia,copio,copiad*,con copia,cc,pongo en copia,copiando,para su conocimiento,agrego en copia,copiamos',
  LEFT: 'ya no trabaja,no trabaja,se fue,dejo la empresa,dejo de trabajar,se jubilo,anterior,antiguo,antigua,ex,exjefe,ya no esta',
  QWORD:
    'que,como,cuanto*,cual,cuales,donde,quien,quienes,por que,cuando,de donde,se puede,es posible,tiene,tienen,tenes,tienes,teneis,hay,funciona,incluye,incluyen,permite,se integra,soporta,me pregunto,duda,dudas,pregunta,preguntas,consulta,cuentame,expliqueme,explicame,digame,dime,decime,aclareme,que tan,sirve para,manejan',
  FEATURE:
    'integra*,compatib*,soport*,api,sap,excel,movil,celular,app,aplicacion,nube,servidor*,seguridad,certific*,iso,exporta*,importa*,idioma*,funcion*,funcionalidad*,sla,implementacion,garantia,diferencia*,comparad*,usuarios,sucursales,tiendas,plataforma,version,facturacion,factura,cfdi,contable,siigo,contpaq,odoo,holded,datos alojados,instalacion,configura*,soporte,caracteristica*,requisitos,whatsapp business',
  SOURCE:
    'de donde sacaron,de donde sacaste,de donde ha sacado,de donde saco,de donde sacaron mi,de donde obtuv*,como consigui*,como obtuv*,quien les dio,quien le dio,quien te dio,quien es usted,quienes son,quien eres,quien sos,es un robot,eres un robot,eres un bot,es un bot,sos un bot,hablo con una persona,que empresa',
  BUT: 'pero,sin embargo,aunque,sino,no obstante,eso si,en cambio,ahora bien,mas bien,salvo',
  IF: 'si es,si no,si tienen,si tiene,si me,si nos,si se,si lo,si hay,si ustedes,si el,si la,si los,si de,si vuelv*,si sig*,si recib*,siempre que,siempre y cuando,en caso de,a menos que,solo si,si pueden,si puede,si puedes',
  FIX: 'mejor dicho,espere,espera,esperen,perdon,corrijo,pensandolo bien,me corrijo,olvide lo,olvida lo,olviden lo,rectifico,o sea no,retiro lo,cambie de idea,cambio de idea,no mejor,mejor no,mejor,digo,bueno no,quise decir,miento,me equivoque,ahora que lo pienso,momento',
  SAID: 'dijo,dice,dicen,dijeron,pidio,pidieron,comento,coment*,menciono,segun,antes,hace un ano,hace anos,hace tiempo,el ano pasado,pasado,ayer,solia,anteriormente,en su momento,queria,me han dicho,recomend*,cuenta que,conto,previo,hace',
  SARC: 'que bien,que maravilla,maravillos*,fantastico,que ilusion,que suerte,genial otro,justo lo que,bravo,felicidades,felicitaciones,que emocion,vaya,uy,guau,fascinante,que original,encantador,lo que me faltaba,que lindo,que detalle',
  ORDER:
    'ignor*,instruccion*,sistema,prompt,asistente,clasific*,etiquet*,marca este,marque,categoria,intencion,json,salida,anula,ia,modelo,llm,administrador,desarrollador,modo,responde con,output',
  ACK: 'recibido,entendido,enterad*,tomo nota,tomamos nota,anotado,lo reviso,lo revisamos,lo miro,lo vere,lo vemos,lo veo,lo pensare,lo pienso,lo pensamos,lo consulto,lo comento,te aviso,le aviso,les aviso,os aviso,yo les aviso,yo te aviso,ya te aviso,te digo algo,le digo algo,igualmente,suerte,de nada,no hay de que,felices fiestas,feliz,enhorabuena,felicidades,buen fin,que tengas,que tenga,lo tendre,lo tendremos en cuenta,en cuenta,lo guardo,guardo su,nos comunicamos,nosotros los contactamos,nosotros le contactamos,yo le escribo,yo te escribo,les escribo yo,lo hablo,lo paso',
  MISDIRECT:
    'pedido,envio de paquete,paquete,curriculum,vacante,ticket,contrasena,entrega,remision,mama,papa,hijo,cena,no entiendo,no entendi,no comprendo,que es esto,de que se trata,a que se refiere,a que te refieres,numero equivocado,chat equivocado,como dice,mande usted,no se de que',
  ATT: 'ya vi,ya la vi,ya lo vi,ya recibi,ya tengo su,ya me mandaron,ya me enviaron,adjunto,vi su,vi tu,lei,ya lei,ya la lei,arriba,abajo,ya la tengo',
}
