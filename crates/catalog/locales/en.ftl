# What the catalog says when it says no, and what to do next.
refusal-catalog-below-minimum = The least quantity is { $moq }. Order { $moq } or more, or ask the seller for a quote.
refusal-catalog-title-empty = Enter a title that says what it is.
refusal-catalog-text-too-long = At most { $most } characters fit here. Shorten the text.
refusal-catalog-text-unprintable = This text holds characters that cannot be shown. Type it anew instead of pasting it.
refusal-catalog-language-unknown = Choose the language of the title from the list: en or zh-CN.
refusal-catalog-unit-unknown = Choose a unit of measure from the list, such as C62 for pieces or KGM for kilograms.
refusal-catalog-currency-unknown = Enter an ISO 4217 currency code such as USD, EUR or CNY.
refusal-catalog-first-tier-not-at-minimum = The first price begins at the minimum order, and that is at least 1. Let the first price begin at { $moq }, or change the minimum order.
refusal-catalog-lead-time-out-of-range = Enter a lead time of 0 to { $most } days. For a longer one, answer inquiries with a quote.
refusal-catalog-tiers-missing = Enter at least one price.
refusal-catalog-too-many-tiers = At most { $most } prices fit into the table. Join some of them.
refusal-catalog-price-unreadable = “{ $told }” is no price. Write plain digits with at most six decimals, such as 0.0875.
refusal-catalog-price-not-positive = Enter a price above zero.
refusal-catalog-tier-quantity-out-of-range = Enter quantities from 1 to { $most }.
refusal-catalog-tiers-not-rising = Each price must begin at a larger quantity than the one before. Put them in order.
refusal-catalog-tier-price-rises = Whoever buys more must not pay more for each. Lower the later prices.
refusal-catalog-photo-too-large = A photo has at most { $most } MB. Send a smaller one.
refusal-catalog-photo-wrong-kind = This is no JPEG, PNG or WebP picture. Save it as one of these and send it again.
refusal-catalog-photo-too-many-pixels = The picture has too many pixels: at most { $most } on a side, and 128 MB when opened. Send a smaller one.
refusal-catalog-photo-broken = The picture cannot be read to its end. Send it again, or save it anew first.
refusal-catalog-photo-missing = Send the picture in the field “photo”.

# Units of measure, after a number.
unit-c62 = { $count ->
    [one] piece
   *[other] pieces
 }
unit-pr = { $count ->
    [one] pair
   *[other] pairs
 }
unit-set = { $count ->
    [one] set
   *[other] sets
 }
unit-dzn = { $count ->
   *[other] dozen
 }
unit-gro = { $count ->
   *[other] gross
 }
unit-cen = { $count ->
   *[other] hundred
 }
unit-mil = { $count ->
   *[other] thousand
 }
unit-grm = { $count ->
    [one] gram
   *[other] grams
 }
unit-kgm = { $count ->
    [one] kilogram
   *[other] kilograms
 }
unit-tne = { $count ->
    [one] tonne
   *[other] tonnes
 }
unit-lbr = { $count ->
    [one] pound
   *[other] pounds
 }
unit-onz = { $count ->
    [one] ounce
   *[other] ounces
 }
unit-cmt = { $count ->
    [one] centimetre
   *[other] centimetres
 }
unit-mtr = { $count ->
    [one] metre
   *[other] metres
 }
unit-fot = { $count ->
    [one] foot
   *[other] feet
 }
unit-inh = { $count ->
    [one] inch
   *[other] inches
 }
unit-yrd = { $count ->
    [one] yard
   *[other] yards
 }
unit-mtk = { $count ->
    [one] square metre
   *[other] square metres
 }
unit-ftk = { $count ->
    [one] square foot
   *[other] square feet
 }
unit-mtq = { $count ->
    [one] cubic metre
   *[other] cubic metres
 }
unit-mlt = { $count ->
    [one] millilitre
   *[other] millilitres
 }
unit-ltr = { $count ->
    [one] litre
   *[other] litres
 }
unit-gll = { $count ->
    [one] US gallon
   *[other] US gallons
 }
unit-bx = { $count ->
    [one] box
   *[other] boxes
 }
unit-ct = { $count ->
    [one] carton
   *[other] cartons
 }
unit-pk = { $count ->
    [one] pack
   *[other] packs
 }
unit-bg = { $count ->
    [one] bag
   *[other] bags
 }
unit-ro = { $count ->
    [one] roll
   *[other] rolls
 }
unit-bo = { $count ->
    [one] bottle
   *[other] bottles
 }
unit-ca = { $count ->
    [one] can
   *[other] cans
 }
unit-pf = { $count ->
    [one] pallet
   *[other] pallets
 }
unit-st = { $count ->
    [one] sheet
   *[other] sheets
 }
